"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import orjson
import typer

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def tell(result: object, as_json: bool, text: str) -> None:
    """Prints a result: as JSON for programs, or as text for people."""
    print(orjson.dumps(result, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z).decode() if as_json else text)


def tell_list(result: object, as_json: bool, columns: Sequence[str], items: Iterable[Mapping[str, Any]]) -> None:
    """Prints a list: as JSON, or one thing a line with its columns."""
    lines = ["  ".join(str(item.get(name) or "-") for name in columns) for item in items]
    tell(result, as_json, "\n".join(lines) or "none")


def note(text: str) -> None:
    """Prints something that is not the result."""
    print(text, file=sys.stderr)


def outline(value: Any, indent: str = "") -> list[str]:
    """JSON as an indented outline, for people."""
    if isinstance(value, dict):
        lines = []
        for name, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                lines += [f"{indent}{name}:", *outline(inner, indent + "  ")]
            elif inner not in (None, [], {}):
                lines.append(f"{indent}{name}: {inner}")
        return lines
    if isinstance(value, list):
        lines = []
        for inner in value:
            first, *rest = outline(inner, indent + "  ") or [indent]
            lines += [f"{indent}- {first.strip()}", *rest]
        return lines
    return [f"{indent}{value}"]


class Progress:
    """A line that shows the progress of long work, if standard error is a terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def at(self, count: int, of: int | None = None) -> None:
        """Shows the count."""
        if self.shown:
            total = f" of {of:,}" if of else ""
            print(f"\r{self.what} {count:,}{total}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Ends the line."""
        if self.shown:
            print(file=sys.stderr)
