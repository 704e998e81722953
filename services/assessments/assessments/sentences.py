"""Which sentences parts say, and which were for fewer readers than the report (OP19). Pure.

Case, spaces and punctuation make no other sentence. Of a sentence its digest alone is compared and kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from unicodedata import normalize

from contracts.audiences import AUDIENCES, Audience
from services.assessments.assessments.model import ClosedSentence, Finding, Recommendation
from services.assessments.assessments.readers import WIDEST_UNDECIDED, find_known_narrowest, find_narrowest, is_narrower

Part = Recommendation | Finding

ANY_SENTENCE = ""
"""The digest that stands for sentences that are not known any more: whatever is new may be one of them."""

MOST_REMEMBERED = 1000
"""How many closed sentences a report remembers; those before them count as not known any more."""

_SHORTEST = 24
"""Letters and digits of a sentence that is known within a text. A shorter one is a usual phrase, or a number."""

_ENDS = re.compile(r"[.!?;:؟؛]+\s+|[。\uff01\uff1f\uff1b]+|\n+")


def list_sentences(part: Part) -> frozenset[str]:
    """The digests of its texts, each as a whole and by its longer sentences."""
    plain = {one for text in part.words for one in _list_plain(text)}
    return frozenset(sha256(one.encode()).hexdigest()[:16] for one in plain)


def list_sayers(parts: Iterable[Part]) -> dict[str, list[Part]]:
    """By sentence, the parts that say it."""
    sayers: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        for one in list_sentences(part):
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


def list_gone(reaches: Mapping[str, Audience], after: Iterable[Part]) -> tuple[ClosedSentence, ...]:
    """The sentences for the UN system at most that no part says any more."""
    gone = reaches.keys() - list_sayers(after).keys()
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


def _list_plain(text: str) -> Iterator[str]:
    whole = _simplify(text)
    if whole:
        yield whole
    yield from (one for one in map(_simplify, _ENDS.split(text)) if len(one) >= _SHORTEST)


def _simplify(text: str) -> str:
    return "".join(one for one in normalize("NFKC", text).casefold() if one.isalnum())
