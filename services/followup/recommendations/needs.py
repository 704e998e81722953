"""Where a rule finds the recommendations of a cycle. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.followup.cycles.model import Home
from services.followup.cycles.needs import needs_of_home
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.rules import Known, Need, NotFound, Refusal


def needs_of_recommendations(cycle_id: str) -> Iterator[Need]:
    """A cycle, the recommendations in it, and those of its assessment that another cycle goes on with."""
    yield from needs_of_home(cycle_id, lambda home: (Need(RECOMMENDATIONS, home.assessment_id, by="assessment_id"),))
    yield Need(RECOMMENDATIONS, cycle_id, by="cycle_id")


def find_recommendations(cycle: Home, known: Known) -> list[Recommendation]:
    """Those recommendations, in order of id."""
    here = known.all(RECOMMENDATIONS, "cycle_id", cycle.id)
    elsewhere = known.all(RECOMMENDATIONS, "assessment_id", cycle.assessment_id)
    return sorted({one.id: one for one in (*here, *elsewhere)}.values(), key=lambda one: one.id)


def find_recommendation(cycle: Home, recommendation_id: str, known: Known) -> Recommendation:
    """The cycle's recommendation. Raises NotFound."""
    found = known.get(RECOMMENDATIONS, recommendation_id)
    if found is None or found.cycle_id != cycle.id:
        raise NotFound
    return found


class UnknownRecommendation(Refusal):
    """The assessment has no such recommendation; use the references that it gave them."""

    status = 422
