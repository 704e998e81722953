"""What was counted for the tests of the annual report: invented numbers, none of them equal by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final

from reference import Reference
from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.documents.counts import Counts
from services.council.documents.document import Document
from services.council.figures.annual import ANNUAL
from services.council.figures.model import Definition, Median, Share
from services.council.reports.annual.content import Content
from services.council.reports.annual.document import compose
from services.council.reports.drafting import Draft
from services.council.reports.kinds import NAMED
from services.council.reports.plain import add_paths
from services.council.words.catalogue import ENGLISH, Words
from tests.support.frozen import REFERENCE

CUT_OFF = date(2023, 12, 31)
FREEZE = datetime(2024, 1, 15, 5, tzinfo=UTC)

TOTALS: Final[dict[str, Number]] = {
    "missions": Number(6),
    "visits": Number(8),
    "visit_components": Number(10),
    "states_visited": Number(7),
    "missions_since_2005": Number(20),
    "visits_since_2005": Number(23),
    "visit_components_since_2005": Number(25),
    "states_visited_since_2005": Number(18),
    "never_visited": Number(2, 5),
    "assessments_completed": Number(9),
    "reports_released_full": Number(4, 9),
    "reports_released_part": Number(3, 9),
    "report_consents_asked": Number(8),
    "report_consents_full": Number(3, 8),
    "report_consents_part": Number(2, 8),
    "report_consents_refused": Number(1, 8),
    "report_consents_silent": Number(2, 8),
    "confidentiality_requested": Number(1),
    "followups_due": Number(11),
    "followups_on_time": Number(8, 11),
    "assessed": Number(52, 81),
    "implemented": Number(14, 81),
    "made_by_committee": Number(6, 26),
    "made_by_committee_implemented": Number(2, 6),
    "improved": Number(5, 12),
    "lowered": Number(1, 12),
    "improved_with_assistance": Number(2, 5),
    "programmes_citing_products": Number(1, 6),
    "cases_taken_up": Number(9, 30),
    "cases_delivered": Number(4, 30),
    "cases_delivered_in_part": Number(2, 30),
    "consents_given": Number(7, 13),
    "consents_declined": Number(3, 13),
    "consents_lapsed": Number(2, 13),
    "consents_open": Number(1, 13),
    "listed_visited": Number(6, 14),
    "meetings_held": Number(21),
    "joint_meetings": Number(2),
    "briefings_given": Number(1),
    "coordination_activities": Number(1),
    "overlaps_resolved": Number(2, 3),
    "unoct_briefings": Number(2),
    "heads_meetings": Number(1),
    "steps_done": Number(4, 17),
    "officials_attended": Number(15, 16),
    "products_adopted": Number(3),
    "activities": Number(5),
}
Cell = tuple[dict[str, int], dict[str, int]]
REGIONS: Final[dict[str, Cell]] = {
    "africa": ({"KEN": 8, "SEN": 4, "NGA": 3}, {"assessed": 10, "implemented": 4}),
    "asia": ({"JOR": 2, "JPN": 1, "IND": 1}, {"assessed": 2, "implemented": 1}),
    "europe": ({"FIN": 3, "SWE": 2, "FRA": 2}, {"assessed": 5, "implemented": 1}),
}
THEMES: Final[dict[str, Cell]] = {
    "cft": ({"KEN": 3, "SEN": 3, "FIN": 3}, {"assessed": 6, "implemented": 2}),
    "travel": (
        {"KEN": 6, "SEN": 3, "NGA": 3, "FIN": 2, "SWE": 1, "FRA": 2, "JOR": 1, "JPN": 1, "IND": 1},
        {"assessed": 13, "implemented": 4},
    ),
    "gender": ({"KEN": 1, "SEN": 1}, {"assessed": 1, "implemented": 1}),
}
PRIORITIES: Final[dict[str, Cell]] = {
    "high": ({"KEN": 6, "SEN": 3, "NGA": 2, "FIN": 2}, {"assessed": 9, "implemented": 3}),
    "low": (
        {"KEN": 2, "SEN": 1, "NGA": 1, "JOR": 2, "JPN": 1, "IND": 1, "FIN": 1, "SWE": 2, "FRA": 2},
        {"assessed": 8, "implemented": 3},
    ),
}
"""Of each cell how many recommendations each State has, how many of all were assessed, and how many implemented."""
SOME: Final[dict[str, Cell]] = {
    "true": ({"KEN": 2, "SEN": 2, "FIN": 2}, {"assessed": 3, "implemented": 2}),
    "false": (
        {"KEN": 6, "SEN": 2, "NGA": 3, "JOR": 2, "JPN": 1, "IND": 1, "FIN": 1, "SWE": 2, "FRA": 2},
        {"assessed": 14, "implemented": 4},
    ),
}
"""The same of what the Committee itself made and of the others, and of what assistance served and of the others."""
GROUPS: Final = {
    "theme": THEMES,
    "region": REGIONS,
    "priority": PRIORITIES,
    "by_committee": SOME,
    "with_assistance": SOME,
}
WITHHELD: Final = {"KEN": Number(0, 20), "UGA": Number(0, 20), "TZA": Number(0, 15)}


def by_state(sizes: Mapping[str, int], number: int) -> dict[str, Number]:
    """As many in the numerator, of the first States first."""
    found = {}
    for state, size in sizes.items():
        found[state] = Number(min(number, size), size)
        number -= min(number, size)
    return found


def nothing(figure: Definition) -> Number:
    """What was counted of a figure of which a test says nothing."""
    if isinstance(figure, Median):
        return Number(None, 0)
    return Number(0, 0 if isinstance(figure, Share) else None)


def _tally(figure: Definition) -> Tally:
    id_ = figure.id
    if figure.divides:
        return Tally(TOTALS[id_], {"KEN": TOTALS[id_]})
    if id_ not in ("assessed", "implemented"):
        return Tally(TOTALS.get(id_, nothing(figure)))
    cells = {
        name: {cell: by_state(sizes, numbers[id_]) for cell, (sizes, numbers) in groups.items()}
        for name, groups in GROUPS.items()
    }
    seen = {state: number for region in cells["region"].values() for state, number in region.items()}
    return Tally(TOTALS[id_], seen, WITHHELD, cells)


POPULATION = Tallies({figure.id: _tally(figure) for figure in ANNUAL}, {"recommendations": 55}, synthetic=True)
EMPTY = Tallies(
    {figure.id: Tally(nothing(figure), cells={name: {} for name in GROUPS}) for figure in ANNUAL},
    {"recommendations": 0},
    synthetic=False,
)


def with_totals(of: Tallies = POPULATION, **totals: Number) -> Tallies:
    """The same with other totals."""
    return replace(of, of={**of.of, **{id_: replace(of.of[id_], total=number) for id_, number in totals.items()}})


def with_cells(grouping: str, cells: Mapping[str, Mapping[str, int]], of: Tallies = POPULATION) -> Tallies:
    """The same with other cells, of which nothing was assessed; they hold all that is seen."""
    found = {name: by_state(sizes, 0) for name, sizes in cells.items()}
    seen: dict[str, Number] = {}
    for each in found.values():
        for state, number in each.items():
            seen[state] = seen.get(state, Number(0, 0)) + number
    tallies = {
        id_: replace(of.of[id_], seen=seen, cells={**of.of[id_].cells, grouping: found})
        for id_ in ("assessed", "implemented")
    }
    return replace(of, of={**of.of, **tallies})


SCOPE = Scope(2023, CUT_OFF, FREEZE, "public")


def figures(
    of: Tallies = POPULATION, reference: Reference = REFERENCE, scope: Scope = SCOPE, words: Words = ENGLISH
) -> tuple[Figure, ...]:
    """The figures of the annual report."""
    return FigureBuilder(words, "annual", scope, reference).state_figures(ANNUAL, of)


def content(of: Tallies = POPULATION, reference: Reference = REFERENCE, edition: int = 1, **changes: Any) -> Content:
    """What the report on this is made from."""
    stated = add_paths(counts(of, reference), "annual", 2023, edition)
    made = Content(ENGLISH, 2023, CUT_OFF, FREEZE, stated, of.withheld["recommendations"], of.synthetic)
    return replace(made, **changes)


POSITIONS = {"ctc.assessments/0": 17}


def counts(of: Tallies = POPULATION, reference: Reference = REFERENCE, words: Words = ENGLISH) -> Counts:
    """What was counted, which can be said in every language."""
    stated, withheld = figures(of, reference, words=words), of.withheld["recommendations"]
    return Counts(stated, withheld, of.synthetic, (), words, partial(counts, of, reference))


def draft(of: Tallies = POPULATION, **changes: Any) -> Draft:
    """The annual report on this, before it has its number; with another scope."""
    return Draft(NAMED["annual"], replace(SCOPE, **changes), counts(of), positions=POSITIONS)


def document(of: Tallies = POPULATION, edition: int = 1, **changes: Any) -> Document:
    """The report on this."""
    return compose(content(of, edition=edition, **changes), edition, REFERENCE)
