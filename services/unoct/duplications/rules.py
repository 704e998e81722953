"""Flagging of two projects that serve one need, and the end of that. Pure.

A flood of one body's projects must not hide what others do. So the pairs of one project have a bound, and those with
the projects of one body another: the projects that came first are flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final

from contracts.ids import duplication_id, slug
from services.unoct.cases.model import Case
from services.unoct.duplications.events import build_flagged_event, build_resolved_event
from services.unoct.duplications.model import DUPLICATIONS, Duplication, Resolution
from services.unoct.recommendations.model import Recommendation, Serving
from shared.engine.rules import Change, Context, Emit, Put

CASE_CANCELLED: Final = "The case was cancelled."
"""The note of a duplication that ended together with its case."""


def update_duplications(
    recommendation: Recommendation,
    case: Case,
    duplications: Sequence[Duplication],
    served_before: set[str],
    context: Context,
) -> Iterator[Change]:
    """Flags a pair of projects for one need once, and again if a project that was withdrawn comes back.

    `duplications`: all that are known of this recommendation. `served_before`: ids of the projects that served it.
    """
    projects = {serving.project_id for serving in recommendation.serving}
    for duplication in duplications:
        yield from _update_known(recommendation, case, duplication, projects, context.today)
    if case.status == "cancelled":
        return
    known = {duplication.id: duplication for duplication in duplications}
    flagged = _count_flagged(recommendation, duplications)
    for one, other in combinations(recommendation.serving, 2):
        if not (_has_room(flagged, one, other, context) and _has_room(flagged, other, one, context)):
            continue
        pair = tuple(sorted((one.project_id, other.project_id)))
        before = known.get(duplication_id(recommendation.id, *pair))
        if before is None or _comes_back(before, served_before):
            _count(flagged, one, other)
            yield from _flag_pair(recommendation, case, pair, context.today)


Flagged = Counter[tuple[str, str]]
"""How many duplications of a project are flagged with the projects of a body; the body "" stands for all of them."""


def _count_flagged(recommendation: Recommendation, duplications: Sequence[Duplication]) -> Flagged:
    """Those that stay flagged: of two projects that both serve the need."""
    serving = {one.project_id: one for one in recommendation.serving}
    flagged = Flagged()
    for duplication in duplications:
        pair = [serving[project] for project in duplication.project_ids if project in serving]
        if duplication.status == "flagged" and len(pair) == 2:
            _count(flagged, *pair)
    return flagged


def _count(flagged: Flagged, one: Serving, other: Serving) -> None:
    for this, that in ((one, other), (other, one)):
        flagged.update([(this.project_id, ""), (this.project_id, _body_key(that.body))])


def _has_room(flagged: Flagged, one: Serving, other: Serving, context: Context) -> bool:
    """Whether one more duplication of this project may be flagged, with a project of the other one's body."""
    practice = context.reference.practice
    with_all, with_body = flagged[one.project_id, ""], flagged[one.project_id, _body_key(other.body)]
    return with_all < practice.most_duplications and with_body < practice.most_duplications_with_body


def _body_key(body: str) -> str:
    """A key of the body that does not depend on how its name is written."""
    return slug(body) or body


def _update_known(
    recommendation: Recommendation, case: Case, duplication: Duplication, projects: set[str], today: date
) -> Iterator[Change]:
    """Resolves it if the case, or one of its projects, is no longer there. With the case it may come back."""
    remaining = [project for project in duplication.project_ids if project in projects]
    is_as_shown = duplication.audience == recommendation.audience
    after = duplication if is_as_shown else replace(duplication, audience=recommendation.audience)
    if duplication.status == "flagged" and case.status == "cancelled":
        yield from end_duplication(replace(after, note=CASE_CANCELLED), "no_duplication", today)
    elif duplication.status == "flagged" and len(remaining) < len(duplication.project_ids):
        kept = remaining[0] if remaining else None
        yield from end_duplication(replace(after, kept_project_id=kept), "one_withdrawn", today)
    elif after != duplication:
        yield Put(DUPLICATIONS, after)


def _comes_back(before: Duplication, served_before: set[str]) -> bool:
    """Whether a duplication that ended by itself is there again. What people resolved stays resolved."""
    with_project = before.resolution == "one_withdrawn" and not served_before.issuperset(before.project_ids)
    return with_project or before.note == CASE_CANCELLED


def _flag_pair(recommendation: Recommendation, case: Case, pair: tuple[str, ...], today: date) -> Iterator[Change]:
    duplication = Duplication(
        id=duplication_id(recommendation.id, pair[0], pair[1]),
        recommendation_id=recommendation.id,
        case_id=case.id,
        state=recommendation.state,
        project_ids=pair,
        status="flagged",
        flagged_on=today,
        synthetic=recommendation.synthetic,
        audience=recommendation.audience,
        parties=recommendation.parties,
    )
    yield Put(DUPLICATIONS, duplication)
    yield Emit(build_flagged_event(duplication, today), duplication.state)


def end_duplication(duplication: Duplication, resolution: Resolution, today: date) -> Iterator[Change]:
    """The duplication with its resolution, and the event."""
    duplication = replace(duplication, status="resolved", resolved_on=today, resolution=resolution)
    yield Put(DUPLICATIONS, duplication)
    yield Emit(build_resolved_event(duplication, today), duplication.state)
