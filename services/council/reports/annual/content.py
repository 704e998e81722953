"""What the annual report is made from: its figures, and when they hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from services.council.counting.numbers import Figure
from services.council.counting.scope import year_before
from services.council.documents.document import AnyChart, Heading, Paragraph, Table
from services.council.documents.words import Given, paragraph
from services.council.reports.period import name_period
from services.council.words.catalogue import Words
from shared.engine.time.dates import civil_date


@dataclass(frozen=True, slots=True)
class Content:
    """The figures of one edition, with the words in which they are stated."""

    words: Words
    year: int
    cut_off: date
    freeze: datetime
    figures: tuple[Figure, ...]
    withheld: int
    synthetic: bool
    tables: tuple[Table, ...] = ()
    """What it lists beside its figures."""
    charts: tuple[AnyChart, ...] = ()
    """Charts of what it lists."""
    _by_id: Mapping[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {figure.id: figure for figure in self.figures})

    def __getitem__(self, id_: str) -> Figure:
        return self._by_id[id_]

    def among(self, prefix: str) -> list[Figure]:
        """The figures of a breakdown, such as `assessed.theme.`."""
        return [figure for figure in self.figures if figure.id.startswith(prefix)]

    @property
    def period(self) -> str:
        """`1 January to 31 December 2022`."""
        return self.words.say("period", day=self.cut_off, year=str(self.year))

    def say(self, id_: str) -> str:
        """A title or a caption, which may name the year and the cut-off."""
        return self.words.say(id_, year=str(self.year), next=str(self.year + 1), cut_off=self.cut_off)

    def heading(self, id_: str) -> Heading:
        """A heading within a section."""
        return Heading(self.say(id_))

    def find_table(self, id_: str) -> Iterator[Table]:
        """The table of what it lists with this id; nothing where it has no row."""
        return (table for table in self.tables if table.id == id_ and table.rows)

    def paragraph(self, id_: str, **given: Given) -> Paragraph:
        """A paragraph that is not numbered yet. It may name the period and the cut-off too."""
        period = name_period(self.words, self.year, self.cut_off)
        return paragraph(self.words, id_, **(period | given))

    def say_not_shown(self, figure: Figure) -> Paragraph:
        """A paragraph on a figure that is not shown (rule 12)."""
        return self.paragraph("figure-not-shown", figure=figure.label)

    @property
    def year_before(self) -> date:
        """The cut-off with which this one is compared."""
        return year_before(self.cut_off)

    @property
    def data_as_of(self) -> date:
        """The civil date of the freeze, in New York."""
        return civil_date(self.freeze)
