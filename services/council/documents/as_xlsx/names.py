"""Names of sheets: as long as Excel takes, no two alike, and each says what is in it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from services.council.documents.cells import ISOLATES

LONGEST: Final = 31
"""In Excel, in characters."""
FORBIDDEN: Final = str.maketrans("[]:*?/\\", "       ")
MARKS: Final = ",;:،؛"
PLACE: Final = "00 "
"""As long as the number of a sheet."""


def name_sheets(titles: Sequence[str]) -> list[str]:
    """A name for each title. It begins with its number.

    Of titles that begin alike, so that their cut names would be the same, the name has the first word and then what
    differs.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        alike[cut_name(f"{PLACE}{title}")].append(title)
    shortened = {title: text for several in alike.values() for title, text in _shorten(several).items()}
    return [cut_name(f"{number} {shortened[title]}") for number, title in enumerate(titles, 1)]


def cut_name(title: str) -> str:
    """As much of the title as Excel takes: whole words, where the script has spaces between them."""
    name = title.translate(ISOLATES).translate(FORBIDDEN).strip(" '")
    if len(name) <= LONGEST:
        return name
    cut = name[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > LONGEST / 2 else cut}…"


def _shorten(alike: Sequence[str]) -> dict[str, str]:
    """What stands for each of these titles: its first word, and what differs, with the word before that has room."""
    titles = {title: title.split() for title in alike}
    same = len([*takewhile(lambda words: len(set(words)) == 1, zip(*titles.values(), strict=False))])
    if len(titles) == 1 or not same:
        return {title: title for title in titles}
    before = max(1, same - 1)
    has_room = all(
        words[same].rstrip(MARKS) in cut_name(PLACE + _begin_at(words, before))
        for words in titles.values()
        if words[same:]
    )
    return {title: _begin_at(words, before if has_room else same) for title, words in titles.items()}


def _begin_at(words: Sequence[str], place: int) -> str:
    """The first word, and those from this place on, as far as a comma or the like."""
    return f"{words[0].rstrip(MARKS)}… {re.split(f'[{MARKS}]', ' '.join(words[place:]))[0]}"
