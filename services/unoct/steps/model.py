"""What a practical step is, and the table in which steps are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from shared.engine.rules import Table

StepStatus = Literal["agreed", "overdue", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """A practical step of the joint report, with its owner, day and indicator (OP24)."""

    id: str
    reference: str
    title: str
    owner: str
    """`CTED`, `UNOCT`, `both`, or another body."""
    agreed_on: date
    due_on: date
    indicator: str
    state: str | None
    done: bool
    done_on: date | None
    result: str | None
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    def status(self, today: date) -> StepStatus:
        """Its status today. A step is in time on its due date (rule 3)."""
        if self.done:
            return "done"
        return "overdue" if self.due_on < today else "agreed"


STEPS: Table[Step] = Table("steps", Step)
