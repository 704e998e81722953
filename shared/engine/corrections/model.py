"""That a field of a record was put right: what it was, what it is, and why (rule 4). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from contracts.audiences import Audience
from shared.engine.known import Table


@dataclass(frozen=True, slots=True)
class RecordCorrection:
    """That a field of a record was put right. The original is kept here."""

    id: str
    """The record's id, and the number."""
    thing: str
    """What kind of record it is."""
    thing_id: str
    number: int
    """A reader sees it count what that reader may see."""
    field: str
    """Its path in the record, such as `answers.0.answered_on`; for a reader, in what that reader sees of the record."""
    before: str | None
    after: str | None
    reason: str
    document: str
    corrected_by: str
    """An office or body, never a person."""
    corrected_on: date
    recorded_at: datetime
    audience: Audience
    parties: tuple[str, ...]


RECORD_CORRECTIONS: Table[RecordCorrection] = Table("record_corrections", RecordCorrection)
"""Each service has it; the handler's migrations create it."""


def name_correction(thing_id: str, number: int) -> str:
    """The id of a correction: in order of number, as text sorts."""
    return f"{thing_id} {number:06}"
