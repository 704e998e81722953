"""What a search means: States, themes and reports by their names in any of the six languages; ids. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reference import Reference
from services.portal.pages.regions import fold

SHORTEST: Final = 4
"""Letters of a word that is looked for: `the` stands in many names. Chinese is looked for as a whole."""
LOOKS_LIKE_ID: Final = re.compile(r"(?=.*\d)[^\s]{6,500}")
YEAR: Final = re.compile(r"\b(19[4-9]\d|20\d\d)\b")
_WORDS: Final = re.compile(r"[^\W_]+")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2,}")
MOST: Final = 20
MOST_WORDS: Final = 20
"""Of what was asked, and so many runs of Chinese. A longer question is no name."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the words may mean."""

    states: Sequence[str]
    """Ids of States, the best first."""
    themes: Sequence[str]
    year: int | None
    id: str | None
    """The words as an id, if they look like one."""


def understand(asked: str, reference: Reference) -> Meant:
    """What the words mean."""
    text = asked.strip()
    all_words = list(dict.fromkeys(_WORDS.findall(fold(text))))[:MOST_WORDS]
    words = tuple(word for word in all_words if len(word) >= SHORTEST)
    whole = list(dict.fromkeys(_CHINESE.findall(text)))[:MOST_WORDS]
    year = YEAR.search(text)
    states = [
        (one.id, _match(words, whole, one.names.values()) + (100 if fold(one.id) in all_words else 0))
        for one in reference.states
    ]
    themes = [(one.code, _match(words, whole, one.titles.values())) for one in reference.themes]
    return Meant(
        _choose_best(states),
        _choose_best(themes),
        int(year[0]) if year else None,
        text if LOOKS_LIKE_ID.fullmatch(text) else None,
    )


def _match(words: tuple[str, ...], whole: Sequence[str], names: Iterable[str]) -> int:
    """How well the best of the names fits: how many of its words were said, and more if all were."""
    return max((_match_one(words, whole, name) for name in names), default=0)


def _match_one(words: tuple[str, ...], whole: Sequence[str], name: str) -> int:
    if whole and _CHINESE.search(name) and any(run in name or name in run for run in whole):
        return 50
    own = _list_words(name)
    said = sum(word.startswith(words) for word in own)
    return said * 10 + (40 if own and said == len(own) else 0)


@lru_cache(maxsize=4096)  # States and themes have two thousand names; to fold them takes longer than to compare them
def _list_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORDS.findall(fold(name)) if len(word) >= SHORTEST)


def _choose_best(scored: Iterable[tuple[str, int]]) -> list[str]:
    """Those that fit; where some fit as a whole, these alone."""
    fitting = sorted(((score, code) for code, score in scored if score), key=lambda one: (-one[0], one[1]))
    whole = [code for score, code in fitting if score >= 40]
    return (whole or [code for _, code in fitting])[:MOST]
