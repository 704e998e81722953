"""Followup on a real database: events in, deadlines, commands over HTTP, and everything read again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from contracts.base import EventData
from contracts.catalog import encode
from services.followup.service import SERVICE, served
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared import tables
from shared.outcomes import Done
from shared.receiving import receive
from shared.rules import Event
from shared.transport import Message
from tests.support.serving import Serving, serving
from tests.unit.services.followup.desk import about, completed, corrected, made, position, received, response, withdrawn

READY = datetime(2024, 1, 20, 12, tzinfo=UTC)
KEPT = (*(table.name for table in SERVICE.tables), "deadlines", "journal")


@pytest.fixture
async def followup(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, served) as running:
        running.clock.instant = READY
        yield running


@pytest.fixture
async def officer(followup: Serving) -> httpx.AsyncClient:
    return await followup.client("owner")


def messages(*data: EventData) -> list[Message]:
    """As a transport brings them: a message's offset makes its id."""
    return [_message(offset, one) for offset, one in enumerate(data, 1)]


def _message(offset: int, data: EventData) -> Message:
    state = getattr(data, "state", None) or data.notice.state  # type: ignore[attr-defined]
    attributes = {
        "specversion": "1.0", "id": f"event-{offset}", "source": "/services/test", "type": f"org.un.ctc.{data.type}",
        "subject": state, "time": "2024-01-20T12:00:00Z",
    }  # fmt: skip
    return Message(data.topic, 0, offset, state, attributes, encode(data))


async def turn(followup: Serving, to: date) -> None:
    """Time passes, each due date in order."""
    end = datetime(to.year, to.month, to.day, 12, tzinfo=UTC)
    while followup.clock.instant < end:
        while await followup.runtime.deadlines.step():
            pass
        followup.clock.instant = min(end, followup.clock.instant + timedelta(days=1))
    while await followup.runtime.deadlines.step():
        pass


async def everything(followup: Serving) -> dict[str, list[tuple[Any, ...]]]:
    return {name: await followup.rows(f"select * from followup.{name} as t order by t::text") for name in KEPT}


async def only_cycle(client: httpx.AsyncClient) -> dict[str, Any]:
    (cycle,) = (await client.get("/cycles")).json()["items"]
    found: dict[str, Any] = cycle
    return found


# ---- from the event to the cycle ------------------------------------------------------------


async def test_a_completed_assessment_becomes_a_cycle_as_the_interface_promises_it(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.door, messages(completed(received_by_state_on=date(2024, 1, 18))))
    cycle = await only_cycle(officer)
    promised = {
        "id", "state", "assessment_id", "opened_on", "anchor", "anchor_on", "due_on", "response_due_on", "mandate",
        "paragraph", "status", "synthetic",
    }  # fmt: skip
    assert promised <= cycle.keys()
    assert {name: cycle[name] for name in sorted(promised - {"id"})} == {
        "state": "KEN",
        "assessment_id": about()["assessment_id"],
        "opened_on": "2024-01-15",
        "anchor": "submitted_to_ctc_on",
        "anchor_on": "2024-01-15",
        "due_on": "2025-01-15",
        "response_due_on": "2024-07-18",
        "mandate": "resolution-2617-2021",
        "paragraph": "OP16",
        "status": "open",
        "synthetic": True,
    }
    due, received_on, silent = (cycle["response"][name] for name in ("due_on", "received_on", "not_answered_on"))
    assert (due, received_on, silent) == ("2024-07-18", None, None)


async def test_its_events_stand_in_the_journal_for_the_committee(followup: Serving) -> None:
    await receive(followup.door, messages(completed()))
    rows = await followup.rows("select type, topic, subject, audience, causationid from followup.journal")
    assert rows == [("followup.scheduled.v1", "ctc.followup", "KEN", "committee", "event-1")]


async def test_a_year_passes_with_reminders_silence_and_an_overdue_report(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.door, messages(completed(received_by_state_on=date(2024, 1, 18))))
    await turn(followup, date(2025, 1, 16))
    assert await followup.emitted() == [
        "followup.scheduled.v1",
        *["followup.reminded.v1"] * 3,
        "followup.not_answered.v1",
        *["followup.reminded.v1"] * 3,
        "followup.overdue.v1",
    ]
    assert (await only_cycle(officer))["status"] == "overdue"


async def test_a_response_notice_is_judged_and_answered(followup: Serving, officer: httpx.AsyncClient) -> None:
    given = position(position="accepted", implementation="in_progress", steps="Synthetic: a bill")
    await receive(followup.door, messages(completed(), response(date(2024, 1, 20), given)))
    assert (await followup.emitted())[-1] == "notice.accepted.v1"
    cycle = await only_cycle(officer)
    assert (cycle["status"], cycle["response"]["received_on"]) == ("responded", "2024-01-20")
    shown = (await officer.get(f"/cycles/{cycle['id']}/recommendations")).json()["items"]
    one = next(row for row in shown if row["reference"] == "R1")
    assert (one["position"], one["reported"], one["reported_steps"]) == ("accepted", "in_progress", "Synthetic: a bill")
    assert (one["assessed"], one["lifecycle"], one["themes"]) == (None, "live", ["travel"])


async def test_a_batch_of_many_is_written_whole(followup: Serving) -> None:
    data = [completed(f"A-{number}") for number in range(500)]
    outcomes = await followup.door.handle([_event(followup, number, one) for number, one in enumerate(data)])
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert await followup.rows("select count(*) from followup.cycles") == [(500,)]
    assert await followup.rows("select count(*) from followup.recommendations") == [(1000,)]
    assert await followup.rows("select count(*) from followup.deadlines where state = 'pending'") == [(500,)]


def _event(followup: Serving, number: int, data: EventData) -> Any:
    return Event("/services/test", f"event-{number}", data.type, "KEN", READY, data, f"cor-{number}")


# ---- read again -----------------------------------------------------------------------------


async def test_all_topics_read_again_on_an_empty_inbox_change_nothing_and_tell_nothing(followup: Serving) -> None:
    story = messages(
        completed("A-1", received_by_state_on=date(2024, 1, 18)),
        completed("A-2"),
        completed("A-3", kind="advocacy", opens_cycle=False),
        response(date(2024, 1, 19), position(position="accepted"), id_="n-1"),
        response(date(2024, 1, 19), position(position="accepted"), id_="n-2"),
        response(date(2024, 1, 19), position(position="partly"), id_="n-3"),
        response(date(2024, 1, 19), reference="A-3", id_="n-4"),
        response(date(2024, 1, 19), reference="A-9", id_="n-5"),
        received(date(2024, 1, 19), "A-2"),
        corrected("A-1", date(2024, 1, 20), submitted_to_ctc_on=date(2024, 1, 10), recommendations=(made("R1"),)),
        corrected("A-1", date(2024, 1, 20), submitted_to_ctc_on=date(2024, 1, 15)),
        withdrawn(date(2024, 1, 20), "A-2"),
    )
    await receive(followup.door, story)
    await turn(followup, date(2024, 2, 1))
    before = await everything(followup)
    assert len(before["journal"]) == 16
    await followup.pool.execute("delete from followup.inbox")
    await receive(followup.door, story)
    await receive(followup.door, story)
    await turn(followup, date(2024, 2, 2))
    assert await everything(followup) == before


async def test_a_row_comes_back_from_the_database_as_it_went_in(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(completed(received_by_state_on=date(2024, 1, 18))))
    cycle = await only_cycle(officer)
    report = {"submitted_on": "2024-01-20", "document": "DRAFT/1", "capacity": "Synthetic ”text“ with 'quotes'"}
    await _post(officer, f"/cycles/{cycle['id']}/report", report)
    await _post(officer, f"/cycles/{cycle['id']}/further-follow-up", further())
    await followup.door.handle([_event(followup, 7, corrected(on=date(2024, 1, 20), kind="focused"))])
    found = await _loaded(followup, CYCLES, cycle["id"])
    assert found.report is None
    assert found.earlier[0].report.capacity == report["capacity"]
    assert (found.decision.why, found.decision.due_on) == ("Synthetic: much is left", date(2026, 1, 15))
    assert found.kind == "focused"
    recommendations = await followup.rows("select id from followup.recommendations order by id")
    one = await _loaded(followup, RECOMMENDATIONS, recommendations[0][0])
    assert (one.themes, one.parties) == (("travel",), ("state:KEN",))


async def _loaded(followup: Serving, table: Any, key: str) -> Any:
    async with followup.pool.acquire() as connection, connection.transaction():
        (row,) = await tables.load(connection, tables.stored(table, "followup"), "id", [key])
    return row


# ---- over HTTP ------------------------------------------------------------------------------


async def _post(client: httpx.AsyncClient, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    answered = await client.post(path, json=body, headers=headers)
    assert answered.status_code in {200, 201}, answered.text
    told: dict[str, Any] = answered.json()
    return told


def further() -> dict[str, Any]:
    return {"decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic: much is left", "period": "P12M"}


async def test_cycles_are_filtered_by_state_assessment_status_and_due_date(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(
        followup.door,
        messages(
            completed("A-1"),
            completed("A-2", state="UGA", submitted_to_ctc_on=date(2024, 1, 2)),
            completed("A-3", submitted_to_ctc_on=date(2021, 1, 2)),
        ),
    )

    async def found(**query: str) -> set[str]:
        items = (await officer.get("/cycles", params=query)).json()["items"]
        return {item["assessment_id"] for item in items}

    one, two, three = (about(name)["assessment_id"] for name in ("A-1", "A-2", "A-3"))
    assert await found() == {one, two, three}
    assert await found(state="KEN") == {one, three}
    assert await found(assessment=two) == {two}
    assert await found(status="pending_mandate") == {three}
    assert await found(due_before="2025-01-15") == {two}
    assert await found(state="KEN", status="open") == {one}
    assert (await officer.get("/cycles", params={"status": "no-such"})).status_code == 422
    assert (await officer.get("/cycles", params={"due_before": "soon"})).status_code == 422


async def test_a_list_comes_in_pages(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(*(completed(f"A-{number}") for number in range(5))))
    first = (await officer.get("/cycles", params={"limit": "3"})).json()
    second = (await officer.get("/cycles", params={"limit": "3", "after": first["next"]})).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 2, None]


async def test_a_state_sees_its_own_cycles_and_nobody_else_does(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(completed("A-1"), completed("A-2", state="UGA")))
    kenya, reader, public = [await followup.client(token) for token in ("kenya", "reader", None)]
    own = await only_cycle(kenya)
    assert own["state"] == "KEN"
    assert (await reader.get("/cycles")).json() == (await public.get("/cycles")).json() == {"items": [], "next": None}
    other = next(c for c in (await officer.get("/cycles")).json()["items"] if c["state"] == "UGA")
    for path in (f"/cycles/{other['id']}", f"/cycles/{other['id']}/recommendations"):
        assert (await kenya.get(path)).status_code == 404
        assert (await officer.get(path)).status_code == 200
    hidden = await kenya.get(f"/cycles/{other['id']}")
    assert {**hidden.json(), "correlationid": ""} == {
        **(await kenya.get("/cycles/no-such")).json(),
        "correlationid": "",
    }


async def test_the_whole_procedure_goes_over_http(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(completed(received_by_state_on=date(2024, 1, 18))))
    cycle = await only_cycle(officer)
    here = f"/cycles/{cycle['id']}"
    recommendations = (await officer.get(f"{here}/recommendations")).json()["items"]
    one, two = (f"{here}/recommendations/{row['id']}" for row in recommendations)
    due = {"due_on": "2025-06-30", "decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic"}
    assert (await _post(officer, f"{here}/due-date", due))["due_on"] == "2025-06-30"
    given = {"received_on": "2024-01-20", "positions": [{"recommendation_reference": "R1", "position": "accepted"}]}
    assert (await _post(officer, f"{here}/response", given))["status"] == "responded"
    said = {"stated_on": "2024-01-20", "position": "partly", "implementation": "not_started"}
    assert (await _post(officer, f"{two}/position", said))["reported"] == "not_started"
    assessed = {"assessed_on": "2024-01-20", "implementation": "in_progress"}
    assert (await _post(officer, f"{one}/assessment", assessed))["assessed"] == "in_progress"
    report = {
        "submitted_on": "2024-01-20", "document": "DRAFT/KEN/1",
        "recommendations": [{"recommendation_id": recommendations[1]["id"], "implementation": "implemented"}],
    }  # fmt: skip
    assert (await _post(officer, f"{here}/report", report))["report"]["document"] == "DRAFT/KEN/1"
    new = {
        "reference": "R9", "text": "Synthetic", "themes": ["travel"], "priority": "low", "made_by": "CTED",
        "assistance_needed": False, "made_on": "2024-01-20",
    }  # fmt: skip
    added = await officer.post(f"{here}/recommendations", json=new)
    assert added.status_code == 201
    assert added.headers["location"] == f"{here}/recommendations/{added.json()['id']}"
    assert (await officer.get(added.headers["location"])).json() == added.json()
    refused = await officer.post(f"{here}/closure", json={"closed_on": "2024-01-20", "reason": "Synthetic"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/open-recommendations")
    assert (refused.json()["rule"], refused.json()["paragraph"]) == ("1", "OP16")
    await _post(officer, f"{added.headers['location']}/assessment", assessed)
    sequence = (await _post(officer, f"{here}/further-follow-up", further()))["sequence"]
    assert sequence == 2
    await _post(officer, f"{here}/report", {"submitted_on": "2024-01-20"})
    closed = await _post(officer, f"{here}/closure", {"closed_on": "2024-01-20", "reason": "Synthetic"})
    assert closed["status"] == "closed"


async def test_a_stale_change_is_refused_and_nothing_is_half_done(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.door, messages(completed()))
    cycle = await only_cycle(officer)
    here = f"/cycles/{cycle['id']}"
    read = (await officer.get(here)).headers["etag"]
    due = {"due_on": "2025-06-30", "decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic"}
    changed = await officer.post(f"{here}/due-date", json=due, headers={"If-Match": read})
    assert changed.status_code == 200
    assert changed.headers["etag"] == (await officer.get(here)).headers["etag"] != read
    stale = await officer.post(f"{here}/report", json={"submitted_on": "2024-01-20"}, headers={"If-Match": read})
    assert stale.status_code == 412
    assert (await officer.get(here)).json()["status"] == "open"


async def test_the_same_key_gives_the_same_answer(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(completed()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    first = await _post(officer, f"{here}/report", {"submitted_on": "2024-01-20"}, **{"Idempotency-Key": "k"})
    await _post(officer, f"{here}/further-follow-up", further())
    assert await _post(officer, f"{here}/report", {"submitted_on": "2024-01-20"}, **{"Idempotency-Key": "k"}) == first
    other = await officer.post(f"{here}/report", json={"submitted_on": "2024-01-19"}, headers={"Idempotency-Key": "k"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("report", {"submitted_on": "2024-02-30"}, "submitted_on"),
        ("report", {"submitted_on": "2024-01-20", "capcity": "x"}, "capcity"),
        ("due-date", {"due_on": "2025-06-30"}, "decided_on"),
        ("further-follow-up", further() | {"period": "1 year"}, "period"),
        (
            "response",
            {"received_on": "2024-01-20", "positions": [{"position": "accepted"}]},
            "recommendation_reference",
        ),
    ],
)
async def test_a_body_that_is_not_as_asked_names_the_field(
    followup: Serving, officer: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    await receive(followup.door, messages(completed()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    answered = await officer.post(f"{here}/{path}", json=body)
    assert answered.status_code == 422
    assert any(field in name for name in answered.json()["fields"]), answered.text


async def test_who_may_not_command_changes_nothing(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.door, messages(completed()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    statuses = [
        (await (await followup.client(token)).post(f"{here}/report", json={"submitted_on": "2024-01-20"})).status_code
        for token in (None, "kenya", "reader", "unodc")
    ]
    assert statuses == [401, 403, 403, 404]


async def test_the_reference_files_are_applied_at_the_start_once(followup: Serving) -> None:
    await receive(followup.door, messages(completed()))
    before = await everything(followup)
    await followup.runtime.apply_reference()
    await followup.runtime.apply_reference()
    assert await everything(followup) == before
    applied = await followup.rows("select source, answer from followup.inbox where answer is not null")
    assert [json.loads(answer) for _, answer in applied] == [{"cycles": 1}]


def test_the_declared_types_are_those_that_have_a_rule() -> None:
    declared: Sequence[str] = sorted(SERVICE.declared)
    assert declared == [
        "assessment.completed.v1", "assessment.corrected.v1", "assessment.received.v1", "assessment.withdrawn.v1",
        "notice.taken_in.v1",
    ]  # fmt: skip
