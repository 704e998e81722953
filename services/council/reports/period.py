"""The period of a report, as its sentences name it. Pure."""

from __future__ import annotations

from datetime import date

from services.council.documents.words import Given
from services.council.words.catalogue import Words


def name_period(words: Words, year: int, cut_off: date) -> dict[str, Given]:
    """What every sentence may name: the period within it and at its beginning, its cut-off, the year and the next."""
    whole = "yes" if cut_off == date(year, 12, 31) else "no"
    return {
        "opening": words.say("period-opening", whole=whole, year=str(year), day=cut_off),
        "within": words.say("period-within", whole=whole, year=str(year), day=cut_off),
        "cut_off": cut_off,
        "year": str(year),
        "next": str(year + 1),
    }
