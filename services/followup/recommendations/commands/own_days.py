"""A day that the CTC sets for one recommendation, first made in a follow-up report (rule 5). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.followup import RecommendationScheduled
from services.followup.cycles.checks import check_day, check_due_day, check_running
from services.followup.cycles.mandates import REPORT_DUTY, find_mandate_of_decision
from services.followup.cycles.model import Cycle, Decision
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.recommendations.needs import find_followed
from services.followup.recommendations.status import check_live
from services.followup.recommendations.views import show_recommendation
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Put, Refusal


class DueWithTheFollowUp(Refusal):
    """The assessment made this recommendation, so it is due with the follow-up's report: decide that due date."""

    rule = "5"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class SetOwnDay:
    """The CTC sets the day by which CTED reports on one recommendation of a follow-up report, or alone (rule 5)."""

    cycle_id: str
    recommendation_id: str
    given: Decision


def set_own_day(command: Command[SetOwnDay], known: Known, context: Context) -> Iterable[Change]:
    """One first made in a follow-up report, or alone, falls due only if the CTC sets a date, then or later (rule 5)."""
    about = command.data
    home, before = find_followed(command.principal, about.cycle_id, about.recommendation_id, known)
    given = about.given
    if before.sequence == 0 and isinstance(home, Cycle):
        raise DueWithTheFollowUp
    if before.due_on != given.due_on:
        check_running(home)
        check_live(before)
        check_day(home, given.decided_on, "decided_on", context)
        check_due_day(given.due_on, given.decided_on, "due_on", context)
        find_mandate_of_decision(home.mandate, REPORT_DUTY, given.decided_on, context)
        yield Put(RECOMMENDATIONS, before._replace(due_on=given.due_on))
        data = RecommendationScheduled(
            **recommendation_fields(home, before, given.decided_on),
            due_on=given.due_on,
            previous_due_on=before.due_on,
            reason=given.why,
            decided_by=given.decided_by,
            document=given.document,
        )
        yield Emit(data, home.state)
    yield Answer(show_recommendation(before._replace(due_on=given.due_on)))
