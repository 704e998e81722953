"""`/cycles/{cycle}/recommendations`: the status of each, and what becomes of it. Pure."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from services.followup.cycles.views import CYCLE
from services.followup.recommendations.commands.adding import AddRecommendation, add_recommendation, needs_of_addition
from services.followup.recommendations.commands.assessing import (
    AssessRecommendation,
    assess_recommendation,
    needs_of_assessment,
)
from services.followup.recommendations.commands.carrying import CarryOver, carry_over, needs_of_carry_over
from services.followup.recommendations.commands.ending import EndRecommendation, end_recommendation
from services.followup.recommendations.commands.own_days import SetOwnDay, set_own_day
from services.followup.recommendations.commands.succession import Succeed, needs_of_succession, succeed
from services.followup.recommendations.model import Lifecycle
from services.followup.recommendations.views import RECOMMENDATION, Succession
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single

ALL: Final = "/cycles/{cycle}/recommendations"
ONE: Final = "/cycles/{cycle}/recommendations/{recommendation}"
Key = Annotated[str, Field(max_length=200)]

RESOURCE = Resource(
    "cycles",
    (
        Listing(
            "list_statuses",
            "/recommendation-statuses",
            "The status of recommendations, wherever each is followed: in a cycle, or alone. `cycle_id` says where.",
            RECOMMENDATION,
            (
                By("state", Member),
                By("assessment", Key, "assessment_id"),
                By("cycle", Key, "cycle_id"),
                By("lifecycle", Lifecycle),
            ),
        ),
        Listing(
            "list_recommendations",
            ALL,
            "The recommendations of a cycle with their status: stated, reported, and assessed apart (rule 6).",
            RECOMMENDATION,
            within=CYCLE,
            column="cycle_id",
        ),
        Single("show_recommendation", ONE, "One recommendation with its status.", RECOMMENDATION, column="cycle_id"),
        Action(
            "add",
            ALL,
            AddRecommendation,
            needs_of_addition,
            add_recommendation,
            within=CYCLE,
            creates=ALL,
            answers=RECOMMENDATION.shape,
        ),
        Action("set_due_date", f"{ONE}/due-date", SetOwnDay, needs_of_assessment, set_own_day, RECOMMENDATION),
        Action(
            "assess",
            f"{ONE}/assessment",
            AssessRecommendation,
            needs_of_assessment,
            assess_recommendation,
            RECOMMENDATION,
        ),
        Action("end", f"{ONE}/closure", EndRecommendation, needs_of_assessment, end_recommendation, RECOMMENDATION),
        Action("carry_over", f"{ONE}/carry-over", CarryOver, needs_of_carry_over, carry_over, RECOMMENDATION),
        Action(
            "succeed",
            "/cycles/{cycle}/successions",
            Succeed,
            needs_of_succession,
            succeed,
            answers=Succession,
        ),
    ),
)
