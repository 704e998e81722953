"""A scenario about assistance (OP24, OP39)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import project_id
from tests.end_to_end.scenarios.conftest import ON_KAFKA, Staging
from tests.support.stage import Stage, assessment, recommendation_id_of


@pytest.mark.slow
@ON_KAFKA
async def test_10_unodc_and_unoct_fund_the_same_need_it_is_flagged_resolved_and_counted_once(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01", count=1)
    stage.send("assessment.submitted", report)
    need = recommendation_id_of(report, 1)
    (case,) = stage.items("/cases", "unoct")
    assert (case["recommendation_id"], case["status"]) == (need, "open")

    for body in ("unodc", "unoct"):
        receipt = stage.send("project.registered", project(body, need), source=f"urn:example:{body}")
        assert receipt["status"] == "accepted"
    (duplication,) = stage.items("/duplications", "unoct")
    assert (duplication["status"], len(duplication["project_ids"])) == ("flagged", 2)

    kept_project = project_id("urn:example:unodc", "SYN-P-unodc")
    decision = {"resolution": "merged", "kept_project_id": kept_project, "note": "Synthetic: one project goes on."}
    stage.command(f"/duplications/{duplication['id']}/resolution", decision, "unoct")
    answer = stage.get(f"/duplications/{duplication['id']}", "unoct")
    assert (answer["status"], answer["kept_project_id"]) == ("resolved", kept_project)
    assert len(stage.items("/cases", "unoct")) == 1

    stage.to(date(2025, 1, 15))
    figures = {one["id"]: one for one in stage.get("/reports/annual/2024/provisional")["figures"]}
    taken_up = figures["cases_taken_up"]
    assert (taken_up["numerator"], taken_up["denominator"]) == (1, 1), "counted once"
    assert len(await stage.read_events("ctc.unoct", "duplication.flagged.v1")) == 1
    assert len(await stage.read_events("ctc.unoct", "case.taken_up.v1")) == 1


@pytest.mark.slow
async def test_17_one_need_two_bodies_half_delivered_at_the_cut_off(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01", count=1)
    stage.send("assessment.submitted", report)
    need = recommendation_id_of(report, 1)
    for body in ("unodc", "icao"):
        stage.send("project.registered", project(body, need), source=f"urn:example:{body}")
    (case,) = stage.items("/cases", "unoct")
    path = f"/cases/{case['id']}/delivery"

    stage.to(date(2024, 12, 20))
    refused = stage.command(path, {"body": "ICAO"}, "unodc", status=403)
    assert (refused["type"], refused["paragraph"]) == ("/problems/not-your-part", "OP15")
    refused = stage.command(path, {"body": "WHO"}, "unodc", status=422)
    assert (refused["type"], refused["paragraph"]) == ("/problems/not-a-part", "OP15")
    assert stage.command(path, {"note": "Synthetic: a course."}, "unodc")["status"] == "taken_up"
    parts = [(one["body"], one["status"], one["delivered_on"]) for one in stage.get(f"/cases/{case['id']}")["parts"]]
    assert parts == [("UNODC", "delivered", "2024-12-20"), ("ICAO", "taken_up", None)]

    stage.to(date(2025, 1, 15))
    assert stage.command(path, {}, "icao")["status"] == "delivered"
    for report_name, prefix in (("annual", "cases_"), ("briefing", ""), ("joint", "")):
        at_cut_off = figures_of(stage, f"/reports/{report_name}/2024/provisional", prefix)
        assert at_cut_off == {"taken_up": (1, 1), "delivered": (0, 1), "delivered_in_part": (1, 1)}, report_name
    stage.to(date(2025, 12, 31))
    later = figures_of(stage, "/reports/briefing/2025/provisional", "")
    assert later == {"taken_up": (1, 1), "delivered": (1, 1), "delivered_in_part": (0, 1)}
    right = {
        "field": "parts.1.delivered_on",
        "value": "2024-12-28",
        "reason": "Synthetic: a slip.",
        "document": "DRAFT/9",
    }
    stage.command(f"/cases/{case['id']}/corrections", right, "icao", status=403)
    stage.command(f"/cases/{case['id']}/corrections", right)
    assert stage.get(f"/cases/{case['id']}")["delivered_on"] == "2024-12-28", "on the day of its last part"
    (correction,) = stage.items("/states/KEN/corrections", "KEN")
    assert (correction["thing"], correction["before"], correction["after"]) == ("case", "2025-01-15", "2024-12-28")

    told = await stage.read_events("ctc.unoct", "case.delivered")
    assert [(one["body"], one["occurred_on"]) for one in told] == [
        ("ICAO", "2025-01-15"), ("ICAO", "2024-12-28"),
    ], "by the last, and again as it was put right"  # fmt: skip


def figures_of(stage: Stage, path: str, prefix: str) -> dict[str, tuple[int, int]]:
    """What came of needs, by the report."""
    figures = {one["id"]: (one["numerator"], one["denominator"]) for one in stage.get(path)["figures"]}
    return {name: figures[f"{prefix}{name}"] for name in ("taken_up", "delivered", "delivered_in_part")}


def project(body: str, need: str) -> dict[str, Any]:
    return {
        "reference": f"SYN-P-{body}", "title": "A synthetic project", "lead_body": body.upper(), "states": ["KEN"],
        "themes": ["cft"], "recommendations": [need], "status": "active", "synthetic": True,
    }  # fmt: skip
