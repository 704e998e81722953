"""What unoct does when a notice has waited for seven days for what its project cites. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from contracts.unoct import TOPIC
from services.unoct.notices.judging import judge_notice, needs_of_last_judging
from shared.engine.notices import judging as notices
from shared.engine.rules import Due, Need, Rule


def needs_of_lapse(due: Due) -> Iterator[Need]:
    """The notice, and all that is needed to judge it for the last time."""
    yield notices.need_of_waiting(due.deadline.subject, needs_of_last_judging, by="id")


end_waiting: Final = notices.build_lapse_rule(TOPIC, partial(judge_notice, may_wait=False))
"""The notice is judged for the last time. Where it waited for one thing and then for another, another copy of this
service may have released the other just as it began to wait."""

DEADLINES: dict[str, Rule[Any]] = {notices.DEADLINE: Rule(needs_of_lapse, end_waiting)}
