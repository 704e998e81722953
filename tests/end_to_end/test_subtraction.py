"""Subtraction reveals nothing (rule 12): the same story, with and without what is confidential, is told to two systems.

What others get of the two may differ in totals and in the one marker alone: in no list, no page and no copy.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from contracts.ids import assessment_id, cycle_id, meeting_id, product_id, recommendation_id, visit_id
from ctc import serving
from ctc.world import World, world
from shared.engine.principals import OWNER, Principal
from shared.engine.time.dates import start_of_day
from shared.web.tokens import Tokens
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer

SOURCE, START = "urn:example:cted", date(2024, 3, 1)
STATES = ("KEN", "UGA", "FIN", "PER")
API = "resolution 2396 (2017), para. 11"
DECIDED = {"decided_by": "Permanent Mission", "decided_on": "2024-03-01"}
READERS = ("public", "un", "fiji")
TOKENS = {
    "owner": OWNER,
    "un": Principal("un", "un"),
    "fiji": Principal("fiji", "un", frozenset({"state:FJI"})),
}
LISTS = (
    "/assessments", "/recommendations", "/products", "/visits", "/needs", "/cases", "/projects", "/meetings", "/cycles",
    "/consents", "/programmes", "/visit-requests", "/overlaps", "/states", "/released?audience=public",
    "/released?audience=un", *(f"/states/{state}" for state in (*STATES, "TCD")),
)  # fmt: skip
PAGES = tuple(
    f"/states/KEN/{part}?limit=1"
    for part in ("visits", "assessments", "recommendations", "cases", "products", "meetings")
)
"""Each with the cursor to the rest."""
ASSESSMENT, VISIT = assessment_id(SOURCE, "A/KEN"), visit_id(SOURCE, "V/KEN")
TRACED = (ASSESSMENT, recommendation_id(ASSESSMENT, "R0"), VISIT, visit_id(SOURCE, "V"), meeting_id("M"))
REPORTS = ("annual", "thematic")


@dataclass
class System:
    """A system in one process, and what is told to it."""

    world: World
    clients: dict[str, httpx.AsyncClient]

    async def say(self, path: str, body: dict[str, Any]) -> None:
        response = await self.clients["owner"].post(path, json=body)
        assert response.status_code < 300, f"{path}: {response.text}"
        await self.world.settle()

    async def get(self, reader: str, path: str) -> Any:
        response = await self.clients[reader].get(path, headers={"Accept": "application/json"})
        return response.json() if response.status_code == 200 else response.status_code


def report(state: str, reference: str, audience: str, result: str, day: str = "2024-03-01") -> dict[str, Any]:
    part = {"themes": ["cft"], "priority": "high", "made_by": "CTED", "assistance_needed": True, "audience": audience}
    recommendations = [
        {"reference": f"R{number}", "text": f"[Synthetic] {reference}", "assistance_requested": True, **part}
        for number in range(3)
    ]
    return {
        "reference": reference, "state": state, "kind": "comprehensive", "report_date": "2024-02-01", "source": SOURCE,
        "submitted_to_ctc_on": day, "received_by_state_on": day, "synthetic": True,
        "wider_release": DECIDED | {"consulted_ctc": True}, "recommendations": recommendations,
        "findings": [{"provision": API, "result": result, "audience": audience}],
    }  # fmt: skip


async def tell_all(system: System) -> None:
    """What everybody may know."""
    for state in STATES:
        await system.say("/assessments", report(state, f"A/{state}", "public", "full"))
        assessment = assessment_id(SOURCE, f"A/{state}")
        statuses = [{"recommendation_id": recommendation_id(assessment, "R0"), "implementation": "implemented"}]
        await system.say(
            f"/cycles/{cycle_id(assessment)}/report", {"submitted_on": "2024-03-01", "recommendations": statuses}
        )

    await system.say(f"/assessments/{ASSESSMENT}/disclosure", DECIDED | {"audience": "public", "consulted_ctc": True})
    visit = {"reference": "V/KEN", "state": "KEN", "start": "2024-05-06", "mode": "onsite", "source": SOURCE}
    await system.say("/visits", visit | {"kind": "focused", "synthetic": True})
    await system.say(f"/visits/{VISIT}/agreement", {"agreed_on": "2024-03-01"})


async def tell_what_is_confidential(system: System) -> None:
    """About States that the others know of, and about one that they do not.

    They are three: what is withheld from fewer hides a cell, since subtraction would tell of it (rule 12).
    """
    for state in ("KEN", "UGA", "TCD"):
        await system.say("/assessments", report(state, f"S/{state}", "committee", "none"))
        secret = assessment_id(SOURCE, f"S/{state}")
        await system.say(f"/assessments/{secret}/disclosure", DECIDED | {"audience": "committee"})
        status = {"recommendation_id": recommendation_id(secret, "R1"), "implementation": "implemented"}
        report_body = {"submitted_on": "2024-03-01", "recommendations": [status]}
        await system.say(f"/cycles/{cycle_id(secret)}/report", report_body)
    survey = {"reference": "P", "kind": "edis", "title": "t", "state": "KEN", "source": SOURCE, "synthetic": True}
    await system.say("/products", survey)
    adoption = {"adopted_on": "2024-03-01", "audience": "committee"}
    await system.say(f"/products/{product_id(SOURCE, 'P')}/adoption", adoption)
    visit = {"reference": "V", "state": "TCD", "start": "2024-06-03", "mode": "onsite", "source": SOURCE}
    await system.say("/visits", visit | {"kind": "focused", "synthetic": True})
    meeting = {"reference": "M", "title": "t", "kind": "invitation", "invited_on": "2024-03-01", "invited": ["KEN"]}
    await system.say("/meetings", meeting | {"day": "2024-03-01", "synthetic": True})
    await system.say(f"/meetings/{meeting_id('M')}/record", {"held_on": "2024-03-01", "attended": ["KEN"]})
    draft = {"reference": "D", "state": "TCD", "kind": "focused", "draft": "pao", "draft_shared_on": "2024-03-01"}
    await system.say("/assessments/drafts", draft | {"source": SOURCE, "synthetic": True})


async def change_what_others_do_not_see(system: System) -> None:
    """Of things that the others know of."""
    guest = {"body": "A university", "sector": "academia", "at_states_request": True}
    await system.say(f"/visits/{VISIT}/guests", {"guests": [guest]})
    findings = report("KEN", "A/KEN", "public", "full")["findings"]
    hidden = {"provision": "Confidential", "result": "none", "audience": "committee"}
    for result in ("none", "partial"):
        correction = {"reason": "Synthetic", "findings": [*findings, hidden | {"result": result}]}
        await system.say(f"/assessments/{ASSESSMENT}/corrections", correction)


async def read_as_each(server: PostgresServer, confidential: bool) -> dict[str, dict[str, Any]]:
    """All that each reader gets: lists whole, and of each figure what it counted."""
    async with server.database() as dsn, world(dsn, START, REFERENCE) as story_world:
        tokens = Tokens(given=TOKENS)
        application = serving.application(
            story_world.runtimes.values(), tokens.principal_for, story_world.transport, story_world.pool
        )
        transport = httpx.ASGITransport(application)
        all_headers = {name: {"Authorization": f"Bearer {name}"} for name in TOKENS} | {"public": {}}
        clients = {
            name: httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)
            for name, headers in all_headers.items()
        }
        system = System(story_world, clients)
        await tell_all(system)
        if confidential:
            await tell_what_is_confidential(system)
        await story_world.turn(start_of_day(date(2024, 3, 5)))
        if confidential:
            await change_what_others_do_not_see(system)
        await story_world.turn(start_of_day(date(2025, 1, 15)))
        for kind in REPORTS:
            await transmit(clients["owner"], f"/reports/{kind}/2024")
        by_reader = {reader: await of_reader(system, reader) for reader in READERS}
        await asyncio.gather(*(client.aclose() for client in clients.values()))
        return by_reader


async def transmit(owner: httpx.AsyncClient, path: str) -> None:
    for step, body in (
        ("drafts", {}),
        ("adoption", {"by": "meeting", "document": "DRAFT/RECORD/1"}),
        ("transmission", {"to": "Those whom it is for"}),
    ):
        response = await owner.post(f"{path}/{step}", json=body)
        assert response.status_code == 200, response.text


def comparable(answer: Any) -> Any:
    """The answer without ids of events, which follow from commands' random ids, and without digests of editions.

    A digest follows from an edition's totals, which the same readers get with the edition. The cursor of a feed counts
    what its audience was told, here too that an assessment which it had was withdrawn from it.
    """
    for event in answer["items"] if isinstance(answer, dict) and "items" in answer else ():
        if event.get("type", "").startswith("org.un.ctc.released."):
            event.pop("id")
            event["data"].pop("digest", None)
            answer.pop("next", None)
    return answer


def list_steps(trace: Any) -> Any:
    """A trace without ids of events, which put those of one instant in order; or the status."""
    if not isinstance(trace, dict):
        return trace
    things = sorted((one["kind"], one["id"]) for one in trace["things"])
    return things, sorted((one["time"], one["type"], one["depth"]) for one in trace["items"])


async def of_reader(system: System, reader: str) -> dict[str, Any]:
    answers = {path: comparable(await system.get(reader, path)) for path in (*LISTS, *PAGES)}
    answers |= {f"trace {id_}": list_steps(await system.get(reader, f"/trace/{id_}")) for id_ in TRACED}
    for kind in REPORTS:
        edition = await system.get(reader, f"/reports/{kind}/2024")
        for figure in edition["figures"]:
            listing = await system.get(reader, f"{figure['basis']}&limit=1000")
            items = [{name: one[name] for name in ("id", "states")} for one in listing["items"]]
            # A figure of a part, by theme, region or provision, counts nothing that is withheld.
            part = (figure["numerator"], figure["denominator"]) if "." in figure["id"] else ()
            answers[f"{kind} {figure['id']}"] = part, items
    return answers


@pytest.fixture(scope="module")
def both(postgres_server: PostgresServer) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    return asyncio.run(read_as_each(postgres_server, False)), asyncio.run(read_as_each(postgres_server, True))


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_what_is_withheld_changes_nothing_that_others_get_but_totals_and_the_marker(
    both: tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]], reader: str
) -> None:
    without, beside = (one[reader] for one in both)
    assert {path for path in beside if beside[path] != without.get(path)} == set()
    assert without["thematic full.api"][0] == (4, 4), "what is released is counted"
