"""Invariants of recommendations in their follow-up. Each says what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.ids import cycle_id
from simulator.invariants.look import Look, by_id

COLUMNS: Final = {"position_stated": "position", "reported": "reported", "assessed": "assessed"}


def every_status_is_what_was_said_last(look: Look) -> Iterator[str]:
    """The State's position, what it reports, and what CTED assesses, apart (rule 6)."""
    rows = by_id(look.tables["recommendations"])
    said: dict[tuple[str, str], str] = {key: value for key, (_, value) in look.history.statuses.items()}
    for recommendation, row in rows.items():
        for aspect, column in COLUMNS.items():
            told = said.pop((recommendation, aspect), None)
            if row[column] != told:
                yield f"recommendation {recommendation}: {column} is {row[column]}, told {told}"
    for recommendation, aspect in said:
        yield f"recommendation {recommendation} is {aspect}, and not there"


def capacity_and_need_are_what_was_said_last(look: Look) -> Iterator[str]:
    """By recommendation, as the State says and as CTED assesses (OP16)."""
    for recommendation, row in by_id(look.tables["recommendations"]).items():
        for aspect in ("reported", "assessed"):
            told = look.history.described.get((recommendation, aspect), (None, None))
            found = row[f"{aspect}_capacity"], row[f"{aspect}_assistance_needed"]
            if found != told:
                yield f"recommendation {recommendation}, {aspect}: capacity and need are {found}, told {told}"


def every_day_of_its_own_is_the_one_last_told(look: Look) -> Iterator[str]:
    """Whether it was named when the recommendation was made, set later, or came from those before it (rules 5, 7)."""
    for recommendation, row in by_id(look.tables["recommendations"]).items():
        told = look.history.own_days.get(recommendation)
        if row["due_on"] != told:
            yield f"recommendation {recommendation} is due on {row['due_on']}, told {told}"


def only_live_leaves_count(look: Look) -> Iterator[str]:
    """Whoever has successors is not live, nor what was closed, or is no longer made; all else is (rules 4 and 7)."""
    rows = by_id(look.tables["recommendations"])
    for recommendation, row in rows.items():
        made = look.history.assessments[row["assessment_id"]].recommendations
        if (row["lifecycle"] == "live") != (recommendation not in look.history.closed and recommendation in made):
            yield f"recommendation {recommendation} is {row['lifecycle']}"
        for parent in row["parents"]:
            if rows[parent]["lifecycle"] == "live":
                yield f"recommendation {parent} is live, and so is {recommendation}, which took its place"


def every_recommendation_is_in_one_cycle(look: Look) -> Iterator[str]:
    """That of its assessment, or the one to which it was carried over: the same one, which counts once (rule 1)."""
    rows = by_id(look.tables["recommendations"])
    for recommendation, row in rows.items():
        wanted = look.history.in_cycle.get(recommendation, cycle_id(row["assessment_id"]))
        if row["cycle_id"] != wanted:
            yield f"recommendation {recommendation} is in cycle {row['cycle_id']}, told {wanted}"
    for recommendation in look.history.followed.keys() - rows.keys():
        yield f"recommendation {recommendation} is told of, and not there"


INVARIANTS: Final = (
    every_status_is_what_was_said_last,
    capacity_and_need_are_what_was_said_last,
    every_day_of_its_own_is_the_one_last_told,
    only_live_leaves_count,
    every_recommendation_is_in_one_cycle,
)
