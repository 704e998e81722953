"""What a kind of report is: its readers, its figures, what it lists beside them, and its words. Pure.

Each kind stands in one file of this folder and says these things as data; `reading.py` counts and reads for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.counting.sql import Statement, prepare
from services.council.counting.tallies import Tallies
from services.council.documents.cells import Row
from services.council.documents.counts import Counts
from services.council.documents.document import AnyChart, Document, Paragraph, Table
from services.council.figures.model import Definition
from services.council.populations import Population
from services.council.words.catalogue import ENGLISH, Words
from services.council.words.names import name_state

Values: TypeAlias = Mapping[str, Any]
"""Parameters of statements, by name."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of an edition while it is made."""

    scope: Scope
    reference: Reference
    values: Values
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """The rows that were read so far, by the name of their query."""
    tallies: Tallies = field(default_factory=lambda: Tallies({}, {}, synthetic=False))
    figures: tuple[Figure, ...] = ()
    """As the edition states them."""
    words: Words = ENGLISH
    """The words of its language."""

    def say(self, id_: str) -> str:
        """A message about the edition's year, such as a caption."""
        return self.words.say(id_, year=str(self.scope.year), next=str(self.scope.year + 1))

    def state(self, state: str | None) -> str:
        """The State's name."""
        return name_state(self.words, self.reference, state)

    @property
    def by_id(self) -> Mapping[str, Figure]:
        """The figures by their ids."""
        return {figure.id: figure for figure in self.figures}


WHAT_IT_SAYS: Final = "(select data from council_projected.events where events.id = population.events[1])"
DATA: Final = f"{WHAT_IT_SAYS} as data"
"""The content of a thing's event. It is looked up for each row that is shown, since a join would read all events."""


def add_nothing(_material: Material) -> Values:
    """No parameters beside those that all editions have."""
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
    compose: Callable[[Kind, Scope, Counts, int, Reference], Document]
    """Composes the document of the edition with this number."""
    figures: Sequence[Definition]
    """In the order in which they are listed."""
    marked: tuple[Population, ...] = ()
    """The populations of which it says how many things are withheld from its readers (rule 12)."""
    before: Mapping[str, Query] = field(default_factory=dict)
    """The queries to run before anything is counted, in this order."""
    narrow: Callable[[Material], Values] = add_nothing
    """Further parameters for all counts and lists, made from what these queries found."""
    lists: Mapping[str, Query] = field(default_factory=dict)
    """The queries for its tables, in the order in which they run."""
    tables: Callable[[Material], tuple[Table, ...]] = lambda _: ()
    """Builds the tables that it has beside its figures."""
    brief: Callable[[Material], Iterator[Paragraph]] = lambda _: iter(())
    """Says in a few sentences what its reader looks for first."""
    charts: Callable[[Material], tuple[AnyChart, ...]] = lambda _: ()
    """Builds the charts of what it lists."""
    invented: tuple[str, ...] = ()
    """The names of queries. If one of their rows is synthetic, so is the edition."""
    parties: tuple[str, ...] = ()
    """Its readers beside its audience. A report on one State has that State among its readers too."""
    makers: tuple[str, ...] = ()
    """Those who may have it made and published, beside the Committee and CTED."""
    of_both: bool = False
    """Whether CTED and UNOCT publish it together, and so both agree to each edition (OP24)."""
    counts_assessments: bool = True
    """Whether a withdrawn assessment brings its editions a corrigendum. False: it is on States and visits alone."""
    by_thing: bool = False
    """Whether it is about one thing (a cycle), and not a year. The State concerned is then among its readers."""
    ahead: bool = False
    """Whether it may be made before its year begins, about what is planned."""

    @property
    def of_one_body(self) -> bool:
        """Whether a body beside the Committee speaks in it alone: people's words in it are that body's (OP25)."""
        return bool(self.makers) and not self.of_both

    def title(self, words: Words, scope: Scope) -> str:
        """Its title: the message `NAME-title`."""
        return words.say(f"{self.name}-title", year=str(scope.year), next=str(scope.year + 1))

    def subtitle(self, words: Words) -> str:
        """Who reports to whom: the message `NAME-subtitle`."""
        return words.say(f"{self.name}-subtitle")
