"""Where a person goes after signing in: a path of this installation, and nowhere else. Pure."""

from __future__ import annotations

import re
from typing import Final

LONGEST_WAY_BACK: Final = 1000
"""Characters."""
_OURS: Final = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""A path of this address: with `//` or a backslash a browser would go elsewhere, and drops control characters."""


def is_way_back(path: str) -> bool:
    """Whether it leads to a path of this installation, and not into the next sign-in."""
    return (
        len(path) <= LONGEST_WAY_BACK
        and _OURS.fullmatch(path) is not None
        and re.match(r"/sign-(in|out)(?![^/?#])", path) is None
    )
