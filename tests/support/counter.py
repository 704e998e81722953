"""The smallest possible service, for tests of what all services share. It counts per State.

It has no natural key: without the inbox, each delivery counts. `assessment.noted` counts one;
`assessment.withdrawn` raises; `assessment.drafted` breaks a constraint of the table; of `assessment.received`
the needs cannot be told. A notice does what its reference says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from contracts.assessments import AssessmentDrafted, AssessmentNoted, AssessmentReceived, AssessmentWithdrawn
from contracts.exchange import NoticeTakenIn
from contracts.followup import FollowupReminded
from shared.engine.deadline import Deadline
from shared.engine.notices.judging import Taken, answer_failure
from shared.engine.rules import (
    Answer,
    Change,
    Command,
    Context,
    Due,
    Emit,
    Event,
    Known,
    Need,
    Put,
    Refusal,
    Rule,
    Schedule,
    Settle,
    Table,
)
from shared.engine.service import Service


@dataclass(frozen=True, slots=True)
class Count:
    state: str
    number: int
    seen: tuple[str, ...] = ()


COUNTS: Table[Count] = Table("counts", Count, key="state")


@dataclass(frozen=True, slots=True)
class Add:
    state: str
    by: int


class TooMuch(Refusal):
    """Nobody adds more than ten at once."""

    rule = "1"


def of_event(trigger: Event[Any]) -> Iterable[Need]:
    yield Need(COUNTS, trigger.subject)


def count(trigger: Event[Any], rows: Known, context: Context) -> Iterable[Change]:
    before = rows.get(COUNTS, trigger.subject) or Count(trigger.subject, 0)
    after = replace(before, number=before.number + 1, seen=(*before.seen, trigger.id))
    yield Put(COUNTS, after)
    yield Emit(build_reminder(trigger.subject, after.number), trigger.subject)
    yield Schedule(Deadline("remind", trigger.subject, context.today + timedelta(days=10), reminders=(7, 3)))


def build_reminder(state: str, number: int) -> FollowupReminded:
    day = date(2024, 1, 1)
    return FollowupReminded(
        state=state, followup_id="f", assessment_id="a", duty="report", due_on=day, days_before=number,
        occurred_on=day, synthetic=True,
    )  # fmt: skip


def fail(trigger: Event[Any], rows: Known, context: Context) -> Iterable[Change]:
    yield Put(COUNTS, Count(trigger.subject, 999))
    raise LookupError(f"a confidential text of {trigger.subject}")


def overflow(trigger: Event[Any], rows: Known, context: Context) -> Iterable[Change]:
    yield Put(COUNTS, Count(trigger.subject, 5000))


def not_told(trigger: Event[Any]) -> Iterable[Need]:
    raise LookupError(f"a confidential text of {trigger.subject}")


def of_notice(trigger: Taken) -> Iterable[Need]:
    return not_told(trigger) if reference_of(trigger) == "needs" else of_event(trigger)


def judge(trigger: Taken, rows: Known, context: Context) -> Iterable[Change]:
    does = {"fail": fail, "overflow": overflow}
    return does.get(reference_of(trigger), count)(trigger, rows, context)


def reference_of(trigger: Taken) -> str:
    return str(trigger.data.notice.reference)  # type: ignore[union-attr]


def of_add(command: Command[Add]) -> Iterable[Need]:
    yield Need(COUNTS, command.data.state)


def add(command: Command[Add], rows: Known, context: Context) -> Iterable[Change]:
    if command.data.by > 10:
        raise TooMuch
    before = rows.get(COUNTS, command.data.state) or Count(command.data.state, 0)
    yield Put(COUNTS, replace(before, number=before.number + command.data.by))
    yield Settle("remind", command.data.state, "met")
    yield Answer({"number": before.number + command.data.by})


def of_due(due: Due) -> Iterable[Need]:
    yield Need(COUNTS, due.deadline.subject)


def remind(due: Due, rows: Known, context: Context) -> Iterable[Change]:
    yield Emit(build_reminder(due.deadline.subject, due.days_before or 0), due.deadline.subject)


COUNTER = Service(
    name="counter",
    number=99,
    tables=(COUNTS,),
    reactions={
        AssessmentNoted: Rule(of_event, count),
        AssessmentWithdrawn: Rule(of_event, fail),
        AssessmentDrafted: Rule(of_event, overflow),
        AssessmentReceived: Rule(not_told, count),
        NoticeTakenIn: Rule(of_notice, judge, answer_failure("ctc.assessments")),
    },
    commands={Add: Rule(of_add, add)},
    deadlines={"remind": Rule(of_due, remind)},
    topics=("ctc.assessments",),
    migrations=(Path(__file__).parent / "counter_service" / "migrations",),
    declared=frozenset({"assessment.noted.v1", "assessment.withdrawn.v1", "assessment.drafted.v1"}),
)
