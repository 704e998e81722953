"""Who sees needs, cases and projects, and who may change them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from contracts.ids import duplication_id, project_id
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import BODY, get, ids, ready, with_case
from tests.unit.services.unoct.desk import (
    CASE,
    ICAO,
    OTHER,
    PROJECT,
    product,
    project,
    release_recommendation,
    withdraw_copy,
)


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.mark.parametrize(
    ("token", "sees"),
    [("unoct", True), ("reader", True), ("cted", True), ("kenya", True), ("partner", False), (None, False)],
)
async def test_what_is_released_to_the_un_is_for_the_un_and_the_state_itself(
    unoct: Serving, token: str | None, sees: bool
) -> None:
    await unoct.handler.handle([release_recommendation(), project(), project(ICAO)])
    client = await unoct.client(token)
    for path in ("/needs", "/cases", "/projects", "/duplications"):
        found = await ids(client, path)
        assert bool(found) is sees, path
    for path in (f"/cases/{CASE}", "/needs/r-1", f"/projects/{PROJECT}"):
        assert (await client.get(path)).status_code == (200 if sees else 404), path


async def test_a_state_sees_only_its_own(unoct: Serving) -> None:
    await unoct.handler.handle([release_recommendation("r-2", state="UGA")])
    assert await ids(await unoct.client("kenya"), "/cases") == []


async def test_what_is_no_longer_released_is_seen_by_the_committee_and_its_state_alone(unoct: Serving) -> None:
    await unoct.handler.handle([release_recommendation(), withdraw_copy(because="narrowed")])
    assert await ids(await unoct.client("unoct"), "/cases") == []
    assert await ids(await unoct.client("cted"), "/cases") == [CASE]
    assert await ids(await unoct.client("kenya"), "/cases") == [CASE]
    assert await ids(await unoct.client("cted"), "/needs") == []


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("reader", 403), ("unoct", 200)])
async def test_commands_need_the_right_to_command(unoct: Serving, token: str | None, status: int) -> None:
    await with_case(unoct)
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    response = await (await unoct.client(token)).post(f"/cases/{CASE}/offer", json={"body": "UNOCT"})
    assert response.status_code == status


async def test_a_case_that_one_does_not_see_cannot_be_changed(unoct: Serving) -> None:
    await unoct.handler.handle([release_recommendation(), withdraw_copy()])
    response = await (await unoct.client("unoct")).post(f"/cases/{CASE}/decline", json={"reason": "No."})
    assert response.status_code == 404


async def test_a_project_is_known_by_the_source_that_its_principal_speaks_for(unoct: Serving) -> None:
    await with_case(unoct)
    unodc, unoct_ = await unoct.client("unodc"), await unoct.client("unoct")
    own = {name: value for name, value in BODY.items() if name != "source"}
    assert (await unodc.post("/projects", json=own)).json()["id"] == PROJECT
    own["lead_body"] = "UNOCT"
    assert (await unoct_.post("/projects", json=own)).json()["id"] == project_id("/services/unoct", "P-1")
    response = await unoct_.post("/projects", json=BODY)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-source")


async def test_nobody_registers_a_project_that_another_body_leads(unoct: Serving) -> None:
    await with_case(unoct)
    unoct_ = await unoct.client("unoct")
    for lead_body in ("CTED", "UNODC"):
        body = BODY | {"source": "/services/unoct", "lead_body": lead_body}
        response = await unoct_.post("/projects", json=body)
        assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-body")
        assert response.json()["fields"] == ["lead_body"]
        imported = (await unoct_.post("/imports/projects", content=json.dumps(body))).json()
        assert (imported["accepted"], len(imported["rejected"])) == (0, 1)
    assert await ids(await unoct.client("owner"), "/projects") == []


async def test_nobody_takes_over_a_project_of_another_body_under_the_source_that_all_share(unoct: Serving) -> None:
    await with_case(unoct)
    shared = BODY | {"source": "/services/unoct"}
    assert (await (await unoct.client("unodc")).post("/projects", json=shared)).status_code == 201
    taken = await (await unoct.client("unoct")).post("/projects", json=shared | {"lead_body": "UNOCT"})
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/project-of-other-lead")
    assert taken.json()["fields"] == ["source", "reference"]


async def test_a_body_gives_up_its_own_project_and_ends_no_other(unoct: Serving) -> None:
    await unoct.handler.handle([release_recommendation(), project(), project(ICAO, lead_body="ICAO")])
    unodc, pair = await unoct.client("unodc"), duplication_id("r-1", PROJECT, OTHER)
    for kept, status in ((PROJECT, 403), (OTHER, 200)):
        answer = await unodc.post(
            f"/duplications/{pair}/resolution", json={"resolution": "one_withdrawn", "kept_project_id": kept}
        )
        assert answer.status_code == status
    case = (await unodc.get(f"/cases/{CASE}")).json()
    assert [(part["body"], part["status"]) for part in case["parts"]] == [("UNODC", "replaced"), ("ICAO", "taken_up")]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"/cases/{CASE}/offer", {"body": "UNOCT"}),
        (f"/cases/{CASE}/decline", {"reason": "No."}),
        (f"/cases/{CASE}/delivery", {}),
        (f"/cases/{CASE}/uptake", {"project_id": PROJECT}),
        (f"/duplications/{duplication_id('r-1', *sorted((PROJECT, OTHER)))}/resolution", {"resolution": "divided"}),
    ],
)
async def test_what_bodies_of_the_un_do_no_state_does_for_them(unoct: Serving, path: str, body: dict[str, str]) -> None:
    await unoct.handler.handle([release_recommendation(), project(), project(ICAO)])
    response = await (await unoct.client("mission-kenya")).post(path, json=body)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-allowed")


@pytest.mark.parametrize(("token", "sees"), [("unodc", False), ("reader", False), ("cted", True), ("kenya", True)])
async def test_a_project_does_not_show_that_it_cites_what_its_reader_may_no_longer_have(
    unoct: Serving, token: str, sees: bool
) -> None:
    await unoct.handler.handle(
        [release_recommendation(), release_recommendation("r-2"), project(recommendations=("r-1", "r-2"))]
    )
    await unoct.handler.handle([withdraw_copy(because="narrowed")])
    client = await unoct.client(token)
    shown = (await client.get("/projects")).json()["items"][0]["recommendations"]
    assert shown == (["r-1", "r-2"] if sees else ["r-2"])
    assert (await client.get(f"/projects/{PROJECT}")).json()["recommendations"] == shown
    assert bool(await ids(client, "/projects", recommendation="r-1")) is sees


@pytest.mark.parametrize(
    ("token", "released", "withdrawn"),
    [
        ("kenya", [], []), ("reader", ["s-1", "s-2"], ["s-2"]), ("mission-fiji", ["s-1", "s-2"], ["s-1", "s-2"]),
        ("unodc", ["s-1", "s-2"], ["s-1", "s-2"]), ("unoct", ["s-1", "s-2"], ["s-1", "s-2"]),
        ("cted", ["s-1", "s-2"], ["s-1", "s-2"]),
    ],
)  # fmt: skip
async def test_a_project_shows_products_to_who_may_have_them_and_marks_to_who_must_act(
    unoct: Serving, token: str, released: list[str], withdrawn: list[str]
) -> None:
    """Each State of a project read the ids of the others' surveys, and the UN those of surveys that were narrowed."""
    surveys = [product(one, kind="oia", state="FJI") for one in ("s-1", "s-2")]
    cites = project(states=("KEN", "FJI"), products=("s-1", "s-2"))
    await unoct.handler.handle([release_recommendation(), *surveys, cites])
    client = await unoct.client(token)
    shown = await get(client, f"/projects/{PROJECT}")
    assert (shown["products"], shown["withdrawn_products"]) == (released, [])
    await unoct.handler.handle([withdraw_copy("s-1", of="product", because="narrowed")])
    shown = await get(client, f"/projects/{PROJECT}")
    marks = [one for one in withdrawn if one == "s-1"]
    assert (shown["products"], shown["withdrawn_products"]) == (withdrawn, marks)
    assert (await get(client, "/projects"))["items"] == [shown]
