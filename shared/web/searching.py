"""How a list finds its rows: by a statement that passes over few, however many others there are.

A reader may see rows by an audience, or by a party. Asked for both at once, PostgreSQL walks all rows in the order of
their keys: it cannot guess how many have a party. So each audience and each party is asked for by itself, in the
order of an index, and only for as many rows as the page has. `shared/migrations/0009_list_entries.sql` has the index of
parties and of all else that is one of several texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contracts.audiences import AUDIENCES, reaches
from shared.engine.declarations import Filter
from shared.engine.principals import Principal
from shared.engine.storage.tables import LARGEST_NUMBER, Stored


@dataclass(frozen=True, slots=True)
class Search:
    """Which rows are asked for: so many behind a key, in the order of the keys."""

    at: Stored
    filters: Sequence[Filter]
    after: str | None
    number: int
    skipped: int = 0
    """How many of the first rows are left out."""

    @property
    def last(self) -> int:
        """The place of the last row that may be asked for."""
        return min(self.number + self.skipped, LARGEST_NUMBER)


@dataclass(slots=True)
class Statement:
    """A statement that is being made, and its parameters."""

    parameters: list[object] = field(default_factory=list)

    def pass_value(self, value: object) -> str:
        """The number by which the statement names this value."""
        self.parameters.append(value)
        return f"${len(self.parameters)}"


def levels_of(principal: Principal) -> list[str]:
    """The audiences whose things this principal may see."""
    return [audience for audience in AUDIENCES if reaches(audience, principal.audience)]


def build_search(search: Search, principal: Principal) -> tuple[str, list[object]]:
    """The statement that gives the rows of this search which the principal may see, and its parameters."""
    at, statement = search.at, Statement()
    columns = {column.name for column in at.columns}
    assert columns.issuperset(one.column for one in search.filters)  # names of ours: never a reader's text
    keys = " union ".join(f"({keys})" for keys in _select_by_each_right(search, principal, statement))
    query = (
        f"select {at.column_list} from {at.full_name} where {at.key} = any(array(select key from ({keys}) as readable "
        f'order by key collate "C" limit {search.number} offset {search.skipped})) order by {at.key} collate "C"'
    )
    return query, statement.parameters


def _select_by_each_right(search: Search, principal: Principal, statement: Statement) -> Iterator[str]:
    """The keys of the first rows for each audience and each party. Who may see everything is asked for neither."""
    levels = levels_of(principal)
    if len(levels) == len(AUDIENCES):
        yield _select_keys(search, statement, [])
        return
    for level in levels:
        yield _select_keys(search, statement, [Filter("audience", level)])
    for party in sorted(principal.all_parties):
        yield _select_keys(search, statement, [Filter("parties", party, "has")])


def _select_keys(search: Search, statement: Statement, right: Sequence[Filter]) -> str:
    """The keys of the first rows with this right. The table is only asked where a column of one value matters."""
    at, keys, sources, conditions = search.at, list[str](), list[str](), list[str]()
    wanted = [one for one in (*right, *search.filters) if one.value is not None]
    for number, one in enumerate(one for one in wanted if one.how == "has"):
        keys.append(f"entry_{number}.key")
        sources.append(f"{at.schema}.list_entries as entry_{number}")
        conditions.append(f"entry_{number}.word = {statement.pass_value(f'{at.name} {one.column} {one.value}')}")
    of_one_value = [one for one in wanted if one.how != "has"]
    if of_one_value or not keys:
        keys.append(f"one.{at.key}")
        sources.append(f"{at.full_name} as one")
        conditions += [f"one.{each.column} {each.how} {statement.pass_value(each.value)}" for each in of_one_value]
    conditions += [f"{key} = {keys[0]}" for key in keys[1:]]
    if search.after is not None:
        after = statement.pass_value(search.after)
        conditions += [f'{key} collate "C" > {after}' for key in keys]
    return (
        f"select {keys[0]} as key from {', '.join(sources)} where {' and '.join(conditions) or 'true'} "
        f'order by {keys[0]} collate "C" limit {search.last}'
    )
