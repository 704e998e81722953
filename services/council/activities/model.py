"""An activity: work that is no visit, report or meeting, such as representation or a workshop (OP17, OP18). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.ids import uuid5
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity, of one day."""

    id: str
    reference: str | None
    """The Committee's own for it; None: it is known by kind, day and subject."""
    kind: str
    """A code of `activity_kinds` in `reference/practice.yaml`."""
    day: date
    with_whom: tuple[str, ...]
    """Bodies, offices and groups, never persons."""
    subject: str
    paragraph: str
    """The operative paragraph under which it was done, such as `OP17`."""
    themes: tuple[str, ...]
    document: str | None
    audience: Audience
    """Who may know of it by name; everybody may know that there was one."""
    parties: tuple[str, ...]
    synthetic: bool
    withdrawn_on: date | None = None
    """None: it stands."""
    withdrawn_because: str | None = None
    withdrawal_document: str | None = None


ACTIVITIES: Table[Activity] = Table("activities", Activity)


def build_activity_id(reference: str | None, kind: str, day: date, subject: str) -> str:
    """The id of an activity: from the Committee's reference, or else from what, when and about what it was."""
    known_by = (reference,) if reference is not None else (kind, day.isoformat(), " ".join(subject.casefold().split()))
    return f"activity-{uuid5('activity', *known_by)}"
