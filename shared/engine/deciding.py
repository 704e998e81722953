"""A batch of triggers, decided in order on one working set. Pure: the handler does the rest.

A trigger that raises adds no rows and no events. Each trigger sees all changes of earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contracts.catalog import LARGEST_EVENT, encode
from contracts.cloudevents import LONGEST, is_usable
from contracts.ids import event_id
from shared.engine import deadline as deadlines
from shared.engine.deadline import Deadline
from shared.engine.decided import Decided, JournalRow
from shared.engine.outcomes import DeadLettered, Done, NotReached, Outcome, Passed, Refused
from shared.engine.rules import (
    Answer,
    Change,
    Command,
    Context,
    Due,
    Emit,
    Event,
    Fault,
    Known,
    Put,
    Refusal,
    Remind,
    Remove,
    Schedule,
    Settle,
    Stale,
    Trigger,
    Unreadable,
    identity_of,
)
from shared.engine.service import Service
from shared.operations.tracing import continue_trace


class EventTooLarge(Exception):
    """An event of more than 900 kB would not pass the transport."""


class AttributeNotUsable(Exception):
    """No reader would take an event with such an attribute. So one trigger fails here, and all readers go on."""


def decide(
    service: Service, triggers: Sequence[Trigger | Outcome], known: Known, context: Context, streak: int = 0
) -> Decided:
    """Decides the triggers in order. An outcome that is already known keeps its place among them."""
    decided = Decided(known, streak=streak)
    decide_more(service, triggers, decided, context)
    return decided


def decide_more(service: Service, triggers: Sequence[Trigger | Outcome], decided: Decided, context: Context) -> None:
    """Decides further triggers of the same batch. Each sees what all earlier ones changed."""
    limit = service.dead_letter_limit
    for trigger in triggers:
        if isinstance(trigger, Outcome):
            decided.outcomes.append(trigger)
        elif limit is not None and decided.streak >= limit:
            decided.outcomes.append(NotReached())
        else:
            decided.outcomes.append(_decide_one(service, trigger, decided, context))


def _decide_one(service: Service, trigger: Trigger, decided: Decided, context: Context) -> Outcome:
    rule = service.rule_for(trigger)
    if rule is None and not isinstance(trigger, Unreadable):
        return Passed()
    try:
        if rule is None:
            raise ValueError(trigger.reason if isinstance(trigger, Unreadable) else "no rule")
        if isinstance(trigger, Command) and trigger.precondition and not trigger.precondition(decided.known):
            raise Stale
        changes = list(rule.decide(trigger, decided.known, context))
        rows = _build_journal_rows(service, trigger, changes, context)
    except Exception as error:  # whatever a rule raises is this trigger's matter alone
        if isinstance(trigger, Command) and isinstance(error, Refusal):
            return Refused(error)
        if isinstance(trigger, Command):
            raise
        return fail(service, trigger, error, decided, context)
    if isinstance(trigger, Event | Unreadable):
        decided.streak = 0
    return _take_effect(trigger, changes, rows, decided, context)


def fail(
    service: Service, trigger: Event[Any] | Due | Unreadable, error: Exception, decided: Decided, context: Context
) -> Outcome:
    """Handles a trigger on which its rule failed, or whose rows the database refused.

    The sender of a notice gets an answer. Any other trigger becomes a dead letter, since the fault is ours.
    """
    rule = service.rule_for(trigger)
    if rule is None or rule.answer_failure is None:
        return _add_dead_letter(trigger, error, decided, context)
    if not isinstance(error, Refusal):
        decided.failures.append((trigger, error))
    changes = list(rule.answer_failure(trigger, error, decided.known, context))
    return _take_effect(trigger, changes, _build_journal_rows(service, trigger, changes, context), decided, context)


def _take_effect(
    trigger: Trigger, changes: list[Change], rows: list[JournalRow], decided: Decided, context: Context
) -> Done:
    _fold(trigger, changes, decided, context)
    decided.journal.extend(rows)
    decided.size += sum(len(row.data) for row in rows)
    return Done(tuple(row.id for row in rows), _find_answer(changes))


def _add_dead_letter(trigger: Trigger, error: Exception, decided: Decided, context: Context) -> DeadLettered:
    """Keeps the trigger. The reason names what went wrong, but never a value."""
    reason = trigger.reason if isinstance(trigger, Unreadable) else _explain(error)
    decided.dead.append((trigger, reason))
    decided.failures.append((trigger, error))
    if not isinstance(trigger, Due):
        decided.streak += 1
    else:
        stopped = replace(trigger.deadline, state="dead_letter", acts_on=None)
        decided.scheduled[(stopped.kind, stopped.subject)] = stopped
    return DeadLettered(reason)


def _explain(error: Exception) -> str:
    if isinstance(error, Refusal):
        fields = f" ({', '.join(error.fields)})" if error.fields else ""
        return f"{error.code}: {error.title}{fields}"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
    return f"{type(error).__name__}{where}"


def _fold(trigger: Trigger, changes: Sequence[Change], decided: Decided, context: Context) -> None:
    if isinstance(trigger, Due):
        done = deadlines.record_act(trigger.deadline, context.today)
        decided.scheduled[(done.kind, done.subject)] = done
    decided.known.fold(changes)
    for change in changes:
        if isinstance(change, Put):
            decided.touched.setdefault(change.table, {})[getattr(change.row, change.table.key)] = None
        elif isinstance(change, Remove):
            decided.touched.setdefault(change.table, {})[change.key] = None
        elif isinstance(change, Schedule):
            _schedule(trigger, change.deadline, decided, context)
        elif isinstance(change, Settle):
            _settle(change, decided)
        elif isinstance(change, Remind):
            _remind(change, decided, context)
        elif isinstance(change, Fault):
            decided.failures.append((change.trigger, change.error))


def _schedule(trigger: Trigger, deadline: Deadline, decided: Decided, context: Context) -> None:
    key = (deadline.kind, deadline.subject)
    decided.settled.pop(key, None)
    decided.scheduled[key] = deadlines.start_deadline(
        deadline, context.today, trigger.correlation_id, f"{trigger.source}/{trigger.id}"
    )


def _settle(change: Settle, decided: Decided) -> None:
    key = (change.kind, change.subject)
    if key in decided.scheduled:
        decided.scheduled[key] = replace(decided.scheduled[key], state=change.state, acts_on=None)
    else:
        decided.settled[key] = change.state


def _remind(change: Remind, decided: Decided, context: Context) -> None:
    key = (change.kind, change.subject)
    if key in decided.scheduled:
        decided.scheduled[key] = deadlines.remind_on(decided.scheduled[key], change.reminders, context.today)
    elif key not in decided.settled:
        decided.reminders[key] = change.reminders


def _build_journal_rows(
    service: Service, trigger: Trigger, changes: Iterable[Change], context: Context
) -> list[JournalRow]:
    rows: list[JournalRow] = []
    source, identity = identity_of(trigger)
    for change in changes:
        if not isinstance(change, Emit):
            continue
        data = encode(change.data)
        if len(data) > LARGEST_EVENT:
            raise EventTooLarge(change.data.type)
        id_ = event_id(source, identity, change.data.type, change.subject, len(rows))
        cause = change.cause or trigger
        row = JournalRow(
            id=id_,
            source=service.source,
            type=change.data.type,
            topic=change.topic or change.data.topic,
            subject=change.subject,
            time=context.now,
            audience=change.audience,
            correlationid=cause.correlation_id,
            causationid=cause.id,
            traceparent=str(continue_trace(cause.traceparent, id_)) if cause.traceparent else None,
            data=data,
            principal=change.cause.principal if change.cause else find_principal(trigger),
        )
        _check_attributes(row)
        rows.append(row)
    return rows


def _check_attributes(row: JournalRow) -> None:
    """Raises AttributeNotUsable. The others are ours: their lengths do not depend on what was sent."""
    for name in ("subject", "correlationid", "causationid"):
        if not is_usable(getattr(row, name), LONGEST[name]):
            raise AttributeNotUsable(name)


def find_principal(trigger: Trigger) -> str | None:
    """Who gave the command, or the one who sent the event; None where nobody or several may have."""
    if isinstance(trigger, Command):
        return trigger.principal.name
    senders = trigger.senders if isinstance(trigger, Event) else ()
    return senders[0].name if len(senders) == 1 else None


def _find_answer(changes: Iterable[Change]) -> Mapping[str, Any] | None:
    return next((change.body for change in changes if isinstance(change, Answer)), None)
