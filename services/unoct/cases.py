"""What becomes of a case when its recommendation, or the projects that serve it, change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any, Final

from contracts.audiences import Audience
from contracts.ids import case_id, duplication_id
from contracts.unoct import (
    CaseCancelled,
    CaseFact,
    CaseOpened,
    CaseTakenUp,
    DuplicationFlagged,
    DuplicationResolved,
)
from services.unoct.model import Case, CaseStatus, Duplication, Recommendation, Resolution, Serving
from services.unoct.tables import CASES, DUPLICATIONS, RECOMMENDATIONS
from shared.engine.rules import Change, Context, Emit, Known, Need, Put

RELEASED: Final[Audience] = "un"
"""Cases hold what is released to the UN, and what its bodies do about it: all of them see it."""
CASE_CANCELLED: Final = "The case was cancelled."
"""The note of a duplication that ended with it."""
NOT_RELEASED: Final[Audience] = "committee"

CAN_BE_TAKEN_UP: Final[frozenset[CaseStatus]] = frozenset({"open", "offered", "declined"})
"""What one body declined another may still take up."""


def needs_of_case(recommendation: str) -> Iterator[Need]:
    """All that hangs on a recommendation."""
    yield Need(CASES, case_id(recommendation))
    yield Need(RECOMMENDATIONS, recommendation)
    yield Need(DUPLICATIONS, recommendation, by="recommendation_id")


def followed(recommendation: Recommendation, known: Known, context: Context, reason: str = "") -> list[Change]:
    """The recommendation as it now is, and what follows for its case and for duplication.

    `reason`: why it is cancelled, if it is.
    """
    before = known.get(CASES, case_id(recommendation.id))
    case, events = _follow(recommendation, before, context.today, reason)
    changes: list[Change] = [Put(RECOMMENDATIONS, recommendation)]
    if case is None:
        return changes
    shown = replace(case, audience=recommendation.audience)
    if shown != before:
        changes.append(Put(CASES, shown))
    changes += [Emit(event, case.state) for event in events]
    standing = known.all(DUPLICATIONS, "recommendation_id", recommendation.id)
    row = known.get(RECOMMENDATIONS, recommendation.id)
    served = {one.project_id for one in row.serving} if row else set()
    return [*changes, *_duplications(recommendation, shown, standing, served, context.today)]


def _follow(
    recommendation: Recommendation, case: Case | None, today: date, reason: str
) -> tuple[Case | None, list[CaseFact]]:
    """The case as it now is, and what is said about it."""
    if case is None or case.status == "cancelled":
        if not recommendation.wanted:
            return case, []
        case = _opened(recommendation, recommendation.released_on if case is None else today)
        return _served(recommendation, case, today, [opened(case, case.opened_on)])
    case = replace(
        case,
        state=recommendation.state,
        parties=recommendation.parties,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
    )
    if not recommendation.wanted and case.status != "delivered":
        reason = reason or _no_longer(recommendation)
        case = replace(case, status="cancelled", cancelled_on=today, reason=reason)
        return case, [CaseCancelled(**of(case, today), reason=reason)]
    return _served(recommendation, case, today, [])


def _served(
    recommendation: Recommendation, case: Case, today: date, events: list[CaseFact]
) -> tuple[Case, list[CaseFact]]:
    """A case is taken up as soon as a project serves it, and open again when none does any more."""
    projects = {one.project_id: one for one in recommendation.serving}
    if case.status == "taken_up" and not projects:
        case = replace(case, status="open", project_id=None, taken_up_on=None, body=None)
        return case, [*events, opened(case, today)]
    if case.status in CAN_BE_TAKEN_UP and projects:
        first = recommendation.serving[0]
        case = replace(
            case, status="taken_up", taken_up_on=today, project_id=first.project_id, body=first.body, reason=None
        )
        return case, [*events, _taken_up(case, first, today)]
    if case.status == "taken_up" and case.project_id not in projects:
        first = recommendation.serving[0]
        return _carried_on(case, first), [*events, _taken_up(case, first, today)]
    return case, events


def kept(one: Duplication, known: Known, today: date) -> Iterable[Change]:
    """The case goes on in the project that is kept of the two, if it was taken up in the other one."""
    case, row = known.get(CASES, one.case_id), known.get(RECOMMENDATIONS, one.recommendation_id)
    others = set(one.project_ids) - {one.kept_project_id}
    if case is None or row is None or case.status != "taken_up" or case.project_id not in others:
        return
    for serving in row.serving:
        if serving.project_id == one.kept_project_id:
            yield Put(CASES, _carried_on(case, serving))
            yield Emit(_taken_up(case, serving, today), case.state)


def _carried_on(case: Case, by: Serving) -> Case:
    """Taken up since the day on which the first one did so: the need counts once."""
    return replace(case, project_id=by.project_id, body=by.body)


def _taken_up(case: Case, by: Serving, day: date) -> CaseTakenUp:
    return CaseTakenUp(**of(case, day), project_id=by.project_id, body=by.body)


def _opened(recommendation: Recommendation, day: date) -> Case:
    return Case(
        id=case_id(recommendation.id),
        recommendation_id=recommendation.id,
        assessment_id=recommendation.assessment_id,
        state=recommendation.state,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
        status="open",
        opened_on=day,
        synthetic=recommendation.synthetic,
        audience=recommendation.audience,
        parties=recommendation.parties,
    )


def _no_longer(recommendation: Recommendation) -> str:
    if recommendation.assistance_needed:
        return "The State no longer requests assistance."
    return "Assistance is no longer needed."


def opened(case: Case, day: date) -> CaseOpened:
    """The event that says so, the first time or again."""
    return CaseOpened(**of(case, day), themes=case.themes or (), priority=case.priority, pillar=case.pillar)


def of(case: Case, day: date) -> dict[str, Any]:
    """What all events about a case say."""
    return {
        "occurred_on": day,
        "synthetic": case.synthetic,
        "state": case.state,
        "case_id": case.id,
        "recommendation_id": case.recommendation_id,
        "assessment_id": case.assessment_id,
    }


# ---- duplication ----------------------------------------------------------------------------


def _duplications(
    recommendation: Recommendation, case: Case, standing: Sequence[Duplication], served: set[str], today: date
) -> Iterable[Change]:
    """Each pair of projects for one need is flagged once, and again where one that was withdrawn comes back.

    One that ends by itself, or with the case, is resolved, and comes back with it. `served`: ids of the projects
    that served the need before.
    """
    serving = sorted(one.project_id for one in recommendation.serving)
    for one in standing:
        left = [project for project in one.project_ids if project in serving]
        shown = replace(one, audience=recommendation.audience)
        if one.status == "flagged" and len(left) < len(one.project_ids):
            kept = left[0] if left else None
            yield from resolved(replace(shown, kept_project_id=kept), "one_withdrawn", today)
        elif one.status == "flagged" and case.status == "cancelled":
            yield from resolved(replace(shown, note=CASE_CANCELLED), "no_duplication", today)
        elif shown != one:
            yield Put(DUPLICATIONS, shown)
    if case.status != "cancelled":
        known = {one.id: one for one in standing}
        for pair in combinations(serving, 2):
            before = known.get(duplication_id(recommendation.id, *pair))
            if before is None or _comes_back(before, served):
                yield from _flagged(recommendation, case, pair, today)


def _comes_back(before: Duplication, served: set[str]) -> bool:
    """Whether what ended by itself is there again; what people resolved stays so."""
    with_project = before.resolution == "one_withdrawn" and not served.issuperset(before.project_ids)
    return with_project or before.note == CASE_CANCELLED


def _flagged(recommendation: Recommendation, case: Case, pair: tuple[str, ...], today: date) -> Iterable[Change]:
    one = Duplication(
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
    yield Put(DUPLICATIONS, one)
    yield Emit(DuplicationFlagged(**_pair(one, today)), one.state)


def resolved(one: Duplication, resolution: Resolution, today: date) -> Iterable[Change]:
    """The duplication with its resolution, kept and told."""
    one = replace(one, status="resolved", resolved_on=today, resolution=resolution)
    yield Put(DUPLICATIONS, one)
    told = DuplicationResolved(
        **_pair(one, today), resolution=resolution, kept_project_id=one.kept_project_id, note=one.note
    )
    yield Emit(told, one.state)


def _pair(one: Duplication, day: date) -> dict[str, Any]:
    return {
        "occurred_on": day,
        "synthetic": one.synthetic,
        "state": one.state,
        "duplication_id": one.id,
        "recommendation_id": one.recommendation_id,
        "case_id": one.case_id,
        "project_ids": one.project_ids,
    }
