"""Followup on a real database: events in, deadlines, and everything read again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.base import EventData
from reference import Reference
from services.followup.cycles.model import CYCLES
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.service import SERVICE
from shared.engine.outcomes import Done
from shared.engine.receiving import receive
from shared.engine.rules import Event
from shared.engine.storage import tables
from tests.support.followup import READY, further, messages, only_cycle, post, ready, turn
from tests.support.frozen import load_changed
from tests.support.serving import Serving
from tests.unit.services.followup.desk import (
    about,
    build_recommendation,
    completed_event,
    corrected_event,
    disclosed_event,
    position,
    received_event,
    requested_event,
    response,
    withdrawn_event,
)

KEPT = (*(table.name for table in SERVICE.tables), "deadlines", "journal")


@pytest.fixture
async def followup(postgres: str) -> AsyncIterator[Serving]:
    async with ready(postgres) as running:
        yield running


@pytest.fixture
async def officer(followup: Serving) -> httpx.AsyncClient:
    return await followup.client("owner")


async def everything(followup: Serving) -> dict[str, list[tuple[Any, ...]]]:
    return {name: await followup.rows(f"select * from followup.{name} as t order by t::text") for name in KEPT}


# ---- from the event to the cycle ------------------------------------------------------------


async def test_a_completed_assessment_becomes_a_cycle_as_the_interface_promises_it(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.handler, messages(completed_event(received_by_state_on=date(2024, 1, 18))))
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
    await receive(followup.handler, messages(completed_event()))
    rows = await followup.rows("select type, topic, subject, audience, causationid from followup.journal")
    assert rows == [("followup.scheduled.v1", "ctc.followup", "KEN", "committee", "event-1")]


async def test_a_year_passes_with_reminders_silence_and_an_overdue_report(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.handler, messages(completed_event(received_by_state_on=date(2024, 1, 18))))
    await turn(followup, date(2025, 1, 16))
    assert await followup.emitted_types() == [
        "followup.scheduled.v1",
        *["followup.reminded.v1"] * 3,
        "followup.not_answered.v1",
        *["followup.reminded.v1"] * 3,
        "followup.overdue.v1",
    ]
    assert (await only_cycle(officer))["status"] == "overdue"


async def test_a_response_notice_is_judged_and_answered(followup: Serving, officer: httpx.AsyncClient) -> None:
    given = position(position="accepted", implementation="in_progress", steps="Synthetic: a bill")
    await receive(followup.handler, messages(completed_event(), response(date(2024, 1, 20), given)))
    assert (await followup.emitted_types())[-1] == "notice.accepted.v1"
    cycle = await only_cycle(officer)
    assert (cycle["status"], cycle["response"]["received_on"]) == ("responded", "2024-01-20")
    shown = (await officer.get(f"/cycles/{cycle['id']}/recommendations")).json()["items"]
    one = next(row for row in shown if row["reference"] == "R1")
    assert (one["position"], one["reported"], one["reported_steps"]) == ("accepted", "in_progress", "Synthetic: a bill")
    assert (one["assessed"], one["lifecycle"], one["themes"]) == (None, "live", ["travel"])


async def test_a_response_that_comes_with_its_assessment_at_the_same_time_does_not_wait_for_it(
    followup: Serving,
) -> None:
    for number in range(20):
        opens, answers = completed_event(f"A-{number}"), response(date(2024, 1, 20), reference=f"A-{number}")
        both = _event(followup, number, opens), _event(followup, number + 20, answers)
        await asyncio.gather(*(followup.handler.handle([event]) for event in both))
    assert (await followup.emitted_types()).count("followup.response_received.v1") == 20


async def test_a_batch_of_many_is_written_whole(followup: Serving) -> None:
    data = [completed_event(f"A-{number}") for number in range(500)]
    outcomes = await followup.handler.handle([_event(followup, number, one) for number, one in enumerate(data)])
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert await followup.rows("select count(*) from followup.cycles") == [(500,)]
    assert await followup.rows("select count(*) from followup.recommendations") == [(1000,)]
    assert await followup.rows("select count(*) from followup.deadlines where state = 'pending'") == [(500,)]


def _event(followup: Serving, number: int, data: EventData) -> Any:
    return Event("/services/test", f"event-{number}", data.type, "KEN", READY, data, f"cor-{number}")


# ---- read again -----------------------------------------------------------------------------


async def test_all_topics_read_again_on_an_empty_inbox_change_nothing_and_tell_nothing(followup: Serving) -> None:
    story = messages(
        completed_event("A-1", received_by_state_on=date(2024, 1, 18)),
        completed_event("A-2"),
        completed_event("A-3", kind="advocacy", opens_cycle=False),
        completed_event("A-4", kind="advocacy", opens_cycle=False, state="UGA"),
        response(date(2024, 1, 19), position(position="accepted"), id_="n-1"),
        response(date(2024, 1, 19), position(position="accepted"), id_="n-2"),
        response(date(2024, 1, 19), position(position="partly"), id_="n-3"),
        response(date(2024, 1, 19), reference="A-3", id_="n-4"),
        response(date(2024, 1, 19), reference="A-9", id_="n-5"),
        received_event(date(2024, 1, 19), "A-2"),
        corrected_event(
            "A-1",
            date(2024, 1, 20),
            submitted_to_ctc_on=date(2024, 1, 10),
            recommendations=(build_recommendation("R1"),),
        ),
        corrected_event("A-1", date(2024, 1, 20), submitted_to_ctc_on=date(2024, 1, 15)),
        withdrawn_event(date(2024, 1, 20), "A-2"),
        requested_event(True),
        disclosed_event("committee", "R1"),
        requested_event(False),
        disclosed_event("partners", "R1"),
    )
    await receive(followup.handler, story)
    await turn(followup, date(2024, 2, 1))
    before = await everything(followup)
    assert len(before["journal"]) == 18
    kept = await followup.rows(
        "select disclosed_to from followup.recommendations where id = $1", build_recommendation().recommendation_id
    )
    assert kept == [("partners",)]
    await followup.pool.execute("delete from followup.inbox")
    await receive(followup.handler, story)
    await receive(followup.handler, story)
    await turn(followup, date(2024, 2, 2))
    assert await everything(followup) == before


async def test_a_row_comes_back_from_the_database_as_it_went_in(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(completed_event(received_by_state_on=date(2024, 1, 18))))
    cycle = await only_cycle(officer)
    report = {"submitted_on": "2024-01-20", "document": "DRAFT/1", "capacity": "Synthetic ”text“ with 'quotes'"}
    await post(officer, f"/cycles/{cycle['id']}/report", report)
    await post(officer, f"/cycles/{cycle['id']}/further-follow-up", further())
    await followup.handler.handle([_event(followup, 7, corrected_event(on=date(2024, 1, 20), kind="focused"))])
    found = await _load_row(followup, CYCLES, cycle["id"])
    assert found.report is None
    assert found.earlier[0].report.capacity == report["capacity"]
    assert (found.decision.why, found.decision.due_on) == ("Synthetic: much is left", date(2026, 1, 15))
    assert found.kind == "focused"
    recommendations = await followup.rows("select id from followup.recommendations order by id")
    one = await _load_row(followup, RECOMMENDATIONS, recommendations[0][0])
    assert (one.themes, one.parties) == (("travel",), ("state:KEN",))


async def _load_row(followup: Serving, table: Any, key: str) -> Any:
    async with followup.pool.acquire() as connection, connection.transaction():
        at = tables.storage_of(table, "followup")
        ((record,), _) = await tables.fetch(connection, at, "id", [key])
    return at.build(record)


async def test_the_reference_files_are_applied_at_the_start_once(followup: Serving) -> None:
    await receive(followup.handler, messages(completed_event()))
    before = await everything(followup)
    await followup.runtime.apply_reference()
    await followup.runtime.apply_reference()
    assert await everything(followup) == before
    applied = await followup.rows("select source, answer from followup.inbox where answer is not null")
    assert [json.loads(answer) for _, answer in applied] == [{"cycles": 1}]


async def test_a_reminder_that_is_added_reaches_the_cycles_that_run(followup: Serving, tmp_path: Path) -> None:
    """The report is due on 15 January 2025, 60 days before that is 16 November 2024."""
    await receive(followup.handler, messages(completed_event()))
    await followup.runtime.apply_reference()
    await turn(followup, date(2024, 11, 16))
    assert await list_reminders(followup) == [60]
    start_again(
        followup, load_changed(tmp_path, "practice.yaml", "reminders: [60, 30, 7]", "reminders: [90, 60, 45, 7]")
    )
    await followup.runtime.apply_reference()
    await turn(followup, date(2025, 1, 15))
    assert await list_reminders(followup) == [60, 45, 7], "90 is over, 60 came, 30 is no more"
    again = await followup.rows("select scheduled_by from followup.deadlines where kind = 'follow_up'")
    assert again == [("/services/test/event-1",)], "its story still begins with the assessment"


async def test_it_reaches_them_once_for_each_change_of_the_files(followup: Serving, tmp_path: Path) -> None:
    await receive(followup.handler, messages(completed_event(received_by_state_on=date(2024, 1, 18))))
    start_again(followup, load_changed(tmp_path, "practice.yaml", "reminders: [60, 30, 7]", "reminders: [90, 7]"))
    await followup.runtime.apply_reference()
    kept = "select kind, reminders, acts_on from followup.deadlines where kind <> 'mandate' order by kind"
    assert await followup.rows(kept) == [
        ("follow_up", [90, 7], date(2024, 10, 17)),
        ("response", [90, 7], date(2024, 4, 19)),
    ]
    before = await everything(followup)
    await followup.runtime.apply_reference()
    assert await everything(followup) == before


def start_again(followup: Serving, reference: Reference) -> None:
    """As a new start with these files."""
    followup.handler.reference = reference


async def list_reminders(followup: Serving) -> list[int]:
    """How many days before, of each reminder of the report."""
    query = "select convert_from(data, 'utf8')::jsonb from followup.journal where type = $1 order by position"
    told = [json.loads(data) for (data,) in await followup.rows(query, "followup.reminded.v1")]
    return [one["days_before"] for one in told if one["duty"] == "report"]


def test_the_declared_types_are_those_that_have_a_rule() -> None:
    declared = sorted(SERVICE.declared)
    assert declared == [
        "assessment.completed.v1", "assessment.corrected.v1", "assessment.received.v1", "assessment.withdrawn.v1",
        "assistance.requested.v1", "disclosure.changed.v1", "notice.taken_in.v1", "publisher.changed.v1",
    ]  # fmt: skip
