"""Who may have each part after a correction, and a new part by its words, whatever brings it (OP19). Pure.

A part that stays keeps the readers that were decided for it, and gets no further one. What is new goes no further than
what the correction leaves out. Words that were for fewer readers bound each part that newly says them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from contracts.audiences import Audience
from services.assessments.assessments.model import (
    Assessment,
    OneKind,
    Part,
    Recommendation,
    Report,
)
from services.assessments.assessments.readers.arrival import find_later_readers
from services.assessments.assessments.readers.closed_words import (
    Words,
    list_gone_now,
    remember_sentences,
)
from services.assessments.assessments.readers.levels import (
    WIDEST_UNDECIDED,
    Readers,
    find_known_narrowest,
    find_narrowest,
    give_readers,
    is_narrower,
    list_state_alone,
)
from services.assessments.assessments.readers.words import list_new_runs, list_runs


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How far the parts of a correction go at most."""

    whole: Assessment
    """With what later corrections must know of this one."""
    gone: Audience | None
    """The narrowest of the parts and sentences that this correction leaves out."""
    words: Words
    """Of the report until now."""
    today: date


def keep_readers(words: Words, mentioned: Report, today: date) -> Report:
    """The parts that the correction mentions, each with its readers; and what later corrections must know of this one.

    `words`: of the report until now. `today`: the day on which what is new came.
    """
    current, bounds = words.report, _find_bounds(words, mentioned, today)
    return Report(
        bounds.whole,
        tuple(_decide_each(mentioned.recommendations, current.own_recommendations, bounds)),
        tuple(_decide_each(mentioned.findings, current.findings, bounds)),
    )


def bound_by_words(part: OneKind, words: Words) -> OneKind:
    """A new part goes no further than its words do in the report, or did before a correction left them out.

    Nobody is named beside it who has not all of them already. So a successor keeps those who had each parent.
    """
    alone = list_state_alone(part.state)
    left_out = words.find_left_out(list_runs(part)) if words.left_out else None
    bound = find_known_narrowest(left_out, words.find_closed(part))
    if bound is not None:
        part = _narrow(part, bound, part.parties)
    if part.parties == alone or (left_out is None and words.has_readers(part)):
        return part
    return _narrow(part, WIDEST_UNDECIDED, alone)


def _find_bounds(words: Words, mentioned: Report, today: date) -> _Bounds:
    if _leaves_all_words(words.report, mentioned):
        return _Bounds(mentioned.assessment, None, words, today)
    gone_now = list_gone_now(words, _list_said(mentioned.parts, words))
    left_out = _find_left_out(mentioned.parts, words)
    whole = replace(
        mentioned.assessment,
        left_out_audience=find_known_narrowest(mentioned.assessment.left_out_audience, left_out),
        closed_sentences=remember_sentences(words.left_out, gone_now),
    )
    return _Bounds(whole, find_known_narrowest(left_out, *set(gone_now.values())), words, today)


def _leaves_all_words(current: Report, mentioned: Report) -> bool:
    """Whether each part until now says the same from now on. So nothing is left out, and no words are read.

    A closed recommendation stays on record, so a correction need not mention it.
    """
    said = {one.id: one.says for one in mentioned.parts}
    parts: list[Part] = [*current.own_recommendations, *current.findings]
    return all(said.get(one.id, () if one.is_live else one.says) == one.says for one in parts)


def _list_said(mentioned: Sequence[Part], words: Words) -> Iterator[frozenset[str]]:
    """What each part says from now on, also one that stays though the correction does not mention it.

    A closed one says only what no live one said before: nobody reads it, nor what the correction writes into it.
    """
    current = words.report
    closed = {one.id: words.list_said(one) - words.live for one in current.recommendations if not one.is_live}
    for one in (*mentioned, *_list_unmentioned(current, mentioned)):
        said = words.list_said(one)
        yield said & closed[one.id] if one.id in closed else said


def _list_unmentioned(current: Report, mentioned: Sequence[Part]) -> list[Recommendation]:
    """What stays though a correction does not mention it: from the follow-up, or closed."""
    ids = {one.id for one in mentioned}
    return [
        one for one in current.recommendations if one.id not in ids and (one.made_in == "follow-up" or not one.is_live)
    ]


def _find_left_out(mentioned: Sequence[Part], words: Words) -> Audience | None:
    """The narrowest audience, up to the UN's, of the parts that are left out and were kept behind; None: none was.

    A closed recommendation stays on record, so it is never left out.
    """
    ids, current, chosen = {one.id for one in mentioned}, words.report, words.chosen
    parts: list[Part] = [*(one for one in current.own_recommendations if one.is_live), *current.findings]
    left = (chosen.get(one.id) for one in parts if one.id not in ids)
    return find_known_narrowest(*(one for one in left if one is not None and not is_narrower(WIDEST_UNDECIDED, one)))


def _decide_each(parts: Sequence[OneKind], of_kind: Sequence[OneKind], bounds: _Bounds) -> Iterator[OneKind]:
    """Gives each part the readers that were decided. Nobody reads a new one on whom nobody decided (OP19)."""
    known = {part.id: part for part in of_kind}
    for part in parts:
        before = known.get(part.id)
        if before is None:
            yield _bound_new(part, bounds)
        else:
            yield _bound_new_words(_keep_decision(part, before), before, bounds)


def _bound_new(part: OneKind, bounds: _Bounds) -> OneKind:
    """A new part goes no further than what corrections left out, and than its words went."""
    more = part.stated_audience, bounds.whole.left_out_audience, bounds.gone
    readers = find_later_readers(bounds.whole, *more)
    return bound_by_words(give_readers(replace(part, came_on=bounds.today), readers), bounds.words)


def _keep_decision(part: OneKind, before: OneKind) -> OneKind:
    """New content does not add a reader. If it states an audience, it names nobody beside it any more."""
    on, by = before.disclosure_decided_on, before.disclosure_decided_by
    kept = replace(part, disclosure_decided_on=on, disclosure_decided_by=by, came_on=before.came_on)
    if before.stated_audience == part.stated_audience:
        return give_readers(kept, Readers(before.own_audience, before.audience, before.parties))
    own = find_known_narrowest(before.own_audience, part.own_audience)
    parties = before.parties if part.stated_audience is None else part.parties
    return give_readers(kept, Readers(own, part.audience, parties))


def _bound_new_words(part: OneKind, before: OneKind, bounds: _Bounds) -> OneKind:
    """A part that says something else now may have taken the words of what is left out: it is for no more readers.

    So it is where it says again what a former version said for fewer. A State's word on the part was on other words.
    """
    if part.says == before.says or (bounds.gone is None and not bounds.words.left_out):
        return part
    new = list_new_runs(part, before)
    first = next(new, None)
    bound = None if first is None else bounds.words.find_left_out(chain([first], new), bounds.gone)
    if bound is None:
        return part
    return _narrow(replace(part, came_on=bounds.today), bound, list_state_alone(part.state))


def _narrow(part: OneKind, bound: Audience, parties: tuple[str, ...]) -> OneKind:
    own, audience = find_narrowest(bound, part.own_audience or bound), find_narrowest(bound, part.audience)
    return give_readers(part, Readers(own, audience, parties))
