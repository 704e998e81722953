"""Needs, cases, projects and duplications over HTTP: what is found, and what commands do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from contracts.ids import duplication_id, project_id
from shared.web import answers
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.turns import count_turns
from tests.support.unoct import BODY, get, ids, ready, with_case
from tests.unit.services.unoct.desk import CASE, ICAO, PROJECT, UNODC, project, release_recommendation


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.fixture
async def owner(unoct: Serving) -> httpx.AsyncClient:
    return await unoct.client("owner")


async def test_needs_are_what_is_released_and_needs_assistance(unoct: Serving, owner: httpx.AsyncClient) -> None:
    others: dict[str, Any] = {"assistance_requested": False, "priority": "low", "state": "UGA", "themes": ("cft",)}
    await unoct.handler.handle(
        [
            release_recommendation(),
            release_recommendation("r-2", **others),
            release_recommendation("r-3", assistance_needed=False),
        ]
    )
    assert await ids(owner, "/needs") == ["r-1", "r-2"]
    for filters in ({"state": "UGA"}, {"priority": "low"}, {"requested": False}, {"theme": "cft"}):
        assert await ids(owner, "/needs", **filters) == ["r-2"]
    assert await ids(owner, "/needs", assessment="a-1") == ["r-1", "r-2"]
    shown = await get(owner, "/needs/r-1")
    assert (shown["text"], shown["serving"], shown["synthetic"]) == ("A synthetic text.", [], True)
    assert (await owner.get("/needs/r-3")).status_code == 404


async def test_a_case_from_its_opening_to_its_delivery(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    assert (await get(owner, f"/cases/{CASE}"))["status"] == "open"
    offered = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC", "offered_on": "2024-01-01"})
    assert offered.status_code == 422, "it opened later"
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    offered = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC", "note": "A workshop."})
    assert (offered.status_code, offered.json()) == (200, {"id": CASE, "status": "offered"})
    registered = await owner.post("/projects", json=BODY)
    assert registered.status_code == 201
    assert registered.json() == {"id": PROJECT, "outcome": "accepted", "cases": [CASE]}
    assert registered.headers["location"] == f"/projects/{PROJECT}"
    delivered = await owner.post(f"/cases/{CASE}/delivery", json={})
    assert delivered.json()["status"] == "delivered"
    shown = await get(owner, f"/cases/{CASE}")
    assert (shown["project_id"], shown["delivered_on"], shown["body"]) == (PROJECT, "2024-04-01", "UNODC")
    assert await unoct.emitted_types() == [
        "case.opened.v1", "case.offered.v1", "project.registered.v1", "case.taken_up.v1", "case.delivered.v1",
    ]  # fmt: skip


async def test_cases_are_found_by_state_status_theme_project_and_more(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await unoct.handler.handle(
        [release_recommendation(), release_recommendation("r-2", state="UGA", assessment_id="a-2"), project()]
    )
    for filters in (
        {"state": "KEN"},
        {"status": "taken_up"},
        {"project": PROJECT},
        {"recommendation": "r-1"},
        {"assessment": "a-1"},
    ):
        assert await ids(owner, "/cases", **filters) == [CASE]
    assert len(await ids(owner, "/cases", theme="travel", priority="high")) == 2
    assert (await owner.get("/cases", params={"status": "nonsense"})).status_code == 422


async def test_others_have_their_turn_while_projects_are_listed(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = BODY | {"status": "planned", "recommendations": []}
    for number in range(5):
        made = await owner.post("/projects", json=planned | {"reference": f"P-{number}"})
        assert made.status_code == 201, made.text
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr(answers, "dump", turns.note(answers.dump))
        assert len(await ids(owner, "/projects", limit=1000)) == 5
    assert (turns.made.total(), max(turns.made.values())) == (6, 1), "each project, and the whole"


async def test_projects_and_programmes_are_found_by_what_they_are(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    programme = BODY | {"reference": "P-2", "kind": "programme", "states": ["KEN", "UGA"], "recommendations": []}
    await owner.post("/projects", json=programme)
    other = project_id(UNODC, "P-2")
    assert await ids(owner, "/projects", kind="programme") == [other]
    assert await ids(owner, "/projects", state="UGA") == [other]
    assert await ids(owner, "/projects", recommendation="r-1") == [PROJECT]
    assert await ids(owner, "/projects", source=UNODC, reference="P-2") == [other]
    shown = await get(owner, f"/projects/{PROJECT}")
    assert (shown["start"], shown["end"], "start_date" in shown, "said_at" in shown) == ("2024", None, False, False)


@pytest.mark.parametrize("path", ["/needs", "/cases", "/projects"])
async def test_a_theme_that_does_not_exist_is_no_filter(owner: httpx.AsyncClient, path: str) -> None:
    response = await owner.get(path, params={"theme": "no-such"})
    assert (response.status_code, response.json()["fields"]) == (422, ["theme"])


async def test_a_project_registered_again_is_unchanged_and_with_other_content_changed(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    assert (await owner.post("/projects", json=BODY)).json()["outcome"] == "unchanged"
    assert (await owner.post("/projects", json=BODY | {"status": "completed"})).json()["outcome"] == "accepted"


async def test_the_same_key_gives_the_same_answer(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    key = {"Idempotency-Key": "k-1"}
    first = await owner.post("/projects", json=BODY, headers=key)
    again = await owner.post("/projects", json=BODY, headers=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (await owner.post("/projects", json=BODY | {"title": "Other"}, headers=key)).status_code == 422


async def test_a_change_of_what_has_changed_since_is_412(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    etag = (await owner.get(f"/cases/{CASE}")).headers["etag"]
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    first = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC"}, headers={"If-Match": etag})
    assert first.status_code == 200
    second = await owner.post(f"/cases/{CASE}/decline", json={"reason": "No."}, headers={"If-Match": etag})
    assert second.status_code == 412
    third = {"If-Match": first.headers["etag"]}
    assert (await owner.post(f"/cases/{CASE}/decline", json={"reason": "No."}, headers=third)).status_code == 200


async def test_a_duplication_is_listed_and_resolved(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    await owner.post("/projects", json=BODY | {"source": ICAO, "lead_body": "ICAO"})
    pair = duplication_id("r-1", PROJECT, project_id(ICAO, "P-1"))
    assert await ids(owner, "/duplications", status="flagged", state="KEN", project=PROJECT) == [pair]
    answer = await owner.post(
        f"/duplications/{pair}/resolution", json={"resolution": "merged", "kept_project_id": PROJECT}
    )
    assert answer.json() == {"id": pair, "status": "resolved"}
    assert (await get(owner, f"/duplications/{pair}"))["resolution"] == "merged"
    assert await unoct.rows("select count(*) from unoct.cases where status = 'taken_up'") == [(1,)]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (BODY | {"recommendations": ["r-9"]}, 422, "unknown-recommendation"),
        (BODY | {"states": ["TWN"]}, 422, "not-a-member-state"),
        (BODY | {"themes": ["nonsense"]}, 422, "unknown-theme"),
        (BODY | {"states": ["UGA"]}, 409, "of-another-state"),
        (BODY | {"titel": "A misspelt field"}, 422, "invalid"),
        (BODY | {"start": "2024-02-30"}, 422, "invalid"),
        ({"reference": "P-1"}, 422, "invalid"),
    ],
)
async def test_a_project_that_breaks_a_rule_is_refused_with_the_reason(
    unoct: Serving, owner: httpx.AsyncClient, body: dict[str, Any], status: int, kind: str
) -> None:
    await with_case(unoct)
    response = await owner.post("/projects", json=body)
    assert (response.status_code, response.json()["type"]) == (status, f"/problems/{kind}")
    assert response.json()["fields"]
    assert await ids(owner, "/projects") == []
