"""How many lines a text has, however they end."""

from __future__ import annotations

import pytest

from shared.engine.imports.files import count_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [(b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\r\nb\r\n", 2), (b"a\rb\rc", 3), (b"a\n\nb\n\n", 3)],
)
def test_lines_are_counted(text: bytes, lines: int) -> None:
    assert count_lines(text) == lines
