"""Events about steps. Pure."""

from __future__ import annotations

from typing import Any

from contracts.unoct import StepAgreed, StepDone
from services.unoct.steps.model import Step


def build_agreed_event(step: Step) -> StepAgreed:
    """CTED and UNOCT agreed on the step in its present form."""
    return StepAgreed(**_shared_fields(step), occurred_on=step.agreed_on)


def build_done_event(step: Step) -> StepDone:
    """The step is done."""
    return StepDone(**_shared_fields(step) | {"result": step.result, "occurred_on": step.done_on})


def _shared_fields(step: Step) -> dict[str, Any]:
    """The fields that both events have."""
    return {
        "synthetic": step.synthetic, "step_id": step.id, "title": step.title, "owner": step.owner,
        "due_on": step.due_on, "indicator": step.indicator, "state": step.state,
    }  # fmt: skip
