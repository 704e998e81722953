"""A scenario about the list of States to visit (OP12)."""

from __future__ import annotations

from datetime import date

from tests.end_to_end.scenarios.conftest import Staging

ATTACK = {"code": "events", "evidence": "Synthetic: an attack in mid-year, invented."}


async def test_11_after_an_attack_in_mid_year_a_state_is_listed_consent_is_not_answered_and_the_schedule_is_silent(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 1, 10))
    entries = [{"state": "KEN", "reasons": [{"code": "known-gaps", "evidence": "Synthetic."}]}]
    adoption = {"year": 2024, "adopted_on": "2024-01-10", "entries": entries, "synthetic": True}
    stage.command("/programmes", adoption)
    stage.command("/programmes/2024/consents", {"state": "FJI", "asked_on": "2024-01-10"}, status=409)

    stage.to(date(2024, 7, 1))
    change = {"changed_on": "2024-07-01", "added": [{"state": "FJI", "reasons": [ATTACK]}]}
    stage.command("/programmes/2024/changes", change, status=422)  # without a reason
    stage.command("/programmes/2024/changes", change | {"reason": "Synthetic: an attack in mid-year."})
    consent = stage.command("/programmes/2024/consents", {"state": "FJI", "asked_on": "2024-07-01"})["id"]
    plan = {"reference": "SYN-V", "state": "FJI", "kind": "comprehensive", "start": "2024-11-04", "synthetic": True}
    stage.command("/visits", plan)

    stage.to(date(2025, 1, 2))
    assert stage.get(f"/consents/{consent}")["status"] == "lapsed"
    (lapse,) = await stage.read_events("ctc.assessments", "consent.lapsed.v1")
    assert (lapse["state"], lapse["year"]) == ("FJI", 2024)
    assert await stage.read_events("ctc.released.public", "released.schedule.v1") == []
    assert stage.items("/visits", "public") == []
    assert stage.get("/reports/schedule/2024/provisional")["figures"][0]["numerator"] == 0

    figures = {one["id"]: one for one in stage.get("/reports/programme/2024/provisional")["figures"]}
    assert figures["changes_after_adoption"]["numerator"] == 1
    review = {one["id"]: one for one in stage.get("/reports/review/2024/provisional")["figures"]}
    assert (review["consents_silent"]["numerator"], review["consents_silent"]["denominator"]) == (1, 1)
    proposal = stage.get("/proposals/2025")
    fiji = next(one for one in proposal["items"] if one["state"] == "FJI")
    assert "not-answered" in {one["code"] for one in fiji["reasons"]}, "a candidate for the next list"
    for reader in ("public", "un", "unoct"):
        for path in ("/programmes/2024", f"/consents/{consent}", "/proposals/2025", "/reports/programme/2024"):
            stage.get(path, reader, status=404)
