"""A scenario about what other systems send, good and bad."""

from __future__ import annotations

import base64
from datetime import date

import orjson
import pytest

from tests.end_to_end.scenarios.conftest import ON_KAFKA, Staging
from tests.support.stage import CTED, assessment, ids_of


@pytest.mark.slow
@ON_KAFKA
async def test_12_a_duplicate_a_malformed_event_and_one_about_no_member_while_the_good_flow_on(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    good, other = assessment("KEN", "2024-03-01"), assessment("FJI", "2024-03-01")
    bad_data = {key: value for key, value in assessment("PER", "2024-03-01").items() if key != "report_date"}

    assert stage.send("assessment.submitted", good, id_="a")["status"] == "accepted"
    duplicate = stage.send("assessment.submitted", good, id_="b")
    assert (duplicate["status"], duplicate["outcome"]) == ("accepted", "unchanged")
    stranger = stage.send("assessment.submitted", assessment("HKG", "2024-03-01"), id_="c")
    assert (stranger["status"], "no Member State" in stranger["reason"]) == ("refused", True)
    unreadable = stage.send("assessment.submitted", bad_data, id_="d")
    assert unreadable["status"] == "unreadable"
    assert "report_date" in unreadable["reason"]
    assert stage.send("assessment.submitted", other, id_="e")["status"] == "accepted"

    (row,) = stage.items("/unreadable")
    assert (row["source"], row["notice_id"]) == (CTED, "d"), "the raw bytes wait for whoever repairs them"
    as_sent = orjson.loads(base64.b64decode(stage.get(f"/unreadable/{row['number']}")["data_base64"]))
    good_data = (
        as_sent["data"] | {"report_date": "2024-03-01"}
        if "data" in as_sent
        else as_sent | {"report_date": "2024-03-01"}
    )
    assert stage.send("assessment.submitted", good_data, id_="d")["status"] == "accepted", "its id was not used up"

    schedules = await stage.read_events("ctc.followup", "followup.scheduled.v1")
    assert sorted(one["state"] for one in schedules) == ["FJI", "KEN", "PER"], "exactly one cycle each"
    assert stage.get(f"/cycles/{ids_of(good)[1]}")["due_on"] == "2025-03-01"
    assert all(not stage.items(f"/services/{name}/deadletters") for name in ("assessments", "followup", "council"))
