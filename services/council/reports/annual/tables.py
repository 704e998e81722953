"""The tables and charts of the annual report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reference import Reference
from services.council.counting.numbers import Figure
from services.council.documents.cells import say_in_cell, title_columns
from services.council.documents.document import Bars, Cell, Chart, Column, Table
from services.council.documents.figure_tables import shown_value
from services.council.documents.words import text
from services.council.reports.annual.content import Content
from services.council.words.names import name_in_cell, name_region, name_theme

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


SHARES: Final = ("figure", "#number", "#of", "#share")
BY: Final = ("#recommendations", "#assessed", "#share", "#implemented", "#share")
IN_UNITS: Final = ("missions", "visits", "visit_components", "states_visited")


def summary(content: Content) -> Table:
    """The figures that a reader looks for first."""
    rows = tuple((Cell(content[id_].label), *_share(content, content[id_])) for id_ in IN_SUMMARY)
    return Table("table-summary", content.say("annual-table-summary"), title_columns(content.words, SHARES), rows)


def visits(content: Content) -> Table:
    """Visits in each of the units in which they are counted (rule 13)."""
    columns = (
        Column(content.say("column-unit"), name="unit"),
        Column(content.say("column-in-year"), True, "in-year"),
        Column(content.say("column-since-2005"), True, "since-2005"),
    )
    rows = tuple(
        (
            Cell(content.say(f"annual-row-{id_.replace('_', '-')}")),
            _number(content, content[id_]),
            _number(content, content[f"{id_}_since_2005"]),
        )
        for id_ in IN_UNITS
    )
    return Table("table-visits", content.say("annual-table-visits"), columns, rows)


def has_breakdown(content: Content) -> bool:
    """Whether there is anything to break down."""
    return bool(content.among("assessed.region."))


def by_theme(content: Content, reference: Reference) -> Table:
    """Recommendations by theme; cross-cutting ones are marked."""
    rows = {f"theme.{code}": _mark(content, title, crossing) for code, title, crossing in _themes(content, reference)}
    return _breakdown(content, "themes", "theme", rows)


def by_region(content: Content) -> Table:
    """Recommendations by region."""
    return _breakdown(content, "regions", "region", _regions(content))


def by_priority(content: Content) -> Table:
    """Recommendations by priority, the most urgent first."""
    groups = [figure.id.removeprefix("assessed.") for figure in content.among("assessed.priority.")]
    names = {group: name_in_cell(content.words, "priority", group.removeprefix("priority.")) or "" for group in groups}
    return _breakdown(content, "priorities", "priority", names)


def _breakdown(content: Content, id_: str, what: str, rows: Mapping[str, str]) -> Table:
    """A line a group; `rows`: the names of groups by the ends of their figures' ids."""
    cells = tuple((Cell(name), *_cells(content, group)) for group, name in rows.items())
    columns = title_columns(content.words, (what, *BY))
    return Table(f"table-{id_}", content.say(f"annual-table-{id_}"), columns, cells)


def _cells(content: Content, group: str) -> Iterator[Cell]:
    assessed, implemented, words = content[f"assessed.{group}"], content[f"implemented.{group}"], content.words
    yield Cell(say_in_cell(words, "not-shown") if assessed.suppressed else words.number(assessed.denominator or 0))
    for figure in (assessed, implemented):
        yield _number(content, figure)
        yield Cell(shown_value(words, figure))


# ---- charts -------------------------------------------------------------------------------


def overall_chart(content: Content) -> Iterator[Chart]:
    """Coverage and implementation of all live recommendations; none where none is live."""
    assessed, implemented = content["assessed"], content["implemented"]
    if implemented.denominator:
        description = text(content.words, "annual-chart-overall-words", assessed=assessed, implemented=implemented)
        yield Chart(
            "chart-overall",
            content.say("annual-chart-overall"),
            "".join(span.text for span in description),
            _series(content),
            (Bars(content.say("annual-chart-all"), ("assessed", "implemented")),),
        )


def theme_chart(content: Content, reference: Reference) -> Iterator[Chart]:
    """Coverage and implementation by theme, of the themes that are shown."""
    yield from _chart(content, "themes", {f"theme.{code}": title for code, title, _ in _themes(content, reference)})


def region_chart(content: Content) -> Iterator[Chart]:
    """The same by region."""
    yield from _chart(content, "regions", _regions(content))


def _chart(content: Content, id_: str, groups: Mapping[str, str]) -> Iterator[Chart]:
    shown = {group: name for group, name in groups.items() if not content[f"assessed.{group}"].suppressed}
    if shown:
        yield Chart(
            f"chart-{id_}",
            content.say(f"annual-chart-{id_}"),
            content.say(f"annual-chart-{id_}-words"),
            _series(content),
            tuple(Bars(name, (f"assessed.{group}", f"implemented.{group}")) for group, name in shown.items()),
        )


def _series(content: Content) -> tuple[str, ...]:
    return content.say("column-assessed"), content.say("column-implemented")


# ---- cells --------------------------------------------------------------------------------


def _share(content: Content, figure: Figure) -> tuple[Cell, ...]:
    is_share = figure.denominator is not None
    whole = content.words.number(figure.denominator) if figure.denominator is not None else ""
    return _number(content, figure), Cell(whole), Cell(shown_value(content.words, figure) if is_share else "")


def _number(content: Content, figure: Figure) -> Cell:
    if figure.numerator is None:
        return Cell(say_in_cell(content.words, "not-shown"))
    return Cell(content.words.number(figure.numerator), figure.id, figure.basis)


def _mark(content: Content, title: str, crossing: bool) -> str:
    mark = content.words.say("annual-cross-cutting")
    return content.words.say("with-note", text=title, note=mark) if crossing else title


def _themes(content: Content, reference: Reference) -> list[tuple[str, str, bool]]:
    """Code, title, and whether it is cross-cutting, of each theme with recommendations."""
    codes = [figure.id.removeprefix("assessed.theme.") for figure in content.among("assessed.theme.")]
    themes = [(code, reference.theme(code)) for code in codes]
    return [
        (code, name_theme(content.words, reference, code), theme is not None and theme.cross_cutting)
        for code, theme in themes
    ]


def _regions(content: Content) -> dict[str, str]:
    """The names of regions by the ends of their figures' ids."""
    regions = [figure.id.removeprefix("assessed.region.") for figure in content.among("assessed.region.")]
    return {f"region.{region}": name_region(content.words, region) for region in regions}
