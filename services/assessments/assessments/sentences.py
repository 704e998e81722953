"""Which words parts say, and which were for fewer readers than the report (OP19). Pure.

Parts are compared by runs of six words, and by texts and sentences that are shorter. Case and punctuation make no other
words. A digest stands for each, so that nothing is kept that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from unicodedata import combining, normalize

from contracts.audiences import AUDIENCES, Audience
from services.assessments.assessments.model import ClosedSentence, Finding, Recommendation
from services.assessments.assessments.readers import WIDEST_UNDECIDED, find_known_narrowest, find_narrowest, is_narrower

Part = Recommendation | Finding

ANY_SENTENCE = ""
"""The digest that stands for sentences that are not known any more: whatever is new may be one of them."""

MOST_REMEMBERED = 2000
"""How many closed sentences a report remembers; those before them count as not known any more."""

_RUN = 6
"""Words in a row by which a text is known within another."""

_SHORTEST = 3
"""Words of a shorter sentence that is known within another text. One of fewer is a usual phrase."""

_ENDS = re.compile(r"[.!?;:؟؛]+\s+|[。\uff01\uff1f\uff1b]+|\n+")

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
"""Chinese has no spaces: there, each sign counts as a word."""


def list_sentences(part: Part) -> frozenset[str]:
    """The digests of what others are known by if they say the same as this part."""
    return _digest(one for text in part.words for one in _list_marks(text))


def list_runs(part: Part) -> frozenset[str]:
    """The digests of all that this part says: it may have within a text what is a sentence elsewhere."""
    return _digest(one for text in part.words for one in _list_runs(text))


def list_sayers(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """By sentence, the parts that say it."""
    sayers: dict[str, list[Part]] = {one: [] for part in parts for one in list_sentences(part)}
    for part in parts:
        for one in list_runs(part) & sayers.keys():
            sayers[one].append(part)
    return sayers


def find_reaches(sayers: Mapping[str, Iterable[Part]]) -> dict[str, Audience]:
    """How far a sentence went by a choice of its own; not if a part says it that goes as far as the report."""
    reaches = {sentence: _find_reach(parts) for sentence, parts in sayers.items()}
    return {sentence: reach for sentence, reach in reaches.items() if reach is not None}


def _find_reach(parts: Iterable[Part]) -> Audience | None:
    """As the live ones say. If all are closed: as the narrowest that was decided on one of them."""
    own = [one.own_audience for one in parts if one.is_live]
    if not own:
        return find_known_narrowest(*(one.own_audience for one in parts))
    known = [one for one in own if one is not None]
    return max(known, key=AUDIENCES.index) if len(known) == len(own) else None


def list_former(
    remembered: Iterable[ClosedSentence], sayers: Mapping[str, Iterable[Part]]
) -> tuple[ClosedSentence, ...]:
    """Those that no live part says until now."""
    return tuple(one for one in remembered if not any(part.is_live for part in sayers.get(one.digest, ())))


def list_gone(reaches: Mapping[str, Audience], said: Iterable[frozenset[str]]) -> tuple[ClosedSentence, ...]:
    """The sentences for the UN system at most that are not said any more."""
    gone = reaches.keys() - frozenset[str]().union(*said)
    closed = (ClosedSentence(one, reaches[one]) for one in sorted(gone))
    return tuple(one for one in closed if not is_narrower(WIDEST_UNDECIDED, one.audience))


def remember(before: tuple[ClosedSentence, ...], gone: tuple[ClosedSentence, ...]) -> tuple[ClosedSentence, ...]:
    """Both, each sentence once with the fewest readers; the oldest as `ANY_SENTENCE` if they are too many."""
    audiences: dict[str, Audience] = {}
    for one in (*before, *gone):
        audiences[one.digest] = find_narrowest(one.audience, audiences.get(one.digest, one.audience))
    kept = [ClosedSentence(*one) for one in audiences.items()]
    if len(kept) <= MOST_REMEMBERED:
        return tuple(kept)
    oldest, rest = kept[: -MOST_REMEMBERED + 1], kept[-MOST_REMEMBERED + 1 :]
    return (ClosedSentence(ANY_SENTENCE, find_narrowest(*(one.audience for one in oldest))), *rest)


def find_bound(sentences: Iterable[str], *reaches: Mapping[str, Audience]) -> Audience | None:
    """The narrowest of these sentences and of those that are not known any more; None: nothing bounds them."""
    return find_known_narrowest(*(known.get(one) for one in (*sentences, ANY_SENTENCE) for known in reaches))


def _list_marks(text: str) -> Iterator[tuple[str, ...]]:
    words = _list_words(text)
    yield words if len(words) < _RUN else ()
    yield from _cut(words, _RUN)
    yield from (one for one in map(_list_words, _ENDS.split(text)) if _SHORTEST <= len(one) < _RUN)


def _list_runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _list_words(text)
    yield words if len(words) < _RUN else ()
    for length in range(_SHORTEST, _RUN + 1):
        yield from _cut(words, length)


def _cut(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    return (words[start : start + length] for start in range(len(words) - length + 1))


def _list_words(text: str) -> tuple[str, ...]:
    plain = (one for one in normalize("NFKC", text).casefold() if not combining(one))
    return tuple(_WORD.findall("".join(plain)))


def _digest(runs: Iterable[tuple[str, ...]]) -> frozenset[str]:
    plain = {"".join(one) for one in runs if one}
    return frozenset(sha256(one.encode()).hexdigest()[:16] for one in plain)
