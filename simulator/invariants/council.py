"""Invariants of council: its facts, its calendar, its obligations, its signals. Each returns what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import asyncpg

from contracts.catalog import decode
from reference import TimesAYear, Yearly
from services.council.facts.projections import facts_of
from services.council.lookups.calendar.duties import sum_up_duty
from services.followup.cycles.events import build_content
from shared.engine.port import Message
from shared.engine.rules import Event
from simulator.history.states import JournalEvent
from simulator.invariants.look import Look


def council_knows_every_internal_event_once(look: Look) -> Iterator[str]:
    """Its events are the internal topics of all journals, byte for byte; its facts follow from them."""
    journal_events, events = look.history.internal, look.facts
    digests = {key: sha256(one.data).hexdigest() for key, one in journal_events.items()}
    for key in digests.keys() | events.keys():
        if digests.get(key) != events.get(key):
            yield f"event {key}: council has {events.get(key)}, told {digests.get(key)}"
    if look.all_facts != look.history.internal_events:
        yield f"council has {look.all_facts} events, told were {look.history.internal_events}"
    expected: dict[str, set[str]] = {name: set() for name in look.fact_ids}
    for one in journal_events.values():
        for table, row in facts_of(_event(one)):
            if table.name in expected:
                expected[table.name].add(row.id)
    for name, ids in expected.items():
        for key in ids ^ look.fact_ids[name]:
            yield f"fact {key} of {name}: {'lacks' if key in ids else 'nothing says so'}"


def _event(event: JournalEvent) -> Event[object]:
    message = Message(event.topic, 0, event.position, event.subject, {}, event.data)
    return Event(
        "", event.id, event.type, event.subject, event.time, decode(event.type, event.data), "", message=message
    )


def council_has_each_cycle_as_its_owner_has_it(look: Look) -> Iterator[str]:
    """The last event about each cycle carries it as it stands with followup."""
    for cycle in look.owned_cycles:
        data = look.told_cycles.get(cycle.id)
        last_told = data and (data.state, data.synthetic, data.cycle)
        expected = (cycle.state, cycle.synthetic, build_content(cycle))
        if last_told != expected:
            yield f"cycle {cycle.id} is {expected}, told last was {last_told}"


def the_calendar_shows_each_cycle_as_it_stands(look: Look) -> Iterator[str]:
    """Council's view of report and response, from events alone, agrees with followup's tables."""
    for row in look.tables["cycles"]:
        duties = {
            f"{row['id']}/{row['sequence']}": (_report_state(row), row["due_on"]),
            f"{row['id']}/response": (_response_state(row), row["response_due_on"]),
        }
        for duty, (state, due_on) in duties.items():
            duty_state = sum_up_duty(look.duties.get(duty, ()))
            if state and (duty_state.state != state or (duty_state.due_on and duty_state.due_on.isoformat() != due_on)):
                yield f"duty {duty} is {duty_state.state}, {duty_state.due_on}; with followup it is {state}, {due_on}"


def _report_state(row: asyncpg.Record) -> str:
    if row["reported_on"]:
        return "met"
    if row["cancelled_on"] or row["closed_on"]:
        return "cancelled"
    return "pending_mandate" if row["pending_since"] else "overdue" if row["overdue_since"] else "due"


def _response_state(row: asyncpg.Record) -> str:
    """The state of the response; empty if it has no day."""
    if row["responded_on"]:
        return "met"
    if row["not_answered_on"]:
        return "not_answered"
    if row["response_due_on"] is None:
        return ""
    if row["cancelled_on"] or row["closed_on"]:
        return "cancelled"
    return "pending_mandate" if row["response_pending_since"] else "due"


def the_obligations_of_each_year_stand_once(look: Look) -> Iterator[str]:
    """Each year has each obligation of the mandate in force on its first day, once (rule 10).

    It has none if its last day lies in no mandate (rule 9).
    """
    counts = Counter((row["obligation"], row["period"]) for row in look.tables["obligations"] if row["period"])
    for year in look.years:
        mandate = look.reference.mandate_on(look.today.replace(year=year, month=1, day=1))
        for one in (mandate and mandate.obligations) or ():
            asked_for = int(look.is_governed(look.today.replace(year=year, month=12, day=31)))
            if isinstance(one.rule, Yearly | TimesAYear) and counts[one.id, str(year)] != asked_for:
                yield f"{one.id} of {year} stands {counts[one.id, str(year)]} times"
    for key, times in counts.items():
        if times > 1:
            yield f"{key} stands {times} times"


def every_obligation_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """It is met if an event says so. An obligation without a day is never met for good (rule 10)."""
    for row in look.tables["obligations"]:
        stages = look.history.obligations.get(row["id"], Counter())
        if (row["state"] == "met") != (bool(stages["met"]) and row["due_on"] is not None):
            yield f"obligation {row['id']} is {row['state']}, told met {stages['met']} times"
        if row["state"] == "overdue" and not stages["overdue"]:
            yield f"obligation {row['id']} is overdue, and was never told so"


def every_signal_is_what_was_recorded_last(look: Look) -> Iterator[str]:
    """Importing the same file again changes nothing; importing a revised one does (OP12)."""
    signals = {row["id"]: row["value"] for row in look.tables["signals"]}
    for key in signals.keys() | look.history.signals.keys():
        if signals.get(key) != look.history.signals.get(key):
            yield f"signal {key} is {signals.get(key)}, told {look.history.signals.get(key)}"


INVARIANTS: Final = (
    council_knows_every_internal_event_once,
    council_has_each_cycle_as_its_owner_has_it,
    the_calendar_shows_each_cycle_as_it_stands,
    the_obligations_of_each_year_stand_once,
    every_obligation_stands_as_its_events_say,
    every_signal_is_what_was_recorded_last,
)
