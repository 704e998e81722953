"""What a part says, so that the same words are known again in another part. Pure.

Parts are compared by runs of six words, and by texts and sentences that are shorter. Case and punctuation do not
matter. A digest stands for each, so that nothing is kept that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, islice
from unicodedata import combining, normalize

from services.assessments.assessments.model import Part

_RUN = 6
"""Words in a row by which a text is known within another."""

_MOST_MARKS = 30
"""Combining marks in a row: no writing has more (Unicode's Stream-Safe Text Format, UAX #15).

To sort them takes time by the square.
"""

_SHORTEST = 3
"""Words of a shorter sentence that is known within another text. One of fewer is a usual phrase."""

_ENDS = re.compile(r"(?<![.!?;:؟؛])[.!?;:؟؛]++\s+|[。\uff01\uff1f\uff1b]+|\n+")
"""A run of marks is looked at from its beginning alone, and once: else many of them take time by the square."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
"""Chinese has no spaces: there, each sign counts as a word."""


def list_sentences(part: Part) -> frozenset[str]:
    """The digests by which others are known that say the same as this part."""
    return _digest(one for text in part.words for one in _list_marks(text))


def list_runs(part: Part) -> frozenset[str]:
    """The digests of all that this part says: what is a sentence elsewhere may stand within its text."""
    return _digest(one for text in part.words for one in _list_runs(text))


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
    usual = text if text.isascii() else "".join(_cut_marks(text))
    plain = (one for one in normalize("NFKC", usual).casefold() if not combining(one))
    return tuple(_WORD.findall("".join(plain)))


def _cut_marks(text: str) -> Iterator[str]:
    for are_marks, run in groupby(text, lambda one: combining(one) > 0):
        yield from islice(run, _MOST_MARKS if are_marks else None)


def _digest(runs: Iterable[tuple[str, ...]]) -> frozenset[str]:
    plain = {"".join(one) for one in runs if one}
    return frozenset(sha256(one.encode()).hexdigest()[:16] for one in plain)
