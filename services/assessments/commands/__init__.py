"""What people and programs ask for: the body of each command, and its rule. Pure."""

from __future__ import annotations

from typing import Any

from services.assessments.commands import assessments, imports, merging, products, programme, visits
from shared.engine.rules import Rule

COMMANDS: dict[type, Rule[Any]] = {
    **assessments.COMMANDS,
    **visits.COMMANDS,
    **merging.COMMANDS,
    **imports.COMMANDS,
    **products.COMMANDS,
    **programme.COMMANDS,
}
