"""Invariants of recommendations in their follow-up. Each returns what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.ids import cycle_id
from simulator.invariants.look import Look, by_id

COLUMNS: Final = {"position_stated": "position", "reported": "reported", "assessed": "assessed"}


def every_status_is_what_was_said_last(look: Look) -> Iterator[str]:
    """The State's position, its reported status, and CTED's assessed status, each for itself (rule 6)."""
    rows = by_id(look.tables["recommendations"])
    statuses: dict[tuple[str, str], str] = {key: value for key, (_, value) in look.history.statuses.items()}
    for recommendation, row in rows.items():
        for aspect, column in COLUMNS.items():
            status = statuses.pop((recommendation, aspect), None)
            if row[column] != status:
                yield f"recommendation {recommendation}: {column} is {row[column]}, told {status}"
    for recommendation, aspect in statuses:
        yield f"recommendation {recommendation} is {aspect}, and not there"


def capacity_and_need_are_what_was_said_last(look: Look) -> Iterator[str]:
    """For each recommendation, as the State reports and as CTED assesses (OP16)."""
    for recommendation, row in by_id(look.tables["recommendations"]).items():
        for aspect in ("reported", "assessed"):
            expected = look.history.descriptions.get((recommendation, aspect), (None, None))
            values = row[f"{aspect}_capacity"], row[f"{aspect}_assistance_needed"]
            if values != expected:
                yield f"recommendation {recommendation}, {aspect}: capacity and need are {values}, told {expected}"


def every_day_of_its_own_is_the_one_last_told(look: Look) -> Iterator[str]:
    """It may be set with the recommendation, set later, or inherited from parents (rules 5, 7)."""
    for recommendation, row in by_id(look.tables["recommendations"]).items():
        day = look.history.own_days.get(recommendation)
        if row["due_on"] != day:
            yield f"recommendation {recommendation} is due on {row['due_on']}, told {day}"


def only_live_leaves_count(look: Look) -> Iterator[str]:
    """Recommendations with successors, closed ones, and removed ones are not live; all others are (rules 4 and 7)."""
    rows = by_id(look.tables["recommendations"])
    for recommendation, row in rows.items():
        parts = look.history.assessments[row["assessment_id"]].recommendations
        if (row["lifecycle"] == "live") != (
            recommendation not in look.history.closed_recommendations and recommendation in parts
        ):
            yield f"recommendation {recommendation} is {row['lifecycle']}"
        for parent in row["parents"]:
            if rows[parent]["lifecycle"] == "live":
                yield f"recommendation {parent} is live, and so is {recommendation}, which took its place"


def every_recommendation_is_in_one_cycle(look: Look) -> Iterator[str]:
    """The cycle of its assessment, or the one to which it was carried over (rule 1)."""
    rows = by_id(look.tables["recommendations"])
    for recommendation, row in rows.items():
        cycle = look.history.in_cycle.get(recommendation, cycle_id(row["assessment_id"]))
        if row["cycle_id"] != cycle:
            yield f"recommendation {recommendation} is in cycle {row['cycle_id']}, told {cycle}"
    for recommendation in look.history.later_recommendations.keys() - rows.keys():
        yield f"recommendation {recommendation} is told of, and not there"


def every_recommendation_is_followed(look: Look) -> Iterator[str]:
    """Whatever kind its assessment is of: in a cycle, or alone (rule 1)."""
    rows = by_id(look.tables["recommendations"])
    for assessment, state in look.history.assessments.items():
        for recommendation in state.recommendations.keys() - rows.keys():
            yield f"recommendation {recommendation} of assessment {assessment} is not followed"


INVARIANTS: Final = (
    every_recommendation_is_followed,
    every_status_is_what_was_said_last,
    capacity_and_need_are_what_was_said_last,
    every_day_of_its_own_is_the_one_last_told,
    only_live_leaves_count,
    every_recommendation_is_in_one_cycle,
)
