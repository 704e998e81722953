"""What a kind of report is: its readers, its figures, what it lists beside them, and its words. Pure.

Each kind stands in one file of this folder and says these things as data; `reading.py` counts and reads for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.counting.tallies import Tallies
from services.council.documents.cells import Row
from services.council.documents.counts import Counts
from services.council.documents.document import Document, Table
from services.council.figures.model import Definition
from services.council.populations import Population
from services.council.sql import Statement, prepare

Values: TypeAlias = Mapping[str, Any]
"""Parameters of statements, by name."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of an edition while it is made."""

    scope: Scope
    reference: Reference
    values: Values
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """What was read so far, by the name of its query."""
    tallies: Tallies = field(default_factory=lambda: Tallies({}, {}, synthetic=False))
    figures: tuple[Figure, ...] = ()
    """As the edition states them."""

    @property
    def by_id(self) -> Mapping[str, Figure]:
        """The figures by their ids."""
        return {figure.id: figure for figure in self.figures}


WHAT_IT_SAYS: Final = "(select data from council_projected.events where events.id = population.events[1])"
DATA: Final = f"{WHAT_IT_SAYS} as data"
"""What the event of a thing says, looked up for each row that is shown: a join would read all events."""


def add_nothing(_material: Material) -> Values:
    """Of what needs no parameters beside those that all editions have."""
    return {}


@dataclass(frozen=True, slots=True)
class Query:
    """Rows that a report needs."""

    statement: Statement
    values: Callable[[Material], Values] = add_nothing
    """Its further parameters, of what is known by then."""


def query(
    population: Population, columns: str, condition: str, values: Callable[[Material], Values] = add_nothing
) -> Query:
    """These columns of the things of a population that meet the condition; it may end with an order and a limit."""
    return Query(prepare(f"select {columns} from (\n{population.sql}\n) as population where {condition}"), values)


@dataclass(frozen=True, slots=True)
class Kind:
    """A report of which editions are made."""

    name: ReportName
    audience: Audience
    shown_to: Audience
    """The level of its least privileged readers: what it breaks down and lists is what they may see."""
    title: Callable[[Scope], str]
    subtitle: str
    """From whom to whom."""
    compose: Callable[[Kind, Scope, Counts, int, Reference], Document]
    """Sets the edition with this number."""
    figures: Sequence[Definition]
    """In the order in which they are listed."""
    marked: tuple[Population, ...] = ()
    """Its one marker says how many of these are withheld (rule 12)."""
    before: Mapping[str, Query] = field(default_factory=dict)
    """What is read before anything is counted, in this order."""
    narrow: Callable[[Material], Values] = add_nothing
    """Parameters that follow from that, for all that is counted and listed."""
    lists: Mapping[str, Query] = field(default_factory=dict)
    """What its tables are made from, in the order in which it is read."""
    tables: Callable[[Material], tuple[Table, ...]] = lambda _: ()
    """What it lists beside its figures."""
    invented: tuple[str, ...] = ()
    """The queries whose rows, if one is synthetic, make the edition so."""
    parties: tuple[str, ...] = ()
    """Who reads it beside its audience; of a report on one State, that State does too."""
    makers: tuple[str, ...] = ()
    """Whose report it is beside the Committee's and CTED's: who has it made and published."""
    counts_assessments: bool = True
    """Whether a withdrawn assessment brings its editions a corrigendum. False: it is on States and visits alone."""
    by_thing: bool = False
    """It is about one thing (a cycle), not a year; its State is among its readers."""
    unsaid: str = ""
    """What it should say by its paragraph, and of which nothing is recorded."""
    ahead: bool = False
    """It is made also before its year begins, of what is planned for it."""
