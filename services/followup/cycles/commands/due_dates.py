"""A due date that the CTC decides, and the mandate under which it does so (rules 4 and 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from services.followup.cycles.checks import AlreadyReported, check_day, check_due_day, check_running
from services.followup.cycles.dates import find_not_answered_since, find_overdue_since
from services.followup.cycles.events import build_moved_events
from services.followup.cycles.mandates import (
    REPORT_DUTY,
    RESPONSE_DUTY,
    apply_mandates,
    find_mandate_of_decision,
    paragraph_of,
)
from services.followup.cycles.model import Cycle, Decision
from services.followup.cycles.needs import find_cycle_for_committee
from services.followup.cycles.timing import change_cycle
from services.followup.cycles.views import show_cycle
from shared.engine.rules import Answer, Change, Command, Context, Known, Refusal


class AlreadyResponded(Refusal):
    """The State has responded, so that its time can no longer be moved."""

    rule = "4"


@dataclass(frozen=True, slots=True)
class GivenDueDate(Decision):
    """A due date that was decided: who, why, by which document."""

    duty: Literal["report", "response"] = "report"


@dataclass(frozen=True, slots=True)
class DecideDueDate:
    """The CTC decides a due date. It wins over the one that is counted (rule 4)."""

    cycle_id: str
    given: GivenDueDate


def decide_due_date(command: Command[DecideDueDate], known: Known, context: Context) -> Iterable[Change]:
    """A due date set by decision wins over what is counted (rule 4), and settles what was pending (rule 9)."""
    cycle = find_cycle_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    check_running(cycle)
    check_day(cycle, given.decided_on, "decided_on", context)
    anchor_on = cycle.anchor_on if given.duty == "report" else cycle.received_by_state_on
    check_due_day(given.due_on, anchor_on or cycle.opened_on, "due_on", context)
    decision = Decision(given.due_on, given.decided_on, given.decided_by, given.why, given.document)
    decide = _decide_report_due if given.duty == "report" else _decide_response_due
    decided = decide(cycle, decision, context)
    if decided != cycle:
        yield from change_cycle(cycle, decided, context)
        about = decision.decided_on, decision.why, context.reference, decision.decided_by, decision.document
        yield from build_moved_events(cycle, decided, *about)
    yield Answer(show_cycle(decided))


def _decide_report_due(cycle: Cycle, decision: Decision, context: Context) -> Cycle:
    if cycle.reported_on is not None:
        raise AlreadyReported(fields=("due_on",))
    mandate = find_mandate_of_decision(cycle.mandate, REPORT_DUTY, decision.decided_on, context)
    decided = cycle._replace(
        due_on=decision.due_on,
        decision=decision,
        mandate=mandate.id,
        paragraph=cycle.paragraph if mandate.id == cycle.mandate else paragraph_of(mandate),
    )
    return apply_mandates(decided._replace(overdue_since=find_overdue_since(decided, context)), context)


def _decide_response_due(cycle: Cycle, decision: Decision, context: Context) -> Cycle:
    if cycle.responded_on is not None:
        raise AlreadyResponded(fields=("due_on",))
    mandate = find_mandate_of_decision(cycle.response_mandate, RESPONSE_DUTY, decision.decided_on, context)
    decided = cycle._replace(response_due_on=decision.due_on, response_decision=decision, response_mandate=mandate.id)
    return apply_mandates(decided._replace(not_answered_on=find_not_answered_since(decided, context)), context)
