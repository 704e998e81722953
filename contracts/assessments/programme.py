"""The programme of visits, and consent to them (OP12)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.base import Fact, Part, StateFact
from contracts.vocabulary import (
    Code,
    Day,
    Id,
    Line,
    StateId,
    States,
    Text,
    VisitKind,
    Year,
)

TOPIC = "ctc.assessments"


class Reason(Part):
    """Why a State is on the list: a code from the reference data, and what it rests on."""

    code: Code
    evidence: Text | None = None


class Listed(Part):
    """One State on the year's list."""

    state: StateId
    reasons: Annotated[tuple[Reason, ...], Field(max_length=20)] = ()


class ProgrammeAdopted(Fact):
    """The CTC adopted the list of States to ask for consent to a visit."""

    type = "programme.adopted.v1"
    topic = TOPIC

    programme_id: Id
    year: Year
    entries: Annotated[tuple[Listed, ...], Field(max_length=193)]
    document: Line | None = None


class ProgrammeChanged(ProgrammeAdopted):
    """The list changed after adoption; the entries are those after the change."""

    type = "programme.changed.v1"

    added: States = ()
    removed: States = ()
    reason: Text


class VisitRequested(StateFact):
    """A State asked for a visit itself, on `occurred_on`: a reason for the list, and one that is counted."""

    type = "visit.requested.v1"
    topic = TOPIC

    request_id: Id
    kind: VisitKind | None = None
    """Of the visit that is wished for."""
    year: Year | None = None
    """For which it is wished; absent: as soon as can be."""
    purpose: Text | None = None
    document: Line | None = None


class ConsentAsked(StateFact):
    """A State was asked for consent to a visit."""

    type = "consent.asked.v1"
    topic = TOPIC

    consent_id: Id
    year: Year
    programme_id: Id | None = None
    kind: VisitKind | None = None
    """Of the visit that is meant."""


class ConsentGiven(ConsentAsked):
    """The State consents to the visit."""

    type = "consent.given.v1"

    asked_on: Day | None = None


class ConsentDeclined(ConsentGiven):
    """The State declines the visit."""

    type = "consent.declined.v1"

    reason: Text | None = None


class ConsentLapsed(ConsentGiven):
    """The State did not answer by the end of the list's year: a candidate for the next."""

    type = "consent.lapsed.v1"
