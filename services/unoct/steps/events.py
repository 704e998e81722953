"""Events about steps. Pure."""

from __future__ import annotations

from typing import Any

from contracts.unoct import StepAgreed, StepDone
from services.unoct.steps.model import Step


def build_event(step: Step) -> StepAgreed:
    """CTED and UNOCT agreed on the step in its present form, or that it is done."""
    fields: dict[str, Any] = {
        "synthetic": step.synthetic, "step_id": step.id, "title": step.title, "owner": step.owner,
        "due_on": step.due_on, "indicator": step.indicator, "state": step.state,
    }  # fmt: skip
    if step.done:
        return StepDone(**fields | {"result": step.result, "occurred_on": step.done_on})
    return StepAgreed(**fields | {"occurred_on": step.agreed_on})
