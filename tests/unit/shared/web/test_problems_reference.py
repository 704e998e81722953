"""Every type of problem that HTTP itself can answer with is explained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import shared.web.app  # noqa: F401 - brings all of them in
from shared.engine.rules import Refusal

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "problems.md"


def test_every_problem_stands_in_the_reference_with_status_and_sentence() -> None:
    reference = REFERENCE.read_text()
    ours = [
        refusal()
        for refusal in _below(Refusal)
        if refusal.__module__.startswith(("shared.web.", "shared.engine.refusal"))
    ]
    assert len(ours) >= 14
    for refusal in ours:
        assert f"| `/problems/{refusal.code}` | {refusal.status} | {refusal.title} |" in reference


def _below(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for subclass in refusal.__subclasses__():
        yield subclass
        yield from _below(subclass)
