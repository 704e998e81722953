"""What a practical step is, and the table in which steps are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from shared.engine.rules import Table

StepStatus = Literal["proposed", "agreed", "overdue", "done"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step as it should stand, which CTED and UNOCT have not both said yet."""

    title: str
    owner: str
    due_on: date
    indicator: str
    state: str | None
    agreed_on: date
    """The latest of the days that were named for the agreement."""
    done_on: date | None
    """Where it is proposed that the step is done."""
    result: str | None
    by: tuple[str, ...]
    """Who has said so, in order: `CTED` or `UNOCT`, and the owner of the step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A practical step of the joint report, with its owner, day and indicator (OP24)."""

    id: str
    reference: str
    title: str
    owner: str
    """`CTED`, `UNOCT`, `both`, or another body."""
    agreed_on: date | None
    """None: the two have not both agreed on it."""
    due_on: date
    indicator: str
    state: str | None
    done: bool
    done_on: date | None
    result: str | None
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    is_agreed: bool = True
    """Whether both agreed on it. If not, its fields are those of the proposal."""
    proposal: Proposal | None = None
    """What one side has proposed, a step or a change of it, and the other one has not agreed on."""

    def status(self, today: date) -> StepStatus:
        """Its status today. A step is in time on its due date (rule 3)."""
        if not self.is_agreed:
            return "proposed"
        if self.done:
            return "done"
        return "overdue" if self.due_on < today else "agreed"


STEPS: Table[Step] = Table("steps", Step)
