"""Successions, carry-over, capacity and meetings on a real database, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import asyncpg
import httpx
import pytest

from services.followup.service import SERVICE
from shared.engine.principals import Principal
from shared.engine.receiving import receive
from shared.operations.migrate import migrate
from tests.support.followup import messages, post, ready
from tests.support.running import SHARED_MIGRATIONS
from tests.support.serving import PRINCIPALS, Serving
from tests.unit.services.followup.desk import about, completed_event, corrected_event, requested_event

TODAY = "2024-01-20"
STATES = {
    code.lower(): Principal(code, "public", frozenset({f"state:{code}"}), may_command=True) for code in ("KEN", "UGA")
}


@pytest.fixture
async def followup(postgres: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serving]:
    for name, principal in STATES.items():
        monkeypatch.setitem(PRINCIPALS, name, principal)
    async with ready(postgres) as running:
        await receive(running.handler, messages(completed_event("A-1"), completed_event("A-2")))
        yield running


@pytest.fixture
async def officer(followup: Serving) -> httpx.AsyncClient:
    return await followup.client("owner")


async def recommendations(client: httpx.AsyncClient, assessment: str = "A-1") -> tuple[str, dict[str, dict[str, Any]]]:
    """The path of the assessment's cycle, and what is in it by reference."""
    query = {"assessment": about(assessment)["assessment_id"]}
    (cycle,) = (await client.get("/cycles", params=query)).json()["items"]
    items = (await client.get(f"/cycles/{cycle['id']}/recommendations")).json()["items"]
    return f"/cycles/{cycle['id']}", {one["reference"]: one for one in items}


def successor(reference: str) -> dict[str, Any]:
    return {
        "reference": reference, "text": f"Synthetic: {reference}", "themes": ["travel"], "priority": "high",
        "made_by": "CTED", "assistance_needed": True,
    }  # fmt: skip


def split(parent: str, *references: str) -> dict[str, Any]:
    return {
        "change": "split", "parents": [parent], "successors": [successor(one) for one in references],
        "decided_on": TODAY, "decided_by": "CTED",
    }  # fmt: skip


# ---- recommendations ------------------------------------------------------------------------


async def test_recommendations_are_split_carried_over_and_closed_until_the_first_cycle_can_close(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    here, before = await recommendations(officer)
    there, _ = await recommendations(officer, "A-2")
    told = await post(officer, f"{here}/successions", split(before["R1"]["id"], "R1a", "R1b"))
    assert [one["parents"] for one in told["successors"]] == [[before["R1"]["id"]]] * 2
    _, now = await recommendations(officer)
    over = {"to_cycle": there.rsplit("/", 1)[1], "decided_on": TODAY, "decided_by": "CTC"}
    moved = await post(officer, f"{here}/recommendations/{now['R1a']['id']}/carry-over", over)
    assert moved["cycle_id"] == over["to_cycle"]
    assert moved["carried_over"][0]["from_cycle"] == here.rsplit("/", 1)[1]
    for reference in ("R1b", "R2"):
        closure = {"reason": "overtaken", "closed_on": TODAY, "note": "Synthetic"}
        closed = await post(officer, f"{here}/recommendations/{now[reference]['id']}/closure", closure)
        assert (closed["lifecycle"], closed["closed_note"]) == ("overtaken", "Synthetic")
    ended = await post(officer, f"{here}/closure", {"closed_on": TODAY, "reason": "Synthetic: nothing is left"})
    assert ended["status"] == "closed"
    assert "R1a" in (await recommendations(officer, "A-2"))[1]
    assert (await followup.emitted_types())[2:] == [
        "recommendation.succeeded.v1",
        "recommendation.carried_over.v1",
        *["recommendation.closed.v1"] * 2,
        "followup.closed.v1",
    ]


async def test_a_circle_is_refused_with_rule_and_paragraph_and_no_text(officer: httpx.AsyncClient) -> None:
    here, before = await recommendations(officer)
    await post(officer, f"{here}/successions", split(before["R1"]["id"], "R1a", "R1b"))
    _, now = await recommendations(officer)
    merge = split("", "R1") | {"change": "merge", "parents": [now["R1a"]["id"], now["R1b"]["id"]]}
    answered = await officer.post(f"{here}/successions", json=merge)
    problem = answered.json()
    assert (answered.status_code, problem["type"]) == (422, "/problems/in-a-circle")
    assert (problem["rule"], problem["paragraph"]) == ("7", "OP16")
    assert "Synthetic" not in answered.text


async def test_of_two_changes_of_one_recommendation_at_once_one_is_stale_and_nothing_is_half_done(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    here, before = await recommendations(officer)
    one = f"{here}/recommendations/{before['R1']['id']}"
    read = {"If-Match": (await officer.get(one)).headers["etag"]}
    assessed = {"assessed_on": TODAY, "implementation": "implemented", "capacity": "Synthetic: enough"}
    closure = {"reason": "withdrawn", "closed_on": TODAY}
    answered = await asyncio.gather(
        officer.post(f"{one}/assessment", json=assessed, headers=read),
        officer.post(f"{one}/closure", json=closure, headers=read),
    )
    assert sorted(response.status_code for response in answered) == [200, 412]
    assert len(await followup.emitted_types()) == 3
    shown = (await officer.get(one)).json()
    done = next(response for response in answered if response.status_code == 200)
    assert shown == done.json()


async def test_of_two_successions_of_one_recommendation_at_once_one_is_refused(officer: httpx.AsyncClient) -> None:
    here, before = await recommendations(officer)
    asked = [split(before["R1"]["id"], f"{name}1", f"{name}2") for name in "XY"]
    answered = await asyncio.gather(*(officer.post(f"{here}/successions", json=body) for body in asked))
    assert sorted(response.status_code for response in answered) == [200, 409]
    assert len((await recommendations(officer))[1]) == 4


async def test_a_state_reports_its_capacity_and_sees_no_other_states_successions(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    here, before = await recommendations(officer)
    kenya, uganda = [await followup.client(name) for name in ("ken", "uga")]
    said = {"stated_on": TODAY, "implementation": "in_progress", "capacity": "Synthetic", "assistance_needed": True}
    shown = await post(kenya, f"{here}/recommendations/{before['R1']['id']}/position", said)
    assert (shown["reported_capacity"], shown["reported_assistance_needed"]) == ("Synthetic", True)
    body = split(before["R1"]["id"], "R1a", "R1b")
    statuses = [(await client.post(f"{here}/successions", json=body)).status_code for client in (kenya, uganda)]
    assert statuses == [403, 404]


async def test_a_request_for_assistance_is_shown_as_it_now_is(followup: Serving, officer: httpx.AsyncClient) -> None:
    padding = [corrected_event("A-9", date(2024, 1, 19)) for _ in range(2)]  # so that its offset is a new one
    await receive(followup.handler, messages(*padding, requested_event(True)))
    assert (await recommendations(officer))[1]["R1"]["assistance_requested"] is True


# ---- meetings -------------------------------------------------------------------------------


def meeting(**said: Any) -> dict[str, Any]:
    usual = {
        "reference": "M-1", "title": "Synthetic: follow-up", "kind": "invitation", "invited_on": "2024-01-16",
        "invited": ["KEN", "UGA"], "day": "2024-01-18", "assessment_id": about()["assessment_id"],
    }  # fmt: skip
    return usual | said


async def test_a_meeting_is_planned_answered_held_and_listed(followup: Serving, officer: httpx.AsyncClient) -> None:
    added = await officer.post("/meetings", json=meeting())
    assert added.status_code == 201
    here = added.headers["location"]
    kenya, uganda = [await followup.client(name) for name in ("ken", "uga")]
    own = await post(kenya, f"{here}/answers", {"state": "KEN", "coming": True})
    assert [one["state"] for one in own["invitations"]] == ["KEN"]
    other = {"state": "UGA", "coming": False, "answered_on": "2024-01-17", "note": "Synthetic: confidential"}
    await post(officer, f"{here}/answers", other)
    assert "confidential" not in (await kenya.get(here)).text
    assert about()["assessment_id"] not in (await uganda.get(here)).text
    held = await post(officer, f"{here}/record", {"held_on": "2024-01-18", "attended": ["KEN"]})
    assert {one["state"]: one["attended"] for one in held["invitations"]} == {"KEN": True, "UGA": False}
    assert (await followup.emitted_types())[2:] == [*["meeting.planned.v1"] * 3, "meeting.held.v1"]
    subjects = await followup.rows("select distinct subject, audience from followup.journal where type like 'meeting%'")
    assert subjects == [(added.json()["id"], "committee")]


async def test_meetings_are_filtered_and_seen_by_who_was_invited(followup: Serving, officer: httpx.AsyncClient) -> None:
    await post(officer, "/meetings", meeting())
    regional = meeting(reference="M-2", kind="regional", invited=["UGA"], day="2025-03-01", assessment_id=None)
    await post(officer, "/meetings", regional)
    clients = {name: await followup.client(name) for name in ("owner", "ken", "uga", "reader")}

    async def list_references(name: str, **query: str) -> list[str]:
        items = (await clients[name].get("/meetings", params=query)).json()["items"]
        return sorted(item["reference"] for item in items)

    assert await list_references("owner") == await list_references("uga") == ["M-1", "M-2"]
    assert await list_references("owner", state="KEN") == await list_references("ken") == ["M-1"]
    assert await list_references("owner", kind="regional") == await list_references("owner", year="2025") == ["M-2"]
    assert await list_references("owner", status="held") == await list_references("reader") == []
    assert await list_references("ken", state="UGA") == [], "who else was invited is not Kenya's to find out"
    assert (await clients["reader"].get("/meetings/no-such")).status_code == 404


async def test_what_was_put_right_of_a_meeting_tells_no_state_of_another_one(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    here = (await officer.post("/meetings", json=meeting(invited=["FJI", "KEN", "UGA"]))).headers["location"]
    for state in ("FJI", "KEN", "UGA"):
        await post(officer, f"{here}/answers", {"state": state, "coming": True, "answered_on": "2024-01-17"})
    right = {"reason": "Synthetic", "document": "DRAFT/SYN/1"}
    for field, value in (
        ("invitations.0.answered_on", "2024-01-16"),
        ("invitations.2.answered_on", "2024-01-16"),
        ("title", "Synthetic: another"),
        ("invitations.1.answer", "declined"),
        ("invitations.2.answer", "declined"),
    ):
        await post(officer, f"{here}/corrections", right | {"field": field, "value": value})
    key = here.rpartition("/")[2]
    for name, fields in (
        ("ken", ["title", "invitations.0.answer"]),
        ("uga", ["invitations.0.answered_on", "title", "invitations.0.answer"]),
        ("owner", ["invitations.0.answered_on", "invitations.2.answered_on", "title", "invitations.1.answer",
                   "invitations.2.answer"]),
    ):  # fmt: skip
        client = await followup.client(name)
        items = (await client.get(f"{here}/corrections")).json()["items"]
        places = range(1, len(fields) + 1)
        assert [(one["id"], one["number"], one["field"]) for one in items] == [
            (f"{key} {place:06}", place, field) for place, field in zip(places, fields, strict=True)
        ], name
        asked, pages = {"limit": "1"}, list[dict[str, Any]]()
        for _ in fields:
            page = (await client.get(f"{here}/corrections", params=asked)).json()
            pages, asked = [*pages, *page["items"]], asked | {"after": page["next"]}
        assert (pages, page["next"]) == (items, None)


async def test_a_stale_plan_is_refused(officer: httpx.AsyncClient) -> None:
    here = (await officer.post("/meetings", json=meeting())).headers["location"]
    read = {"If-Match": (await officer.get(here)).headers["etag"]}
    plan = {name: value for name, value in meeting(day="2024-02-01").items() if name != "reference"}
    changed = await officer.post(f"{here}/plan", json=plan, headers=read)
    assert (changed.status_code, changed.json()["day"]) == (200, "2024-02-01")
    gone = {"cancelled_on": "2024-01-19", "reason": "Synthetic"}
    assert (await officer.post(f"{here}/cancellation", json=gone, headers=read)).status_code == 412
    assert (await officer.get(here)).json()["status"] == "planned"


# ---- rows of the version before -------------------------------------------------------------


async def test_a_recommendation_kept_before_the_migration_is_for_the_committee_until_told_otherwise(
    postgres: str,
) -> None:
    connection = await asyncpg.connect(postgres)
    try:
        await migrate(connection, SERVICE.name, [SHARED_MIGRATIONS, *SERVICE.migrations])
        columns = {
            "id": "r", "cycle_id": "c", "assessment_id": "a", "state": "KEN", "reference": "R", "text": "t",
            "priority": "high", "lifecycle": "live", "audience": "committee",
        }  # fmt: skip
        await connection.execute(
            f"insert into followup.recommendations ({', '.join(columns)}, themes, parties, assistance_needed, "
            f"assistance_requested, sequence, synthetic) values ({', '.join(f'${n}' for n in range(1, 10))}, "
            "'{}', '{}', true, false, 0, true)",
            *columns.values(),
        )
        row = await connection.fetchrow("select disclosed_to, parents, carried_over from followup.recommendations")
        assert row is not None
        assert tuple(row) == ("committee", [], "[]")
    finally:
        await connection.close()
