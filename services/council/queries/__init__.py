"""The queries behind figures, each in a file of its own. Files that belong together are joined by name.

Facts are read as the edition asks (rule 11): what occurred by `:cut_off` and was recorded by `:freeze`;
of several rows about one thing, the last recorded, in order of `position` within one instant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_PARAMETER = re.compile(r"(?<!:):([a-z][a-z0-9_]*)")
_RECORDED = re.compile(r"(\w+\.)?recorded_at <= :(freeze|disclosed_by)\b(::timestamptz)?")


@dataclass(frozen=True, slots=True)
class Query:
    """A statement, and the names of its parameters in order."""

    files: tuple[str, ...]
    text: str
    names: tuple[str, ...]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the parameters. A name without a value is a KeyError."""
        return [values[name] for name in self.names]


@cache
def query(*files: str, unread: bool = False) -> Query:
    """The files' texts, one after the other, as one statement.

    `unread`: what was recorded in time, but read too late for the edition (`:unread_by_freeze`), is left out.
    """
    directory = Path(__file__).parent
    text = "\n".join((directory / f"{name}.sql").read_text(encoding="utf-8") for name in files)
    if unread:
        text = _RECORDED.sub(r"(\g<0> and \1event_id <> all(:unread_by_\2::text[]))", text)
    names = tuple(dict.fromkeys(_PARAMETER.findall(text)))
    return Query(files, _PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", text), names)
