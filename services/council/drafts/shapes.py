"""What the addresses of drafts answer, for the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from services.council.drafts.model import Objection, Stage
from services.council.editions.model import PeoplesWords
from shared.web.documents.shapes import shape

OBJECTION = shape("Objection", Objection)
WORDS = shape("PeoplesWords", PeoplesWords)


class StepTaken(BaseModel):
    """The draft after a step."""

    id: str
    draft: int
    stage: Stage
    version: str
    """It changes with the number of the draft, and with the words of people."""


class AgreedTo(StepTaken):
    """The draft after a step, and who agreed to it as it stands now (OP24)."""

    agreed: list[str]
    """`CTED` and `UNOCT`, of the report that the two publish together. Other words take their agreement anew."""


class Transmitted(BaseModel):
    """The edition that the draft became."""

    id: str
    draft: int
    stage: Stage
    edition: int


class DraftShown(BaseModel):
    """A draft of a report."""

    id: str
    report: str
    year: int
    thing: str | None
    state: str | None
    draft: int
    stage: Stage
    version: str
    """It changes with the number of the draft, and with the words of people."""
    title: str
    edition: int
    """The number of the edition that it would be."""
    cut_off: date
    freeze: datetime
    synthetic: bool
    corrects: str | None
    reason: str | None
    drafted_on: date
    opened_on: date | None
    ends_on: date | None
    objections: list[OBJECTION]  # type: ignore[valid-type]
    agreed_by: list[str]
    adopted_on: date | None
    adopted_by: str | None
    adoption_document: str | None
    transmitted_on: date | None
    words: list[WORDS]  # type: ignore[valid-type]


class NumbersOf(BaseModel):
    """What a figure states."""

    numerator: int | None
    denominator: int | None
    value: str | None


class FigureChanged(BaseModel):
    """A figure that differs between two drafts."""

    id: str
    label: str
    before: NumbersOf | None
    after: NumbersOf | None


class WithheldChanged(BaseModel):
    """How many things were withheld from the readers."""

    before: int
    after: int


class Changes(BaseModel):
    """What differs between two drafts."""

    figures: list[FigureChanged]
    withheld: WithheldChanged
