"""A population for the tests of the annual report: invented numbers, none of them equal by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from reference import Reference
from services.council.reports.annual.content import Content
from services.council.reports.annual.document import compose
from services.council.reports.annual.figures import figures
from services.council.reports.document import Document
from services.council.reports.drafting import Draft
from services.council.reports.kinds import NAMED
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
from services.council.reports.scope import Counts, Scope
from tests.support.frozen import REFERENCE

CUT_OFF = date(2023, 12, 31)
FREEZE = datetime(2024, 1, 15, 5, tzinfo=UTC)

RECOMMENDATIONS = Recommendations(
    all=Tally(81, 52, 14),
    seen=Tally(26, 17, 6),
    assessed_twice=12,
    risen=5,
    wanted=30,
    taken_up=9,
    by_theme={"cft": Tally(9, 6, 2), "travel": Tally(20, 13, 4), "gender": Tally(2, 1, 1)},
    by_state={"KEN": Tally(12, 9, 3), "SEN": Tally(3, 1, 1), "FIN": Tally(7, 5, 1), "JOR": Tally(4, 2, 1)},
)

POPULATION = Population(
    year=2023,
    cut_off=CUT_OFF,
    audience="public",
    in_year=Visits(missions=6, visits=8, components=10, states=7),
    since_2005=Visits(missions=20, visits=23, components=25, states=18),
    states_visited=frozenset({"KEN", "SEN", "FIN"}),
    members={"KEN": "Africa", "SEN": "Africa", "FIN": "Europe", "JOR": "Asia", "FJI": "Oceania"},
    assessments=Assessments(completed=9, released_full=4, released_part=3),
    follow_ups=FollowUps(due=11, on_time=8),
    recommendations=RECOMMENDATIONS,
    consents=Consents(asked=13, given=7, declined=2, silent=4),
    meetings=Meetings(held=5, invited=16, attended=15),
    products=3,
    synthetic=True,
)

EMPTY = Population(
    year=2023,
    cut_off=CUT_OFF,
    audience="public",
    in_year=Visits(0, 0, 0, 0),
    since_2005=Visits(0, 0, 0, 0),
    states_visited=frozenset(),
    members={"KEN": "Africa"},
    assessments=Assessments(0, 0, 0),
    follow_ups=FollowUps(0, 0),
    recommendations=Recommendations(Tally(), Tally(), 0, 0, 0, 0, {}, {}),
    consents=Consents(),
    meetings=Meetings(),
    products=0,
    synthetic=False,
)


def content(of: Population = POPULATION, reference: Reference = REFERENCE, **changes: Any) -> Content:
    """What the report on this population is made from."""
    made = Content(of.year, of.cut_off, FREEZE, figures(of, reference), of.recommendations.withheld, of.synthetic)
    return replace(made, **changes)


POSITIONS = {"ctc.assessments/0": 17}


def counts(of: Population = POPULATION) -> Counts:
    """What was counted of this population."""
    return Counts(figures(of, REFERENCE), of.recommendations.withheld, of.synthetic)


def draft(of: Population = POPULATION, **changes: Any) -> Draft:
    """The annual report on this population, before it has its number; with another scope."""
    scope = Scope(of.year, of.cut_off, FREEZE, "public")
    return Draft(NAMED["annual"], replace(scope, **changes), counts(of), positions=POSITIONS)


def document(of: Population = POPULATION, edition: int = 1, **changes: Any) -> Document:
    """The report on this population."""
    return compose(content(of, **changes), edition, REFERENCE)
