"""SQL as text: whole statements, each in a file of its own, which runs alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_PARAMETER: Final = re.compile(r"(?<![\w:]):([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for the database, and the names of its parameters in order."""

    text: str
    names: tuple[str, ...]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the parameters. A name without a value is a KeyError."""
        return [values[name] for name in self.names]


@cache
def prepare(sql: str) -> Statement:
    """The same text with numbers in the place of named parameters."""
    names = tuple(dict.fromkeys(_PARAMETER.findall(sql)))
    return Statement(_PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", sql), names)


@cache
def load_statement(file: str, name: str) -> Statement:
    """The statement in the file `NAME.sql`, whose name is relative to the folder of the module with this `__file__`."""
    return prepare((Path(file).parent / f"{name}.sql").read_text(encoding="utf-8"))
