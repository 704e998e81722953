"""A further follow-up of a cycle, as the CTC decides it (rule 5). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from contracts.vocabulary import Day, Line, Text
from services.followup.cycles.checks import BeforeTheAssessment, NotYetReported, check_day, check_running
from services.followup.cycles.events import build_scheduled_events
from services.followup.cycles.mandates import REPORT_DUTY, apply_mandates, find_mandate_of_decision, paragraph_of
from services.followup.cycles.model import Cycle, Decision, PastFollowUp, Report
from services.followup.cycles.needs import find_cycle_for_committee
from services.followup.cycles.timing import change_cycle
from services.followup.cycles.views import show_cycle
from shared.engine.bounds import check_has_room
from shared.engine.rules import Answer, Change, Command, Context, Known, Refusal
from shared.engine.time.dates import add_period
from shared.engine.time.days import check_not_too_far


class AnchorNeeded(Refusal):
    """The follow-up before it had no due date to count from: name the day that the CTC decided."""

    rule = "5"
    status = 422


@dataclass(frozen=True, slots=True)
class GivenFollowUp:
    """A further follow-up, as the CTC decided it."""

    decided_on: Day
    decided_by: Line
    why: Text
    period: Annotated[str, StringConstraints(pattern="^P[1-9][0-9]{0,2}[MD]$")]
    """Such as `P12M`, from the anchor."""
    anchor_on: Day | None = None
    """Absent: the intended due date of the follow-up before it, whenever that was reported."""
    document: Line | None = None


@dataclass(frozen=True, slots=True)
class OpenFurtherFollowUp:
    """The CTC decides on a further follow-up.

    It is counted from the due date intended before, unless the CTC names another day (rule 5).
    """

    cycle_id: str
    given: GivenFollowUp


def open_further_follow_up(command: Command[OpenFurtherFollowUp], known: Known, context: Context) -> Iterable[Change]:
    """Period and anchor are the CTC's decision; the default anchor is the day intended before (rule 5)."""
    cycle = find_cycle_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    check_running(cycle)
    check_day(cycle, given.decided_on, "decided_on", context)
    if cycle.report is None:
        raise NotYetReported
    check_has_room(cycle.earlier, context, "decided_on", "OP16")
    anchor_on = given.anchor_on or cycle.due_on
    if anchor_on is None:
        raise AnchorNeeded(fields=("anchor_on",))
    if anchor_on < cycle.opened_on:
        raise BeforeTheAssessment(fields=("anchor_on",))
    check_not_too_far(context.today, anchor_on=anchor_on)
    check_not_too_far(context.today, period=add_period(anchor_on, given.period))
    further = _build_further(cycle, cycle.report, given, anchor_on, context)
    yield from change_cycle(cycle, further, context)
    yield from build_scheduled_events(further, context.reference)
    yield Answer(show_cycle(further))


def _build_further(cycle: Cycle, report: Report, given: GivenFollowUp, anchor_on: date, context: Context) -> Cycle:
    due_on = add_period(anchor_on, given.period)
    mandate = find_mandate_of_decision(cycle.mandate, REPORT_DUTY, given.decided_on, context)
    further = cycle._replace(
        earlier=(*cycle.earlier, _build_past(cycle, report)),
        sequence=cycle.sequence + 1,
        anchor="decided_on_by_ctc" if given.anchor_on else "previous_due_on",
        anchor_on=anchor_on,
        original_anchor_on=None,
        due_on=due_on,
        mandate=mandate.id,
        paragraph=paragraph_of(mandate),
        decision=Decision(due_on, given.decided_on, given.decided_by, given.why, given.document),
        overdue_since=None,
        pending_since=None,
        report=None,
        reported_on=None,
    )
    return apply_mandates(further, context)


def _build_past(cycle: Cycle, report: Report) -> PastFollowUp:
    return PastFollowUp(
        sequence=cycle.sequence,
        anchor=cycle.anchor,
        anchor_on=cycle.anchor_on,
        original_anchor_on=cycle.original_anchor_on,
        due_on=cycle.due_on,
        mandate=cycle.mandate,
        paragraph=cycle.paragraph,
        decision=cycle.decision,
        report=report,
    )
