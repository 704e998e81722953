"""Invariants of the programme, of consent, and of visits. Each returns what breaks it."""

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
    statuses = {key: one.status for key, one in look.history.consents.items()}
    for key in consents.keys() | statuses.keys():
        if consents.get(key) != statuses.get(key):
            yield f"consent {key} is {consents.get(key)}, told {statuses.get(key)}"
    for key in {row["id"] for row in look.tables["visit_requests"]} ^ look.history.visit_requests:
        yield f"request {key} is there or told of, and not both"


def who_was_asked_answers_or_lapses(look: Look) -> Iterator[str]:
    """A consent is asked, given, declined or lapsed. A silent State has time until the year's last day."""
    running = {row["subject"]: row["due_on"] for row in look.deadlines if row["kind"] == "consent" and row["acts_on"]}
    for key, one in look.history.consents.items():
        expected = f"{one.year}-12-31" if one.status == "asked" else None
        if running.pop(key, None) != expected:
            yield f"consent {key}, {one.status}: its clock is not that of the list's year"
        if one.status == "asked" and one.year < look.today.year:
            yield f"consent {key} is still open in {look.today.year}"
    for key in running:
        yield f"a clock runs for {key}, for which nobody was asked"


def every_visit_counts_once(look: Look) -> Iterator[str]:
    """Merged visits count as one with all its components; cancelled ones never count (rule 13)."""
    for row in look.tables["visits"]:
        key = row["id"]
        state = look.history.visits.get(key)
        if row["body"] == "CTED" and (row["status"] == "completed") != (state is not None):
            yield f"visit {key} is {row['status']}, and {'counts' if state else 'does not count'}"
        if state is not None and (row["state"], row["components"]) != (state.state, state.components):
            yield f"visit {key} has {row['components']} components in {row['state']}, told {state}"
        if row["merged_into"] != look.history.merged_visits.get(key):
            yield f"visit {key} is part of {row['merged_into']}, told {look.history.merged_visits.get(key)}"
        if (row["status"] == "cancelled") != (key in look.history.cancelled_visits):
            yield f"visit {key} is {row['status']}, told otherwise"


def no_report_that_is_unknown_is_awaited(look: Look) -> Iterator[str]:
    """A visit of a file of history awaits a report only if its report is known to be awaited (OP14)."""
    for row in look.tables["visits"]:
        state = look.history.visits.get(row["id"])
        if state is not None and state.report_unknown and row["awaits_report_since"] is not None:
            yield f"visit {row['id']} awaits a report since {row['awaits_report_since']}, and its report is unknown"


def whoever_plans_near_another_is_told(look: Look) -> Iterator[str]:
    """Visits of two bodies to one State within 90 days are flagged (OP35), while both are planned."""
    flagged_pairs = {
        frozenset((row["visit_id"], row["other_visit_id"]))
        for row in look.tables["overlaps"]
        if row["status"] == "flagged"
    }
    if flagged_pairs != look.history.overlaps:
        yield f"overlaps {flagged_pairs} stand as flagged, and {look.history.overlaps} are told of"
    planned_visits = look.history.planned_visits
    pairs = {
        frozenset((one, other))
        for one in planned_visits
        for other in planned_visits
        if one < other and _is_near(look, one, other)
    }
    for pair in pairs - flagged_pairs:
        yield f"visits {sorted(pair)} come near to one another, and nobody is told"
    rows = by_id(look.tables["visits"])
    for pair in flagged_pairs - pairs:
        if all(one in planned_visits for one in pair) or any(
            rows[one]["status"] in ("cancelled", "merged") for one in pair
        ):
            yield f"visits {sorted(pair)} are flagged, and do not come near to one another"


def _is_near(look: Look, one: str, other: str) -> bool:
    here, there = look.history.planned_visits[one], look.history.planned_visits[other]
    return here.state == there.state and here.body != there.body and _days_between(here, there) <= MOST_DAYS


def _days_between(here: PlannedState, there: PlannedState) -> int:
    first = max(date.fromisoformat(here.first), date.fromisoformat(there.first))
    return (first - min(date.fromisoformat(here.last), date.fromisoformat(there.last))).days


MOST_DAYS: Final = 90
INVARIANTS: Final = (
    every_list_consent_and_request_stands_as_its_events_say,
    who_was_asked_answers_or_lapses,
    every_visit_counts_once,
    no_report_that_is_unknown_is_awaited,
    whoever_plans_near_another_is_told,
)
