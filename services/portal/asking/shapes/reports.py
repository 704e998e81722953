"""What the pages read of reports, their editions and figures."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel


class Corrigendum(BaseModel):
    """What was said of an edition later."""

    noted_on: date
    text: str


class Edition(BaseModel):
    """An edition of a report, in a list."""

    id: str
    report: str
    year: int = 0
    edition: int
    title: str = ""
    audience: str = ""
    cut_off: date | None = None
    freeze: datetime | None = None
    published_on: date | None = None
    transmitted_to: str | None = None
    symbol: str | None = None
    withdrawn_on: date | None = None
    synthetic: bool = False
    thing: str | None = None
    state: str | None = None
    corrects: str | None = None
    reissue: int = 0
    digest: str = ""
    corrigenda: list[Corrigendum] = []

    @property
    def about(self) -> str:
        """The last part of the report's path: a year, or the cycle."""
        return self.thing or str(self.year)


class Objection(BaseModel):
    """A member of the Committee objects, or asks for a change."""

    lifted_on: date | None = None


class Draft(BaseModel):
    """A report that is not transmitted yet, for those who make it."""

    id: str
    report: str
    year: int = 0
    thing: str | None = None
    state: str | None = None
    draft: int
    stage: str = ""
    drafted_on: date | None = None
    opened_on: date | None = None
    ends_on: date | None = None
    objections: list[Objection] = []
    agreed_by: list[str] = []
    adopted_on: date | None = None
    synthetic: bool = False

    @property
    def about(self) -> str:
        """The last part of the report's path."""
        return self.thing or str(self.year)

    @property
    def is_open(self) -> bool:
        """Whether somebody has something to do or to decide about it."""
        return self.stage in ("draft", "under_consideration", "adopted")


class Figure(BaseModel):
    """A figure that an edition states."""

    id: str
    label: str = ""
    value: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    unit: str = ""
    cut_off: date | None = None
    suppressed: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it breaks another one down, such as `implemented.theme.travel`."""
        return "." in self.id


class Span(BaseModel):
    """A piece of text, and the figure that it states."""

    text: str = ""
    figure: str = ""


class Block(BaseModel):
    """A part of a section. A paragraph has pieces of text; others are shown by the document alone."""

    kind: str = ""
    text: list[Span] | str = ""


class Section(BaseModel):
    """A part of the document with a title."""

    id: str = ""
    title: str = ""
    blocks: list[Block] = []

    @property
    def paragraphs(self) -> list[list[Span]]:
        """Its numbered paragraphs."""
        return [one.text for one in self.blocks if one.kind == "paragraph" and not isinstance(one.text, str)]


class Document(BaseModel):
    """An edition, as far as a page shows it beside the document itself."""

    report: str
    year: int = 0
    edition: int = 0
    audience: str = ""
    title: str = ""
    subtitle: str = ""
    symbol: str = ""
    cut_off: date | None = None
    freeze: datetime | None = None
    synthetic: bool = False
    language: str = "en"
    withheld: int = 0
    distribution: str = ""
    figures: list[Figure] = []
    sections: list[Section] = []

    @property
    def brief(self) -> Section | None:
        """What it says first, where it begins so."""
        return next((one for one in self.sections if one.id == "brief" and one.paragraphs), None)


class CountedThing(BaseModel):
    """A thing that a figure counted."""

    id: str
    kind: str
    states: list[str] = []
    events: list[str] = []
    numerator: bool | None = None


class Basis(BaseModel):
    """What a figure counted."""

    figure: Figure
    edition: int = 0
    withheld: int = 0
    items: list[CountedThing] = []
    next: str | None = None
