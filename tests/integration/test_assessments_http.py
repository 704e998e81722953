"""Assessments over HTTP: the life of a report, who sees what of it, and the feed of the present state."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from contracts.ids import assessment_id, recommendation_id, visit_id
from services.assessments.assessments.views import REPORT as REPORT_VIEW
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from shared.engine.principals import Principal
from shared.web.things import read_thing
from tests.support.serving import Serving, serving
from tests.unit.services.assessments.desk import recommendation, submission_notice

MARKED = "[Synthetic example] MARKED-CONFIDENTIAL-4711"
RELEASED = "[Synthetic example] RELEASED-4712"
REPORT = assessment_id(OWN_SOURCE, "2024/KEN")
R1, R2 = recommendation_id(REPORT, "R1"), recommendation_id(REPORT, "R2")


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


def body(**more: Any) -> dict[str, Any]:
    """A report with one recommendation that is confidential, and one that is not."""
    parts = (recommendation("R1", text=MARKED, audience="committee"), recommendation("R2", text=RELEASED))
    notice = submission_notice(recommendations=parts).model_dump(
        mode="json", exclude={"notice_type"}, exclude_none=True
    )
    return notice | more


async def with_report(service: Serving) -> httpx.AsyncClient:
    owner = await service.client("owner")
    response = await owner.post("/assessments", json=body())
    assert (response.status_code, response.json()) == (201, {"id": REPORT, "outcome": "accepted"})
    assert response.headers["location"] == f"/assessments/{REPORT}"
    return owner


EXTENSION = {"due_on": "2024-03-20", "decided_on": "2024-02-15", "decided_by": "CTED", "why": "Synthetic."}


# ---- the life of a report -------------------------------------------------------------------


async def test_the_life_of_a_report_from_draft_to_withdrawal(service: Serving) -> None:
    owner = await service.client("owner")
    draft = {"reference": "2024/KEN", "state": "KEN", "kind": "focused", "draft": "pao"}
    draft |= {"draft_shared_on": "2024-02-01"}
    assert (await owner.post("/assessments/drafts", json=draft)).status_code == 201
    final = {name: body()[name] for name in ("report_date", "submitted_to_ctc_on", "recommendations", "findings")}
    steps: list[tuple[str, dict[str, Any]]] = [
        ("observations-extension", EXTENSION),
        ("observations", {"received_on": "2024-02-20"}),
        ("completion", final),
        ("receipt", {"received_by_state_on": "2024-04-01"}),
        ("noting", {"noted_on": "2024-04-10"}),
        ("corrections", {"reason": "A slip.", "submitted_to_ctc_on": "2024-03-16"}),
        ("disclosure", {"audience": "council", "decided_by": "Permanent Mission", "decided_on": "2024-05-01"}),
        ("withdrawal", {"withdrawn_on": "2024-06-01", "reason": "Superseded."}),
    ]
    for what, said in steps:
        for outcome in ("accepted", "unchanged"):
            response = await owner.post(f"/assessments/{REPORT}/{what}", json=said)
            assert (response.status_code, response.json()) == (200, {"id": REPORT, "outcome": outcome}), what
    shown = (await owner.get(f"/assessments/{REPORT}")).json()
    assert (shown["status"], shown["noted_on"]) == ("withdrawn", "2024-04-10")
    assert shown["submitted_to_ctc_on"] == "2024-03-16"
    kept = (await owner.get(f"/assessments/{REPORT}/corrections")).json()["items"]
    assert [(one["number"], one["changed"]) for one in kept] == [(1, ["submitted_to_ctc_on"])]
    assert kept[0]["original"]["submitted_to_ctc_on"] == "2024-03-15"
    assert await service.emitted_types("ctc.assessments") == [
        "assessment.drafted.v1",
        "observations.extended.v1",
        "observations.received.v1",
        "assessment.completed.v1",
        "assessment.received.v1",
        "assessment.noted.v1",
        "assessment.corrected.v1",
        "disclosure.changed.v1",
        "assessment.withdrawn.v1",
    ]


async def test_a_state_reads_who_extended_its_time_and_does_not_extend_it_itself(service: Serving) -> None:
    service.clock.instant = datetime(2024, 2, 15, 17, tzinfo=UTC)
    owner, kenya, reader = [await service.client(token) for token in ("owner", "kenya", "reader")]
    draft = {"reference": "2024/KEN", "state": "KEN", "kind": "focused", "draft": "draft", "synthetic": True}
    await owner.post("/assessments/drafts", json=draft | {"draft_shared_on": "2024-02-01"})
    path = f"/assessments/{REPORT}/observations-extension"
    assert (await kenya.post(path, json=EXTENSION)).status_code == 403
    assert (await owner.post(path, json=EXTENSION)).status_code == 200
    shown = (await kenya.get(f"/assessments/{REPORT}")).json()
    assert shown["observations_due_on"] == "2024-03-20"
    assert shown["observations_extensions"] == [EXTENSION | {"document": None}]
    assert (await reader.get(f"/assessments/{REPORT}")).status_code == 404
    service.clock.instant = datetime(2024, 3, 21, 17, tzinfo=UTC)
    late = EXTENSION | {"due_on": "2024-04-20", "decided_on": "2024-03-21"}
    problem = (await owner.post(path, json=late)).json()
    assert (problem["status"], problem["rule"], problem["paragraph"]) == (409, "4", "OP14")
    assert problem["type"].endswith("extended-after-its-end")


async def test_a_visit_from_plan_to_completion(service: Serving) -> None:
    owner, public = await service.client("owner"), await service.client()
    visit = visit_id(OWN_SOURCE, "V1")
    plan = {"reference": "V1", "state": "KEN", "start": "2024-05", "mode": "onsite", "purpose": MARKED}
    assert (await owner.post("/visits", json=plan)).headers["location"] == f"/visits/{visit}"
    assert (await public.get(f"/visits/{visit}")).status_code == 404
    assert (await owner.post(f"/visits/{visit}/agreement", json={"agreed_on": "2024-04-01"})).status_code == 200
    assert (await public.get(f"/visits/{visit}")).json()["status"] == "agreed"
    component = {"mode": "virtual", "start": "2024-05-06", "end": "2024-05-07", "note": MARKED}
    assert (await owner.post(f"/visits/{visit}/components", json=component)).status_code == 200
    done = await owner.post(f"/visits/{visit}/completion", json={"participants": ["UNODC"]})
    assert done.json()["outcome"] == "accepted"
    shown = await public.get("/visits", params={"state": "KEN", "year": 2024, "status": "completed"})
    assert [one["id"] for one in shown.json()["items"]] == [visit]
    assert shown.json()["items"][0]["components"] == [{"mode": "virtual", "start": "2024-05-06", "end": "2024-05-07"}]
    assert MARKED not in shown.text
    assert MARKED in (await owner.get(f"/visits/{visit}")).text


async def test_a_refusal_says_which_rule_and_which_fields(service: Serving) -> None:
    owner = await service.client("owner")
    response = await owner.post("/assessments", json=body(submitted_to_ctc_on="2024-02-01"))
    told = response.json()
    assert (response.status_code, told["type"], told["rule"]) == (422, "/problems/dates-contradict", "2")
    assert told["fields"] == ["report_date", "submitted_to_ctc_on"]
    wide = {"audience": "public", "decided_by": "CTED", "decided_on": "2024-06-01"}
    await owner.post("/assessments", json=body())
    refused = await owner.post(f"/recommendations/{R2}/disclosure", json=wide)
    assert (refused.status_code, refused.json()["paragraph"]) == (409, "OP19")


async def test_a_misspelt_field_is_refused_rather_than_passed_over(service: Serving) -> None:
    owner = await with_report(service)
    said = {"audience": "committee", "decided_by": "X", "decided_on": "2024-06-01", "in_parts": [R2]}
    response = await owner.post(f"/assessments/{REPORT}/disclosure", json=said)
    assert (response.status_code, response.json()["fields"]) == (422, ["in_parts"])


async def test_a_misspelt_field_of_a_part_leaves_nothing_wider_than_it_was_meant(service: Serving) -> None:
    owner = await service.client("owner")
    meant = body()
    meant["recommendations"][0]["audiance"] = "committee"
    for path in ("/assessments", "/imports/assessments?source=urn:example:cted"):
        said = (await owner.post(path, json=meant)).text
        assert re.search(r"recommendations.{1,3}0.{1,2}audiance", said), said
    assert (await owner.get("/assessments")).json()["items"] == []


async def test_the_same_key_gives_the_same_answer_and_another_body_is_refused(service: Serving) -> None:
    owner = await service.client("owner")
    key = {"Idempotency-Key": "k1"}
    first = await owner.post("/assessments", json=body(), headers=key)
    assert (await owner.post("/assessments", json=body(), headers=key)).content == first.content
    assert (await owner.post("/assessments", json=body(kind="focused"), headers=key)).status_code == 422
    assert (await service.emitted_types("ctc.assessments")).count("assessment.completed.v1") == 1


async def test_a_change_on_what_has_changed_since_is_stale(service: Serving) -> None:
    owner = await with_report(service)
    etag = (await owner.get(f"/assessments/{REPORT}")).headers["etag"]
    said = {"received_by_state_on": "2024-04-01"}
    first = await owner.post(f"/assessments/{REPORT}/receipt", json=said, headers={"If-Match": etag})
    assert first.status_code == 200
    assert first.headers["etag"] == (await owner.get(f"/assessments/{REPORT}")).headers["etag"]
    noted = {"noted_on": "2024-04-02"}
    stale = await owner.post(f"/assessments/{REPORT}/noting", json=noted, headers={"If-Match": etag})
    assert stale.status_code == 412


# ---- who may do what ------------------------------------------------------------------------


async def test_only_the_committees_own_staff_commands(service: Serving) -> None:
    await with_report(service)
    said = {"withdrawn_on": "2024-06-01", "reason": "No."}
    for token, status in ((None, 401), ("cted", 403), ("unodc", 403), ("reader", 403)):
        client = await service.client(token)
        assert (await client.post(f"/assessments/{REPORT}/withdrawal", json=said)).status_code == status, token
        assert (await client.post("/imports/visits", content=b"x")).status_code == status, token


async def test_a_source_is_ones_own_or_ones_to_speak_for(service: Serving) -> None:
    owner = await service.client("owner")  # speaks for any
    response = await owner.post("/assessments", json=body(source="urn:example:cted"))
    assert response.json()["id"] == assessment_id("urn:example:cted", "2024/KEN")


# ---- who sees what --------------------------------------------------------------------------


async def test_a_confidential_text_is_nowhere_that_others_see_and_what_is_released_is(service: Serving) -> None:
    await with_report(service)
    paths = (
        "/assessments", f"/assessments/{REPORT}", f"/assessments/{REPORT}/corrections", "/visits", "/recommendations",
        f"/recommendations/{R1}", f"/recommendations/{R2}",
    )  # fmt: skip
    seen = dict.fromkeys((None, "reader", "partner", "unoct", "kenya", "cted"), "")
    for token in seen:
        client = await service.client(token)
        for path in paths:
            seen[token] += (await client.get(path)).text
    assert {token for token, text in seen.items() if MARKED in text} == {"kenya", "cted"}
    assert {token for token, text in seen.items() if RELEASED in text} == {"kenya", "cted", "reader", "unoct"}
    assert not any(R1 in seen[token] for token in (None, "reader", "partner", "unoct"))


async def test_what_one_may_not_see_is_not_found(service: Serving) -> None:
    await with_report(service)
    reader, public = await service.client("reader"), await service.client()
    assert (await reader.get(f"/recommendations/{R1}")).status_code == 404
    assert (await reader.get(f"/recommendations/{R2}")).status_code == 200
    assert (await public.get(f"/assessments/{REPORT}")).status_code == 404
    assert (await reader.get(f"/assessments/{REPORT}/corrections")).json()["items"] == []


async def test_who_is_named_beside_a_reports_audience_reads_no_original_of_it(service: Serving) -> None:
    owner, reader = await with_report(service), await service.client("planner-unodc")
    decision = {"audience": "committee", "parties": ["body:unodc"], "decided_by": "CTED", "decided_on": "2024-06-01"}
    for what, said in (
        ("disclosure", decision),
        ("corrections", {"reason": "A slip.", "submitted_to_ctc_on": "2024-03-16"}),
    ):
        assert (await owner.post(f"/assessments/{REPORT}/{what}", json=said)).status_code == 200
    assert (await reader.get(f"/assessments/{REPORT}")).status_code == 200
    kept = await reader.get(f"/assessments/{REPORT}/corrections")
    assert (kept.status_code, kept.json()["items"]) == (200, [])


async def test_others_see_of_a_report_what_its_copies_say(service: Serving) -> None:
    owner, reader = await with_report(service), await service.client("reader")
    shown = (await reader.get(f"/assessments/{REPORT}")).json()
    assert [one["id"] for one in shown["recommendations"]] == [R2]
    assert shown["submitted_to_ctc_on"] == "2024-03-15"
    assert not {"source", "reference", "parties", "received_by_state_on", "draft_shared_on"} & shown.keys()
    assert {"source", "reference", "parties"} <= (await owner.get(f"/assessments/{REPORT}")).json().keys()
    read = await read_thing(service.pool, SERVICE.name, REPORT_VIEW, REPORT, Principal("reader", "un"))
    assert [one.id for one in read.report.recommendations] == [R2]  # else the time tells how many are hidden


async def test_a_named_reader_has_what_its_audience_has_not(service: Serving) -> None:
    owner = await with_report(service)
    said = {"audience": "committee", "decided_by": "X", "decided_on": "2024-06-01", "parties": ["body:unoct"]}
    assert (await owner.post(f"/recommendations/{R1}/disclosure", json=said)).status_code == 200
    assert MARKED in (await (await service.client("unoct")).get("/recommendations")).text
    assert MARKED not in (await (await service.client("reader")).get("/recommendations")).text


async def test_lists_are_filtered_and_paged(service: Serving) -> None:
    owner = await with_report(service)
    await owner.post("/assessments", json=body(reference="B", state="UGA", kind="desk"))
    found = (await owner.get("/recommendations", params={"state": "UGA", "theme": "cft", "limit": 1})).json()
    rest = (await owner.get("/recommendations", params={"state": "UGA", "limit": 1, "after": found["next"]})).json()
    assert {one["state"] for one in found["items"] + rest["items"]} == {"UGA"}
    assert (len(found["items"]), len(rest["items"]), rest["next"]) == (1, 1, None)
    assert [one["kind"] for one in (await owner.get("/assessments?kind=desk")).json()["items"]] == ["desk"]


# ---- what is kept of released copies -----------------------------------------------------


async def test_what_is_kept_as_released_is_what_a_reader_of_the_topic_would_hold(service: Serving) -> None:
    owner = await with_report(service)
    await owner.post("/assessments", json=body(reference="B", state="UGA", kind="desk"))
    said = {"audience": "council", "decided_by": "X", "decided_on": "2024-06-01"}
    await owner.post(f"/assessments/{REPORT}/disclosure", json=said)
    held: dict[str, Any] = {}
    topic = await service.rows(
        "select type, data from assessments.journal where topic = 'ctc.released.un' order by position"
    )
    for type_, data in topic:
        copy = json.loads(data)
        key = copy.get("recommendation_id") or copy.get("id") or copy["assessment_id"]
        held[key] = copy
        if type_ == "released.withdrawn.v1":
            del held[key]
    kept = await service.rows("select state, type, data from assessments.released_copies where audience = 'un'")
    assert sorted(data for *_, data in kept) == sorted(
        data.decode() for type_, data in topic if json.loads(data) in held.values()
    )
    assert {state for state, *_ in kept} == {"UGA"}
    assert {type_ for _, type_, _ in kept} == {"released.assessment.v1", "released.recommendation.v1"}
    assert all(json.loads(data)["released_on"] == str(date(2024, 7, 1)) for *_, data in kept)
