"""The state of the overall work in the year: visits, assessments, products. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block, Heading
from services.council.documents.words import cite_with_unit, is_, number, paragraph, per_cent, some, spell_day, was
from services.council.reports.annual import tables
from services.council.reports.annual.content import Content


def overall_work(of: Content) -> Iterator[Block]:
    """Visits, assessments, products."""
    yield from _visits(of)
    yield from _assessments(of)
    yield from _products(of)


def _visits(of: Content) -> Iterator[Block]:
    yield Heading("A. Visits to Member States")
    if of["visits"].numerator:
        yield paragraph(
            f"{of.opening}, CTED completed ",
            cite_with_unit(of["visits"], "visit", "visits"),
            " to ",
            cite_with_unit(of["states_visited"], "State", "States"),
            ", in ",
            cite_with_unit(of["missions"], "mission", "missions"),
            " and ",
            cite_with_unit(of["visit_components"], "component", "components"),
            ". A mission to several States is one visit to each of them. A visit held in several components, on site "
            "or virtual, is one visit, and counts in the year in which its last component ended.",
        )
    else:
        yield paragraph(f"No visit is recorded as completed {of.in_the_period}.")
    yield paragraph(
        "Since 1 January 2005, ",
        cite_with_unit(of["visits_since_2005"], "visit", "visits"),
        " to ",
        cite_with_unit(of["states_visited_since_2005"], "State", "States"),
        f" {is_(of['visits_since_2005'].numerator or 0)} recorded in this system. Of the ",
        f"{some(of['never_visited'].denominator or 0, 'Member State', 'Member States')}, ",
        number(of["never_visited"]),
        " (",
        per_cent(of["never_visited"]),
        f") had none on record by {spell_day(of.cut_off)}.",
    )
    yield tables.visits(of)


def _assessments(of: Content) -> Iterator[Block]:
    yield Heading("B. Assessments")
    completed = of["assessments_completed"]
    if completed.numerator:
        yield paragraph(
            cite_with_unit(completed, "assessment", "assessments"),
            f", of any kind, {was(completed.numerator)} completed {of.in_the_period}, that is, submitted to the "
            "Committee and not withdrawn by the cut-off.",
        )
    else:
        yield paragraph(f"No assessment was completed {of.in_the_period}.")


def _products(of: Content) -> Iterator[Block]:
    if of["products_adopted"].numerator:
        yield Heading("C. Surveys and analytical products")
        yield paragraph(
            f"{of.opening}, the Committee adopted ",
            cite_with_unit(of["products_adopted"], "survey or analytical product", "surveys or analytical products"),
            ", not counting those withdrawn by the cut-off.",
        )
