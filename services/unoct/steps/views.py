"""How readers see a step. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.unoct.access import OF_THE_TWO, parties_of
from services.unoct.showing import INTERNAL, show_row
from services.unoct.steps.model import STEPS, Step, StepStatus
from shared.engine.declarations import View
from shared.engine.principals import Principal
from shared.web.documents.shapes import shape


def show_step(step: Step, today: date, principal: Principal) -> dict[str, Any]:
    """A step with its status today. What one side has proposed is for the two, and for the owner."""
    shown = show_row(step) | {"status": step.status(today)}
    return shown if principal.sees(OF_THE_TWO, parties_of(step.owner)) else shown | {"proposal": None}


STEP: View[Step] = View(
    STEPS,
    lambda step, viewer: show_step(step, viewer.today, viewer.principal),
    shape("Step", Step, hidden=INTERNAL, always=("id", "status"), also={"status": StepStatus}),
    dated=True,
)
