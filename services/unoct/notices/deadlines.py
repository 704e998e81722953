"""What unoct does when a notice has waited in vain for what its project cites. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from contracts.unoct import TOPIC
from services.unoct.notices.model import JUDGED_NOTICES, JudgedNotice
from shared.engine.notices import judging as notices
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Change, Context, Due, Known, Need, Put, Rule


def needs_of_lapse(due: Due) -> Iterator[Need]:
    """The notice, and whether it was judged."""
    yield from notices.needs_of_lapse(due)
    yield Need(JUDGED_NOTICES, due.deadline.subject)


def lapse_notice(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Seven days have passed, and what the project cites was not released: the notice is refused."""
    waiting = known.get(WAITING, due.deadline.subject)
    if waiting is not None and due.step == "overdue":
        yield Put(JUDGED_NOTICES, JudgedNotice(waiting.id, context.now))
    yield from notices.build_lapse_rule(TOPIC)(due, known, context)


DEADLINES: dict[str, Rule[Any]] = {notices.DEADLINE: Rule(needs_of_lapse, lapse_notice)}
