"""Scenarios about rules that are data: a mandate without a successor, and reminders that practice changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import orjson
import pytest

from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import Stage, assessment, ids_of

REFERENCE = Path(__file__).parents[3] / "reference"


@pytest.mark.slow
async def test_19_the_last_mandate_ends_and_one_duty_is_overdue_while_another_is_pending(stage_from: Staging) -> None:
    """Resolution 2810 (2025) ends on 5 January 2029, and nothing renews it yet."""
    stage = stage_from(date(2027, 12, 15))
    early, late = assessment("KEN", "2027-12-15"), assessment("UGA", "2028-02-01")
    stage.send("assessment.submitted", early)
    stage.to(date(2028, 2, 1))
    stage.send("assessment.submitted", late)

    stage.to(date(2029, 3, 1))
    overdue, pending = (stage.get(f"/cycles/{ids_of(one)[1]}") for one in (early, late))
    assert (overdue["status"], overdue["overdue_since"], overdue["due_on"]) == ("overdue", "2028-12-16", "2028-12-15")
    assert (pending["status"], pending["pending_since"], pending["due_on"]) == (
        "pending_mandate", "2029-01-06", "2029-02-01",
    )  # fmt: skip
    told = await stage.read_events("ctc.followup", "followup.reminded.v1")
    assert not [one for one in told if one["state"] == "UGA" and one["occurred_on"] > "2029-01-05"], "no reminders"

    annual = {
        one["period"]: one["state"] for one in stage.items("/obligations") if one["obligation"] == "annual-report"
    }
    assert annual["2028"] == "overdue", "it fell due on the last day of 2028, under the mandate"
    assert "2029" not in annual, "no mandate covers its day"
    listed = stage.items("/calendar?from=2028-12-01&to=2029-12-31")
    assert {(one["subject"], one["state"]) for one in listed if one["obligation"] == "follow-up-report"} == {
        ("KEN", "overdue"),
        ("UGA", "pending_mandate"),
    }


@pytest.mark.slow
async def test_20_a_fourth_reminder_day_is_added_while_cycles_run(stage_from: Staging, tmp_path: Path) -> None:
    stage = stage_from(date(2024, 1, 15))
    report = assessment("KEN", "2024-01-15")
    stage.send("assessment.submitted", report)
    stage.to(date(2024, 11, 20))
    assert await days_before(stage) == [60]
    stage.kill()

    shutil.copytree(REFERENCE, tmp_path / "changed" / "reference")
    practice = tmp_path / "changed" / "reference" / "practice.yaml"
    text = practice.read_text("utf-8")
    assert "reminders: [60, 30, 7]" in text
    practice.write_text(text.replace("reminders: [60, 30, 7]", "reminders: [60, 45, 30, 7]"), "utf-8")
    stage.settings |= {"PYTHONSAFEPATH": "1", "PYTHONPATH": f"{tmp_path / 'changed'}:{REFERENCE.parent}"}
    stage.start()
    (said,) = (line for line in stage.log.splitlines() if "deadlines have other reminders" in line)
    assert (orjson.loads(said)["service"], orjson.loads(said)["number"]) == ("followup", 1), (
        "the time to respond is over"
    )

    stage.to(date(2025, 1, 15))
    assert await days_before(stage) == [60, 45, 30, 7], "what was sent stays sent, and the new day counts"


async def days_before(stage: Stage) -> list[int]:
    """The reminders of CTED's report so far."""
    events = await stage.read_events("ctc.followup", "followup.reminded.v1")
    return [one["days_before"] for one in events if one["duty"] == "report"]
