"""Who may have a part of a report when it comes: with the report, by a correction, or in a follow-up (OP19). Pure.

A part without an audience of its own is for whom the report is. One with an audience of its own is for nobody beside
it but its State: whom the State named beside the report, it named for the report. What comes once the report is
final goes no further than the UN system, than the report, and than what corrections left out: nobody decided on it yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import Assessment

WIDEST_UNDECIDED: Audience = "un"
"""How far a part goes at most on which nobody decided (OP19)."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may have a part, as its columns of the same names say it."""

    own_audience: Audience | None
    audience: Audience
    parties: tuple[str, ...]


def find_first_readers(whole: Assessment, stated: Audience | None) -> Readers:
    """Of a part that comes with the report, for the audience that was stated for it."""
    if stated is None:
        return Readers(None, whole.audience, whole.parties)
    return Readers(stated, stated, list_state_alone(whole.state))


def find_later_readers(whole: Assessment, *bounds: Audience | None) -> Readers:
    """Of a part that comes once the report is final. `bounds`: what was stated for it, or bounds it otherwise.

    Whom the State named beside the report, it named before there was this part.
    """
    own = bound_undecided(whole.audience, *bounds)
    audience = whole.audience if own is None else find_narrowest(own, whole.audience)
    return Readers(own, audience, list_state_alone(whole.state))


def bound_undecided(reach: Audience, *bounds: Audience | None) -> Audience | None:
    """The audience of its own for a part on which nobody decided, and that would reach so far; None: it needs none."""
    known = find_known_narrowest(*bounds)
    if known is None and not is_narrower(WIDEST_UNDECIDED, reach):
        return None
    return find_narrowest(WIDEST_UNDECIDED, known or WIDEST_UNDECIDED)


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
