"""Counts what the annual report states: a few queries, which count where they can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reference import Reference
from services.council.queries import query
from services.council.reports.annual.figures import FIRST_DAY, figures
from services.council.reports.populations import (
    Assessments,
    Consents,
    FollowUps,
    Meetings,
    Population,
    Recommendations,
    Tally,
    Visits,
)
from services.council.reports.reading import (
    ASSESSMENTS,
    CONSENTS,
    FOLLOW_UPS,
    MEETINGS,
    PRODUCTS,
    RECOMMENDATIONS,
    VISITS,
    Record,
    rows,
)
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All figures of the annual report."""
    counted = await population(connection, scope, reference)
    return Counts(figures(counted, reference), counted.recommendations.withheld, counted.synthetic)


async def population(connection: Connection, scope: Scope, reference: Reference) -> Population:
    """All that the annual report counts."""
    visits = await _visits(connection, scope)
    assessments = (await rows(connection, query(*ASSESSMENTS, "assessments_counted"), scope.values()))[0]
    follow_ups = (await rows(connection, query(*FOLLOW_UPS, "follow_ups_counted"), scope.values()))[0]
    recommendations = await rows(connection, query(*RECOMMENDATIONS, "recommendations_counted"), scope.values())
    consents = (await rows(connection, query(*CONSENTS, "consents_counted"), scope.values()))[0]
    meetings = (await rows(connection, query(*MEETINGS, "meetings_counted"), scope.values()))[0]
    products = (await rows(connection, query(*PRODUCTS, "products_counted"), scope.values()))[0]
    counted = (assessments, follow_ups, consents, meetings, products, *recommendations)
    in_year, since_2005 = visits[date(scope.year, 1, 1)], visits[FIRST_DAY]
    return Population(
        year=scope.year,
        cut_off=scope.cut_off,
        audience=scope.audience,
        in_year=_in_units(in_year),
        since_2005=_in_units(since_2005),
        states_visited=frozenset(since_2005["ever"]),
        members={one.id: one.region for one in reference.states if one.member_on(scope.cut_off)},
        assessments=Assessments(*list(assessments)[:-1]),
        follow_ups=FollowUps(*list(follow_ups)[:-1]),
        recommendations=_recommendations(recommendations),
        consents=Consents(*list(consents)[:-1]),
        meetings=Meetings(*list(meetings)[:-1]),
        products=products["adopted"],
        synthetic=any(record["synthetic"] for record in (since_2005, *counted)),
    )


async def _visits(connection: Connection, scope: Scope) -> dict[date, Record]:
    """By the day from which they are counted."""
    since = sorted({date(scope.year, 1, 1), FIRST_DAY})
    found = await rows(connection, query(*VISITS, "visits_counted"), scope.values() | {"since": since})
    return {record["since"]: record for record in found}


def _in_units(record: Record) -> Visits:
    return Visits(record["missions"], record["visits"], record["components"], record["states"])


def _recommendations(records: Sequence[Record]) -> Recommendations:
    whole = next(record for record in records if record["among"] == "all")
    by_state = {record["name"]: _tally(record) for record in records if record["among"] == "state"}
    return Recommendations(
        all=_tally(whole),
        seen=sum(by_state.values(), Tally()),
        assessed_twice=whole["assessed_twice"],
        risen=whole["risen"],
        wanted=whole["wanted"],
        taken_up=whole["taken_up"],
        by_theme={record["name"]: _tally(record) for record in records if record["among"] == "theme"},
        by_state=by_state,
    )


def _tally(record: Record) -> Tally:
    return Tally(record["live"], record["assessed"], record["implemented"])
