"""Scenarios about what a State keeps confidential (OP19)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.audiences import AUDIENCES
from shared.engine.storage.journal import channel
from tests.end_to_end.scenarios.conftest import ON_KAFKA, Staging
from tests.support.stage import Stage, assessment, ids_of, recommendation, recommendation_id_of

OUTSIDE = (*AUDIENCES[1:], "unoct", "unodc", "FJI")
MARK = "MARKED-9d1c"
CONFIDENTIAL = (3, 9)
OF_AN_EVENT = "source, type, topic, subject, time, audience, correlationid, causationid"


@pytest.mark.slow
@ON_KAFKA
async def test_6_two_of_twelve_recommendations_are_confidential_absent_everywhere_and_the_totals_reconcile(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01", count=12)
    for number in CONFIDENTIAL:
        secret = {"text": f"Synthetic: {MARK} {number}.", "themes": ["uas"], "audience": "committee"}
        report["recommendations"][number - 1] = recommendation(number, **secret)
    stage.send("assessment.submitted", report)
    confidential_ids = [recommendation_id_of(report, number) for number in CONFIDENTIAL]

    for audience in AUDIENCES[1:]:
        events = await stage.read_events(f"ctc.released.{audience}")
        recommendations = [one for one in events if "recommendation_id" in one]
        assert len(recommendations) == (10 if audience in ("council", "un") else 0)
        whole_topic = b"".join(await stage.read_bytes(f"ctc.released.{audience}"))
        assert not any(text.encode() in whole_topic for text in (MARK, *confidential_ids))
    assert len(stage.items("/recommendations", "un")) == 10
    assert len(stage.items("/recommendations", "KEN")) == 12, "a State has its own whole"
    for reader in OUTSIDE:
        assert_absent(stage, reader, confidential_ids, ids_of(report)[0])
    await assert_no_log_and_no_dead_letter_tells(stage)
    assert not any(MARK.encode() in one for one in await stage.read_bytes("ctc.receipts"))

    stage.to(date(2025, 1, 15))
    annual = stage.transmit("/reports/annual/2024")
    figures = {one["id"]: one for one in annual["figures"]}
    assert figures["implemented"]["denominator"] == 12, "totals count what is withheld"
    assert annual["withheld"] == 12, "the public may have none of them"
    assert not any(id_.endswith(".uas") for id_ in figures), "no theme is shown that only they have"
    for reader in OUTSIDE:
        assert_no_export_tells(stage, reader, confidential_ids)


async def assert_no_log_and_no_dead_letter_tells(stage: Stage) -> None:
    """A broken event with all that it held is put aside; its payload is for the Committee's operators alone."""
    await stage.sql(
        f"insert into assessments.journal (id, {OF_AN_EVENT}, data) select 'broken', {OF_AN_EVENT}, "
        "decode(replace(encode(data, 'escape'), 'submitted_to_ctc_on', 'nobody_knows_this'), 'escape') "
        "from assessments.journal where type = 'assessment.completed.v1'"
    )
    await stage.sql(f"notify {channel('assessments')}")
    stage.settle()
    (letter,) = stage.items("/services/followup/deadletters")
    path = f"/services/followup/deadletters/{letter['number']}"
    assert MARK in stage.get(path)["payload"], "an operator of the Committee's has it"
    for reader in OUTSIDE:
        assert stage.client(reader).get(path).status_code in (401, 403)
    assert "dead letter" in stage.log
    assert MARK not in stage.log


def assert_no_export_tells(stage: Stage, reader: str, confidential_ids: list[str]) -> None:
    """Neither the feeds that others copy, nor reports in any form, nor the lists behind their figures."""
    feeds = [f"/released?audience={audience}" for audience in AUDIENCES[1:]]
    reports = [f"/reports/{name}/2024" for name in ("annual", "thematic", "joint", "schedule", "briefing", "review")]
    basis = [f"/reports/annual/2024/figures/{one}/basis" for one in ("implemented", "assessed.theme.cft")]
    for path in (*feeds, *reports, *basis):
        for form in ("application/json", "text/html"):
            text = stage.client(reader).get(path, headers={"Accept": form}).text
            assert not any(one in text for one in (MARK, *confidential_ids)), f"{path} as {form} for {reader}"


def assert_absent(stage: Stage, reader: str, confidential_ids: list[str], public_id: str) -> None:
    """No list and no page has them, and each of them is as if it were not there."""
    paths = ("/recommendations", "/needs", "/cases", "/states/KEN", "/calendar", f"/trace/{public_id}")
    for path in paths:
        text = stage.client(reader).get(path).text
        assert MARK not in text
        assert not any(id_ in text for id_ in confidential_ids), f"{path} as {reader}"
    for id_ in confidential_ids:
        for path in (f"/recommendations/{id_}", f"/trace/{id_}"):
            assert stage.client(reader).get(path).status_code == 404, f"{path} as {reader}"


@pytest.mark.slow
@ON_KAFKA
async def test_7_a_state_narrows_its_choice_after_the_annual_report_and_every_channel_follows(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    # Three States narrow, and three do not: of fewer, neither part could be shown (rule 12).
    reports = [assessment(state, "2024-03-01", count=2) for state in ("KEN", "PER", "UGA")]
    others = [assessment(state, "2024-03-01", count=2) for state in ("FJI", "JOR", "MAR")]
    for one in (*reports, *others):
        stage.send("assessment.submitted", one)
        stage.command(f"/assessments/{ids_of(one)[0]}/disclosure", decision("public", "2024-03-01", consulted_ctc=True))
    stage.to(date(2025, 1, 15))
    edition = stage.transmit("/reports/annual/2024")
    assert stage.get("/reports/annual/2024", "public") == edition
    assert (edition["withheld"], theme(edition)) == (0, 12)

    for one in reports:
        stage.command(f"/assessments/{ids_of(one)[0]}/disclosure", decision("committee", "2025-01-15"))
    for reader in OUTSIDE:
        for one in reports:
            assert_absent(stage, reader, [recommendation_id_of(one, 1)], ids_of(one)[0])
    for audience in AUDIENCES[1:]:
        withdrawals = [
            one for one in await stage.read_events(f"ctc.released.{audience}") if one.get("because") == "narrowed"
        ]
        assert {one["of"] for one in withdrawals} == {"assessment", "recommendation", "report"}

    for reader in ("public", "un", "partners"):
        reissue = stage.get("/reports/annual/2024", reader)
        assert reissue["withheld"] == 6
        assert theme(reissue) is None, "beside the edition it would tell how what was closed stands"
        total = next(one for one in reissue["figures"] if one["id"] == "implemented")
        assert total["denominator"] == 12, "totals count what is withheld"
    assert stage.get("/reports/annual/2024") == edition, "the frozen edition stays with the Committee"
    (event,) = await stage.read_events("ctc.council", "report.reissued.v1")
    assert (event["edition"], event["reissue"]) == (1, 1)
    basis = next(one for one in edition["figures"] if one["id"] == "implemented")["basis"]
    assert {one["states"][0] for one in stage.items(basis, "public")} == {one["state"] for one in others}


def decision(audience: str, on: str, **more: bool) -> dict[str, object]:
    return {"audience": audience, "decided_by": "Permanent Mission of the State", "decided_on": on, **more}


def theme(report: dict[str, Any]) -> int | None:
    """How many recommendations on the financing of terrorism the report shows."""
    number: int | None = next(one for one in report["figures"] if one["id"] == "assessed.theme.cft")["denominator"]
    return number
