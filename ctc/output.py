"""What commands print: results on standard output, everything else on standard error; and their help."""

from __future__ import annotations

import sys
from typing import Annotated

import orjson
import typer

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def tell(result: object, as_json: bool, text: str) -> None:
    """Prints a result: as JSON for programs, or as text for people."""
    print(orjson.dumps(result, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z).decode() if as_json else text)


def note(text: str) -> None:
    """Prints something that is not the result."""
    print(text, file=sys.stderr)


def group(about: str, example: str) -> typer.Typer:
    """A group of commands. Its help shows an example, as theirs does."""
    commands = typer.Typer(no_args_is_help=True, help=about, epilog=f"Example: {example}")
    commands.callback()(lambda: None)  # so that the command's name is needed even if the group has only one
    return commands


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
