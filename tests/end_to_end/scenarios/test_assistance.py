"""A scenario about assistance (OP24, OP39)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import project_id
from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import assessment, recommendation_id_of

ON_BOTH = pytest.mark.parametrize("transport", ["loopback", "kafka"], indirect=True)


@ON_BOTH
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
    figures = {one["id"]: one for one in stage.get("/reports/annual/2024")["figures"]}
    taken_up = figures["cases_taken_up"]
    assert (taken_up["numerator"], taken_up["denominator"]) == (1, 1), "counted once"
    assert len(await stage.read_events("ctc.unoct", "duplication.flagged.v1")) == 1
    assert len(await stage.read_events("ctc.unoct", "case.taken_up.v1")) == 1


def project(body: str, need: str) -> dict[str, Any]:
    return {
        "reference": f"SYN-P-{body}", "title": "A synthetic project", "lead_body": body.upper(), "states": ["KEN"],
        "themes": ["cft"], "recommendations": [need], "status": "active", "synthetic": True,
    }  # fmt: skip
