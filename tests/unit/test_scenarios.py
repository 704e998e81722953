"""The scenarios that the docs quote are played, each once, and on what they say."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "scenarios.md"
ROW = re.compile(r"^\| (\d+) \| .+ \| `(\S+)` \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"((?:^@.+\n)*)^async def test_(\d+)_", re.MULTILINE)


def test_each_scenario_is_played_where_and_on_what_the_docs_say() -> None:
    quoted = {(int(number), file, on) for number, file, on in ROW.findall(PAGE.read_text("utf-8"))}
    played = {
        (int(number), str(file.relative_to(ROOT)), "Kafka" if "ON_KAFKA" in marks else "loopback")
        for file in (ROOT / "tests" / "end_to_end" / "scenarios").glob("test_*.py")
        for marks, number in TEST.findall(file.read_text("utf-8"))
    }
    assert quoted == played
    numbers = [number for number, _, _ in played]
    assert len(numbers) == len(set(numbers)), "each has a number of its own"
