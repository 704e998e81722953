"""How readers see a step. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.unoct.showing import INTERNAL, show_row
from services.unoct.steps.model import STEPS, Step, StepStatus
from shared.engine.declarations import View
from shared.web.documents.shapes import shape


def show_step(step: Step, today: date) -> dict[str, Any]:
    """A step with its status today."""
    return show_row(step) | {"status": step.status(today)}


STEP: View[Step] = View(
    STEPS,
    lambda step, viewer: show_step(step, viewer.today),
    shape("Step", Step, hidden=INTERNAL, always=("id", "status"), also={"status": StepStatus}),
    dated=True,
)
