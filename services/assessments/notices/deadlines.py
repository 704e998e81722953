"""What happens when a notice has waited too long for the report of which it speaks. Pure."""

from __future__ import annotations

from typing import Any

from services.assessments.names import TOPIC
from shared.engine.notices import judging, waking
from shared.engine.rules import Rule

DEADLINES: dict[str, Rule[Any]] = {judging.DEADLINE: Rule(waking.needs_of_lapse, waking.build_lapse_rule(TOPIC))}
