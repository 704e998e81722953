"""Invariants of the programme, of consent, and of visits. Each says what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import orjson

from simulator.history.states import PlannedState
from simulator.invariants.look import Look, by_id


def every_list_consent_and_request_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """In the owner's tables as in its journal (OP12)."""
    rows = look.tables["programmes"]
    lists = {row["year"]: frozenset(one["state"] for one in orjson.loads(row["entries"])) for row in rows}
    for year in lists.keys() | look.history.programmes.keys():
        if lists.get(year) != look.history.programmes.get(year):
            yield f"list of {year}: {lists.get(year)}, told {look.history.programmes.get(year)}"
    consents = {row["id"]: row["status"] for row in look.tables["consents"]}
    told = {key: one.status for key, one in look.history.consents.items()}
    for key in consents.keys() | told.keys():
        if consents.get(key) != told.get(key):
            yield f"consent {key} is {consents.get(key)}, told {told.get(key)}"
    for key in {row["id"] for row in look.tables["visit_requests"]} ^ look.history.visit_requests:
        yield f"request {key} is there or told of, and not both"


def who_was_asked_answers_or_lapses(look: Look) -> Iterator[str]:
    """Asked, given, declined or lapsed: one of them; and whoever has said nothing has until the year's last day."""
    running = {row["subject"]: row["due_on"] for row in look.deadlines if row["kind"] == "consent" and row["acts_on"]}
    for key, one in look.history.consents.items():
        wanted = f"{one.year}-12-31" if one.status == "asked" else None
        if running.pop(key, None) != wanted:
            yield f"consent {key}, {one.status}: its clock is not that of the list's year"
        if one.status == "asked" and one.year < look.today.year:
            yield f"consent {key} is still open in {look.today.year}"
    for key in running:
        yield f"a clock runs for {key}, for which nobody was asked"


def every_visit_counts_once(look: Look) -> Iterator[str]:
    """Merged ones within the one that they are part of, with all its components; cancelled ones never (rule 13)."""
    for row in look.tables["visits"]:
        key = row["id"]
        told = look.history.visits.get(key)
        if row["body"] == "CTED" and (row["status"] == "completed") != (told is not None):
            yield f"visit {key} is {row['status']}, and {'counts' if told else 'does not count'}"
        if told is not None and (row["state"], row["components"]) != (told.state, told.components):
            yield f"visit {key} has {row['components']} components in {row['state']}, told {told}"
        if row["merged_into"] != look.history.merged.get(key):
            yield f"visit {key} is part of {row['merged_into']}, told {look.history.merged.get(key)}"
        if (row["status"] == "cancelled") != (key in look.history.cancelled):
            yield f"visit {key} is {row['status']}, told otherwise"


def whoever_plans_near_another_is_told(look: Look) -> Iterator[str]:
    """Visits of two bodies to one State with at most 90 days between them (OP35); of what is over, nothing stands."""
    flagged = {
        frozenset((row["visit_id"], row["other_visit_id"]))
        for row in look.tables["overlaps"]
        if row["status"] == "flagged"
    }
    if flagged != look.history.overlaps:
        yield f"overlaps {flagged} stand as flagged, and {look.history.overlaps} are told of"
    planned = look.history.planned
    pairs = {frozenset((one, other)) for one in planned for other in planned if one < other and _near(look, one, other)}
    for pair in pairs - flagged:
        yield f"visits {sorted(pair)} come near to one another, and nobody is told"
    rows = by_id(look.tables["visits"])
    for pair in flagged - pairs:
        if all(one in planned for one in pair) or any(rows[one]["status"] in ("cancelled", "merged") for one in pair):
            yield f"visits {sorted(pair)} are flagged, and do not come near to one another"


def _near(look: Look, one: str, other: str) -> bool:
    here, there = look.history.planned[one], look.history.planned[other]
    return here.state == there.state and here.body != there.body and _days_between(here, there) <= MOST_DAYS


def _days_between(here: PlannedState, there: PlannedState) -> int:
    first = max(date.fromisoformat(here.first), date.fromisoformat(there.first))
    return (first - min(date.fromisoformat(here.last), date.fromisoformat(there.last))).days


MOST_DAYS: Final = 90
INVARIANTS: Final = (
    every_list_consent_and_request_stands_as_its_events_say,
    who_was_asked_answers_or_lapses,
    every_visit_counts_once,
    whoever_plans_near_another_is_told,
)
