"""Invariants of council: its facts, its calendar, its obligations, its signals. Each says what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import asyncpg

from contracts.catalog import decode
from reference import TimesAYear, Yearly
from services.council.duties import present
from services.council.projections import facts_of
from shared.engine.port import Message
from shared.engine.rules import Event
from simulator.history import Told
from simulator.invariants.look import Look


def council_knows_every_internal_event_once(look: Look) -> Iterator[str]:
    """Its events are the union of the internal topics of all journals, byte for byte; its facts, what they say."""
    told, events = look.history.internal, look.facts
    digests = {key: sha256(one.data).hexdigest() for key, one in told.items()}
    for key in digests.keys() | events.keys():
        if digests.get(key) != events.get(key):
            yield f"event {key}: council has {events.get(key)}, told {digests.get(key)}"
    if look.all_facts != look.history.internal_events:
        yield f"council has {look.all_facts} events, told were {look.history.internal_events}"
    wanted: dict[str, set[str]] = {name: set() for name in look.derived}
    for one in told.values():
        for table, row in facts_of(_event(one)):
            if table.name in wanted:
                wanted[table.name].add(row.id)
    for name, ids in wanted.items():
        for key in ids ^ look.derived[name]:
            yield f"fact {key} of {name}: {'lacks' if key in ids else 'nothing says so'}"


def _event(told: Told) -> Event[object]:
    message = Message(told.topic, 0, told.position, told.subject, {}, told.data)
    return Event("", told.id, told.type, told.subject, told.time, decode(told.type, told.data), "", message=message)


def the_calendar_shows_each_cycle_as_it_stands(look: Look) -> Iterator[str]:
    """Council's view of the report and of the response, from events alone, and followup's own."""
    for row in look.tables["cycles"]:
        duties = {
            f"{row['id']}/{row['sequence']}": (_report_state(row), row["due_on"]),
            f"{row['id']}/response": (_response_state(row), row["response_due_on"]),
        }
        for duty, (state, due_on) in duties.items():
            shown = present(look.duties.get(duty, ()))
            if state and (shown.state != state or (shown.due_on and shown.due_on.isoformat() != due_on)):
                yield f"duty {duty} is {shown.state}, {shown.due_on}; with followup it is {state}, {due_on}"


def _report_state(row: asyncpg.Record) -> str:
    if row["reported_on"]:
        return "met"
    if row["cancelled_on"] or row["closed_on"]:
        return "cancelled"
    return "pending_mandate" if row["pending_since"] else "overdue" if row["overdue_since"] else "due"


def _response_state(row: asyncpg.Record) -> str:
    """Empty where no event tells of it: its own mandate has ended, or it never had a day."""
    if row["responded_on"]:
        return "met"
    if row["not_answered_on"]:
        return "not_answered"
    if row["response_due_on"] is None or row["response_pending_since"]:
        return ""
    return "cancelled" if row["cancelled_on"] or row["closed_on"] else "due"


def the_obligations_of_each_year_stand_once(look: Look) -> Iterator[str]:
    """Those of every year on whose first day a mandate asks for them; none twice (rule 10)."""
    found = Counter((row["obligation"], row["period"]) for row in look.tables["obligations"] if row["period"])
    for year in look.years:
        mandate = look.reference.mandate_on(look.today.replace(year=year, month=1, day=1))
        for one in (mandate and mandate.obligations) or ():
            if isinstance(one.rule, Yearly | TimesAYear) and found[one.id, str(year)] != 1:
                yield f"{one.id} of {year} stands {found[one.id, str(year)]} times"
    for key, times in found.items():
        if times > 1:
            yield f"{key} stands {times} times"


def every_obligation_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """Met as told; what has no day is told each time it was held, and never met for good (rule 10)."""
    for row in look.tables["obligations"]:
        stages = look.history.obligations.get(row["id"], Counter())
        if (row["state"] == "met") != (bool(stages["met"]) and row["due_on"] is not None):
            yield f"obligation {row['id']} is {row['state']}, told met {stages['met']} times"
        if row["state"] == "overdue" and not stages["overdue"]:
            yield f"obligation {row['id']} is overdue, and was never told so"


def every_signal_is_what_was_recorded_last(look: Look) -> Iterator[str]:
    """The same file imported again changes nothing; what its publisher revised, does (OP12)."""
    signals = {row["id"]: row["value"] for row in look.tables["signals"]}
    for key in signals.keys() | look.history.signals.keys():
        if signals.get(key) != look.history.signals.get(key):
            yield f"signal {key} is {signals.get(key)}, told {look.history.signals.get(key)}"


INVARIANTS: Final = (
    council_knows_every_internal_event_once,
    the_calendar_shows_each_cycle_as_it_stands,
    the_obligations_of_each_year_stand_once,
    every_obligation_stands_as_its_events_say,
    every_signal_is_what_was_recorded_last,
)
