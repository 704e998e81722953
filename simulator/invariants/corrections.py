"""Invariants of records that were put right (rule 4). Each returns what breaks it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import orjson

from simulator.invariants.look import Look


def every_correction_is_numbered_and_told_once(look: Look) -> Iterator[str]:
    """The originals are kept, and council knows of each."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in look.tables["corrections"]:
        numbers[row["thing_id"]].append(row["number"])
    told = Counter(row["thing_id"] for row in look.tables["corrections_told"])
    for thing in numbers.keys() | told.keys():
        if sorted(numbers[thing]) != list(range(1, told[thing] + 1)):
            yield f"record {thing} has the corrections {sorted(numbers[thing])}, and {told[thing]} are told"


def a_response_has_the_day_that_was_last_put_right(look: Look) -> Iterator[str]:
    """Nothing else moves it."""
    last = {row["thing_id"]: row for row in sorted(look.tables["corrections"], key=lambda row: row["number"])}
    for row in look.tables["responses"]:
        correction = last.get(row["id"])
        if correction is not None and correction["after"] != row["received_on"]:
            yield f"response {row['id']} is of {row['received_on']}, put right to {correction['after']}"


def a_delivery_has_the_day_that_was_last_put_right(look: Look) -> Iterator[str]:
    """Of each part of a case. Nothing else moves it."""
    corrections = sorted(look.tables["corrections"], key=lambda row: row["number"])
    of_deliveries = [one for one in corrections if one["thing"] == "case" and one["field"].endswith(".delivered_on")]
    last = {(row["thing_id"], row["field"]): row["after"] for row in of_deliveries}
    parts = {row["id"]: orjson.loads(row["parts"]) for row in look.tables["cases"]}
    for (case, field), day in last.items():
        delivered_on = parts[case][int(field.split(".")[1])]["delivered_on"]
        if delivered_on != day:
            yield f"case {case}: {field} is {delivered_on}, put right to {day}"


def the_first_response_is_the_one_that_counts(look: Look) -> Iterator[str]:
    """As the days of all responses are now, and one in time is no silence (rule 6)."""
    days: dict[str, list[str]] = defaultdict(list)
    for row in look.tables["responses"]:
        days[row["cycle_id"]].append(row["received_on"])
    for row in look.tables["cycles"]:
        first = min(days[row["id"]], default=None)
        counted = str(row["responded_on"]) if row["responded_on"] else None
        if counted != first:
            yield f"cycle {row['id']}: its first response is of {first}, and {counted} counts"
        due_on = row["response_due_on"]
        if first and due_on and first <= due_on and row["not_answered_on"]:
            yield f"cycle {row['id']}: a response of {first} was in time, and the cycle says that there was none"


INVARIANTS: Final = (
    every_correction_is_numbered_and_told_once,
    a_response_has_the_day_that_was_last_put_right,
    a_delivery_has_the_day_that_was_last_put_right,
    the_first_response_is_the_one_that_counts,
)
