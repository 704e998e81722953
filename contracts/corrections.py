"""The event by which any service tells that a record of its own was put right (rule 4)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.base import Fact, Part
from contracts.vocabulary import Day, Id, Line, Sequence, StateId, Text


class Replaced(Part):
    """Earlier events of the same topic that no longer hold: what they said is told again after the correction."""

    type: Line
    """Their short type, such as `consent.given.v1`."""
    id: Id
    """Of what they are about."""
    occurred_on: Day | None = None
    """Only those of this day; absent: all of them."""


class RecordCorrected(Fact):
    """A field of a record was put right, on `occurred_on`. The owner names its own topic when it emits this."""

    type = "record.corrected.v1"

    thing: Line
    """What kind of record it is, such as `consent`."""
    id: Id
    state: StateId | None = None
    """The State whose matter it is; absent where it is no single State's."""
    number: Sequence
    """How many times the record was put right so far."""
    field: Line
    """Its path in the record, such as `answers.0.answered_on`."""
    before: Text | None = None
    after: Text | None = None
    reason: Text
    document: Line
    """What shows it."""
    corrected_by: Line
    """An office or body, never a person."""
    replaces: Annotated[tuple[Replaced, ...], Field(max_length=2_000)] = ()


EVENTS = (RecordCorrected,)
