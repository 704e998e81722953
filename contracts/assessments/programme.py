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
    """A reason for a State on the list: a code from the reference data, and the evidence."""

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
    """A State asked for a visit itself, on `occurred_on`. Such requests are counted, and are a reason for the list."""

    type = "visit.requested.v1"
    topic = TOPIC

    request_id: Id
    kind: VisitKind | None = None
    """The kind of visit that it asks for."""
    year: Year | None = None
    """The year for which it asks; absent: as soon as possible."""
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
    """The kind of visit."""


class ConsentGiven(ConsentAsked):
    """The State consents to the visit."""

    type = "consent.given.v1"

    asked_on: Day | None = None


class ConsentDeclined(ConsentGiven):
    """The State declines the visit."""

    type = "consent.declined.v1"

    reason: Text | None = None


class ConsentLapsed(ConsentGiven):
    """The State did not answer by the end of the list's year. It is a candidate for the next list."""

    type = "consent.lapsed.v1"
