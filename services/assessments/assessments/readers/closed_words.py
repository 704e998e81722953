"""For whom words were until now: in the report, or in a former version of it (OP19). Pure.

Words are closed if every live part that says them was kept behind, at most for the UN system. A part is kept behind by
an audience of its own, or with the report while another part goes further. A part that says closed words goes no
further than they did. What a correction leaves out is remembered by its digests, since a later correction may bring it
again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import ClosedSentence, Part, Report
from services.assessments.assessments.readers.closing import count_as_live
from services.assessments.assessments.readers.levels import (
    WIDEST_UNDECIDED,
    find_known_narrowest,
    find_narrowest,
    is_narrower,
)
from services.assessments.assessments.readers.once import once
from services.assessments.assessments.readers.words import find_digest, find_said, list_sentences

ANY_SENTENCE = ""
"""The digest that stands for sentences that are not known any more: whatever is new may be one of them."""

MOST_REMEMBERED = 2000
"""How many closed sentences a report remembers; those before them count as not known any more."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """What parts have in common that bound their words alike."""

    is_live: bool
    chosen: Audience | None
    """How far they go by a choice."""
    audience: Audience
    parties: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether they were kept behind."""
        return self.chosen is not None and reaches(WIDEST_UNDECIDED, self.chosen)


class Words:
    """What a report says until now. Each text is read once, and no text before it matters: there may be many."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.chosen = find_chosen(report)
        self._remembered = {one.digest: one.audience for one in report.assessment.closed_sentences}
        self._said: dict[tuple[str, ...], frozenset[str]] = {}
        self._parts_of: dict[_Voice, list[Part]] = defaultdict(list)
        for one in report.parts:
            self._parts_of[_Voice(one.is_live, self.chosen.get(one.id), one.audience, one.parties)].append(one)

    def list_said(self, part: Part) -> frozenset[str]:
        """What this part says of that which the report says until now."""
        if part.says not in self._said:
            self._said[part.says] = find_said(self._sentences, part)
        return self._said[part.says]

    def has_readers(self, part: Part, before: Part | None = None) -> bool:
        """Whether all readers of the part have each sentence of it that the report says, from one part.

        `before`: what it said then itself does not count.
        """
        says_nothing_new = before is not None and before.says == part.says
        if says_nothing_new or all(_has_readers(one, part) for one in self._parts_of):
            return True
        new = self.list_said(part) - (self.list_said(before) if before else frozenset())
        for voice, said in self._said_by.items():
            new = new - said if _has_readers(voice, part) else new
        return not new

    def find_closed(self, part: Part) -> Audience | None:
        """The narrowest of the closed sentences that it says; None: it says none."""
        if not self.closed_now:
            return None
        return find_known_narrowest(*{self.closed_now.get(one) for one in self.list_said(part)})

    def find_left_out(self, sentences: Iterable[str], bound: Audience | None = None) -> Audience | None:
        """The narrowest of the bound, of what corrections left out of these, and of what is not known any more."""
        bound = find_known_narrowest(bound, self.left_out.get(ANY_SENTENCE))
        least = self._least_left_out
        if least is None or (bound is not None and not is_narrower(least, bound)):
            return bound
        return find_known_narrowest(bound, *{self.left_out.get(find_digest(one)) for one in sentences})

    @once
    def live(self) -> frozenset[str]:
        """The sentences that live parts say."""
        return frozenset().union(*(said for voice, said in self._said_by.items() if voice.is_live))

    @once
    def left_out(self) -> Mapping[str, Audience]:
        """By digest, how far sentences went before a correction left them out; no live part says them."""
        if not self._remembered:
            return {}
        said = set(map(find_digest, self.live))
        return {one: to for one, to in self._remembered.items() if one not in said}

    @once
    def closed_now(self) -> Mapping[str, Audience]:
        """How far sentences go that were kept behind: the widest of the live parts, else the narrowest of the closed.

        A live part that was not kept behind opens what it says.
        """
        kept = [one for one in self._parts_of if one.is_kept]
        kept.sort(key=lambda one: AUDIENCES.index(one.chosen or one.audience))
        if not kept:
            return {}
        is_open = frozenset().union(*(self._said_by[one] for one in self._parts_of if one.is_live and not one.is_kept))
        closed: dict[str, Audience] = {}
        # What comes later counts: the narrower of the closed ones, and after them the wider of the live ones.
        for voice in (*(one for one in reversed(kept) if not one.is_live), *(one for one in kept if one.is_live)):
            closed.update(dict.fromkeys(self._said_by[voice] - is_open, voice.chosen or voice.audience))
        return closed

    @once
    def _least_left_out(self) -> Audience | None:
        return find_known_narrowest(*self.left_out.values())

    @once
    def _sentences(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(list_sentences, self.report.parts)))

    @once
    def _said_by(self) -> Mapping[_Voice, frozenset[str]]:
        return {voice: frozenset().union(*map(self.list_said, parts)) for voice, parts in self._parts_of.items()}


def find_chosen(report: Report) -> dict[str, Audience]:
    """By id of a part, how far it goes by a choice: its own, or that another part goes further.

    A part that merely goes as far as the report, as all others do, is not among them. What is closed counts as if it
    were live.
    """
    find_choice = find_choice_in(report)
    as_live = (count_as_live(one, report.assessment) for one in report.recommendations)
    parts: tuple[Part, ...] = (*as_live, *report.findings)
    chosen = {one.id: find_choice(one) for one in parts}
    return {id_: audience for id_, audience in chosen.items() if audience is not None}


def find_choice_in(report: Report) -> Callable[[Part], Audience | None]:
    """What finds this of one live part."""
    live = [one for one in report.parts if one.is_live]
    widest = max({one.audience for one in live}, key=AUDIENCES.index, default=WIDEST_UNDECIDED)
    parties = frozenset(chain.from_iterable({one.parties for one in live}))

    def find_choice(one: Part) -> Audience | None:
        is_behind = is_narrower(one.audience, widest) or not parties.issubset(one.parties)
        return one.audience if is_behind else one.own_audience

    return find_choice


def _has_readers(one: _Voice, other: Part) -> bool:
    """Whether all readers of the other have these."""
    return reaches(one.audience, other.audience) and set(other.parties).issubset(one.parties)


def list_gone_now(words: Words, said: Iterable[frozenset[str]]) -> dict[str, Audience]:
    """By digest, the closed sentences that are not among what is said from now on; `ANY_SENTENCE` for what is too much.

    As a digest takes longer than all else, there is none of what would not be remembered.
    """
    if not words.closed_now:
        return {}
    gone = sorted(words.closed_now.keys() - frozenset[str]().union(*said))
    kept = gone if len(gone) <= MOST_REMEMBERED else gone[-MOST_REMEMBERED + 1 :]
    digests = dict(sorted((find_digest(one), words.closed_now[one]) for one in kept))
    if len(kept) == len(gone):
        return digests
    return {ANY_SENTENCE: find_narrowest(*{words.closed_now[one] for one in gone}), **digests}


def remember_sentences(before: Mapping[str, Audience], gone: Mapping[str, Audience]) -> tuple[ClosedSentence, ...]:
    """Both, each sentence with the fewest readers; the oldest as `ANY_SENTENCE` if they are too many."""
    twice = {one: find_narrowest(before[one], gone[one]) for one in before.keys() & gone.keys()}
    kept = list((dict(before) | dict(gone) | twice).items())
    if len(kept) > MOST_REMEMBERED:
        oldest = {to for _, to in kept[: -MOST_REMEMBERED + 1]}
        kept = [(ANY_SENTENCE, find_narrowest(*oldest)), *kept[-MOST_REMEMBERED + 1 :]]
    return tuple(ClosedSentence(*one) for one in kept)
