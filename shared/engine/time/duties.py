"""When something is due, as the mandate in force on its anchor date says (rules 2, 3 and 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from reference import AfterAnchor, Mandate, Obligation, Reference
from shared.engine.immutable import immutable
from shared.engine.time.dates import add_period


@immutable
class Duty:
    """An obligation that hangs on a thing, with its day."""

    mandate: Mandate
    obligation: Obligation
    anchor: str
    """The name of the date it is counted from, such as `submitted_to_ctc_on`."""
    anchor_on: date
    due_on: date


def duty_after(reference: Reference, obligation_id: str, anchor_on: date) -> Duty | None:
    """The duty that falls due a period after `anchor_on`, under the mandate in force on that day.

    None: no mandate was in force, or its text is not at hand. Then there is no deadline, and the thing is listed.
    """
    mandate = reference.mandate_on(anchor_on)
    obligation = mandate.obligation(obligation_id) if mandate else None
    if mandate is None or obligation is None or not isinstance(obligation.rule, AfterAnchor):
        return None
    rule = obligation.rule
    return Duty(mandate, obligation, rule.anchor, anchor_on, add_period(anchor_on, rule.period))


# ---- when mandates end (rule 9) ---------------------------------------------------------


def carriers(reference: Reference, mandate_id: str, obligation_id: str) -> list[Mandate]:
    """The mandate that a duty comes from and those that renew the duty, in order of adoption."""
    line, found = {mandate_id}, list[Mandate]()
    for mandate in reference.mandates:
        if mandate.id == mandate_id:
            found.append(mandate)
        elif mandate.renews in line:
            line.add(mandate.id)
            obligation = mandate.obligation(obligation_id)
            if obligation is not None and obligation.recurring:
                found.append(mandate)
    return found


def carrier(carrying: Iterable[Mandate], on: date) -> Mandate | None:
    """Which of these carries the duty on that day: the latest adopted. None: it is pending."""
    return next((mandate for mandate in reversed(list(carrying)) if mandate.in_force(on)), None)


def next_carrier(carrying: Iterable[Mandate], after: date) -> Mandate | None:
    """Which of these is the first to come into force after that day, as far as is known."""
    later = [mandate for mandate in carrying if mandate.in_force_from > after]
    return min(later, key=lambda mandate: mandate.in_force_from, default=None)


def first_late_day(carrying: Iterable[Mandate], due_on: date) -> date:
    """The day after. If none of these carried the duty on its day: the first day on which one carries it again."""
    carrying, day = list(carrying), due_on + timedelta(days=1)
    successor = next_carrier(carrying, due_on)
    return day if successor is None or carrier(carrying, due_on) is not None else max(day, successor.in_force_from)


def find_lapsed_on(carrying: Iterable[Mandate], on: date, due_on: date | None = None) -> date | None:
    """The first day of the gap in which that day lies; None while one of these is in force, or before all of them.

    What fell due by the last day of a mandate does not lapse with it: it stays due, and becomes overdue (rule 9).
    """
    carrying = list(carrying)
    ended = [mandate.in_force_until for mandate in carrying if mandate.in_force_until < on]
    if not ended or carrier(carrying, on) is not None:
        return None
    last = max(ended)
    return None if due_on is not None and due_on <= last else last + timedelta(days=1)
