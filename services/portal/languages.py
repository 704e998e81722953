"""In which language a page is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reference import LANGUAGES, Language

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


def find_language(name: str | None) -> Language | None:
    """The language of this tag, such as `fr` or `fr-CH`; None: there are no pages in it."""
    tag = (name or "").strip().lower().partition("-")[0]
    return next((one for one in LANGUAGES if one == tag), None)


def choose_language(asked: str | None, accepted: str) -> Language:
    """The language that is asked for, else the one that the browser wants most (`Accept-Language`)."""
    return find_language(asked) or _find_most_wanted(accepted) or USUAL


def _find_most_wanted(accepted: str) -> Language | None:
    wanted = [
        (_read_quality(parameters), -place, language)
        for place, one in enumerate(accepted.split(","))
        for tag, _, parameters in [one.partition(";")]
        if (language := find_language(tag))
    ]
    quality, _, language = max(wanted, default=(0.0, 0, None))
    return language if quality > 0 else None


def _read_quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def write_direction(language: Language) -> str:
    """As HTML's `dir` has it."""
    return "rtl" if language in FROM_THE_RIGHT else "ltr"
