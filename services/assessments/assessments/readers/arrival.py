"""Who may have a part when it comes: with the report, by a correction, or in a follow-up (OP19). Pure.

A part without an audience of its own is for whom the report is. One with an audience of its own is for nobody beside
it but its State: the State named others for the report, not for this part. What comes once the report is final goes
no further than the UN system, than the report, and than what corrections left out: nobody decided on it yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.audiences import Audience
from services.assessments.assessments.model import Assessment, Recommendation
from services.assessments.assessments.readers.closing import count_as_live
from services.assessments.assessments.readers.levels import (
    WIDEST_UNDECIDED,
    Readers,
    find_known_narrowest,
    find_narrowest,
    is_narrower,
    list_state_alone,
)


def find_first_readers(whole: Assessment, stated: Audience | None) -> Readers:
    """Of a part that comes with the report, for the audience that was stated for it."""
    if stated is None:
        return Readers(None, whole.audience, whole.parties)
    return Readers(stated, stated, list_state_alone(whole.state))


def find_later_readers(whole: Assessment, *bounds: Audience | None) -> Readers:
    """Of a part that comes once the report is final. `bounds`: what was stated for it, or bounds it otherwise.

    Whom the State named beside the report, it named before there was this part.
    """
    own = _bound_undecided(whole.audience, *bounds)
    audience = whole.audience if own is None else find_narrowest(own, whole.audience)
    return Readers(own, audience, list_state_alone(whole.state))


def find_successor_readers(stated: Audience | None, whole: Assessment, parents: Sequence[Recommendation]) -> Readers:
    """Of a recommendation that takes the place of others. It goes no further than each of them (rule 7)."""
    reach = find_narrowest(*(_find_reach(one, whole) for one in parents))
    own = _bound_undecided(reach, stated, *(one.own_audience for one in parents))
    return Readers(own, find_narrowest(reach, own or reach), _list_parties(stated, reach, parents))


def _bound_undecided(reach: Audience, *bounds: Audience | None) -> Audience | None:
    """The audience of its own for a part on which nobody decided, and that would reach so far; None: it needs none."""
    known = find_known_narrowest(*bounds)
    if known is None and not is_narrower(WIDEST_UNDECIDED, reach):
        return None
    return find_narrowest(WIDEST_UNDECIDED, known or WIDEST_UNDECIDED)


def _find_reach(parent: Recommendation, whole: Assessment) -> Audience:
    """How far a parent reaches. If it is closed already: how far it would otherwise, as far as that is known here."""
    return count_as_live(parent, whole).audience if parent.assessment_id == whole.id else parent.audience


def _list_parties(stated: Audience | None, reach: Audience, parents: Sequence[Recommendation]) -> tuple[str, ...]:
    """Those that may have every parent; the State alone if it is for fewer than they are."""
    if stated is not None and is_narrower(stated, reach):
        return list_state_alone(parents[0].state)
    return tuple(one for one in parents[0].parties if all(one in parent.parties for parent in parents))
