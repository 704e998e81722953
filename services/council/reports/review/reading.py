"""Counts and lists what the annual review and forecast states: a few queries, which count where they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from reference import Reference
from services.council.queries import query
from services.council.reports.assistance.reading import briefings
from services.council.reports.briefing.tables import MEETINGS as MEETINGS_WITH_UNOCT
from services.council.reports.populations import Consents, FollowUps, Middle
from services.council.reports.programme.reading import LISTED, values_of
from services.council.reports.reading import (
    ASSESSMENTS,
    CONSENTS,
    FOLLOW_UPS,
    MEETINGS,
    PRODUCTS,
    VISITS,
    Record,
    dicts,
    rows,
)
from services.council.reports.review.figures import Review, figures
from services.council.reports.review.tables import Lists, tables
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

STAGES: Final = (*VISITS, "standing", "stages")
OVERDUE: Final = (*FOLLOW_UPS, "overdue")
FORECAST: Final = (*VISITS, "forecast")
"""The files by which each population is defined; another one counts, lists or shows it."""

MOST: Final = 500
"""Rows of one table: more than a year brings. What is counted beyond them is listed behind the figures."""


def last_forecast(scope: Scope) -> dict[str, Any]:
    """What was ahead for the year, as known at the end of the year before."""
    return _ahead(scope.year, date(scope.year - 1, 12, 31))


def next_forecast(scope: Scope) -> dict[str, Any]:
    """What is ahead for the next year, as known at the cut-off."""
    return _ahead(scope.year + 1, scope.cut_off)


def _ahead(year: int, known_on: date) -> dict[str, Any]:
    return {"known_on": known_on, "from": date(year, 1, 1), "until": date(year, 12, 31)}


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All figures of the review, and what it lists."""
    values = values_of(scope, reference) | {"most": MOST}
    of, synthetic = await _review(connection, scope, values)
    lists = await _lists(connection, scope, values)
    invented = any(one.synthetic for one in lists.with_unoct) or any(
        row["synthetic"] for row in (*lists.visits, *lists.forecast, *lists.outcome)
    )
    return Counts(figures(of), 0, synthetic or invented, tables(lists, scope.year, reference, MOST))


async def _review(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> tuple[Review, bool]:
    """What is counted, and whether something of it was invented."""

    async def one(*files: str, **more: Any) -> Record:
        return (await rows(connection, query(*files), {**values, **more}))[0]

    programme = await one(*LISTED, "programme_visited")
    consents = await one(*CONSENTS, "consents_counted")
    follow_ups = await one(*FOLLOW_UPS, "follow_ups_counted")
    forecast = await one(*FORECAST, "forecast_counted", **last_forecast(scope))
    meetings = await one(*MEETINGS, "meetings_counted")
    products = await one(*PRODUCTS, "products_counted")
    assessments = await one(*ASSESSMENTS, "assessments_counted")
    overdue = await rows(connection, query(*OVERDUE, "overdue_counted"), values)
    of = Review(
        year=scope.year,
        cut_off=scope.cut_off,
        listed=programme["listed"],
        visited=programme["visited"],
        consents=Consents(*list(consents)[:-1]),
        follow_ups=FollowUps(*list(follow_ups)[:-1]),
        spans=middles(await rows(connection, query(*STAGES, "stages_counted"), values)),
        overdue={record["age"]: record["overdue"] for record in overdue},
        ahead=forecast["ahead"],
        done=forecast["done"],
        meetings=meetings["held"],
        products=products["adopted"],
        assessments=assessments["completed"],
    )
    counted = (programme, consents, follow_ups, forecast, meetings, products, assessments, *overdue)
    return of, any(record["synthetic"] for record in counted)


async def _lists(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> Lists:
    return Lists(
        visits=await dicts(connection, query(*VISITS, "visits_table"), values),
        assessments=await dicts(connection, query(*STAGES, "stages_table"), values),
        meetings=await dicts(connection, query(*MEETINGS, "meetings_table"), values),
        products=await dicts(connection, query(*PRODUCTS, "products_table"), values),
        forecast=await dicts(connection, query(*FORECAST, "forecast_table"), {**values, **next_forecast(scope)}),
        outcome=await dicts(connection, query(*FORECAST, "forecast_table"), {**values, **last_forecast(scope)}),
        with_unoct=await briefings(connection, scope, tuple(MEETINGS_WITH_UNOCT)),
    )


def middles(records: Sequence[Record]) -> dict[str, Middle]:
    """Of each name how many were measured, and the middle ones."""
    return {one["name"]: Middle(one["measured"], (one["low"], one["high"])) for one in records}
