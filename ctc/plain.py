"""What a terminal may have of texts that others sent. Pure."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What would move the cursor, hide a line, fill the clipboard, or show a word backwards. Line feeds and tabs stay."""
_AFTER_ASCII: Final = re.compile(r"[\x7f-\x9f\u202a-\u202e]")
"""Those of them that JSON leaves as they are."""


def make_plain(text: str) -> str:
    """The text with a space for each character that a terminal would obey."""
    return _CONTROL.sub(" ", text)


def escape_json(text: str) -> str:
    r"""The same JSON, with `\u009b` for such a character."""
    return _AFTER_ASCII.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
