"""Invariants of meetings, briefings and practical steps, and of what they meet. Each says what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import asyncpg
import orjson

from simulator.invariants.look import Look, by_id


def every_meeting_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """Invited, answered, attended, each for itself (OP16)."""
    rows = by_id(look.tables["meetings"])
    for key in rows.keys() | look.history.meetings.keys():
        told = look.history.meetings.get(key)
        if key not in rows or told is None:
            yield f"meeting {key} is {'told of' if told else 'there'}, and not both"
            continue
        found = _of_meeting(rows[key])
        for name, value in found.items():
            if getattr(told, name) != value:
                yield f"meeting {key}: {name} is {value}, told {getattr(told, name)}"


def _of_meeting(row: asyncpg.Record) -> dict[str, object]:
    states = orjson.loads(row["invitations"])
    return {
        "status": row["status"],
        "day": row["day"],
        "invited": frozenset(one["state"] for one in states),
        "answered": frozenset(one["state"] for one in states if one["answer"]),
        "declined": frozenset(one["state"] for one in states if one["answer"] == "declined"),
        "attended": frozenset(one["state"] for one in states if one["attended"]),
    }


def every_briefing_and_step_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """As UNOCT and CTED recorded them (OP24, OP25)."""
    columns = {
        "briefings": ("kind", "held_on", "invited_on", "planned_for", "speaker", "cancelled_on"),
        "steps": ("due_on", "owner", "done_on"),
    }
    told: dict[str, dict[str, Any]] = {"briefings": look.history.briefings, "steps": look.history.steps}
    for table, names in columns.items():
        rows, states = by_id(look.tables[table]), told[table]
        for key in rows.keys() | states.keys():
            found = tuple(rows[key][name] or "" for name in names) if key in rows else None
            wanted = tuple(getattr(states[key], name) or "" for name in names) if key in states else None
            if found != wanted:
                yield f"{table}: {key} is {found}, told {wanted}"


def what_was_held_counts_once_for_what_it_meets(look: Look) -> Iterator[str]:
    """Each thing, for the obligation of its year or the one without end; as many as it asks for meet it (rule 10)."""
    for row in look.tables["obligations"]:
        held = list(row["held_by"])
        if len(set(held)) < len(held):
            yield f"obligation {row['id']} counts one thing twice: {held}"
        if (row["state"] == "met") != (row["due_on"] is not None and len(held) >= row["count"]):
            yield f"obligation {row['id']} is {row['state']}, and {len(held)} of {row['count']} were held"
        if row["obligation"] == "unoct-briefing" and row["state"] != "met":
            for one in _briefings(look, row["period"]):
                if one not in held:
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
