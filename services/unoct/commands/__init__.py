"""Commands of people and programs: on cases, on projects and their duplication, on briefings and steps. Pure."""

from typing import Any, Final

from services.unoct.commands import briefings, cases, projects, steps
from shared.engine.rules import Rule

COMMANDS: Final[dict[type, Rule[Any]]] = {
    **cases.COMMANDS,
    **projects.COMMANDS,
    **briefings.COMMANDS,
    **steps.COMMANDS,
}
