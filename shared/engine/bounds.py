"""How much one record may hold: it is read and written as a whole, by everybody who needs it. Pure."""

from __future__ import annotations

from collections.abc import Sized

from shared.engine.refusal import Refusal
from shared.engine.rules import Context


class TooManyEntries(Refusal):
    """As much of this is on record as one record may hold: correct what is there, or write to the Committee's staff."""


def check_has_room(entries: Sized, context: Context, field: str, paragraph: str = "") -> None:
    """Raises TooManyEntries where no further one can be added to these entries of a record."""
    most = context.reference.practice.most_entries
    if len(entries) >= most:
        raise TooManyEntries(f"There are {most}.", (field,), paragraph)
