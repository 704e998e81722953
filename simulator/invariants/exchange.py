"""Invariants of exchange: who is registered, and what each audience finds in its feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from simulator.invariants.look import Look

OWNER: Final = "exchange"
WITHDRAWN: Final = "released.withdrawn.v1"
REPORT: Final = "released.report.v1"


def every_service_knows_who_is_registered(look: Look) -> Iterator[str]:
    """Each has the last registration as exchange has it."""
    known: dict[str, dict[str, str]] = {}
    for row in look.tables["registrations"]:
        known.setdefault(row["service"], {})[row["id"]] = row["content"]
    for service, registrations in known.items():
        if registrations != known.get(OWNER):
            yield f"{service} has other registrations than exchange"


def the_feed_has_what_each_audience_has(look: Look) -> Iterator[str]:
    """Each copy that assessments keeps as released is in the feed of its audience, and nothing else is."""
    kept = {(row["audience"], row["thing_id"], row["type"]) for row in look.tables["copies"]}
    feed = {
        (row["audience"], row["thing_id"], row["type"])
        for row in look.tables["feed"]
        if row["type"] not in (WITHDRAWN, REPORT)
    }
    for audience, thing, type_ in sorted(kept ^ feed):
        where = "not in the feed" if (audience, thing, type_) in kept else "in the feed alone"
        yield f"{type_} of {thing} for {audience} is {where}"


def the_numbers_of_a_feed_grow_to_its_end(look: Look) -> Iterator[str]:
    """No number is beyond the end of its feed, so that no reader overtakes one."""
    ends = {row["audience"]: row["number"] for row in look.tables["feed_ends"]}
    for row in look.tables["feed"]:
        if row["number"] > ends.get(row["audience"], 0):
            yield f"item {row['number']} for {row['audience']} is beyond the end of its feed"


INVARIANTS: Final = (
    every_service_knows_who_is_registered,
    the_feed_has_what_each_audience_has,
    the_numbers_of_a_feed_grow_to_its_end,
)
