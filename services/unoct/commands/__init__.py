"""Commands of people and programs: on cases, on projects and their duplication. Pure."""

from typing import Any, Final

from services.unoct.commands import cases, projects
from shared.rules import Rule

COMMANDS: Final[dict[type, Rule[Any]]] = {**cases.COMMANDS, **projects.COMMANDS}
