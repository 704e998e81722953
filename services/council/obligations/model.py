"""What an obligation of the mandates is: one row for each occurrence (rules 9 and 10). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from shared.engine.rules import Table

State = Literal["due", "met", "overdue", "pending_mandate", "periodic", "before_records"]
Standing = Literal[
    "due", "met", "overdue", "not_answered", "pending_mandate", "cancelled", "periodic", "before_records"
]  # fmt: skip
"""What may have become of an obligation, or of a duty that another service times."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of an obligation: of a yearly one for a year, of any other for its mandate or request."""

    id: str
    obligation: str
    """Its id in the mandate's file."""
    mandate: str
    """In force on the day that fixed it; that of a periodic one is the first that asked for it."""
    paragraph: str
    title: str
    owner: str
    recipient: str | None
    wording: str
    """The words of the text on when it is due, beside the date that is read from them."""
    period: str | None
    """The year."""
    due_on: date | None
    count: int
    """How often in the period."""
    met_by_event: str
    """The event that meets it; empty where people record it as held."""
    met_where: tuple[str, ...]
    """Fields of that event's data with the value each must have, or one of several, as `field=value|value`."""
    year_field: str
    """The field of that event's data that names the year it counts for; empty: that in which it occurred."""
    synthetic: bool
    state: State = "due"
    held_by: tuple[str, ...] = ()
    """The things that counted for it: editions, meetings, or documents that say so. Where events meet it, only the
    Committee sees this."""
    held_on: tuple[date, ...] = ()
    """The day of each of them, in the same order, as now known (rule 4)."""
    last_held_on: date | None = None
    """The latest of these days."""
    nudged_on: date | None = None
    in_mandate: bool = True
    """Whether its day lies in a mandate, as far as is known. If not, the duty does not exist so far: nobody is told of
    it, and what is held is kept for the day on which a mandate covers it (rule 9)."""
    audience: Audience = "public"
    parties: tuple[str, ...] = ()


OBLIGATIONS: Table[Occurrence] = Table("obligations", Occurrence)
DEADLINE = "obligation"
"""The kind of an occurrence's deadline."""
