"""A day that the CTC sets for one recommendation, first made in a follow-up report (rule 5). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.followup import RecommendationScheduled
from services.followup.commands.due_dates import mandate_of_decision
from services.followup.commands.principals import committees_cycle, recommendation_of
from services.followup.events import of_recommendation
from services.followup.mandates import REPORT_DUTY
from services.followup.model import Decision
from services.followup.recommendations import check_live
from services.followup.refusals import due_in_its_time, in_its_time, running
from services.followup.showing import shown_recommendation
from services.followup.tables import RECOMMENDATIONS
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Put, Refusal


class DueWithTheFollowUp(Refusal):
    """The assessment made this recommendation, so it is due with the follow-up's report: decide that due date."""

    rule = "5"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class SetOwnDay:
    """The CTC sets the day by which CTED reports on one recommendation, first made in a follow-up report (rule 5)."""

    cycle_id: str
    recommendation_id: str
    given: Decision


def set_own_day(command: Command[SetOwnDay], known: Known, context: Context) -> Iterable[Change]:
    """One first made in a follow-up report falls due only if the CTC sets a date, then or later (rule 5)."""
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    before = recommendation_of(cycle, command.data.recommendation_id, known)
    given = command.data.given
    if before.sequence == 0:
        raise DueWithTheFollowUp
    if before.due_on != given.due_on:
        running(cycle)
        check_live(before)
        in_its_time(cycle, given.decided_on, "decided_on", context)
        due_in_its_time(given.due_on, given.decided_on, "due_on", context)
        mandate_of_decision(cycle.mandate, REPORT_DUTY, given.decided_on, context)
        yield Put(RECOMMENDATIONS, before._replace(due_on=given.due_on))
        data = RecommendationScheduled(
            **of_recommendation(cycle, before, given.decided_on),
            due_on=given.due_on,
            previous_due_on=before.due_on,
            reason=given.why,
            decided_by=given.decided_by,
            document=given.document,
        )
        yield Emit(data, cycle.state)
    yield Answer(shown_recommendation(before._replace(due_on=given.due_on)))
