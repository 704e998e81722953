"""The six official languages of the United Nations."""

from __future__ import annotations

from typing import Final, Literal, get_args

Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
"""The code of an official language."""
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""In the order in which the United Nations lists their names in English."""
