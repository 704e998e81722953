"""For whom words were until now: in the report, or in a former version of it (OP19). Pure.

Words are closed if every live part that says them was kept behind, at most for the UN system. A part is kept behind by
an audience of its own, or with the report while another part goes further. A part that says closed words goes no
further than they did. What a correction leaves out is remembered by its digests, since a later correction may bring it
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from contracts.audiences import AUDIENCES, Audience
from services.assessments.assessments.model import ClosedSentence, Part
from services.assessments.assessments.readers.levels import (
    WIDEST_UNDECIDED,
    find_known_narrowest,
    find_narrowest,
    is_narrower,
)
from services.assessments.assessments.readers.words import list_runs, list_sentences

ANY_SENTENCE = ""
"""The digest that stands for sentences that are not known any more: whatever is new may be one of them."""

MOST_REMEMBERED = 2000
"""How many closed sentences a report remembers; those before them count as not known any more."""


def find_parts_by_sentence(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """By sentence, the parts that say it."""
    by_sentence: dict[str, list[Part]] = {one: [] for part in parts for one in list_sentences(part)}
    for part in parts:
        for one in list_runs(part) & by_sentence.keys():
            by_sentence[one].append(part)
    return by_sentence


def find_chosen(parts: Sequence[Part]) -> dict[str, Audience]:
    """By id of a part, how far it goes by a choice: its own, or that another part goes further than the report does.

    A part that merely goes as far as the report, as all others do, is not among them.
    """
    chosen = {one.id: one.own_audience for one in parts}
    live = [one for one in parts if one.is_live]
    widest = max((one.audience for one in live), key=AUDIENCES.index, default=WIDEST_UNDECIDED)
    parties = {party for one in live for party in one.parties}
    for one in live:
        if is_narrower(one.audience, widest) or not parties.issubset(one.parties):
            chosen[one.id] = one.own_audience or one.audience
    return {id_: audience for id_, audience in chosen.items() if audience is not None}


def find_audiences(parts: Sequence[Part], by_sentence: Mapping[str, Iterable[Part]]) -> dict[str, Audience]:
    """By sentence of these parts, how far it went by a choice. What went as far as the report is not among them."""
    chosen = find_chosen(parts)
    audiences = {sentence: _find_audience(said_by, chosen) for sentence, said_by in by_sentence.items()}
    return {sentence: audience for sentence, audience in audiences.items() if audience is not None}


def _find_audience(parts: Iterable[Part], chosen: Mapping[str, Audience]) -> Audience | None:
    """The widest of the live parts. If all are closed: the narrowest that was decided on one of them."""
    live = [chosen.get(one.id) for one in parts if one.is_live]
    if not live:
        return find_known_narrowest(*(chosen.get(one.id) for one in parts))
    known = [one for one in live if one is not None]
    return max(known, key=AUDIENCES.index) if len(known) == len(live) else None


def list_gone_before(
    remembered: Iterable[ClosedSentence], by_sentence: Mapping[str, Iterable[Part]]
) -> tuple[ClosedSentence, ...]:
    """The remembered sentences that no live part says until now."""
    return tuple(one for one in remembered if not any(part.is_live for part in by_sentence.get(one.digest, ())))


def list_gone_now(audiences: Mapping[str, Audience], said: Iterable[frozenset[str]]) -> tuple[ClosedSentence, ...]:
    """The sentences for the UN system at most that are not among what is said from now on."""
    gone = audiences.keys() - frozenset[str]().union(*said)
    closed = (ClosedSentence(one, audiences[one]) for one in sorted(gone))
    return tuple(one for one in closed if not is_narrower(WIDEST_UNDECIDED, one.audience))


def remember_sentences(
    before: tuple[ClosedSentence, ...], gone: tuple[ClosedSentence, ...]
) -> tuple[ClosedSentence, ...]:
    """Both, each sentence once with the fewest readers; the oldest as `ANY_SENTENCE` if they are too many."""
    audiences: dict[str, Audience] = {}
    for one in (*before, *gone):
        audiences[one.digest] = find_narrowest(one.audience, audiences.get(one.digest, one.audience))
    kept = [ClosedSentence(*one) for one in audiences.items()]
    if len(kept) <= MOST_REMEMBERED:
        return tuple(kept)
    oldest, rest = kept[: -MOST_REMEMBERED + 1], kept[-MOST_REMEMBERED + 1 :]
    return (ClosedSentence(ANY_SENTENCE, find_narrowest(*(one.audience for one in oldest))), *rest)


def find_bound(sentences: Iterable[str], *audiences: Mapping[str, Audience]) -> Audience | None:
    """The narrowest of these sentences and of those that are not known any more; None: nothing bounds them."""
    return find_known_narrowest(*(known.get(one) for one in (*sentences, ANY_SENTENCE) for known in audiences))
