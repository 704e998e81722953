"""Invariants of meetings, briefings, practical steps, and their obligations. Each returns what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import asyncpg
import orjson

from simulator.invariants.look import Look, by_id


def every_meeting_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """Guests, answers and participants (OP16)."""
    rows = by_id(look.tables["meetings"])
    for key in rows.keys() | look.history.meetings.keys():
        state = look.history.meetings.get(key)
        if key not in rows or state is None:
            yield f"meeting {key} is {'told of' if state else 'there'}, and not both"
            continue
        columns = _of_meeting(rows[key])
        for name, value in columns.items():
            if getattr(state, name) != value:
                yield f"meeting {key}: {name} is {value}, told {getattr(state, name)}"


def _of_meeting(row: asyncpg.Record) -> dict[str, object]:
    states = orjson.loads(row["invitations"])
    return {
        "status": row["status"],
        "day": row["day"],
        "guests": frozenset(one["state"] for one in states),
        "answers": frozenset(one["state"] for one in states if one["answer"]),
        "refusals": frozenset(one["state"] for one in states if one["answer"] == "declined"),
        "participants": frozenset(one["state"] for one in states if one["attended"]),
    }


def every_briefing_and_step_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """As UNOCT and CTED recorded them (OP24, OP25)."""
    columns = {
        "briefings": ("kind", "held_on", "invited_on", "planned_for", "speaker", "cancelled_on"),
        "steps": ("due_on", "owner", "done_on"),
    }
    by_table: dict[str, dict[str, Any]] = {"briefings": look.history.briefings, "steps": look.history.steps}
    for table, names in columns.items():
        rows, states = by_id(look.tables[table]), by_table[table]
        for key in rows.keys() | states.keys():
            values = tuple(rows[key][name] or "" for name in names) if key in rows else None
            expected = tuple(getattr(states[key], name) or "" for name in names) if key in states else None
            if values != expected:
                yield f"{table}: {key} is {values}, told {expected}"


def what_was_held_counts_once_for_what_it_meets(look: Look) -> Iterator[str]:
    """Each thing counts once for its obligation, which is met when enough things are counted (rule 10)."""
    for row in look.tables["obligations"]:
        ids = list(row["held_by"])
        if len(set(ids)) < len(ids):
            yield f"obligation {row['id']} counts one thing twice: {ids}"
        if (row["state"] == "met") != (row["due_on"] is not None and len(ids) >= row["count"]):
            yield f"obligation {row['id']} is {row['state']}, and {len(ids)} of {row['count']} were held"
        if row["obligation"] == "unoct-briefing" and row["state"] != "met":
            for one in _briefings(look, row["period"]):
                if one not in ids:
                    yield f"obligation {row['id']} does not count the briefing {one}"


def _briefings(look: Look, year: str) -> Iterator[str]:
    for key, one in look.history.briefings.items():
        if one.kind == "briefing" and one.held_on[:4] == year:
            yield key


INVARIANTS: Final = (
    every_meeting_stands_as_its_events_say,
    every_briefing_and_step_stands_as_its_events_say,
    what_was_held_counts_once_for_what_it_meets,
)
