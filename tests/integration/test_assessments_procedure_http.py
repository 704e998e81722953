"""Visits, products and assistance over HTTP: who may do and see what, and two changes of one thing at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.ids import assessment_id, overlap_id, product_id, recommendation_id, visit_id
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from tests.support.serving import Serving, serving
from tests.unit.services.assessments.desk import recommendation, submission_notice

MARKED = "[Synthetic example] MARKED-CONFIDENTIAL-4713"
V1, V2 = visit_id(OWN_SOURCE, "V1"), visit_id(OWN_SOURCE, "V2")
PRODUCT = product_id(OWN_SOURCE, "P1")
REPORT = assessment_id(OWN_SOURCE, "2024/KEN")
R1 = recommendation_id(REPORT, "R1")
DECIDED = {"decided_by": "Permanent Mission", "decided_on": "2024-06-20"}


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


async def post(service: Serving, path: str, said: dict[str, Any], token: str = "owner", status: int = 200) -> Any:
    response = await (await service.client(token)).post(path, json=said)
    assert response.status_code == status, response.text
    return response.json()


async def get(service: Serving, path: str, token: str | None = "owner", status: int = 200) -> Any:
    response = await (await service.client(token)).get(path)
    assert response.status_code == status, response.text
    return response.json()


async def hold_visit(service: Serving, reference: str, day: str, **more: Any) -> None:
    plan = {"reference": reference, "state": "KEN", "start": day, "mode": "onsite", "kind": "focused"} | more
    visit = (await post(service, "/visits", plan, status=201))["id"]
    await post(service, f"/visits/{visit}/completion", {})


async def stale(service: Serving, thing: str, change: str, said: dict[str, Any], other: dict[str, Any]) -> None:
    """Of two who change what both have read, the second is told so, and nothing of it is done."""
    owner = await service.client("owner")
    headers = {"If-Match": (await owner.get(thing)).headers["etag"]}
    first = await owner.post(f"{thing}/{change}", json=said, headers=headers)
    assert first.status_code == 200, first.text
    assert first.headers["etag"] == (await owner.get(thing)).headers["etag"]
    before = (await owner.get(thing)).content
    second = await owner.post(f"{thing}/{change}", json=other, headers=headers)
    assert (second.status_code, second.json()["type"]) == (412, "/problems/stale")
    assert (await owner.get(thing)).content == before


# ---- visits ---------------------------------------------------------------------------------


async def released_types(service: Serving, audience: str) -> list[str]:
    """The types of what this audience has now."""
    query = "select type from assessments.released_copies where audience = $1 order by type"
    return [type_ for (type_,) in await service.rows(query, audience)]


async def test_visits_are_merged_by_decision_and_others_then_see_one(service: Serving) -> None:
    await hold_visit(service, "V1", "2024-05-06")
    await hold_visit(service, "V2", "2024-06-03")
    merger = {"with": [V2], "decided_by": "CTED", "decided_on": "2024-06-10", "reason": MARKED}
    assert (await post(service, f"/visits/{V1}/merger", merger))["outcome"] == "accepted"
    assert (await post(service, f"/visits/{V1}/merger", merger))["outcome"] == "unchanged"
    assert [one["id"] for one in (await get(service, "/visits", None))["items"]] == [V1]
    await get(service, f"/visits/{V2}", None, status=404)
    assert (await get(service, f"/visits/{V2}"))["merged_into"] == V1
    await post(service, f"/visits/{V1}/merger", merger | {"with": []}, status=422)
    await post(service, f"/visits/{V1}/merger", merger | {"with": ["nothing"]}, status=404)


async def test_a_merger_by_mistake_is_taken_back_and_others_then_see_two(service: Serving) -> None:
    await hold_visit(service, "V1", "2024-05-06")
    await hold_visit(service, "V2", "2024-06-03")
    merger = {"with": [V2], "decided_by": "CTED", "decided_on": "2024-06-10"}
    await post(service, f"/visits/{V1}/merger", merger)
    assert [one["id"] for one in (await get(service, f"/visits/{V1}/mergers"))["items"]] == [V2]
    separation = {"visits": [V2], "decided_by": "CTED", "decided_on": "2024-06-12", "reason": MARKED}
    refused = await post(service, f"/visits/{V1}/separation", separation | {"decided_on": "2024-06-09"}, status=422)
    assert refused["fields"] == ["merged_on", "decided_on"]
    assert (await post(service, f"/visits/{V1}/separation", separation))["outcome"] == "accepted"
    assert (await post(service, f"/visits/{V1}/separation", separation))["outcome"] == "unchanged"
    assert {one["id"] for one in (await get(service, "/visits", None))["items"]} == {V1, V2}
    assert (await get(service, f"/visits/{V1}/mergers"))["items"] == []
    assert [one["start"] for one in (await get(service, f"/visits/{V1}"))["components"]] == ["2024-05-06"]
    assert (await (await service.client("kenya")).post(f"/visits/{V1}/separation", json=separation)).status_code == 403


async def test_a_visit_recorded_by_mistake_is_withdrawn_and_wrong_days_are_corrected(service: Serving) -> None:
    await hold_visit(service, "V1", "2024-05-06")
    right, wrong = ({"mode": "onsite", "start": day} for day in ("2024-05-07", "2024-05-06"))
    await post(service, f"/visits/{V1}/completion", {"components": [right], "not_components": [wrong]})
    shown = await get(service, f"/visits/{V1}")
    assert [one["start"] for one in shown["components"]] == ["2024-05-07"]
    assert [one["start"] for one in shown["not_components"]] == ["2024-05-06"]
    assert "not_components" not in await get(service, f"/visits/{V1}", None)
    await post(service, f"/visits/{V1}/withdrawal", {"withdrawn_on": "2024-06-03", "reason": MARKED})
    await get(service, f"/visits/{V1}", None, status=404)
    assert (await get(service, f"/visits/{V1}"))["status"] == "cancelled"


async def test_guests_are_the_committees_and_a_cancelled_visit_stays_public_without_its_reason(
    service: Serving,
) -> None:
    plan = {"reference": "V1", "state": "KEN", "start": "2024-09-02", "invited": ["UNODC"]}
    await post(service, "/visits", plan, status=201)
    await post(service, f"/visits/{V1}/agreement", {"agreed_on": "2024-06-01"})
    expert = {"body": MARKED, "sector": "academia"}
    refused = await post(service, f"/visits/{V1}/guests", {"guests": [expert]}, status=422)
    assert (refused["paragraph"], refused["fields"]) == ("OP14", ["guests.at_states_request"])
    await post(service, f"/visits/{V1}/guests", {"guests": [expert | {"at_states_request": True}]})
    shown = await get(service, f"/visits/{V1}")
    assert ([one["sector"] for one in shown["guests"]], shown["invited"]) == (
        ["compact", "academia"],
        ["UNODC", MARKED],
    )
    others = await get(service, f"/visits/{V1}", None)
    assert not {"guests", "invited", "participants", "report_usual_by"} & others.keys()
    assert len(await released_types(service, "public")) == 1
    await post(service, f"/visits/{V1}/cancellation", {"cancelled_on": "2024-06-28", "reason": MARKED})
    cancelled = others | {"status": "cancelled", "cancelled_on": "2024-06-28"}
    assert (await get(service, "/visits?status=cancelled", None))["items"] == [cancelled]
    assert (await get(service, f"/visits/{V1}", "kenya"))["cancelled_because"] == MARKED
    assert await released_types(service, "public") == ["released.schedule.v1"]
    assert MARKED not in str(await service.rows("select data from assessments.journal where topic ~ 'public'"))


async def test_both_bodies_and_nobody_else_look_at_their_overlap(service: Serving) -> None:
    await post(service, "/visits", {"reference": "V1", "state": "KEN", "start": "2024-09-02"}, status=201)
    theirs = {"reference": "V2", "state": "KEN", "start": "2024-10-07", "body": "UNODC"}
    await post(service, "/visits", theirs, status=201)
    close = overlap_id(V1, V2)
    for reader in ("owner", "planner-unodc"):
        assert [one["id"] for one in (await get(service, "/overlaps?state=KEN", reader))["items"]] == [close]
        assert (await get(service, f"/overlaps/{close}", reader))["status"] == "flagged"
    for token in (None, "reader", "unoct", "kenya"):
        assert (await get(service, "/overlaps", token))["items"] == []
        await get(service, f"/overlaps/{close}", token, status=404)
    await post(service, "/visits", theirs | {"start": "2025-06-02"}, status=201)
    resolved = (await get(service, "/overlaps?status=resolved", "planner-unodc"))["items"]
    assert [(one["resolved_on"], one["status"]) for one in resolved] == [("2024-07-01", "resolved")]


async def test_a_body_learns_of_an_overlap_without_dates_that_the_state_has_not_agreed_to(service: Serving) -> None:
    await post(service, "/visits", {"reference": "V1", "state": "KEN", "start": "2024-09-02"}, status=201)
    theirs = {"reference": "V2", "state": "KEN", "start": "2024-10-07", "body": "UNODC"}
    await post(service, "/visits", theirs, status=201)
    close = overlap_id(V1, V2)

    async def overlap_both_ways() -> list[dict[str, Any]]:
        (listed,) = (await get(service, "/overlaps", "planner-unodc"))["items"]
        return [listed, await get(service, f"/overlaps/{close}", "planner-unodc")]

    for one in await overlap_both_ways():
        assert "2024-09-02" not in str(one)
        assert V1 not in str(one)
        assert (one["body"], one["start"], one["other_body"]) == ("UNODC", "2024-10-07", "CTED")
    assert (await get(service, f"/overlaps/{close}"))["other_start"] == "2024-09-02"
    await post(service, f"/visits/{V1}/agreement", {"agreed_on": "2024-06-20"})
    for one in await overlap_both_ways():
        assert (one["other_start"], one["other_visit_id"]) == ("2024-09-02", V1)


async def test_a_visit_without_a_report_ages_visibly_for_the_committee(service: Serving) -> None:
    await hold_visit(service, "V1", "2023-12-31")
    await hold_visit(service, "V2", "2024-01-02")
    late = (await get(service, "/visits?without_report=true"))["items"]
    assert [(one["id"], one["awaits_report_since"], one["days_without_report"]) for one in late] == [
        (V1, "2023-12-31", 183)
    ]
    assert (await get(service, f"/visits/{V1}"))["report_usual_by"] == "2024-06-30"
    await get(service, "/visits?without_report=true", None, status=403)
    assert "days_without_report" not in (await get(service, "/visits", None))["items"][0]


async def test_a_state_sees_the_plan_of_its_own_visit_and_nobody_else_does(service: Serving) -> None:
    await post(service, "/visits", {"reference": "V1", "state": "KEN", "start": "2024-09-02"}, status=201)
    assert (await get(service, f"/visits/{V1}", "kenya"))["status"] == "planned"
    assert [one["id"] for one in (await get(service, "/visits", "kenya"))["items"]] == [V1]
    for token in (None, "reader", "unoct"):
        await get(service, f"/visits/{V1}", token, status=404)


async def test_two_changes_of_one_visit_at_once(service: Serving) -> None:
    await post(service, "/visits", {"reference": "V1", "state": "KEN", "start": "2024-09-02"}, status=201)
    one, other = ({"guests": [{"body": body, "sector": "compact"}]} for body in ("UNODC", "ICAO"))
    await stale(service, f"/visits/{V1}", "guests", one, other)


async def test_two_moves_of_one_plan_at_once(service: Serving) -> None:
    planned = {"reference": "V1", "state": "KEN", "start": "2024-09-02", "mission": "M1", "kind": "focused"}
    await post(service, "/visits", planned, status=201)
    before = await get(service, f"/visits/{V1}")
    one, other = ({"start": day, "kind": "focused"} for day in ("2024-09-09", "2024-09-16"))
    await stale(service, f"/visits/{V1}", "plan", one, other)
    assert await get(service, f"/visits/{V1}") == before | {"planned_start": "2024-09-09"}
    assert (await post(service, f"/visits/{V1}/plan", one))["outcome"] == "unchanged"
    refused = await post(service, f"/visits/{V1}/plan", one | {"end": "2024-09-08"}, status=422)
    assert (refused["type"], refused["fields"]) == ("/problems/dates-contradict", ["start", "end"])
    await post(service, f"/visits/{V1}/cancellation", {"cancelled_on": "2024-06-28", "reason": MARKED})
    assert (await post(service, f"/visits/{V1}/plan", other, status=409))["type"] == "/problems/visit-was-cancelled"
    await post(service, "/visits/nothing/plan", other, status=404)


async def test_a_merger_of_what_has_changed_since_is_stale(service: Serving) -> None:
    await hold_visit(service, "V1", "2024-05-06")
    await hold_visit(service, "V2", "2024-06-03")
    owner = await service.client("owner")
    headers = {"If-Match": (await owner.get(f"/visits/{V1}")).headers["etag"]}
    await post(service, f"/visits/{V1}/components", {"mode": "virtual", "start": "2024-05-20"})
    merger = {"with": [V2], "decided_by": "CTED", "decided_on": "2024-06-10"}
    assert (await owner.post(f"/visits/{V1}/merger", json=merger, headers=headers)).status_code == 412
    assert (await get(service, f"/visits/{V2}"))["status"] == "completed"


# ---- products -------------------------------------------------------------------------------


async def with_product(service: Serving, **more: Any) -> None:
    said = {"reference": "P1", "kind": "edis", "title": "eDIS", "summary": MARKED, "state": "KEN"} | more
    await post(service, "/products", said | {"drafted_on": "2024-06-01"}, status=201)


async def test_a_product_from_draft_to_withdrawal(service: Serving) -> None:
    await with_product(service)
    await get(service, f"/products/{PRODUCT}", "reader", status=404)
    assert (await get(service, f"/products/{PRODUCT}", "kenya"))["summary"] == MARKED
    await post(service, f"/products/{PRODUCT}/adoption", {"adopted_on": "2024-06-10"})
    shown = await get(service, f"/products/{PRODUCT}", "reader")
    assert (shown["summary"], shown["status"]) == (MARKED, "adopted")
    assert not {"source", "reference", "parties", "drafted_on"} & shown.keys()
    assert await released_types(service, "un") == ["released.product.v1"]
    wide = {"audience": "public", **DECIDED}
    refused = await post(service, f"/products/{PRODUCT}/disclosure", wide, status=409)
    assert (refused["type"], refused["paragraph"]) == ("/problems/wider-than-the-un", "OP19")
    await post(service, f"/products/{PRODUCT}/disclosure", wide | {"consulted_ctc": True})
    assert [one["id"] for one in (await get(service, "/products?kind=edis&state=KEN", None))["items"]] == [PRODUCT]
    await post(service, f"/products/{PRODUCT}/disclosure", {"audience": "committee", **DECIDED})
    assert (await get(service, "/products", "reader"))["items"] == []
    gone = {"withdrawn_on": "2024-06-25", "reason": MARKED}
    assert (await post(service, f"/products/{PRODUCT}/withdrawal", gone))["outcome"] == "accepted"
    assert (await post(service, f"/products/{PRODUCT}/withdrawal", gone))["outcome"] == "unchanged"
    assert await service.emitted_types("ctc.assessments") == [
        "product.drafted.v1", "product.adopted.v1", "disclosure.changed.v1", "disclosure.changed.v1",
        "product.withdrawn.v1",
    ]  # fmt: skip


async def test_two_decisions_on_one_product_at_once(service: Serving) -> None:
    await with_product(service)
    await post(service, f"/products/{PRODUCT}/adoption", {"adopted_on": "2024-06-10"})
    one, other = ({"audience": audience, **DECIDED} for audience in ("committee", "council"))
    await stale(service, f"/products/{PRODUCT}", "disclosure", one, other)


# ---- assistance (OP39) ----------------------------------------------------------------------


async def test_the_state_itself_asks_for_assistance_and_takes_it_back(service: Serving) -> None:
    parts = (recommendation("R1", assistance_requested=False, text=MARKED, audience="committee"),)
    notice = submission_notice(recommendations=parts).model_dump(
        mode="json", exclude={"notice_type"}, exclude_none=True
    )
    await post(service, "/assessments", notice, status=201)
    path = f"/recommendations/{R1}/assistance-request"
    said = {"requested": True}
    await post(service, path, said, token="mission-fiji", status=404)
    await post(service, path, said, token="kenya", status=403)
    assert (await post(service, path, said, token="mission-kenya"))["outcome"] == "accepted"
    assert (await post(service, path, said))["outcome"] == "unchanged"
    assert (await get(service, f"/recommendations/{R1}", "kenya"))["assistance_requested"] is True
    await post(service, path, {"requested": False})
    assert (await service.emitted_types("ctc.assessments")).count("assistance.requested.v1") == 2
    assert await service.emitted_types("ctc.released.un") == ["released.assessment.v1"]  # it is confidential throughout


# ---- filters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["/visits?status=no-such", "/assessments?status=no-such", "/products?theme=no-such",
              "/recommendations?theme=no-such", "/visits?state=HKG"],
)  # fmt: skip
async def test_an_unknown_value_of_a_filter_is_an_error_and_no_empty_list(service: Serving, query: str) -> None:
    problem = await get(service, query, status=422)
    assert (problem["type"], problem["fields"]) == ("/problems/invalid", [query.partition("?")[2].partition("=")[0]])
