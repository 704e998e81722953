"""What the service asks of itself at its start, when the reference files have changed (rules 4 and 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.followup import CycleStatus
from services.followup.cycles.deadlines import look_again
from services.followup.cycles.model import CYCLES, Cycle
from services.followup.cycles.timing import FOLLOW_UP, RESPONSE
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Remind

RUNNING: tuple[CycleStatus, ...] = ("open", "responded", "not_answered", "overdue", "pending_mandate", "reported")
"""Cycles in which a report or a response may be awaited; some hundreds in practice, so that one batch takes all."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Looks again at every cycle that is neither closed nor cancelled."""


def needs_of_look(_command: Command[LookAgain]) -> Iterable[Need]:
    """Those cycles."""
    return [Need(CYCLES, status, by="status") for status in RUNNING]


def look_at_all_again(_command: Command[LookAgain], known: Known, context: Context) -> Iterable[Change]:
    """What the files now mean to each: revived, pending, or due at last; and on which days it reminds."""
    cycles = [cycle for status in RUNNING for cycle in known.all(CYCLES, "status", status)]
    for cycle in cycles:
        yield from look_again(cycle, context)
        yield from _reminders(cycle, context)
    yield Answer({"cycles": len(cycles)})


def _reminders(cycle: Cycle, context: Context) -> Iterator[Remind]:
    """Both clocks of a cycle remind on the days that practice has now (rule 4)."""
    for kind in (FOLLOW_UP, RESPONSE):
        yield Remind(kind, cycle.id, context.reference.practice.reminders)
