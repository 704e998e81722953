"""Judging a notice of a project: it is accepted, refused, or waits for what it cites. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.notices import NoticeProjectRegistered
from contracts.unoct import TOPIC
from services.unoct.notices.model import JUDGED_NOTICES, JudgedNotice
from services.unoct.projects.checks import (
    check_leads_so_far,
    find_too_much,
    find_unknown_citation,
    normalize_project,
)
from services.unoct.projects.registering import build_registration, needs_of_project
from shared.engine.notices import judging as notices
from shared.engine.notices.judging import StillUnknown, Taken, WaitingNotice
from shared.engine.notices.senders import check_still_entitled
from shared.engine.rules import Change, Context, Known, Need, Put, Refusal


def needs_of_waiting(waiting: WaitingNotice) -> Iterator[Need]:
    """All that is needed to judge a notice that waits, and how many wait for what it may have to wait for next."""
    taken_in = waiting.taken_in
    assert isinstance(taken_in.notice, NoticeProjectRegistered)
    yield from needs_of_waiters(taken_in.notice)
    yield Need(JUDGED_NOTICES, waiting.id)
    yield from needs_of_project(taken_in.source, taken_in.notice)


def needs_of_waiters(notice: NoticeProjectRegistered) -> Iterator[Need]:
    """How many wait for each thing that it cites; for nothing, if it cites too much."""
    for cited in () if find_too_much(notice) else (*notice.recommendations, *notice.products):
        yield notices.need_of_waiters(cited)


def judge_notice(taken: Taken, known: Known, context: Context, may_wait: bool = True) -> list[Change]:
    """Registers the project, refuses the notice, or lets it wait for what it cites and the UN does not have yet."""
    source, given = taken.data.source, taken.data.notice
    assert isinstance(given, NoticeProjectRegistered)
    counts_for = given.lead_body
    try:
        check_still_entitled(taken, known)
        given = normalize_project(given, context)
        check_leads_so_far(source, given, known)
        awaited = find_unknown_citation(taken.data, given, known)
        if awaited is not None and not may_wait:
            raise StillUnknown
        if awaited is not None:
            kept = replace(taken, data=taken.data.model_copy(update={"notice": given}))  # it cites each thing once
            most = context.reference.practice.most_waiting
            return notices.wait_for(kept, awaited, TOPIC, known, context, most)
        registration = build_registration(source, given, taken.time, known, context, counts_for)
    except Refusal as refusal:
        return [_remember_judged(taken, context), notices.build_refusal(taken, TOPIC, refusal)]
    caused = (registration.project.id, *registration.cases)
    answer = notices.build_acceptance(taken, TOPIC, caused, unchanged=not registration.changes)
    return [_remember_judged(taken, context), *registration.changes, answer]


def _remember_judged(taken: Taken, context: Context) -> Put:
    return Put(JUDGED_NOTICES, JudgedNotice(notices.key_of(taken), context.now))
