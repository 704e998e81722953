"""An activity is withdrawn from the log: it was none, or was logged twice (rule 8; OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.council import ActivityWithdrawn
from contracts.vocabulary import Day, Line, Text
from services.council.activities.model import ACTIVITIES, Activity
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, Put, Refusal
from shared.engine.time.days import check_not_ahead


class WithdrawnOtherwise(Refusal):
    """This activity is known to have been withdrawn on another day, for another reason, or by another document."""

    rule = "8"
    paragraph = "OP17"


class WithdrawnBeforeItsDay(Refusal):
    """An activity is not withdrawn before the day on which it is said to have been: put that day right first."""

    rule = "8"
    paragraph = "OP17"


@dataclass(frozen=True, slots=True)
class GivenWithdrawal:
    """The body of `POST /activities/{id}/withdrawal`."""

    withdrawn_on: Day
    reason: Text
    document: Line
    """What shows it."""


@dataclass(frozen=True, slots=True)
class WithdrawActivity:
    """Takes an activity off the log. It leaves the counts from that day on, and what was published stands (rule 8)."""

    activity_id: str
    given: GivenWithdrawal


def needs_of_withdrawal(command: Command[WithdrawActivity]) -> Iterator[Need]:
    """The activity."""
    yield Need(ACTIVITIES, command.data.activity_id)


def withdraw_activity(command: Command[WithdrawActivity], known: Known, context: Context) -> Iterable[Change]:
    """Its row stays, for the Committee alone. The same again changes nothing."""
    activity = find_row(ACTIVITIES, command.data.activity_id, known)
    return add_answer(activity.id, _withdraw(activity, command.data.given, context.today))


def _withdraw(before: Activity, given: GivenWithdrawal, today: date) -> Iterator[Change]:
    after = replace(
        before,
        withdrawn_on=given.withdrawn_on,
        withdrawn_because=given.reason,
        withdrawal_document=given.document,
        audience="committee",
    )
    if after == before:
        return
    if before.withdrawn_on is not None:
        raise WithdrawnOtherwise(fields=tuple(name for name in _OWN if getattr(after, name) != getattr(before, name)))
    check_not_ahead(today, withdrawn_on=given.withdrawn_on)
    if given.withdrawn_on < before.day:
        raise WithdrawnBeforeItsDay(fields=("withdrawn_on",))
    yield Put(ACTIVITIES, after)
    data = ActivityWithdrawn(
        occurred_on=given.withdrawn_on,
        synthetic=before.synthetic,
        activity_id=before.id,
        reason=given.reason,
        document=given.document,
    )
    yield Emit(data, before.id, after.audience)


_OWN = ("withdrawn_on", "withdrawn_because", "withdrawal_document")
