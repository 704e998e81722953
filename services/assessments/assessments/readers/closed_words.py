"""For whom words were until now: in the report, or in a former version of it (OP19). Pure.

Words are closed if every live part that says them was kept behind, at most for the UN system. A part is kept behind by
an audience of its own, or with the report while another part goes further. A part that says closed words goes no
further than they did. What a correction leaves out is remembered by its digests, since a later correction may bring it
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import ClosedSentence, Part, Report
from services.assessments.assessments.readers.closing import count_as_live
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


@dataclass(frozen=True, slots=True)
class Words:
    """What a report says until now, by sentence."""

    said_by: Mapping[str, Sequence[Part]]
    """The parts that say it."""
    closed: Mapping[str, Audience]
    """How far it goes, if it was kept behind."""
    left_out: Mapping[str, Audience]
    """How far it went before a correction left it out; no live part says it."""

    def has_readers(self, part: Part, new: Iterable[str]) -> bool:
        """Whether all readers of the part have each of these sentences that the report says, from one part."""
        said = (self.said_by.get(one) for one in new)
        return all(any(_has_readers(one, part) for one in parts) for parts in said if parts)


def find_words(report: Report) -> Words:
    """For whom the words of the report are, and were before corrections left them out."""
    said_by: dict[str, list[Part]] = {one: [] for part in report.parts for one in list_sentences(part)}
    for part in report.parts:
        for one in list_runs(part) & said_by.keys():
            said_by[one].append(part)
    left_out = {
        one.digest: one.audience
        for one in report.assessment.closed_sentences
        if not any(part.is_live for part in said_by.get(one.digest, ()))
    }
    return Words(said_by, _find_closed(said_by, find_chosen(report)), left_out)


def find_chosen(report: Report) -> dict[str, Audience]:
    """By id of a part, how far it goes by a choice: its own, or that another part goes further.

    A part that merely goes as far as the report, as all others do, is not among them. What is closed counts as if it
    were live.
    """
    as_live = (count_as_live(one, report.assessment) for one in report.recommendations)
    parts: list[Part] = [*as_live, *report.findings]
    live = [one for one in parts if one.is_live]
    widest = max((one.audience for one in live), key=AUDIENCES.index, default=WIDEST_UNDECIDED)
    parties = {party for one in live for party in one.parties}
    chosen: dict[str, Audience | None] = {}
    for one in parts:
        is_behind = is_narrower(one.audience, widest) or not parties.issubset(one.parties)
        chosen[one.id] = one.audience if is_behind else one.own_audience
    return {id_: audience for id_, audience in chosen.items() if audience is not None}


def _has_readers(one: Part, other: Part) -> bool:
    """Whether all readers of the other have this one."""
    return reaches(one.audience, other.audience) and set(other.parties).issubset(one.parties)


def _find_closed(said_by: Mapping[str, Iterable[Part]], chosen: Mapping[str, Audience]) -> dict[str, Audience]:
    audiences = {sentence: _find_audience(parts, chosen) for sentence, parts in said_by.items()}
    return {one: to for one, to in audiences.items() if to is not None and reaches(WIDEST_UNDECIDED, to)}


def _find_audience(parts: Iterable[Part], chosen: Mapping[str, Audience]) -> Audience | None:
    """The widest of the live parts. If all are closed: the narrowest that was decided on one of them."""
    live = [chosen.get(one.id) for one in parts if one.is_live]
    if not live:
        return find_known_narrowest(*(chosen.get(one.id) for one in parts))
    known = [one for one in live if one is not None]
    return max(known, key=AUDIENCES.index) if len(known) == len(live) else None


def list_gone_now(words: Words, said: Iterable[frozenset[str]]) -> dict[str, Audience]:
    """The closed sentences that are not among what is said from now on."""
    gone = words.closed.keys() - frozenset[str]().union(*said)
    return {one: words.closed[one] for one in sorted(gone)}


def remember_sentences(before: Mapping[str, Audience], gone: Mapping[str, Audience]) -> tuple[ClosedSentence, ...]:
    """Both, each sentence with the fewest readers; the oldest as `ANY_SENTENCE` if they are too many."""
    narrowest = {one: find_narrowest(to, before.get(one, to)) for one, to in gone.items()}
    kept = [ClosedSentence(*one) for one in (dict(before) | narrowest).items()]
    if len(kept) <= MOST_REMEMBERED:
        return tuple(kept)
    oldest, rest = kept[: -MOST_REMEMBERED + 1], kept[-MOST_REMEMBERED + 1 :]
    return (ClosedSentence(ANY_SENTENCE, find_narrowest(*(one.audience for one in oldest))), *rest)


def find_bound(sentences: Iterable[str], audiences: Mapping[str, Audience]) -> Audience | None:
    """The narrowest of these sentences and of those that are not known any more; None: nothing bounds them."""
    return find_known_narrowest(*(audiences.get(one) for one in (*sentences, ANY_SENTENCE)))
