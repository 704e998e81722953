"""What a part says, so that the same words are known again in another part. Pure.

Parts are compared by runs of six words, and by texts and sentences that are shorter. Case and punctuation do not
matter. Of what is kept, a digest stands for each, so that nothing can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, filterfalse, groupby, islice
from unicodedata import combining, normalize

from contracts.vocabulary import MOST_MARKS
from services.assessments.assessments.model import Part

_RUN = 6
"""Words in a row by which a text is known within another."""

_SHORTEST = 3
"""Words of a shorter sentence that is known within another text. One of fewer is a usual phrase."""

_ENDS = re.compile(r"(?<![.!?;:؟؛])[.!?;:؟؛]++\s+|[。\uff01\uff1f\uff1b]+|\n+")
"""A run of marks is looked at from its beginning alone, and once: else many of them take time by the square."""

MOST_WORDS = 100_000
"""Of a report. The longest that fits into an event has some 80,000. To compare so many takes a second or two."""

_MOST_GROWTH = 1.25
"""Times as long a text may be once it is written out. U+FDFA alone stands for four words. Usual texts hardly grow."""
_SHORT = 1_000
"""Characters that a text may always have once it is written out."""

BECOME_MARKS = "\u0f73\u0f75\u0f81\uff9e\uff9f"
"""All signs that Unicode counts as none, and that are combining marks once they are written out."""
_AS_MARKS = str.maketrans({one: normalize("NFKD", one) for one in BECOME_MARKS})

_LONGEST_CITATION = 12
"""Words of a provision that is taken for a citation, such as "resolution 1373 (2001), para. 2 (e)".

Parts that cite the same provision say nothing of each other. Two resolutions have twelve words, and Chinese has a word
for each sign.
"""

_UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u0640\ufdd0-\ufdef\ufffc\ufffe\uffff\U00013430-\U0001343f"
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Signs that are not seen, such as a soft hyphen: controls, what Unicode calls ignorable, what surrounds annotations or
joins hieroglyphs, what makes an Arabic word longer, and separators of lines, which browsers do not show."""
_BLANKS = str.maketrans(dict.fromkeys("\u115f\u1160\u3164\uffa0", " "))
"""Letters that are seen as spaces."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
"""Chinese has no spaces: there, each sign counts as a word."""


def has_too_many_words(texts: Iterable[str]) -> bool:
    """Whether it would take long to compare these texts with others: by their words, or by signs for many letters."""
    texts = tuple(texts)
    whole = "\n".join(texts)
    written_out = _fold(whole)
    if len(written_out) > max(_MOST_GROWTH * len(whole), _SHORT):
        return True
    if 2 * len(written_out) <= MOST_WORDS:  # no text has more than two readings
        return False
    readings = chain.from_iterable(map(_list_readings, texts))
    return sum(1 for one in readings for _ in _WORD.finditer(_fold(one))) > MOST_WORDS


def list_sentences(part: Part) -> frozenset[str]:
    """The words by which others are known that say the same as this part."""
    return frozenset(chain.from_iterable(map(_list_marks, _list_read(part))))


def list_runs(part: Part) -> frozenset[str]:
    """All that this part says: what is a sentence elsewhere may stand within its text."""
    return frozenset(chain.from_iterable(map(_list_runs, _list_read(part))))


def find_said(sentences: frozenset[str], part: Part) -> frozenset[str]:
    """Those of the sentences that this part says. No more of its runs than these are kept."""
    return sentences.intersection(chain.from_iterable(map(_list_runs, _list_read(part))))


def list_new_runs(part: Part, before: Part) -> Iterator[str]:
    """What the part says and did not say before. Whoever only asks whether it says anything new takes the first one."""
    said = list_runs(before)
    return (one for text in _list_read(part) for one in _list_runs(text) if one not in said)


def find_digest(sentence: str) -> str:
    """What is kept of a sentence."""
    return sha256(sentence.encode()).hexdigest()[:16]


def _list_read(part: Part) -> Iterator[str]:
    """What its readers read, without a provision that only cites."""
    *words, provision = part.says
    yield from words
    if len(_list_words(provision)) > _LONGEST_CITATION:
        yield provision


def _list_marks(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_list_seen_marks, _list_readings(text)))


def _list_runs(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_list_seen_runs, _list_readings(text)))


def _list_readings(text: str) -> tuple[str, ...]:
    """The text without what is not seen. That may stand within a word, or in the place of a space."""
    text = text if text.isascii() else text.translate(_BLANKS)
    if not _UNSEEN.search(text):
        return (text,)
    return _UNSEEN.sub("", text), _UNSEEN.sub(" ", text)


def _list_seen_marks(text: str) -> Iterator[str]:
    words = _list_words(text)
    short = (one for one in map(_list_words, _ENDS.split(text)) if _SHORTEST <= len(one) < _RUN)
    return chain(_list_whole(words), _cut(words, _RUN), map("".join, short))


def _list_seen_runs(text: str) -> Iterator[str]:
    words = _list_words(text)
    return chain(_list_whole(words), *(_cut(words, length) for length in range(_SHORTEST, _RUN + 1)))


def _list_whole(words: list[str]) -> list[str]:
    return ["".join(words)] if 0 < len(words) < _RUN else []


def _cut(words: list[str], length: int) -> Iterator[str]:
    """So many words in a row, from each word on."""
    return map("".join, zip(*(words[start:] for start in range(length)), strict=False))


def _list_words(text: str) -> list[str]:
    return _WORD.findall(_fold(text))


def _fold(text: str) -> str:
    """Without case, marks and what looks otherwise alike."""
    if text.isascii():
        return text.lower()
    text = text.translate(_AS_MARKS)
    usual = "".join(_cut_marks(text)) if any(map(combining, text)) else text
    return "".join(filterfalse(combining, normalize("NFKC", usual).casefold()))


def _cut_marks(text: str) -> Iterator[str]:
    for are_marks, run in groupby(text, lambda one: combining(one) > 0):
        yield from islice(run, MOST_MARKS if are_marks else None)
