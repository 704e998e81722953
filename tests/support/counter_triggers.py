"""Triggers of the smallest service: events that count, fail or break a constraint, and a command."""

from __future__ import annotations

import json
from typing import Any

from contracts.assessments import AssessmentDrafted, AssessmentNoted, AssessmentWithdrawn
from shared.engine.principals import Principal
from shared.engine.rules import Command, Event
from tests.support.counter import Add
from tests.support.running import event

OFFICER = Principal("officer", "committee", may_command=True)


def build_note(id_: str, state: str = "KEN") -> Event[Any]:
    return event(AssessmentNoted.model_validate_json(json.dumps(about(state))), id_, state)


def failing(id_: str, state: str = "KEN") -> Event[Any]:
    return event(AssessmentWithdrawn.model_validate_json(json.dumps(about(state) | {"reason": "x"})), id_, state)


def overflowing(id_: str, state: str = "KEN") -> Event[Any]:
    return event(
        AssessmentDrafted.model_validate_json(json.dumps(about(state) | {"kind": "desk", "draft": "pao"})), id_, state
    )


def about(state: str) -> dict[str, Any]:
    return {
        "assessment_id": "a", "source": "s", "reference": "r", "state": state, "occurred_on": "2024-01-01",
        "synthetic": True,
    }  # fmt: skip


def add(by: int, key: str, digest: str = "d", state: str = "KEN") -> Command[Add]:
    return Command(principal=OFFICER, id=key, data=Add(state, by), correlation_id="c", digest=digest)
