"""A scenario about an assessment that opens no cycle: what it recommends is followed all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import assessment, ids_of, recommendation_id_of


async def test_18_a_recommendation_of_a_follow_up_assessment_is_merged_into_the_running_cycle_and_assessed(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01")
    _, cycle = ids_of(report)
    stage.send("assessment.submitted", report)
    stage.to(date(2024, 9, 2))
    visit = assessment("KEN", "2024-09-02", kind="follow-up")
    alone = assessment("UGA", "2024-09-02", kind="advocacy", count=1)
    for one in (visit, alone):
        stage.send("assessment.submitted", one)
        assert stage.items(f"/cycles?assessment={ids_of(one)[0]}") == [], "its kind opens none"

    joined = stage.items(f"/recommendation-statuses?assessment={ids_of(visit)[0]}")
    assert {one["cycle_id"] for one in joined} == {cycle}
    assert len(stage.items(f"/cycles/{cycle}/recommendations")) == 4
    parents = [recommendation_id_of(report, 1), recommendation_id_of(visit, 1)]
    merger: dict[str, Any] = {
        "change": "merge", "parents": parents, "decided_on": "2024-09-02", "decided_by": "CTED",
        "successors": [
            {
                "reference": "R1+", "text": "Synthetic: both steps.", "themes": ["cft"], "priority": "high",
                "made_by": "CTED", "assistance_needed": True,
            }
        ],
    }  # fmt: skip
    (successor,) = stage.command(f"/cycles/{cycle}/successions", merger)["successors"]
    assessed = {"assessed_on": "2024-09-02", "implementation": "implemented"}
    stage.command(f"/cycles/{cycle}/recommendations/{successor['id']}/assessment", assessed)

    (standing,) = stage.items(f"/recommendation-statuses?assessment={ids_of(alone)[0]}&lifecycle=live")
    path = f"/cycles/{standing['cycle_id']}/recommendations/{standing['id']}"
    assert stage.command(f"{path}/assessment", assessed)["assessed"] == "implemented"
    ended = {"reason": "overtaken", "closed_on": "2024-09-02"}
    assert stage.command(f"{path}/closure", ended)["lifecycle"] == "overtaken"

    stage.to(date(2025, 1, 2))
    figures = {one["id"]: one for one in stage.get("/reports/annual/2024/provisional")["figures"]}
    live = 3  # the merged one, and the second one of each report on Kenya
    assert (figures["implemented"]["numerator"], figures["implemented"]["denominator"]) == (1, live)
