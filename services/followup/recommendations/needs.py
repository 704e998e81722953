"""Where a rule finds the recommendations of a cycle. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.followup.cycles.model import Home
from services.followup.cycles.needs import find_home_for_committee, needs_of_home
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.principals import Principal
from shared.engine.rules import Known, Need, NotFound, Refusal


def needs_of_recommendations(cycle_id: str) -> Iterator[Need]:
    """A cycle, the recommendations in it, and those of its assessment that another cycle goes on with."""
    yield from needs_of_home(cycle_id, needs_of_recommendations_of)
    yield Need(RECOMMENDATIONS, cycle_id, by="cycle_id")


def needs_of_recommendations_of(home: Home) -> Iterator[Need]:
    """The same recommendations, once it is known that there is the cycle."""
    yield Need(RECOMMENDATIONS, home.assessment_id, by="assessment_id")
    yield Need(RECOMMENDATIONS, home.id, by="cycle_id")


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


class FollowedElsewhere(Refusal):
    """The recommendation is followed elsewhere: `/recommendation-statuses` says where, in a cycle or alone."""

    rule = "1"
    paragraph = "OP16"
    status = 404


def check_followed(recommendation: Recommendation | None, home_id: str, principal: Principal) -> None:
    """Raises FollowedElsewhere of one that is not there, for those who may know where it is."""
    if recommendation is not None and recommendation.cycle_id != home_id and principal.sees(recommendation.audience):
        raise FollowedElsewhere(f"Its `cycle_id` is {recommendation.cycle_id}.")


def find_followed(
    principal: Principal, home_id: str, recommendation_id: str, known: Known
) -> tuple[Home, Recommendation]:
    """Where the recommendation is followed, and itself, for the Committee and CTED.

    Raises FollowedElsewhere, NotFound or OnlyForTheCommittee.
    """
    check_followed(known.get(RECOMMENDATIONS, recommendation_id), home_id, principal)
    home = find_home_for_committee(principal, home_id, known)
    return home, find_recommendation(home, recommendation_id, known)


class UnknownRecommendation(Refusal):
    """The assessment has no such recommendation; use the references that it gave them."""

    status = 422
