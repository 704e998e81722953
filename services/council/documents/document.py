"""What a report is, whatever its form: sections of blocks, and the figures they state. Pure.

All words and numbers stand here, ready to be set. A form only sets them:
it makes no sentence and counts nothing. Where a text states a figure it names it, so that every
form can lead from the number to what was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from contracts.audiences import Audience
from reference import Language
from services.council.counting.numbers import Figure


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text."""

    text: str
    figure: str = ""
    """The id of the figure that it states."""
    link: str = ""
    """The path to which it leads."""
    note: str = ""
    """A footnote to it, such as the paragraph of a resolution on which it rests."""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph. Numbers run through the whole document."""

    number: int
    text: Text
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Note:
    """How to read what stands beside it; not numbered."""

    text: Text
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph that a person wrote. No recount changes it, and each form marks it as written by people."""

    text: str
    kind: Literal["written"] = "written"


LetterPart = Literal["address", "body", "closing", "signature"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A part of a letter: its address, a paragraph, its closing, the place of the signature, without numbers."""

    part: LetterPart
    text: Text
    kind: Literal["letter"] = "letter"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. The first one names its rows."""

    title: str
    numeric: bool = False
    name: str = ""
    """What programs know it by, the same in each language; empty of an edition from before it was kept."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    figure: str = ""
    """The figure that it states."""
    basis: str = ""
    """The path of the list of what was counted."""
    entry: bool = False
    """Here the figure is listed with all that belongs to it: whoever names it elsewhere leads to here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Bars:
    """One row of a chart: what it is about, and the figures that it shows, one a series."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares of a whole as bars from 0 to 100 per cent."""

    id: str
    caption: str
    description: str
    """What it shows, in one sentence."""
    series: tuple[str, ...]
    bars: tuple[Bars, ...]
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trend: what it counts, and how many there were at each point."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """How numbers changed from one point to the next, usually from year to year."""

    id: str
    caption: str
    description: str
    """What it shows, in one sentence."""
    points: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: Literal["trend"] = "trend"


@dataclass(frozen=True, slots=True)
class Stay:
    """One thing on a time line, from its first day to its last."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TimeLine:
    """What took place when."""

    id: str
    caption: str
    description: str
    """What it shows, in one sentence."""
    first: date
    """The days between which its scale reaches."""
    last: date
    parts: tuple[str, ...]
    """The names of the scale's parts, which are of one length, such as months."""
    stays: tuple[Stay, ...]
    kind: Literal["time_line"] = "time_line"


AnyChart = Chart | Trend | TimeLine
"""The numbers of a chart stand in a table of the document too, for those who do not see it."""
CHARTS: Final = (Chart, Trend, TimeLine)

Block = Heading | Paragraph | Note | Written | Letter | Table | Chart | Trend | TimeLine


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a title of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a figure stated."""

    numerator: int | None
    denominator: int | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A total of the year before that, counted again, is another: something became known since (rule 11)."""

    id: str
    label: str
    edition: str
    """The id of the edition that published it."""
    published: Numbers
    now: Numbers
    """At that edition's cut-off, as known at this one's freeze."""


@dataclass(frozen=True, slots=True)
class Document:
    """An edition of a report, whole."""

    report: str
    year: int
    edition: int
    audience: Audience
    cut_off: date
    """What occurred later is not in it."""
    freeze: datetime
    """What was recorded later is not in it."""
    synthetic: bool
    """Something that it counts was invented."""
    language: Language
    """In which all of it is written; it also says whether it runs from right to left."""
    symbol: str
    """A mark of this system's own, such as `DRAFT/ANNUAL/2022`: never one that looks like a real symbol."""
    title: str
    subtitle: str
    marking: str
    """What every page must say; empty if nothing."""
    particulars: tuple[tuple[str, str], ...]
    """What the title page says of the edition: name and value."""
    withheld: int
    """How many of the recommendations counted its audience may not see: the one marker of rule 12."""
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    dated: str = ""
    """Its day, as the masthead has it."""
    distribution: str = ""
    """To whom it goes, as the masthead has it; empty of an edition from before it was said."""
    adjustments: tuple[Adjustment, ...] = ()
    """To the last edition on the year before."""
    thing: str = ""
    """What it is about, where not a year: the cycle of a follow-up report."""
    state: str = ""
    """The State that it is about, of a report on one."""
    corrects: str = ""
    """The id of the edition whose place it takes."""
    reissue: int = 0
    """Which redacted reissue of the edition this is; 0: the edition as it was published."""

    def by_id(self) -> Mapping[str, Figure]:
        """The figures by their ids."""
        return {figure.id: figure for figure in self.figures}
