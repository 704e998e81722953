"""What unoct does when what a project cites has appeared, or when its notice has waited for seven days. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from contracts.unoct import TOPIC
from services.unoct.notices.judging import judge_notice, needs_of_waiting
from shared.engine.notices import judging as notices
from shared.engine.notices.waking import build_lapse_rule
from shared.engine.rules import Due, Need, Rule


def needs_of_lapse(due: Due) -> Iterator[Need]:
    """The notice, and all that is needed to judge it."""
    yield notices.need_of_waiting(due.deadline.subject, needs_of_waiting, by="id")


end_waiting: Final = build_lapse_rule(TOPIC, judge_notice)
"""The notice is judged. After seven days that is the last time."""

DEADLINES: dict[str, Rule[Any]] = {notices.DEADLINE: Rule(needs_of_lapse, end_waiting, is_alone=True)}
