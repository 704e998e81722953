"""Which of two audiences has fewer readers, and how the readers of a part are written (OP19). Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import OneKind

WIDEST_UNDECIDED: Audience = "un"
"""How far a part goes at most on which nobody decided (OP19)."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may have a part, as its columns of the same names say it."""

    own_audience: Audience | None
    audience: Audience
    parties: tuple[str, ...]


def give_readers(part: OneKind, readers: Readers) -> OneKind:
    """The part for these readers."""
    return replace(part, own_audience=readers.own_audience, audience=readers.audience, parties=readers.parties)


def find_narrowest(*audiences: Audience) -> Audience:
    """The one that reaches least far."""
    return min(audiences, key=AUDIENCES.index)


def find_known_narrowest(*audiences: Audience | None) -> Audience | None:
    """The one that reaches least far of those that there are."""
    return min((one for one in audiences if one is not None), key=AUDIENCES.index, default=None)


def is_narrower(audience: Audience, other: Audience) -> bool:
    """Whether it reaches less far than the other."""
    return not reaches(audience, other)


def list_state_alone(state: str) -> tuple[str, ...]:
    """The parties of what is for nobody beside its audience but the State itself."""
    return (f"state:{state}",)
