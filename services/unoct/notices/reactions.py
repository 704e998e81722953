"""What unoct does with notices of projects that exchange hands on (OP4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeProjectRegistered
from contracts.unoct import TOPIC
from services.unoct.notices.judging import judge_notice, needs_of_waiters
from services.unoct.notices.model import JUDGED_NOTICES
from services.unoct.projects.registering import needs_of_project
from shared.engine.notices import judging as notices
from shared.engine.notices.judging import WAITERS, Taken
from shared.engine.notices.senders import needs_of_sender
from shared.engine.rules import Change, Context, Known, Need, Rule


def needs_of_notice(taken: Taken) -> Iterator[Need]:
    """Whether it was judged, or waits; the project, and what it cites."""
    notice = taken.data.notice
    if isinstance(notice, NoticeProjectRegistered):
        yield Need(WAITERS, notices.key_of(taken))
        yield Need(JUDGED_NOTICES, notices.key_of(taken))
        yield from needs_of_sender(taken.data)
        yield from needs_of_waiters(notice)
        yield from needs_of_project(taken.data.source, notice)


def take_project(taken: Taken, known: Known, context: Context) -> Iterable[Change]:
    """Another system registers a project, or says how it now is. A notice is judged once."""
    if not isinstance(taken.data.notice, NoticeProjectRegistered):
        return []
    if known.get(JUDGED_NOTICES, notices.key_of(taken)) or notices.is_waiting(taken, known):
        return []
    return judge_notice(taken, known, context)


REACTIONS: dict[type[EventData], Rule[Any]] = {
    NoticeTakenIn: Rule(needs_of_notice, take_project, notices.answer_failure(TOPIC)),
}
