"""What follows for a case and for duplications when a recommendation, or a project that serves it, changes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.ids import case_id
from services.unoct.cases.following import update_case
from services.unoct.cases.model import CASES
from services.unoct.duplications.model import DUPLICATIONS
from services.unoct.duplications.rules import update_duplications
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def needs_of_recommendation(recommendation_id: str) -> Iterator[Need]:
    """The recommendation, with its case and its duplications."""
    yield Need(CASES, case_id(recommendation_id))
    yield Need(RECOMMENDATIONS, recommendation_id)
    yield Need(DUPLICATIONS, recommendation_id, by="recommendation_id")


def change_recommendation(
    recommendation: Recommendation, known: Known, context: Context, reason: str = ""
) -> list[Change]:
    """Saves the changed recommendation, with what follows. `reason`: why its case is cancelled, if it is."""
    case_before = known.get(CASES, case_id(recommendation.id))
    case, events = update_case(recommendation, case_before, context.today, reason)
    changes: list[Change] = [Put(RECOMMENDATIONS, recommendation)]
    if case is None:
        return changes
    case = replace(case, audience=recommendation.audience)
    if case != case_before:
        changes.append(Put(CASES, case))
    changes += [Emit(event, case.state) for event in events]
    duplications = known.all(DUPLICATIONS, "recommendation_id", recommendation.id)
    before = known.get(RECOMMENDATIONS, recommendation.id)
    served_before = {serving.project_id for serving in before.serving} if before else set()
    changes += update_duplications(recommendation, case, duplications, served_before, context)
    return changes
