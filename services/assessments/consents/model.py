"""What a State's consent to a visit is (OP12), and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from contracts.vocabulary import Day, Text, VisitKind
from shared.engine.rules import Table

ConsentStatus = Literal["asked", "given", "declined", "lapsed"]


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What a State answered, on which day, and if it said so why."""

    answer: Literal["given", "declined"]
    answered_on: Day
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """That a State on a year's list was asked for its consent, and what became of it. There is one a State and year."""

    id: str
    year: int
    state: str
    programme_id: str
    kind: VisitKind | None
    """Of the visit that is meant."""
    status: ConsentStatus
    asked_on: date
    answers: tuple[ConsentAnswer, ...]
    """In order; the last one stands, since a State may change its mind."""
    lapsed_on: date | None
    """Not answered by the end of the list's year; stays on record when the State answers later."""
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool

    @property
    def last_answer(self) -> ConsentAnswer | None:
        """The one that stands."""
        return self.answers[-1] if self.answers else None


CONSENTS: Table[Consent] = Table("consents", Consent)
