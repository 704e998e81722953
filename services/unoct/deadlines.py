"""What unoct does when a deadline comes due: a project has waited in vain for what it cites. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.unoct import TOPIC
from services.unoct.model import JudgedNotice
from services.unoct.tables import JUDGED
from shared.engine.notices import judging as notices
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Change, Context, Due, Known, Need, Put, Rule


def needs_of_lapse(due: Due) -> Iterator[Need]:
    """The notice, and whether it was judged."""
    yield from notices.needs_of_lapse(due)
    yield Need(JUDGED, due.deadline.subject)


def lapse(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Seven days have passed, and what the project cites was not released: it is refused."""
    waiting = known.get(WAITING, due.deadline.subject)
    if waiting is not None and due.step == "overdue":
        yield Put(JUDGED, JudgedNotice(waiting.id, context.now))
    yield from notices.lapse(TOPIC)(due, known, context)


DEADLINES: Final = {notices.DEADLINE: Rule(needs_of_lapse, lapse)}
