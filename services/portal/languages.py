"""In which language a page is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reference import Language
from shared.web.languages import find_language, find_most_wanted

USUAL: Final[Language] = "en"
OWN_NAMES: Final[Mapping[Language, str]] = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
"""Each in itself, in the order of the United Nations."""
FROM_THE_RIGHT: Final[frozenset[Language]] = frozenset({"ar"})


def choose_language(asked: str | None, accepted: str) -> Language:
    """The language that is asked for, else the one that the browser wants most (`Accept-Language`)."""
    return find_language(asked) or find_most_wanted(accepted) or USUAL


def write_direction(language: Language) -> str:
    """As HTML's `dir` has it."""
    return "rtl" if language in FROM_THE_RIGHT else "ltr"
