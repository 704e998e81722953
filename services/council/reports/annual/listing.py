"""What a figure counted, thing by thing, as far as its reader may see it now, with the events behind.

Whether a thing is in the numerator can say what was assessed, kept back or late: that is the
Committee's and the State's own to know. What was taken up is the UN's too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

import asyncpg

from contracts.audiences import reaches
from reference import Reference
from services.council.disclosure import Reader
from services.council.queries import query
from services.council.reports.annual.figures import FIRST_DAY, region_of
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.reading import (
    ASSESSMENTS,
    CONSENTS,
    FOLLOW_UPS,
    MEETINGS,
    PRODUCTS,
    RECOMMENDATIONS,
    VISITS,
    rows,
)
from services.council.reports.scope import Scope
from shared.tables import Connection

Record: TypeAlias = "asyncpg.Record"

UNITS: Final = {
    "missions": "mission",
    "visits": "visit",
    "visit_components": "component",
    "states_visited": "State",
}
OF_ASSESSMENTS: Final = ("assessments_completed", "reports_released_full", "reports_released_part")
OF_FOLLOW_UPS: Final = ("followups_due", "followups_on_time")
FURTHER: Final = {
    "consents_given": (*CONSENTS, "consents_listed", "listed"),
    "officials_attended": (*MEETINGS, "officials_listed", "listed"),
    "products_adopted": (*PRODUCTS, "products_listed"),
}
"""By which files each of the others is listed that counts no recommendations."""
SINCE_2005: Final = "_since_2005"


async def listed(connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    if figure == "never_visited":
        return await _never_visited(connection, reference, scope, asks)
    if figure.removesuffix(SINCE_2005) in UNITS:
        return await _visits(connection, scope, figure, asks)
    values = scope.values() | asks.values()
    if figure in OF_ASSESSMENTS:
        found = await rows(connection, query(*ASSESSMENTS, "assessments_listed"), values)
        return [_one(record, "assessment", figure, asks) for record in found]
    if figure in OF_FOLLOW_UPS:
        found = await rows(connection, query(*FOLLOW_UPS, "follow_ups_listed"), values)
        return [_one(record, "follow-up report", figure, asks) for record in found]
    if figure in FURTHER:
        found = await rows(connection, query(*FURTHER[figure]), values | {"answer": "given"})
        return [counted(record) for record in found]
    return await _recommendations(connection, reference, figure, asks, values)


# ---- visits: what took place is public ----------------------------------------------------


async def _visits(connection: Connection, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    unit = figure.removesuffix(SINCE_2005)
    since = FIRST_DAY if figure.endswith(SINCE_2005) else date(scope.year, 1, 1)
    values = scope.values() | asks.values() | {"unit": unit, "since": since}
    found = await rows(connection, query(*VISITS, "visits_listed"), values)
    return [Counted(one["id"], UNITS[unit], tuple(one["states"]), True, tuple(one["events"])) for one in found]


async def _never_visited(connection: Connection, reference: Reference, scope: Scope, asks: Asks) -> list[Counted]:
    found = await rows(connection, query(*VISITS, "visits_counted"), scope.values() | {"since": [FIRST_DAY]})
    visited = frozenset(found[0]["ever"])
    members = sorted(one.id for one in reference.states if one.member_on(scope.cut_off))
    shown = [state for state in members if state > (asks.page.after or "")][: asks.page.limit + 1]
    return [Counted(state, "State", (state,), state not in visited, ()) for state in shown]


def counted(record: Any) -> Counted:
    """The thing, from a row that says all of it."""
    return Counted(record["id"], record["kind"], tuple(record["states"]), record["numerator"], tuple(record["events"]))


# ---- assessments, follow-ups, recommendations ---------------------------------------------


async def _recommendations(
    connection: Connection, reference: Reference, figure: str, asks: Asks, values: Mapping[str, Any]
) -> list[Counted]:
    what, among, name = [*figure.split(".", 2), "", ""][:3]
    states = [one.id for one in reference.states if among == "region" and region_of(reference, one.id) == name]
    part = {"among": among or what, "name": name, "states": states}
    found = await rows(
        connection, query(*RECOMMENDATIONS, "recommendations_listed", "as_readers_see"), {**values, **part}
    )
    behind = await _behind(connection, [record["id"] for record in found], values)
    kind = "case" if what == "cases_taken_up" else "status"
    return [_one(record, "recommendation", what, asks, behind[record["id"], kind]) for record in found]


async def _behind(
    connection: Connection, ids: Sequence[str], values: Mapping[str, Any]
) -> Mapping[tuple[str, str], list[str]]:
    """The events on status and on cases of each recommendation."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in await rows(connection, query("recommendations_behind"), {**values, "ids": ids}):
        found[record["id"], record["what"]].append(record["event_id"])
    return found


def _one(record: Record, kind: str, figure: str, asks: Asks, behind: Sequence[str] = ()) -> Counted:
    """The thing; with what it says of the numerator, if that is the reader's to know."""
    reader = Reader(asks.principal, record["states"][0])
    knows = reader.insider or (figure == "cases_taken_up" and reaches("un", asks.principal.audience))
    events = (*record["events"], *(behind if knows else ()))
    counts_all = figure in ("assessments_completed", "followups_due")
    numerator = True if counts_all else (bool(record[_column(figure)]) if knows else None)
    return Counted(record["id"], kind, tuple(record["states"]), numerator, events)


def _column(figure: str) -> str:
    return "on_time" if figure == "followups_on_time" else figure
