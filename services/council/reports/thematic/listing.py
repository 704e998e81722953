"""What a figure of the thematic report counted, as far as its reader may see it now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import asyncpg

from reference import OTHER, Reference
from services.council.queries import query
from services.council.reports.annual.figures import region_of
from services.council.reports.annual.listing import listed as listed_of_recommendations
from services.council.reports.listing import Asks, page_of
from services.council.reports.populations import Counted
from services.council.reports.reading import rows
from services.council.reports.scope import Scope
from services.council.reports.thematic.reading import FINDINGS, members, parameters
from shared.tables import Connection

Record: TypeAlias = "asyncpg.Record"

EVERY: Final = {"after": "", "limit": 1_000_000}
"""Where all that a figure counts is at hand before it is put in order: some thousands of findings at most."""
COUNTS: Final[Mapping[str, Callable[[Record], bool]]] = {
    "findings": lambda row: True,
    "findings_other": lambda row: bool(row["code"] == OTHER),
    "full": lambda row: bool(row["result"] == "full"),
    "partial": lambda row: bool(row["result"] == "partial"),
    "none": lambda row: bool(row["result"] == "none"),
    "with_need": lambda row: bool(row["need"]),
    "older_than_five_years": lambda row: bool(row["old"]),
}
"""Whether a finding is in the numerator, by the figure's first word."""


async def listed(connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    what, _, rest = figure.partition(".")
    if what == "recommendations":  # all that `assessed` is a share of
        found = await listed_of_recommendations(connection, reference, scope, f"assessed.{rest}".rstrip("."), asks)
        return [replace(one, numerator=True) for one in found]
    if what in ("assessed", "implemented"):
        return await listed_of_recommendations(connection, reference, scope, figure, asks)
    values = await parameters(connection, scope, reference) | asks.values()
    provision, _, region = rest.partition(".region.")
    among = "seen" if what == "findings_other" else "provision" if provision else ""
    values |= {"among": among, "name": provision}
    if what == "states_assessed":
        seen = await rows(connection, query(*FINDINGS, "findings_listed"), values | EVERY)
        wanted = [one for one in members(scope, reference) if not region or region_of(reference, one) == region]
        return page_of(_states(wanted, seen, knows_all=bool(provision) or values["inside"]), asks)
    return [_finding(row, what) for row in await rows(connection, query(*FINDINGS, "findings_listed"), values)]


def _finding(row: Record, what: str) -> Counted:
    """Who may see a finding may know how it is counted: its result, and its State's need, which readers may see."""
    return Counted(row["id"], "finding", tuple(row["states"]), COUNTS[what](row), tuple(row["events"]))


def _states(states: Iterable[str], seen: Iterable[Any], knows_all: bool) -> Iterator[Counted]:
    """Each State, with the events of its findings; of one without, outsiders do not learn that there are none."""
    events: dict[str, set[str]] = {}
    for row in seen:
        events.setdefault(row["states"][0], set()).update(row["events"])
    for state in states:
        numerator = True if state in events else (False if knows_all else None)
        yield Counted(state, "State", (state,), numerator, tuple(sorted(events.get(state, ()))))
