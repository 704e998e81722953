"""What people and programs may read and do of the things of a service, declared once. Pure.

A declaration gives three things: the rule of a command, its route with all that HTTP adds, and its place in the OpenAPI
document and in `docs/reference/http.md`. `shared.web.declared` makes the routes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from reference import Reference
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Known, Need, Rule, Table

Thing = TypeVar("Thing")
Data = TypeVar("Data")

Who = Literal["commander", "un", "committee", "operator", "holder"]
"""Whoever may command; of them the UN system alone; of them the Committee's own staff alone; operators; or whoever has
proved who they are."""
How = Literal["=", "<", "<=", ">", ">=", "has"]


# ---- what a reader sees -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a thing, and what else decides how it looks."""

    principal: Principal
    reference: Reference
    day: date | None = None

    @property
    def today(self) -> date:
        """The civil date in New York, for a view that is `dated`."""
        assert self.day is not None, "the view must be dated"
        return self.day


@dataclass(frozen=True, slots=True)
class View(Generic[Thing]):
    """How things of one kind look to their readers."""

    table: Table[Any]
    """Where the thing is kept. Its row says who may see the thing."""
    show: Callable[[Thing, Viewer], object]
    """The thing as JSON. The thing is its row, unless it has `parts`."""
    shape: type[Any]
    """The model of that JSON, for the OpenAPI document."""
    key: Callable[[str], str] = str
    """The key of the row, from what stands in the path."""
    dated: bool = False
    """Whether the look depends on the day, so that `show` and the filters may ask for `Viewer.today`."""
    parts: Sequence[tuple[Table[Any], str]] = ()
    """For a thing of several rows: its tables, each with the column that holds the thing's key. Each has `audience` and
    `parties` too, by which the rows are read that the reader may see."""
    gather: Callable[[Known, str], Thing | None] | None = None
    """Makes the thing of its parts."""

    def thing(self, known: Known, key: str) -> Thing | None:
        """The thing with this key, from the rows that are known."""
        if self.gather is not None:
            return self.gather(known, key)
        row: Thing | None = known.get(self.table, key)
        return row


def for_all(show: Callable[[Thing], object]) -> Callable[[Thing, Viewer], object]:
    """The `show` of a thing that looks the same to all who may see it."""
    return lambda thing, _viewer: show(thing)


# ---- lists and single things ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a column; a value of None is none. `has` looks into a column of several texts."""

    column: str
    value: object
    how: How = "="


class Member:
    """The type of a filter that takes the code of a Member State."""


class Theme:
    """The type of a filter that takes the code of a theme."""


@dataclass(frozen=True, slots=True)
class By:
    """A query parameter that narrows a list."""

    name: str
    type: object = str
    """The type of its value; pydantic checks it. `Member` and `Theme` are checked against the reference data."""
    column: str = ""
    """Absent: the one of the same name."""
    how: How = "="
    about: str = ""
    default: object = None
    """Its value if nobody sends one. None: the list is not narrowed."""
    means: Callable[[Any, Viewer], Iterable[Filter]] | None = None
    """The conditions, if they are more than one column and value."""

    def filters(self, value: object, viewer: Viewer) -> list[Filter]:
        """The conditions that this value means."""
        if value is None:
            return []
        if self.means is not None:
            return list(self.means(value, viewer))
        return [Filter(self.column or self.name, value, self.how)]


def select_year(column: str) -> Callable[[int, Viewer], Iterable[Filter]]:
    """The `means` of a year: the days in this column that lie in it."""

    def select(year: int, _viewer: Viewer) -> Iterable[Filter]:
        yield Filter(column, date(year, 1, 1), ">=")
        yield Filter(column, date(year, 12, 31), "<=")

    return select


@dataclass(frozen=True, slots=True)
class Listing:
    """`GET` of a list, page by page."""

    name: str
    """The operation's name, such as `list_cycles`."""
    path: str
    about: str
    """Its description in the documents."""
    view: View[Any]
    filters: Sequence[By] = ()
    where: Sequence[Filter] = ()
    """What is true of all things in the list."""
    within: View[Any] | None = None
    """The thing that the path names, below which the list is. Without a right to see it: 404."""
    column: str = ""
    """The column of the listed things that holds the key of the thing in `within`."""
    arrange: Callable[[Any, Any, int, Principal], Any] | None = None
    """For rows whose keys count what others have: makes of the thing in `within`, a row and its place in what this
    reader sees, from 1 on, the row for this reader. The list goes on by that place."""
    refuses: Sequence[int] = ()
    """Status codes that it can answer beside the usual ones."""


@dataclass(frozen=True, slots=True)
class Single:
    """`GET` of one thing: the last one that the path names."""

    name: str
    path: str
    about: str
    view: View[Any]
    where: Sequence[Filter] = ()
    """What must be true of the thing, else 404: equalities alone."""
    column: str = ""
    """The one that must hold what the path names before it, else 404."""


# ---- commands ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Action(Generic[Data]):
    """`POST` of a command.

    The command is a dataclass: the parameters of the path in their order, then `given`, the body. Its docstring is
    the description in the documents.
    """

    name: str
    path: str
    command: type[Data]
    needs: Callable[[Command[Data]], Iterable[Need]]
    decide: Callable[[Command[Data], Known, Context], Iterable[Change]]
    on: View[Any] | None = None
    """The thing that it changes: the last one that the path names, unless `changes` tells another.

    `If-Match` takes its tag; unseen, it is 404.
    """
    within: View[Any] | None = None
    """The thing that the path names last, where it is not the one that changes. Without a right to see it: 404."""
    creates: str = ""
    """The path of the collection in which the new thing is. Gives 201, and `Location` with the answer's `id`."""
    answers: type[Any] | None = None
    """The model of the answer; absent: the shape of `on`."""
    who: Who = "commander"
    make: Callable[[Viewer, Sequence[str], Any], Data] | None = None
    """Makes the command of viewer, path and body, where it holds more than path and body."""
    make_of: Callable[[Viewer, Any, Any], Data] | None = None
    """Makes the command of viewer, row and body, where it holds more of the thing in the path than its key."""
    changes: Callable[[Data], str] | None = None
    """The key of the thing in `on`, where the path names another one, which is in `within`."""
    located: Callable[[Data], str] | None = None
    """The path of the new thing, where it does not end with its id."""

    @property
    def rule(self) -> Rule[Command[Data]]:
        """What happens on the command."""
        return Rule(self.needs, self.decide)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a path that is more than a text."""

    type: object
    about: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """All that can be read and done of one kind of thing. Compared by identity, so that its routes are made once."""

    tag: str
    """Under which the OpenAPI document has it."""
    parts: Sequence[Listing | Single | Action[Any]]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    """The parameters of its paths, by name; the others are texts."""


def rules_of(resources: Iterable[Resource]) -> dict[type, Rule[Any]]:
    """The rule of each command of these resources, for `Service.commands`."""
    return {part.command: part.rule for resource in resources for part in resource.parts if isinstance(part, Action)}
