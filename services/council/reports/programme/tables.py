"""The year's list: each State with why it is on it, its last visit, what it was asked before, and changes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from reference import Reference
from services.council.reports.cells import Row, lines
from services.council.reports.document import Table
from services.council.reports.words import spelled, state_name


@dataclass(frozen=True, slots=True)
class Lists:
    """What the table is made of."""

    states: Sequence[Row]
    """Those on the list, in order, with the last day of the last visit."""
    told: Sequence[Row]
    """The events that adopted and changed the list, in order: the last one says how it stands."""
    consents: Sequence[Row]
    """What each State was asked in any year, in order, and how it answered."""


def table(of: Lists, year: int, reference: Reference) -> Table:
    """A line a State."""
    said = [orjson.loads(row["data"]) for row in of.told]
    reasons = {entry["state"]: entry.get("reasons", ()) for one in said for entry in one["entries"]}
    titles = {reason.code: reason.title for reason in reference.practice.listing_reasons}
    consents: dict[str, list[Row]] = defaultdict(list)
    for row in of.consents:
        consents[row["state"]].append(row)
    rows = [
        (
            state_name(reference, state),
            "; ".join(_reason(one, titles) for one in reasons.get(state, ())) or "none stated",
            _last_visit(row),
            "; ".join(f"{one['year']}: {_ANSWERS[one['stage']]}" for one in consents[state]) or "never asked",
            "; ".join(_changes(said, state)) or "none",
        )
        for row in of.states
        for state in (row["state"],)
    ]
    columns = ("State", "Reasons and evidence", "Last visit", "Consent", "Changes after adoption")
    return lines("table-programme", f"States to ask for consent to a visit in {year}", columns, rows)


def changes(of: Lists, year: int, reference: Reference) -> Table:
    """A line a change: which States came and went, and why."""

    def names(states: Iterable[str]) -> str:
        return ", ".join(state_name(reference, state) for state in states) or "none"

    said = [orjson.loads(row["data"]) for row in of.told]
    rows = [
        (
            date.fromisoformat(one["occurred_on"]),
            names(one.get("added", ())),
            names(one.get("removed", ())),
            one["reason"],
        )
        for one in said
        if "reason" in one
    ]
    columns = ("Day", "Added", "Removed", "Reason")
    return lines("table-programme-changes", f"Changes of the list of {year} after its adoption", columns, rows)


_ANSWERS = {"asked": "asked", "given": "given", "declined": "declined", "lapsed": "not answered"}


def _last_visit(row: Row) -> str:
    """A day that is only known by its month or year stands as the last one of it."""
    day: date | None = row["last_visit"]
    if day is None:
        return "never"
    return spelled(day) if row["to_the_day"] else f"by {spelled(day)}"


def _reason(one: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Its title; the code where the reference data no longer has it."""
    title, evidence = titles.get(one["code"], one["code"]), one.get("evidence")
    return f"{title} ({evidence})" if evidence else title


def _changes(said: Iterable[Mapping[str, Any]], state: str) -> Iterable[str]:
    """Of a State on the list: that it was added, or removed and added again."""
    for one in said:
        for change in ("added", "removed"):
            if state in one.get(change, ()):
                yield f"{change} on {spelled(date.fromisoformat(one['occurred_on']))}: {one['reason']}"
