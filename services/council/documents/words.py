"""Words and numbers in running text. Pure; English so far."""

from __future__ import annotations

from datetime import date

from reference import Reference
from services.council.counting.numbers import Figure
from services.council.documents.document import Paragraph, Span, Text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spell_day(day: date) -> str:
    """`31 December 2022`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def state_name(reference: Reference, state: str | None) -> str:
    """The State's short name; its code where that is not known, and nothing where there is none."""
    member = reference.member(state) if state else None
    return member.name if member else state or ""


def spelled_partly(day: str) -> str:
    """A day of which perhaps only the month or the year is known: `February 2025`, `2025`."""
    year, *rest = day.split("-")
    if len(rest) == 1:
        return f"{MONTHS[int(rest[0]) - 1]} {year}"
    return spell_day(date.fromisoformat(day)) if rest else year


def group_digits(number: int) -> str:
    """With commas between thousands."""
    return f"{number:,}"


def some(number: int, one: str, several: str) -> str:
    """`1 visit`, `2 visits`."""
    return f"{group_digits(number)} {one if number == 1 else several}"


def is_(number: int) -> str:
    """`is` of one, `are` of others."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """`was` of one, `were` of others."""
    return "was" if number == 1 else "were"


def number(figure: Figure) -> Span:
    """The number of a figure, which leads to where the figure is listed."""
    return Span(group_digits(figure.numerator or 0), figure.id)


def cite_with_unit(figure: Figure, one: str, several: str) -> Span:
    """The number of a figure with its unit."""
    return Span(some(figure.numerator or 0, one, several), figure.id)


def per_cent(figure: Figure) -> Span:
    """The percentage of a share."""
    return Span(f"{figure.value} per cent", figure.id)


def text(*parts: str | Span) -> Text:
    """Plain words and figures, in order."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def paragraph(*parts: str | Span) -> Paragraph:
    """A paragraph that is not numbered yet."""
    return Paragraph(0, text(*parts))
