"""In whose right a page is made: what of a reader's request goes along with the questions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Right:
    """The headers that prove who reads, and nothing else of the request."""

    headers: tuple[tuple[str, str], ...] = ()
    by_token: bool = False
    """By a token that was entered here."""


OF_NOBODY: Final = Right()
"""The public's view."""
