"""The tables and charts of the annual report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reference import Reference
from services.council.counting.numbers import Figure
from services.council.documents.document import Bars, Cell, Chart, Column, Table
from services.council.documents.figure_tables import NOT_SHOWN, shown_value
from services.council.documents.words import group_digits, spell_day
from services.council.reports.annual.content import Content

SERIES = ("Assessed", "Implemented")

IN_SUMMARY = (
    "visits",
    "states_visited",
    "never_visited",
    "assessments_completed",
    "reports_released_full",
    "followups_due",
    "followups_on_time",
    "assessed",
    "implemented",
    "improved",
    "cases_taken_up",
)


def summary(content: Content) -> Table:
    """The figures that a reader looks for first."""
    columns = (Column("Figure"), Column("Number", True), Column("Of", True), Column("Share", True))
    rows = tuple((Cell(content[id_].label), *_share(content[id_])) for id_ in IN_SUMMARY)
    return Table("table-summary", f"Key figures at {spell_day(content.cut_off)}", columns, rows)


def visits(content: Content) -> Table:
    """Visits in each of the units in which they are counted (rule 13)."""
    columns = (Column("Unit"), Column(f"In {content.year}", True), Column("Since 2005", True))
    named = {
        "missions": "Missions",
        "visits": "Visits",
        "visit_components": "Components of visits",
        "states_visited": "States visited",
    }
    rows = tuple(
        (Cell(name), _number(content[id_]), _number(content[f"{id_}_since_2005"])) for id_, name in named.items()
    )
    return Table("table-visits", f"Visits, by unit of counting, at {spell_day(content.cut_off)}", columns, rows)


def has_breakdown(content: Content) -> bool:
    """Whether there is anything to break down."""
    return bool(content.among("assessed.region."))


def by_theme(content: Content, reference: Reference) -> Table:
    """Recommendations by theme; cross-cutting ones are marked."""
    names = [f"{title}{' (cross-cutting)' if crossing else ''}" for _, title, crossing in _themes(content, reference)]
    caption = f"Recommendations open to the readers of this report, by theme, at {spell_day(content.cut_off)}"
    return _breakdown(
        "table-themes", caption, "Theme", [f"theme.{code}" for code, *_ in _themes(content, reference)], names, content
    )


def by_region(content: Content) -> Table:
    """Recommendations by region."""
    regions = _regions(content)
    caption = f"Recommendations open to the readers of this report, by region, at {spell_day(content.cut_off)}"
    names = [region.title() for region in regions]
    return _breakdown("table-regions", caption, "Region", [f"region.{region}" for region in regions], names, content)


def _breakdown(
    id_: str, caption: str, what: str, groups: Sequence[str], names: Sequence[str], content: Content
) -> Table:
    columns = (
        Column(what),
        Column("Recommendations", True),
        Column("Assessed", True),
        Column("Share", True),
        Column("Implemented", True),
        Column("Share", True),
    )
    rows = tuple((Cell(name), *_cells(group, content)) for group, name in zip(groups, names, strict=True))
    return Table(id_, caption, columns, rows)


def _cells(group: str, content: Content) -> Iterator[Cell]:
    assessed, implemented = content[f"assessed.{group}"], content[f"implemented.{group}"]
    yield Cell(NOT_SHOWN if assessed.suppressed else group_digits(assessed.denominator or 0))
    for figure in (assessed, implemented):
        yield _number(figure)
        yield Cell(shown_value(figure))


# ---- charts -------------------------------------------------------------------------------


def overall_chart(content: Content) -> Iterator[Chart]:
    """Coverage and implementation of all live recommendations; none where none is live."""
    assessed, implemented = content["assessed"], content["implemented"]
    if implemented.denominator:
        yield Chart(
            "chart-overall",
            f"Live recommendations assessed and implemented, at {spell_day(content.cut_off)}",
            f"Of {group_digits(implemented.denominator)} live recommendations, {group_digits(assessed.numerator or 0)} "
            f"were assessed ({assessed.value} per cent) and {group_digits(implemented.numerator or 0)} found "
            f"implemented ({implemented.value} per cent).",
            SERIES,
            (Bars("All live recommendations", ("assessed", "implemented")),),
        )


def theme_chart(content: Content, reference: Reference) -> Iterator[Chart]:
    """Coverage and implementation by theme, of the themes that are shown."""
    bars = [(f"theme.{code}", title) for code, title, _ in _themes(content, reference)]
    yield from _chart("chart-themes", "theme", bars, content)


def region_chart(content: Content) -> Iterator[Chart]:
    """The same by region."""
    yield from _chart("chart-regions", "region", [(f"region.{one}", one.title()) for one in _regions(content)], content)


def _chart(id_: str, by: str, groups: Sequence[tuple[str, str]], content: Content) -> Iterator[Chart]:
    shown = [(group, name) for group, name in groups if not content[f"assessed.{group}"].suppressed]
    if shown:
        yield Chart(
            id_,
            f"Recommendations assessed and implemented, by {by}, at {spell_day(content.cut_off)}",
            f"The shares of the table above, for each {by} that it shows.",
            SERIES,
            tuple(Bars(name, (f"assessed.{group}", f"implemented.{group}")) for group, name in shown),
        )


# ---- cells --------------------------------------------------------------------------------


def _share(figure: Figure) -> tuple[Cell, ...]:
    content = "" if figure.denominator is None else group_digits(figure.denominator)
    return _number(figure), Cell(content), Cell("" if figure.denominator is None else shown_value(figure))


def _number(figure: Figure) -> Cell:
    if figure.numerator is None:
        return Cell(NOT_SHOWN)
    return Cell(group_digits(figure.numerator), figure.id, figure.basis)


def _themes(content: Content, reference: Reference) -> list[tuple[str, str, bool]]:
    """Code, title, and whether it is cross-cutting, of each theme with recommendations."""
    codes = [figure.id.removeprefix("assessed.theme.") for figure in content.among("assessed.theme.")]
    themes = [(code, reference.theme(code)) for code in codes]
    return [(code, theme.title if theme else code, theme is not None and theme.cross_cutting) for code, theme in themes]


def _regions(content: Content) -> list[str]:
    return [figure.id.removeprefix("assessed.region.") for figure in content.among("assessed.region.")]
