"""What follows for a case and for duplications when a recommendation, or a project that serves it, changes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from contracts.ids import case_id
from services.unoct.cases.following import update_case
from services.unoct.cases.model import CASES, Case
from services.unoct.duplications.model import DUPLICATIONS
from services.unoct.duplications.rules import update_duplications
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.deadline import build_due_at_once
from shared.engine.rules import Change, Context, Due, Emit, Known, Need, Put, Rule, Schedule, Settle

FOLLOWING: Final = "duplications"
"""The kind of the deadline by which many duplications of a recommendation follow it."""
FEW_PARTS: Final = 5
"""Parts of a case whose duplications follow at once: ten pairs, if all its projects serve the need at one time."""


def needs_of_recommendation(recommendation_id: str) -> Iterator[Need]:
    """The recommendation, with its case and its duplications."""
    yield Need(CASES, case_id(recommendation_id))
    yield Need(RECOMMENDATIONS, recommendation_id)
    yield Need(DUPLICATIONS, recommendation_id, by="recommendation_id")


def needs_of_released_part(recommendation_id: str) -> Iterator[Need]:
    """The recommendation with its case, and with its duplications if they are few."""
    yield Need(CASES, case_id(recommendation_id), then=_needs_of_few_duplications)
    yield Need(RECOMMENDATIONS, recommendation_id)


def _needs_of_few_duplications(case: Case) -> Iterator[Need]:
    if len(case.parts) <= FEW_PARTS:
        yield Need(DUPLICATIONS, case.recommendation_id, by="recommendation_id")


def change_serving(recommendation: Recommendation, known: Known, context: Context) -> list[Change]:
    """Saves a recommendation that other projects serve now, with what follows for its case and its duplications."""
    before = known.get(RECOMMENDATIONS, recommendation.id)
    changes, case = _change_case(recommendation, known, context)
    if case is not None:
        changes += _update_duplications(recommendation, case, _list_serving(before), known, context)
    return changes


def change_released(recommendation: Recommendation, known: Known, context: Context, reason: str = "") -> list[Change]:
    """Saves what the UN has of a recommendation now, with what follows for its case. `reason`: why that is cancelled.

    Where many projects served it, its duplications follow by a trigger of their own. There may be hundreds, and a
    report has 500 recommendations: all at once would stop this service for minutes, and fill its memory. No part is
    ever dropped, so a case that has many keeps them.
    """
    changes, case = _change_case(recommendation, known, context, reason)
    if case is None:
        return changes
    if len(case.parts) > FEW_PARTS:
        return [*changes, Schedule(build_due_at_once(FOLLOWING, recommendation.id, context.today, is_awaited=False))]
    return [*changes, *_update_duplications(recommendation, case, _list_serving(recommendation), known, context)]


def needs_of_following(due: Due) -> Iterator[Need]:
    """The recommendation, with its case and its duplications."""
    return needs_of_recommendation(due.deadline.subject)


def follow_recommendation(due: Due, known: Known, context: Context) -> Iterator[Change]:
    """The duplications follow what is released of their recommendation now."""
    yield Settle(FOLLOWING, due.deadline.subject, "met")
    recommendation = known.get(RECOMMENDATIONS, due.deadline.subject)
    case = known.get(CASES, case_id(due.deadline.subject))
    if recommendation is not None and case is not None:
        yield from _update_duplications(recommendation, case, _list_serving(recommendation), known, context)


def _list_serving(recommendation: Recommendation | None) -> set[str]:
    return {one.project_id for one in recommendation.serving} if recommendation else set()


def _change_case(
    recommendation: Recommendation, known: Known, context: Context, reason: str = ""
) -> tuple[list[Change], Case | None]:
    before = known.get(CASES, case_id(recommendation.id))
    case, events = update_case(recommendation, before, context.today, reason)
    changes: list[Change] = [Put(RECOMMENDATIONS, recommendation)]
    if case is None:
        return changes, None
    case = replace(case, audience=recommendation.audience)
    if case != before:
        changes.append(Put(CASES, case))
    return changes + [Emit(event, case.state) for event in events], case


def _update_duplications(
    recommendation: Recommendation, case: Case, served_before: set[str], known: Known, context: Context
) -> Iterator[Change]:
    duplications = known.all(DUPLICATIONS, "recommendation_id", recommendation.id)
    return update_duplications(recommendation, case, duplications, served_before, context)


DEADLINES: Final[dict[str, Rule[Any]]] = {
    FOLLOWING: Rule(needs_of_following, follow_recommendation, is_alone=True),
}
