"""Invariants of assistance and notices, and of all services. Each returns what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import orjson

from contracts.ids import case_id
from shared.engine.running.housekeeping import HORIZON
from simulator.invariants.look import Look, by_id

WAITS_AT_MOST: Final = timedelta(days=40)
"""The time within which a notice has its answer: seven days, and all standstills of its owner."""


# ---- assistance (OP15, OP39) ----------------------------------------------------------------


def every_released_need_with_a_request_is_a_case(look: Look) -> Iterator[str]:
    """And nothing else is an open case (OP39)."""
    cases = {row["recommendation_id"]: row["status"] for row in look.tables["cases"]}
    un = look.history.released_things.get("un", {})
    for state in look.history.assessments.values():
        for recommendation in state.recommendations:
            is_need = recommendation in un and look.history.wants(recommendation)
            status = cases.get(recommendation, "cancelled")
            if is_need == (status == "cancelled") and status != "delivered":
                yield f"case {case_id(recommendation)} is {status}, wanted: {is_need}"


def every_case_project_and_duplication_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """In the owner's tables as in its journal."""
    by_table = {
        "cases": look.history.cases,
        "projects": {key: one.status for key, one in look.history.projects.items()},
        "duplications": look.history.duplications,
    }
    for name, states in by_table.items():
        rows = by_id(look.tables[name])
        for key in rows.keys() | states.keys():
            status = rows[key]["status"] if key in rows else "absent"
            if status != states.get(key):
                yield f"{name}: {key} is {status}, told {states.get(key)}"


def a_case_goes_on_in_the_project_of_which_its_last_event_says_so(look: Look) -> Iterator[str]:
    """So a reader of the events knows who helps."""
    for row in look.tables["cases"]:
        project = look.history.taken_up_in.get(row["id"])
        if row["status"] == "taken_up" and row["project_id"] != project:
            yield f"case {row['id']} is taken up in {row['project_id']}, told {project}"


def a_case_is_delivered_when_all_its_parts_are(look: Look) -> Iterator[str]:
    """Each body ends its own part, and no other; what ended otherwise, and an offer, keep no case open (OP15)."""
    for row in look.tables["cases"]:
        parts = orjson.loads(row["parts"])
        statuses = {part["status"] for part in parts}
        is_delivered = "delivered" in statuses and "taken_up" not in statuses
        if row["status"] != "cancelled" and (row["status"] == "delivered") != is_delivered:
            yield f"case {row['id']} is {row['status']}, its parts are {sorted(statuses)}"
        told = look.history.parts.get(row["id"])
        if told is not None and [part["status"] for part in told] != [part["status"] for part in parts]:
            yield f"case {row['id']} has parts that are {parts}, told {told}"


def what_programmes_cite_is_marked_when_it_is_withdrawn(look: Look) -> Iterator[str]:
    """A product that the UN no longer has stays cited, with a mark (OP23)."""
    un = look.history.released_things.get("un", {})
    for row in look.tables["projects"]:
        withdrawn_products = {one for one in row["products"] if one not in un}
        if set(row["withdrawn_products"]) != withdrawn_products:
            yield f"project {row['id']} marks {row['withdrawn_products']}, withdrawn are {withdrawn_products}"


# ---- notices --------------------------------------------------------------------------------


def every_notice_has_exactly_one_final_answer(look: Look) -> Iterator[str]:
    """And it is a right one. Each repeated sending has at most one receipt."""
    rows = {(row["source"], row["notice_id"]): row for row in look.tables["notices"]}
    unreadable = 0
    for key, sendings in look.sendings.items():
        unreadable += sum("unreadable" in one.verdicts for one in sendings)
        if "unreadable" in sendings[0].verdicts:
            continue
        row = rows.pop(key, None)
        if row is None:
            yield f"notice {key} got lost"
        elif row["status"] is None:
            if row["received_at"] + WAITS_AT_MOST < look.now:
                yield f"notice {key} still waits"
        else:
            yield from _check_answers(look, key, row["status"])
    for key in rows:
        yield f"notice {key} was never sent"
    if unreadable != look.history.unreadable:
        yield f"{unreadable} unreadable events, and {look.history.unreadable} answers that say so"


def _check_answers(look: Look, key: tuple[str, str], status: str) -> Iterator[str]:
    sendings, receipts = look.sendings[key], look.history.receipts[key]
    if status not in sendings[0].verdicts:
        yield f"notice {key}, {sendings[0].stage}, was {status}"
    if not 1 <= receipts <= len(sendings):
        yield f"notice {key} was sent {len(sendings)} times and has {receipts} receipts"
    if look.history.final[key] != (key in look.history.taken_in):
        yield f"notice {key} has {look.history.final[key]} answers of its owner"


# ---- all services ---------------------------------------------------------------------------


def there_are_no_dead_letters(look: Look) -> Iterator[str]:
    """The rules can handle everything that a simulation does."""
    for row in look.services:
        if row["letters"] or row["stopped"]:
            yield f"{row['service']} has {row['letters']} dead letters, and {row['stopped']} consumers stopped"


def what_lies_behind_the_horizon_is_forgotten(look: Look) -> Iterator[str]:
    """So only natural keys can recognize what is repeated from before the horizon."""
    for row in look.services:
        if row["oldest"] is not None and row["oldest"] < look.now - HORIZON:
            yield f"{row['service']} remembers a trigger of {row['oldest']}"


INVARIANTS: Final = (
    every_released_need_with_a_request_is_a_case,
    every_case_project_and_duplication_stands_as_its_events_say,
    a_case_goes_on_in_the_project_of_which_its_last_event_says_so,
    a_case_is_delivered_when_all_its_parts_are,
    what_programmes_cite_is_marked_when_it_is_withdrawn,
    every_notice_has_exactly_one_final_answer,
    there_are_no_dead_letters,
    what_lies_behind_the_horizon_is_forgotten,
)
