"""Reference data for tests, so that a new theme, reminder or mandate breaks no test.

What the product's own files must hold is tested in `tests/unit/reference` alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from reference import Reference, load
from shared.engine.signing import read_keys

FILES = Path(__file__).parents[1] / "reference"
REFERENCE = load(FILES)
"""Read once: it never changes."""
SIGNER = read_keys("ab" * 32)
"""The key by which tests sign editions."""


def load_changed(place: Path, file: str, before: str, after: str) -> Reference:
    """The same data with one change, in a new directory below `place`."""
    shutil.copytree(FILES, place / "changed")
    path = place / "changed" / file
    text = path.read_text("utf-8")
    assert before in text, f"{file} lacks {before!r}"
    path.write_text(text.replace(before, after), "utf-8")
    return load(place / "changed")
