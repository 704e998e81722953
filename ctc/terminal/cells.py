"""What stands in a cell of a table, and its colour. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from ctc.plain import make_plain

CODE: Final = re.compile("[a-z]+(_[a-z]+)+")
"""A word of a closed list, such as `not_answered`."""
GOOD, WAITS, BAD = "green", "yellow", "bold red"
STYLES: Final = {
    **dict.fromkeys(
        ("met", "given", "agreed", "completed", "reported", "implemented", "delivered", "held", "done"), GOOD
    ),
    **dict.fromkeys(("due", "open", "asked", "planned", "offered", "responded", "pending_mandate", "waiting"), WAITS),
    **dict.fromkeys(
        ("overdue", "not_answered", "lapsed", "declined", "refused", "cancelled", "withdrawn", "WRONG"), BAD
    ),
}
"""Colours of words that say how a thing stands."""


WHOLE: Final = frozenset({"due", "State", "day", "year", "id"})
"""Headers of what is never broken over two lines."""


def pick(item: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `status.assessed`; None where there is none."""
    value: Any = item
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def make_cell(value: object) -> Text:
    """The value as people read it."""
    text = make_plain(_words(value)).replace("\t", " ")
    return Text(text.replace("_", " ") if CODE.fullmatch(text) else text, style=STYLES.get(text, ""))


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " to ".join(str(value[name]) for name in ("start", "end") if value.get(name)) or ", ".join(
            f"{name} {_words(inner)}" for name, inner in value.items() if inner is not None
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(map(_words, value))
    return str(value)


def build_table(columns: Mapping[str, str], items: Iterable[Mapping[str, Any]]) -> Table:
    """A table with these headers, by the paths of what stands below them. It fits the width of the terminal."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for header in columns.values():
        table.add_column(header, overflow="fold", no_wrap=header in WHOLE)
    for item in items:
        table.add_row(*(make_cell(pick(item, path)) for path in columns))
    return table


def name_columns(paths: Iterable[str]) -> dict[str, str]:
    """Headers for columns that are named as the fields are."""
    return {path: "State" if path == "state" else path.replace("_", " ") for path in paths}
