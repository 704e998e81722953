"""What must hold stands in the documentation, rule by rule, and so does what goes wrong."""

from __future__ import annotations

from pathlib import Path

from simulator.faults import ASLEEP, FAULTS, STILL
from simulator.invariants import INVARIANTS

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "simulation.md").read_text(encoding="utf-8")


def test_every_invariant_is_documented_by_its_name() -> None:
    assert [rule.__name__ for rule in INVARIANTS if f"| `{rule.__name__}` |" not in PAGE] == []


def test_every_kind_of_fault_is_documented() -> None:
    assert [fault for fault in (*FAULTS, STILL, ASLEEP) if f"| {fault} |" not in PAGE] == []
