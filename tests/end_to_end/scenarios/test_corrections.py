"""Scenarios of records that are put right: the original is kept, and what hangs on them is computed again (rule 4)."""

from __future__ import annotations

from datetime import date

from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import Stage, assessment, ids_of, recommendation_id_of

RIGHT = {
    "field": "received_on",
    "value": "2024-12-20",
    "reason": "Synthetic: the stamp was misread.",
    "document": "DRAFT/SYN/2024/7",
}


async def test_21_a_response_dated_wrong_is_put_right_after_the_overdue_mark(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01")
    _, cycle = ids_of(report)
    stage.send("assessment.submitted", report)
    stage.to(date(2025, 1, 10))
    silent = stage.get(f"/cycles/{cycle}")["response"]["not_answered_on"]
    assert silent == "2024-09-02", "marked, since nothing came in six months"

    backdated = {"received_on": "2024-08-20", "positions": []}
    refusal = stage.command(f"/cycles/{cycle}/response", backdated, "KEN", status=422)
    assert refusal["type"].endswith("dated-by-its-arrival"), "a State cannot undo the mark itself"

    stage.command(f"/cycles/{cycle}/response", backdated)
    assert stage.get(f"/cycles/{cycle}")["response"]["not_answered_on"] is None, "wrongly taken back by an officer"
    first = stage.transmit("/reports/followup/" + cycle)

    (response,) = stage.items(f"/cycles/{cycle}/responses", "KEN")
    path = f"/responses/{response['id']}/corrections"
    again = stage.command(f"/cycles/{cycle}/response", {"received_on": "2024-08-01"}, status=409)
    assert again["type"].endswith("earlier-than-the-first"), "nobody corrects by sending again"
    stage.command(path, RIGHT, "KEN", status=403)
    early = stage.command(path, RIGHT | {"value": "2024-02-01"}, status=409)
    assert (early["rule"], early["paragraph"]) == ("4", "OP16")
    stage.command(path, RIGHT)

    now = stage.get(f"/cycles/{cycle}")["response"]
    assert (now["received_on"], now["not_answered_on"]) == ("2024-12-20", "2024-09-02")
    for reader in ("owner", "KEN"):
        (correction,) = stage.items("/states/KEN/corrections", reader)
        assert (correction["before"], correction["after"]) == ("2024-08-20", "2024-12-20")
        assert (correction["reason"], correction["document"]) == (RIGHT["reason"], RIGHT["document"])
        (duty,) = [one for one in stage.items("/calendar?state=KEN", reader) if one["id"] == f"{cycle}/response"]
        assert (duty["state"], duty["met_on"], duty["late"]) == ("met", "2024-12-20", True)
    assert stage.items("/states/KEN/corrections", "un") == []

    assert stage.get("/reports/followup/" + cycle) == first, "what was published stands"
    told = await stage.read_events("ctc.followup", "followup.response_received.v1")
    assert [one["occurred_on"] for one in told] == ["2024-08-20", "2024-12-20"], "the history is not rewritten"


async def test_23_cteds_report_is_moved_behind_what_was_assessed_since_and_back(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01")
    _, cycle = ids_of(report)
    one = recommendation_id_of(report, 1)
    stage.send("assessment.submitted", report)
    stage.to(date(2025, 1, 10))
    status = {"recommendation_id": one, "implementation": "partly_implemented"}
    stage.command(f"/cycles/{cycle}/report", {"submitted_on": "2025-01-10", "recommendations": [status]})
    stage.to(date(2025, 3, 3))
    between = {"assessed_on": "2025-02-03", "implementation": "implemented"}
    stage.command(f"/cycles/{cycle}/recommendations/{one}/assessment", between)
    assert read_status(stage, cycle, one) == ("implemented", "2025-02-03")

    path = f"/cycles/{cycle}/corrections"
    behind = {**RIGHT, "field": "report.submitted_on", "value": "2025-02-20"}
    stage.command(path, behind)
    assert read_status(stage, cycle, one) == ("partly_implemented", "2025-02-20")
    assert count_assessed(stage, "2025-02-10") == (1, 1), "what was assessed between holds until the report"
    same = stage.command(path, behind | {"value": "2025-02-03"}, status=409)
    assert same["type"].endswith("assessed-that-day")

    stage.command(path, behind | {"value": "2025-01-05"})
    assert read_status(stage, cycle, one) == ("implemented", "2025-02-03")
    assert count_assessed(stage, "2025-01-07") == (1, 0), "the report says so from its right day on"


def read_status(stage: Stage, cycle: str, recommendation: str) -> tuple[str, str]:
    """How far it is implemented and since when: followup and council say the same."""
    (of_followup,) = [one for one in stage.items(f"/cycles/{cycle}/recommendations") if one["id"] == recommendation]
    (of_council,) = [one["status"] for one in stage.items("/states/KEN/recommendations") if one["id"] == recommendation]
    found = of_council["assessed"], of_council["assessed_on"]
    assert (of_followup["assessed"], of_followup["assessed_on"]) == found
    return found


def count_assessed(stage: Stage, cut_off: str) -> tuple[int, int]:
    """How many recommendations were assessed by that day, and how many as implemented."""
    answer = stage.get(f"/reports/annual/2025/provisional?cut_off={cut_off}")
    figures = {one["id"]: one["numerator"] for one in answer["figures"]}
    return figures["assessed"], figures["implemented"]
