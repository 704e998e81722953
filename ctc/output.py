"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from ctc.plain import escape_json, make_plain

if TYPE_CHECKING:
    from rich.console import RenderableType

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


class Detail:
    """Whether `-v` asks for more than usual."""

    wanted = False


def tell(result: object, as_json: bool, text: str, on_terminal: Callable[[], RenderableType] | None = None) -> None:
    """Prints a result: as JSON for programs, or as text for people; on a terminal as `on_terminal` makes it."""
    if as_json:
        print(escape_json(orjson.dumps(result, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z).decode()))
    elif on_terminal is not None and sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415 - nothing else waits for it

        Console(highlight=False, soft_wrap=False).print(on_terminal())
    else:
        print(make_plain(text))


def tell_list(result: object, as_json: bool, columns: Sequence[str], items: Sequence[Mapping[str, Any]]) -> None:
    """Prints a list: as JSON, or one thing a line with its columns; on a terminal as a table."""
    lines = ["  ".join(" ".join(str(item.get(name) or "-").splitlines()) for name in columns) for item in items]

    def build_table() -> RenderableType:
        from ctc.terminal.cells import name_columns  # noqa: PLC0415
        from ctc.terminal.views import build_list  # noqa: PLC0415

        return build_list(name_columns(columns), items)

    tell(result, as_json, "\n".join(lines) or "none", build_table)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Writes a file to standard output, byte for byte; on a terminal as text that it does not obey."""
    if sys.stdout.isatty():
        sys.stdout.writelines(make_plain(one.decode("utf-8", "replace")) for one in pieces)
    else:
        sys.stdout.buffer.writelines(pieces)


def note(text: str) -> None:
    """Prints something that is not the result."""
    print(make_plain(text), file=sys.stderr)


def outline(value: Any, indent: str = "") -> list[str]:
    """JSON as an indented outline, for people."""
    if isinstance(value, dict):
        lines = []
        for name, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                lines += [f"{indent}{name}:", *outline(inner, indent + "  ")]
            elif inner not in (None, [], {}):
                lines += _break_lines(f"{name}: {inner}", indent)
        return lines
    if isinstance(value, list):
        lines = []
        for inner in value:
            first, *rest = outline(inner, indent + "  ") or [indent]
            lines += [f"{indent}- {first.strip()}", *rest]
        return lines
    return _break_lines(str(value), indent)


def _break_lines(text: str, indent: str) -> list[str]:
    """A text of several lines goes further in, so that none of them looks like a field."""
    first, *rest = text.splitlines() or [""]
    return [f"{indent}{first}", *(f"{indent}  {line}" for line in rest)]


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
