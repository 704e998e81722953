"""The command line `ctc`. Each subcommand is in a file of `ctc/commands/`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ctc.commands import (
    administration,
    asking,
    operating,
    publishers,
    recovering,
    sending,
    serving,
    simulating,
    telling,
)
from ctc.errors import is_expected
from shared.operations.version import read_version

app = typer.Typer(
    name="ctc",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # one line that says what to do helps more than a trace
    rich_markup_mode=None,
    help="Reporting for the Counter-Terrorism Committee: assessments, their follow-up, the reports to the Council.",
    epilog="Example: ctc demo",
)


def _show_version(show: bool) -> None:
    if show:
        print(f"ctc {read_version()}")
        raise typer.Exit


VERSION = typer.Option("--version", help="Show which version this is, and stop.", callback=_show_version, is_eager=True)


@app.callback()
def options(_version: Annotated[bool, VERSION] = False) -> None:
    """Takes the options before the subcommand."""


telling.add_to(app)
serving.add_to(app)
sending.add_to(app)
asking.add_to(app)
operating.add_to(app)
publishers.add_to(app)
recovering.add_to(app)
simulating.add_to(app)
administration.add_to(app)


def main() -> None:
    """Runs the command line. Exit 0: all done; 1: done, with refusals; 2: could not be done."""
    try:
        sys.exit(app(prog_name="ctc", standalone_mode=False))
    except typer.TyperException as error:
        print(_usage(error), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not is_expected(error):
            raise
        print(f"ctc: {error}", file=sys.stderr)
        sys.exit(2)


def _usage(error: typer.TyperException) -> str:
    """One line that says what is wrong with the arguments; the help if there are none."""
    message = error.format_message()
    if "\n" in message:
        return message
    command = getattr(getattr(error, "ctx", None), "command_path", "ctc")
    return f"ctc: {message.rstrip('.')}: see `{command} --help`"


if __name__ == "__main__":
    main()
