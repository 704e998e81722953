"""A due date that the CTC decides, and the mandate under which it does so (rules 4 and 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reference import Mandate
from services.followup.anchoring import not_answered_still, overdue_still
from services.followup.commands.principals import committees_cycle
from services.followup.commands.reporting import AlreadyReported
from services.followup.events import moved
from services.followup.mandates import REPORT_DUTY, RESPONSE_DUTY, governed
from services.followup.model import Cycle, Decision
from services.followup.refusals import due_in_its_time, in_its_time, running
from services.followup.showing import shown_cycle
from services.followup.timing import became
from shared.engine.rules import Answer, Change, Command, Context, Known, Refusal
from shared.engine.time.duties import carrier, carriers


class NoMandate(Refusal):
    """On the day of the decision no mandate was in force that asks for this, so that nothing can fall due by it."""

    rule = "9"
    paragraph = "OP16"


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
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    given = command.data.given
    running(cycle)
    in_its_time(cycle, given.decided_on, "decided_on", context)
    anchor_on = cycle.anchor_on if given.duty == "report" else cycle.received_by_state_on
    due_in_its_time(given.due_on, anchor_on or cycle.opened_on, "due_on", context)
    decision = Decision(given.due_on, given.decided_on, given.decided_by, given.why, given.document)
    decided = (
        _report_due(cycle, decision, context) if given.duty == "report" else _response_due(cycle, decision, context)
    )
    if decided != cycle:
        yield from became(cycle, decided, context)
        about = decision.decided_on, decision.why, context.reference, decision.decided_by, decision.document
        yield from moved(cycle, decided, *about)
    yield Answer(shown_cycle(decided))


def _report_due(cycle: Cycle, decision: Decision, context: Context) -> Cycle:
    if cycle.reported_on is not None:
        raise AlreadyReported(fields=("due_on",))
    mandate = mandate_of_decision(cycle.mandate, REPORT_DUTY, decision.decided_on, context)
    decided = cycle._replace(
        due_on=decision.due_on,
        decision=decision,
        mandate=mandate.id,
        paragraph=cycle.paragraph if mandate.id == cycle.mandate else paragraph_of(mandate),
    )
    return governed(decided._replace(overdue_since=overdue_still(decided, context)), context)


def _response_due(cycle: Cycle, decision: Decision, context: Context) -> Cycle:
    if cycle.responded_on is not None:
        raise AlreadyResponded(fields=("due_on",))
    mandate = mandate_of_decision(cycle.response_mandate, RESPONSE_DUTY, decision.decided_on, context)
    decided = cycle._replace(response_due_on=decision.due_on, response_decision=decision, response_mandate=mandate.id)
    return governed(decided._replace(not_answered_on=not_answered_still(decided, context)), context)


def mandate_of_decision(mandate_id: str | None, duty: str, decided_on: date, context: Context) -> Mandate:
    """The mandate that governs it already, if that lasts or is renewed; else the one in force. Raises NoMandate."""
    reference = context.reference
    own = reference.mandate(mandate_id or "")
    if own is not None and carrier(carriers(reference, own.id, duty), decided_on) is not None:
        return own
    mandate = reference.mandate_on(decided_on)
    if mandate is None or mandate.obligation(duty) is None:
        raise NoMandate(fields=("decided_on",))
    return mandate


def paragraph_of(mandate: Mandate) -> str | None:
    """The paragraph by which the mandate asks for the report."""
    obligation = mandate.obligation(REPORT_DUTY)
    return obligation.paragraph if obligation else None
