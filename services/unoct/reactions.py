"""What unoct does with released copies and with notices of projects. Pure.

It works from what is released to the UN, never from what CTED alone knows. Copies of one
recommendation come in order, since they have one key. A withdrawal of what was never released here
says nothing; a project that cites what is not yet released waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeProjectRegistered
from contracts.released import ReleasedProduct, ReleasedRecommendation, ReleasedWithdrawn
from contracts.unoct import TOPIC
from services.unoct.cases import NOT_RELEASED, RELEASED, followed, needs_of_case
from services.unoct.model import JudgedNotice, Recommendation
from services.unoct.products import keep_product, needs_of_product, remembered, withdraw_product
from services.unoct.projects import checked, needs_of_project, register, unknown_citation
from services.unoct.tables import CASES, DUPLICATIONS, JUDGED, RECOMMENDATIONS
from shared.engine.notices import judging as notices
from shared.engine.notices.judging import WAITING, Taken, WaitingNotice
from shared.engine.rules import Change, Context, Event, Known, Need, Put, Refusal, Rule

WITHDRAWN: Final = {
    "withdrawn": "The recommendation was withdrawn.",
    "narrowed": "The recommendation is no longer released to the United Nations system.",
    "superseded": "Another recommendation took its place.",
}


# ---- released copies ------------------------------------------------------------------------


def needs_of_release(event: Event[ReleasedRecommendation]) -> Iterator[Need]:
    """The recommendation with all that hangs on it, and the projects that wait for it."""
    yield Need(WAITING, event.data.recommendation_id, by="awaits", then=_needs_of_waiting)
    yield from needs_of_case(event.data.recommendation_id)


def _needs_of_waiting(waiting: WaitingNotice) -> Iterator[Need]:
    taken_in = waiting.taken_in
    assert isinstance(taken_in.notice, NoticeProjectRegistered)
    yield Need(JUDGED, waiting.id)
    yield from needs_of_project(taken_in.source, taken_in.notice)


def keep_release(event: Event[ReleasedRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """A need with a request is a case (OP39); without, it is listed. What waited for it is judged."""
    data = event.data
    before = known.get(RECOMMENDATIONS, data.recommendation_id)
    if before and event.id in before.events:
        return []
    changes = followed(_released(event, before), known, context)
    known = known.copy().fold(changes)
    return changes + notices.arrived(known, data.recommendation_id, TOPIC, partial(judge, context=context))


def _released(event: Event[ReleasedRecommendation], before: Recommendation | None) -> Recommendation:
    data = event.data
    return Recommendation(
        id=data.recommendation_id,
        assessment_id=data.assessment_id,
        state=data.state,
        text=data.text,
        themes=data.themes,
        priority=data.priority,
        pillar=data.pillar,
        made_by=data.made_by,
        provision=data.provision,
        assistance_needed=bool(data.assistance_needed),
        assistance_requested=bool(data.assistance_requested),
        released_on=data.released_on,
        withdrawn_on=None,
        serving=before.serving if before else (),
        events=remembered(before.events if before else (), event.id),
        synthetic=data.synthetic,
        audience=RELEASED,
        parties=(f"state:{data.state}",),
    )


def needs_of_released_product(event: Event[ReleasedProduct]) -> Iterator[Need]:
    """The product with the projects that cite it, and those that wait for it."""
    yield Need(WAITING, event.data.product_id, by="awaits", then=_needs_of_waiting)
    yield from needs_of_product(event.data.product_id)


def release_product(event: Event[ReleasedProduct], known: Known, context: Context) -> Iterable[Change]:
    """The product can be cited; what waited for it is judged."""
    changes = keep_product(event, known)
    known = known.copy().fold(changes)
    return changes + notices.arrived(known, event.data.product_id, TOPIC, partial(judge, context=context))


def needs_of_withdrawal(event: Event[ReleasedWithdrawn]) -> Iterator[Need]:
    """The product; or the recommendation, or all of the assessment's, with what hangs on them."""
    if event.data.of == "recommendation":
        yield from needs_of_case(event.data.id)
    elif event.data.of == "assessment":
        yield Need(CASES, event.data.id, by="assessment_id")
        yield Need(RECOMMENDATIONS, event.data.id, by="assessment_id", then=_needs_of_duplications)
    elif event.data.of == "product":
        yield from needs_of_product(event.data.id)


def _needs_of_duplications(recommendation: Recommendation) -> Iterator[Need]:
    yield Need(DUPLICATIONS, recommendation.id, by="recommendation_id")


def withdraw(event: Event[ReleasedWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    """The UN no longer has it: what was held of it goes, and its case is cancelled (rule 8).

    A report that is narrowed keeps its recommendations, which have audiences of their own.
    """
    data = event.data
    if data.of == "product":
        yield from withdraw_product(event, known)
        return
    if data.of == "recommendation":
        row = known.get(RECOMMENDATIONS, data.id)
        rows = [row] if row else []
    else:
        rows = known.all(RECOMMENDATIONS, "assessment_id", data.id) if data.because == "withdrawn" else []
    for row in rows:
        if row.withdrawn_on is None and event.id not in row.events:
            yield from followed(_emptied(row, event), known, context, WITHDRAWN[data.because])


def _emptied(row: Recommendation, event: Event[ReleasedWithdrawn]) -> Recommendation:
    return replace(
        row,
        text=None,
        themes=None,
        priority=None,
        pillar=None,
        made_by=None,
        provision=None,
        assistance_needed=False,
        assistance_requested=False,
        withdrawn_on=event.data.released_on,
        events=remembered(row.events, event.id),
        audience=NOT_RELEASED,
    )


# ---- notices of projects --------------------------------------------------------------------


def needs_of_notice(taken: Taken) -> Iterator[Need]:
    """Whether it was judged, or waits; the project, and what it cites."""
    notice = taken.data.notice
    if isinstance(notice, NoticeProjectRegistered):
        yield Need(WAITING, notices.key_of(taken))
        yield Need(JUDGED, notices.key_of(taken))
        for cited in (*notice.recommendations, *notice.products):
            yield notices.waiting_for(cited)
        yield from needs_of_project(taken.data.source, notice)


def take_project(taken: Taken, known: Known, context: Context) -> Iterable[Change]:
    """Another system registers a project, or says how it now is. A notice is judged once."""
    if not isinstance(taken.data.notice, NoticeProjectRegistered):
        return []
    if known.get(JUDGED, notices.key_of(taken)) or known.get(WAITING, notices.key_of(taken)):
        return []
    return judge(taken, known, context)


def judge(taken: Taken, known: Known, context: Context) -> list[Change]:
    """Registers it, refuses it, or lets it wait for what it cites and the UN does not have yet."""
    source, said = taken.data.source, taken.data.notice
    assert isinstance(said, NoticeProjectRegistered)
    try:
        said = checked(said, context)
        awaited = unknown_citation(taken.data, said, known)
        if awaited is not None:
            return notices.wait_for(taken, awaited, known, context)
        found = register(source, said, taken.time, known, context)
    except Refusal as refusal:
        return [_judged(taken, context), notices.refused(taken, TOPIC, refusal)]
    caused = (found.project.id, *found.cases)
    answer = notices.accepted(taken, TOPIC, caused, unchanged=not found.changes)
    return [_judged(taken, context), *found.changes, answer]


def _judged(taken: Taken, context: Context) -> Put:
    return Put(JUDGED, JudgedNotice(notices.key_of(taken), context.now))


REACTIONS: Final[dict[type[EventData], Rule[Any]]] = {
    ReleasedRecommendation: Rule(needs_of_release, keep_release),
    ReleasedProduct: Rule(needs_of_released_product, release_product),
    ReleasedWithdrawn: Rule(needs_of_withdrawal, withdraw),
    NoticeTakenIn: Rule(needs_of_notice, take_project, notices.answer_failure(TOPIC)),
}
