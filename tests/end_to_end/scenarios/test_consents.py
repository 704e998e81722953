"""A scenario about consent to the release of a report (OP18, OP19)."""

from __future__ import annotations

from datetime import date

from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import assessment, ids_of, recommendation_id_of

WORDS = ("full", "part", "refused", "silent")


async def test_16_consent_to_a_report_is_refused_then_given_in_part(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 6, 3))
    report = assessment("KEN", "2024-06-03")
    stage.send("assessment.submitted", report)
    id_ = ids_of(report)[0]
    first, second = (recommendation_id_of(report, number) for number in (1, 2))
    consent, disclosure = f"/assessments/{id_}/consent", f"/assessments/{id_}/disclosure"
    widening = {"audience": "public", "decided_by": "Permanent Mission", "consulted_ctc": True}
    assert stage.get(f"/assessments/{id_}", "un")["id"] == id_, "the United Nations system has it by default"
    stage.get(consent, status=404)

    refusal = {"answer": "refused", "answered_on": "2024-06-03"}
    stage.command(consent, refusal, "KEN", status=409)  # nobody asked
    stage.command(consent, {"asked_on": "2024-06-03"}, "KEN", status=403)
    stage.command(consent, {"asked_on": "2024-06-03"})
    stage.command(consent, refusal, "unoct", status=403)
    stage.command(consent, refusal, status=422)  # an officer, without the State's letter
    stage.command(consent, refusal, "KEN")
    problem = stage.command(disclosure, widening | {"decided_on": "2024-06-03"}, status=409)
    assert (problem["type"], problem["paragraph"]) == ("/problems/beyond-the-consent", "OP19")
    assert stage.get(f"/assessments/{id_}", "un")["id"] == id_, "a refusal of more takes nothing from the UN system"

    stage.to(date(2024, 9, 2))
    letter = {"answer": "part", "answered_on": "2024-08-30", "document": "DRAFT/SYN/KEN/1"}
    stage.command(consent, letter | {"parts": [first, "another-report's"]}, status=422)
    stage.command(consent, letter | {"parts": [first]})
    assert stage.items("/recommendations", "public") == [], "consent by itself releases nothing"
    stage.command(disclosure, widening | {"decided_on": "2024-09-02"}, status=409)
    stage.command(disclosure, widening | {"decided_on": "2024-09-02", "in_part": [first, second]}, status=409)
    stage.command(disclosure, widening | {"decided_on": "2024-09-02", "in_part": [first]})
    assert [one["id"] for one in stage.items("/recommendations", "public")] == [first]
    stage.get(f"/assessments/{id_}", "public", status=404)

    for insider in ("owner", "KEN"):
        shown = stage.get(f"/assessments/{id_}", insider)["consent"]
        assert (shown["status"], [one["answer"] for one in shown["answers"]]) == ("part", ["refused", "part"])
        assert stage.get(consent, insider) == shown
        (word,) = stage.get("/states/KEN", insider)["report_consents"]["items"]
        assert (word["stage"], word["asked_on"], word["parts"]) == ("part", "2024-06-03", [first])
    for outsider in ("un", "unoct", "FJI", "public"):
        stage.get(consent, outsider, status=404)
        assert stage.get("/states/KEN", outsider)["report_consents"]["items"] == []
        assert stage.items("/report-consents", outsider) == []
    assert "consent" not in stage.get(f"/assessments/{id_}", "unoct")

    stage.to(date(2025, 1, 15))
    figures = {one["id"]: one for one in stage.get("/reports/annual/2024/provisional")["figures"]}
    assert figures["report_consents_asked"]["numerator"] == 1
    assert [figures[f"report_consents_{word}"]["numerator"] for word in WORDS] == [0, 1, 0, 0]
    assert figures["reports_released_full"]["numerator"] == 1, "the release to the UN system is counted apart"
