"""Builds the statements for figures. One counts all figures of a population, one lists what a figure counted. Pure.

Both put the conditions of the figures around the population's own SELECT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from services.council.counting.sql import Statement, prepare
from services.council.figures.model import (
    ALL,
    Count,
    Days,
    Definition,
    Grouping,
    Key,
    Median,
    Share,
    expressions,
    groupings_of,
    in_part,
    in_whole,
    is_marked,
)
from services.council.populations import CHANGED, Population

_WORD: Final = re.compile(r"\w+")
TOTAL: Final = ""
"""The grouping of the row that counts all."""
SEEN: Final = "seen"
WITHHELD: Final = "withheld"
"""The groupings of the rows that count, by State, what the report's audience may see and what it may not."""
OF_CHANGED: Final = "/changed"
"""After the name of a grouping: of the rows on cells into which a thing came, or out of which it went."""
TOGETHER: Final = "together"
"""The grouping of the rows that count things by all cells that they are in, whatever the breakdown."""
MARK: Final = "/mark"
"""After the id of a figure: of the column that tells whether all that it counts is the same, each in the same cells."""
BETWEEN_GROUPINGS: Final = "\x1f"
BETWEEN_CELLS: Final = "\x1e"
"""What stands between the cells of such a row. No code of a cell has these signs."""


def count_figures(population: Population, figures: Sequence[Definition]) -> Statement:
    """The statement that counts. One row counts all. Others count by State: what is seen, what is not, each cell."""
    parts = [_select_totals(figures)]
    groupings = groupings_of(figures)
    if groupings:
        parts += [
            _select_by_state(f"'{SEEN}'", "counted", "seen", figures),
            _select_by_state(f"'{WITHHELD}'", "counted", "not seen", figures),
        ]
    parts += [_select_cells(grouping, grouping.id, "seen", figures) for grouping in groupings.values()]
    if CHANGED in population.columns:
        parts += [_select_cells(one, f"{one.id}{OF_CHANGED}", CHANGED, figures) for one in groupings.values()]
        parts += [_select_together(groupings.values(), figures)] if groupings else []
    columns = ", ".join(("states", "synthetic", "seen", *_named_columns(population, figures), *_mark(figures)))
    return prepare(
        f"with counted as materialized (select id, {columns} from (\n{population.sql}\n) as population)\n"
        + "\nunion all\n".join(parts)
    )


def list_figure(figure: Definition, grouping: Grouping | None) -> Statement:
    """The statement for a page of what the figure counted, or one `:cell` of its breakdown, in order of id."""
    conditions = [in_whole(figure), "readable"]
    if figure.is_inside:
        conditions.append("(:inside::boolean or states && :own::text[])")
    if figure.divides:
        conditions.append("seen")
    if grouping:
        cell = f":cell::text = any({grouping.cell})" if grouping.is_several else f":cell::text = {grouping.cell}"
        conditions += ["seen", cell]
    id_ = figure.key.column if figure.key else "id"
    conditions.append(f'{id_} collate "C" > :after::text')
    shown = _select_keys(figure, figure.key) if figure.key else _select_rows(figure)
    condition = "\n    and ".join(conditions)
    group = f"group by {id_}\n" if figure.key else ""
    return prepare(
        f"{shown}\nfrom (\n{figure.population.sql}\n) as population\nwhere {condition}\n{group}"
        f'order by {id_} collate "C"\nlimit :limit::bigint'
    )


def _select_rows(figure: Definition) -> str:
    more = figure.more_events or "'{}'::text[]"
    return f"select id, kind, states, events, {more} as more_events,\n    {in_part(figure)} as is_counted"


def _select_keys(figure: Definition, key: Key) -> str:
    """Selects each key once, with the States and events of all its rows. A row has one State and at most one event."""
    return (
        f"select {key.column} as id, '{key.kind}' as kind, array_agg(distinct states[1]) as states,\n"
        "    coalesce(array_agg(distinct events[1]) filter (where events <> '{}'), '{}') as events,\n"
        f"    '{{}}'::text[] as more_events, "
        f"bool_or({in_part(figure)}) as is_counted"
    )


def _named_columns(population: Population, figures: Sequence[Definition]) -> list[str]:
    """The columns that these figures name. PostgreSQL does not compute the others."""
    sql = " ".join(text for figure in figures for text in expressions(figure))
    words = {*_WORD.findall(sql), *([CHANGED] if groupings_of(figures) else [])}
    return [column for column in population.columns if column in words]


# ---- parts of the statement that counts ---------------------------------------------------


def _select_totals(figures: Sequence[Definition]) -> str:
    wholes = " or ".join(dict.fromkeys(in_whole(figure) for figure in figures))
    return (
        f"select '{TOTAL}'::text as grouping, ''::text as cell, ''::text as state, null::text as title,\n"
        f"    count(*) filter (where not seen and ({wholes})) as withheld,\n"
        f"    coalesce(bool_or(synthetic) filter (where {wholes}), false) as synthetic,\n"
        f"    {_join(_all_of(figures, is_total=True))}\nfrom counted"
    )


def _select_by_state(
    grouping: str, source: str, condition: str, figures: Sequence[Definition], cell: str = "''", title: str = "null"
) -> str:
    return (
        f"select {grouping}, {cell}, coalesce(states[1], ''), {title}, null, null,\n"
        f"    {_join(_all_of(figures, is_total=False))}\n"
        f"from {source} where {condition} group by 1, 2, 3"
    )


def _select_cells(grouping: Grouping, name: str, condition: str, figures: Sequence[Definition]) -> str:
    source, cell = "counted", grouping.cell
    if grouping.is_several:
        source, cell = f"counted, lateral (select distinct unnest({grouping.cell}) as cell) as each", "cell"
    title = f"min({grouping.title})" if grouping.title else "null"
    return _select_by_state(f"'{name}'", source, condition, figures, cell, title)


def _select_together(groupings: Iterable[Grouping], figures: Sequence[Definition]) -> str:
    """Counts by the cells of all groupings, as one text: this is done for each thing, and text is made fastest."""
    cells = (
        f"array_to_string({one.cell}, '{BETWEEN_CELLS}')" if one.is_several else f"coalesce({one.cell}, '')"
        for one in groupings
    )
    together = f"concat_ws('{BETWEEN_GROUPINGS}', {', '.join(cells)})"
    return _select_by_state(f"'{TOGETHER}'", "counted", "seen", figures, together)


def _mark(figures: Sequence[Definition]) -> Iterator[str]:
    """A number of 64 bits for each thing. Those of several are joined by XOR, in any order.

    The inner hash only adds up those of the columns. The outer one mixes its bits, so that no exchange between two
    things goes unseen.
    """
    if any(is_marked(figure) for figure in figures):
        yield f"hashint8extended(hash_record_extended(row({figures[0].population.marked}), 0), 0) as mark"


def _select_mark(figure: Definition, figures: Sequence[Definition]) -> str:
    """Of a division: of all that the total counts, each with its cell. Else it would tell what the division counts."""
    if figure.divides is None:
        return f'bit_xor(mark) filter (where {in_whole(figure)}) as "{figure.id}{MARK}"'
    (total,) = (one for one in figures if one.id == figure.divides.total)
    of_each = f"hashtextextended({figure.divides.grouping.cell}, mark)"
    return f'bit_xor({of_each}) filter (where {in_whole(total)}) as "{figure.id}{MARK}"'


def _all_of(figures: Sequence[Definition], is_total: bool) -> Iterator[str]:
    for figure in figures:
        for column in _columns(figure):
            yield column if is_total or groupings_of([figure]) else "null"
        if is_marked(figure):
            yield _select_mark(figure, figures) if is_total else "null"


def _columns(figure: Count) -> Iterator[str]:
    """Numbers of one figure, named by its id: how many, of how many, and the middle of days."""
    whole = in_whole(figure)
    counted = f"distinct {figure.key.column}" if figure.key else "*"
    if isinstance(figure, Days):
        yield f'sum({figure.of}) filter (where {whole}) as "{figure.id}"'
    elif isinstance(figure, Median):
        yield f'count(*) filter (where {whole}) as "{figure.id}/of"'
        for name, order in (("low", ""), ("high", " desc")):
            yield (
                f"percentile_disc(0.5) within group (order by {figure.of}{order}) filter (where {whole})"
                f' as "{figure.id}/{name}"'
            )
    else:
        part = in_part(figure)
        condition = whole if part == ALL else f"{whole} and {part}"
        yield f'count({counted}) filter (where {condition}) as "{figure.id}"'
    if isinstance(figure, Share):
        yield f'count({counted}) filter (where {whole}) as "{figure.id}/of"'


def _join(columns: Iterator[str]) -> str:
    return ",\n    ".join(columns)
