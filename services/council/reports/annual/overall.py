"""The state of the overall work in the year: visits, assessments, products. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block, Heading
from services.council.documents.words import cite_with_unit, is_, number, paragraph, per_cent, some, spell_day, was
from services.council.reports.annual import tables
from services.council.reports.annual.content import Content


def overall_work(content: Content) -> Iterator[Block]:
    """Visits, assessments, products."""
    yield from _visits(content)
    yield from _assessments(content)
    yield from _products(content)


def _visits(content: Content) -> Iterator[Block]:
    yield Heading("A. Visits to Member States")
    if content["visits"].numerator:
        yield paragraph(
            f"{content.opening}, CTED completed ",
            cite_with_unit(content["visits"], "visit", "visits"),
            " to ",
            cite_with_unit(content["states_visited"], "State", "States"),
            ", in ",
            cite_with_unit(content["missions"], "mission", "missions"),
            " and ",
            cite_with_unit(content["visit_components"], "component", "components"),
            ". A mission to several States is one visit to each of them. A visit held in several components, on site "
            "or virtual, is one visit, and counts in the year in which its last component ended.",
        )
    else:
        yield paragraph(f"No visit is recorded as completed {content.in_the_period}.")
    yield paragraph(
        "Since 1 January 2005, ",
        cite_with_unit(content["visits_since_2005"], "visit", "visits"),
        " to ",
        cite_with_unit(content["states_visited_since_2005"], "State", "States"),
        f" {is_(content['visits_since_2005'].numerator or 0)} recorded in this system. Of the ",
        f"{some(content['never_visited'].denominator or 0, 'Member State', 'Member States')}, ",
        number(content["never_visited"]),
        " (",
        per_cent(content["never_visited"]),
        f") had none on record by {spell_day(content.cut_off)}.",
    )
    yield tables.visits(content)


def _assessments(content: Content) -> Iterator[Block]:
    yield Heading("B. Assessments")
    completed = content["assessments_completed"]
    if completed.numerator:
        yield paragraph(
            cite_with_unit(completed, "assessment", "assessments"),
            f", of any kind, {was(completed.numerator)} completed {content.in_the_period}, that is, submitted to the "
            "Committee and not withdrawn by the cut-off.",
        )
    else:
        yield paragraph(f"No assessment was completed {content.in_the_period}.")


def _products(content: Content) -> Iterator[Block]:
    if content["products_adopted"].numerator:
        yield Heading("C. Surveys and analytical products")
        yield paragraph(
            f"{content.opening}, the Committee adopted ",
            cite_with_unit(
                content["products_adopted"], "survey or analytical product", "surveys or analytical products"
            ),
            ", not counting those withdrawn by the cut-off.",
        )
