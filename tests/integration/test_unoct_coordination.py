"""Briefings, steps and cited products over HTTP: who sees them, what is found, and what commands do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from contracts.ids import briefing_id, project_id, step_id
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import BODY, get, ids, ready, with_case
from tests.unit.services.unoct.desk import ICAO, UNODC, product, project, withdraw_copy

BRIEFING, STEP = briefing_id("DRAFT/2024/7"), step_id("S-1")
INVITATION = {"reference": "DRAFT/2024/7", "planned_for": "2024-04-10", "speaker": "under_secretary_general"}
AGREED = {
    "reference": "S-1", "title": "A synthetic step", "owner": "UNOCT", "due_on": "2024-06-30",
    "indicator": "A list exists.", "synthetic": True,
}  # fmt: skip


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        running.clock.instant = running.clock.instant.replace(month=3, day=20)
        yield running


@pytest.fixture
async def owner(unoct: Serving) -> httpx.AsyncClient:
    return await unoct.client("owner")


# ---- briefings ----------------------------------------------------------------------------------


async def test_a_briefing_from_its_invitation_to_its_holding(unoct: Serving, owner: httpx.AsyncClient) -> None:
    invited = await owner.post("/briefings", json=INVITATION)
    assert (invited.status_code, invited.json()) == (201, {"id": BRIEFING, "outcome": "accepted"})
    assert invited.headers["location"] == f"/briefings/{BRIEFING}"
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    of_unoct = await unoct.client("unoct")
    held = await of_unoct.post(f"/briefings/{BRIEFING}/holding", json={"held_on": "2024-04-11", "speaker": "director"})
    assert (held.status_code, held.json()["outcome"]) == (200, "accepted")
    shown = await get(owner, f"/briefings/{BRIEFING}")
    assert (shown["invited_on"], shown["held_on"], shown["speaker"]) == ("2024-03-20", "2024-04-11", "director")
    assert await unoct.emitted_types() == ["briefing.invited.v1", "briefing.held.v1"]


async def test_an_invitation_is_taken_back_by_the_committee_alone(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await owner.post("/briefings", json=INVITATION)
    cancellation = {"cancelled_on": "2024-03-20", "reason": "The Chair travels."}
    of_unoct = await unoct.client("unoct")
    assert (await of_unoct.post(f"/briefings/{BRIEFING}/cancellation", json=cancellation)).status_code == 403
    for outcome in ("accepted", "unchanged"):
        said = await owner.post(f"/briefings/{BRIEFING}/cancellation", json=cancellation)
        assert (said.status_code, said.json()["outcome"]) == (200, outcome)
    shown = await get(of_unoct, f"/briefings/{BRIEFING}")
    assert (shown["cancelled_on"], shown["cancelled_because"]) == ("2024-03-20", "The Chair travels.")
    refused = (await of_unoct.post(f"/briefings/{BRIEFING}/holding", json={})).json()
    assert (refused["type"], refused["paragraph"]) == ("/problems/briefing-over", "OP25")
    assert await unoct.emitted_types() == ["briefing.invited.v1", "briefing.cancelled.v1"]


async def test_briefings_are_found_by_kind_and_year(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await owner.post("/briefings", json=INVITATION)
    heads = {"reference": "DRAFT/2023/1", "kind": "heads_meeting", "held_on": "2023-11-02"}
    assert (await owner.post("/briefings", json=heads)).status_code == 201
    assert await ids(owner, "/briefings", year=2024) == [BRIEFING]
    assert await ids(owner, "/briefings", kind="heads_meeting", year=2023) == [briefing_id("DRAFT/2023/1")]
    assert len(await ids(owner, "/briefings")) == 2


async def test_what_is_between_the_two_is_for_the_committee_and_unoct(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await owner.post("/briefings", json=INVITATION)
    await owner.post("/steps", json=AGREED)
    for token, status in (("unoct", 200), ("cted", 200), ("unodc", 404), ("kenya", 404), (None, 404)):
        client = await unoct.client(token)
        for path, id_ in (("/briefings", BRIEFING), ("/steps", STEP)):
            assert (await client.get(f"{path}/{id_}")).status_code == status, (token, path)
            assert bool(await ids(client, path)) is (status == 200), (token, path)


async def test_who_may_not_is_refused_with_the_paragraph(unoct: Serving) -> None:
    of_unoct, of_unodc = await unoct.client("unoct"), await unoct.client("unodc")
    refused = await of_unoct.post("/briefings", json=INVITATION)
    assert (refused.status_code, refused.json()["type"], refused.json()["paragraph"]) == (
        403, "/problems/only-the-chair-invites", "OP25",
    )  # fmt: skip
    refused = await of_unodc.post("/steps", json=AGREED)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/only-for-the-two")
    assert (await (await unoct.client()).post("/steps", json=AGREED)).status_code == 401


async def test_a_change_of_what_has_changed_since_is_412(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await owner.post("/briefings", json=INVITATION)
    stale = (await owner.get(f"/briefings/{BRIEFING}")).headers["etag"]
    await owner.post("/briefings", json=INVITATION | {"planned_for": "2024-05-02"})
    refused = await owner.post(f"/briefings/{BRIEFING}/holding", json={}, headers={"If-Match": stale})
    assert refused.status_code == 412
    fresh = (await owner.get(f"/briefings/{BRIEFING}")).headers["etag"]
    held = await owner.post(f"/briefings/{BRIEFING}/holding", json={}, headers={"If-Match": fresh})
    assert held.status_code == 200
    assert await unoct.emitted_types() == ["briefing.invited.v1", "briefing.invited.v1", "briefing.held.v1"]


# ---- steps --------------------------------------------------------------------------------------


async def test_a_step_from_agreement_through_overdue_to_done(unoct: Serving, owner: httpx.AsyncClient) -> None:
    of_unoct = await unoct.client("unoct")
    other = AGREED | {"reference": "S-2", "owner": "CTED", "due_on": "2025-01-31"}
    proposed = await of_unoct.post("/steps", json=AGREED)
    assert (proposed.status_code, proposed.json()) == (201, {"id": STEP, "outcome": "accepted"})
    shown = await get(owner, f"/steps/{STEP}")
    assert (shown["status"], shown["agreed_on"], shown["proposal"]["by"]) == ("proposed", None, ["UNOCT"])
    assert await ids(owner, "/steps", status="proposed") == [STEP]
    assert await ids(owner, "/steps", status="agreed") == []
    for client, step in ((owner, AGREED), (owner, other), (of_unoct, other)):
        await client.post("/steps", json=step)
    assert (await get(owner, f"/steps/{STEP}"))["status"] == "agreed"
    unoct.clock.instant = unoct.clock.instant.replace(month=7, day=2)
    assert await ids(owner, "/steps", status="overdue") == [STEP]
    assert await ids(owner, "/steps", status="agreed") == await ids(owner, "/steps", owner="CTED")
    await of_unoct.post(f"/steps/{STEP}/completion", json={"result": "It exists."})
    assert await ids(owner, "/steps", status="done") == [], "one side alone says so"
    etag = (await owner.get(f"/steps/{STEP}")).headers["etag"]
    done = await owner.post(f"/steps/{STEP}/completion", json={"result": "It exists."}, headers={"If-Match": etag})
    assert (done.status_code, done.json()["outcome"]) == (200, "accepted")
    assert done.headers["etag"] == (await owner.get(f"/steps/{STEP}")).headers["etag"]
    assert await ids(owner, "/steps", status="done") == [STEP]
    assert await ids(owner, "/steps", status="overdue") == []
    shown = await get(owner, f"/steps/{STEP}")
    assert (shown["status"], shown["done_on"], shown["result"], "done" in shown) == (
        "done", "2024-07-02", "It exists.", False,
    )  # fmt: skip
    assert await unoct.emitted_types() == ["step.agreed.v1", "step.agreed.v1", "step.done.v1"]


async def test_a_misspelt_field_is_refused(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/steps", json=AGREED | {"titel": "x"})).status_code == 422
    assert (await owner.post("/briefings", json=INVITATION | {"speaker": "the boss"})).status_code == 422


# ---- products, and duplications -----------------------------------------------------------------


async def test_a_product_that_a_programme_cites_is_marked_when_it_is_withdrawn(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    programme = BODY | {"kind": "programme", "recommendations": [], "products": ["s-1"]}
    refused = await owner.post("/projects", json=programme)
    assert (refused.status_code, refused.json()["type"], refused.json()["paragraph"]) == (
        422, "/problems/unknown-product", "OP23",
    )  # fmt: skip
    await unoct.handler.handle([product()])
    assert (await owner.post("/projects", json=programme)).status_code == 201
    await unoct.handler.handle([withdraw_copy("s-1", of="product")])
    shown = await get(owner, f"/projects/{project_id(UNODC, 'P-1')}")
    assert (shown["products"], shown["withdrawn_products"]) == (["s-1"], ["s-1"])


async def test_a_project_that_cites_no_need_is_refused_with_the_paragraph(owner: httpx.AsyncClient) -> None:
    refused = await owner.post("/projects", json=BODY | {"recommendations": []})
    assert (refused.status_code, refused.json()["type"], refused.json()["paragraph"], refused.json()["fields"]) == (
        422, "/problems/cites-no-need", "OP4", ["recommendations"],
    )  # fmt: skip


async def test_two_resolutions_at_once_are_one_and_a_412(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    await unoct.handler.handle([project(), project(ICAO, lead_body="ICAO")])
    (pair,) = await ids(owner, "/duplications")
    etag = (await owner.get(f"/duplications/{pair}")).headers["etag"]
    answers = [
        await owner.post(f"/duplications/{pair}/resolution", json={"resolution": word}, headers={"If-Match": etag})
        for word in ("divided", "no_duplication")
    ]
    assert [one.status_code for one in answers] == [200, 412]
    assert (await get(owner, f"/duplications/{pair}"))["resolution"] == "divided"
    cases = await get(owner, "/cases", pillar=2)
    assert [one["status"] for one in cases["items"]] == ["taken_up"]
    assert await ids(owner, "/cases", pillar=3) == []


async def test_a_briefing_is_put_right_by_the_committees_staff_and_unoct_reads_why(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    held = {"reference": "DRAFT/SYN/B9", "held_on": "2024-01-10", "speaker": "director", "synthetic": True}
    briefing = f"/briefings/{(await owner.post('/briefings', json=held)).json()['id']}"
    right = {"field": "held_on", "value": "2024-01-08", "reason": "Misread.", "document": "DRAFT/SYN/1"}
    other = await unoct.client("unoct")
    assert (await other.post(f"{briefing}/corrections", json=right)).status_code == 403
    assert (await owner.post(f"{briefing}/corrections", json=right)).json()["outcome"] == "accepted"
    for reader in (owner, other):
        assert (await reader.get(briefing)).json()["held_on"] == "2024-01-08"
        (correction,) = (await reader.get(f"{briefing}/corrections")).json()["items"]
        assert (correction["before"], correction["reason"]) == ("2024-01-10", "Misread.")
    assert (await (await unoct.client("reader")).get(f"{briefing}/corrections")).status_code == 404
