"""The command line `ctc`. Each subcommand is in a file of `ctc/commands/`."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Annotated

import typer

from ctc.commands import (
    administration,
    asking,
    gate,
    operating,
    publishers,
    recovering,
    reports,
    sending,
    serving,
    simulating,
    telling,
)
from ctc.desk import codes
from ctc.desk import commands as desk
from ctc.errors import is_expected
from ctc.garbage import collect_seldom
from ctc.groups import HEADINGS, HELP_OPTIONS, Headed, add_under
from ctc.output import Detail, note
from ctc.room import call_with_room
from shared.operations.version import read_version

app = typer.Typer(
    name="ctc",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # one line that says what to do helps more than a trace
    rich_markup_mode=None,
    cls=Headed,
    context_settings=HELP_OPTIONS,
    help="Reporting for the Counter-Terrorism Committee: assessments, their follow-up, the reports to the Council.",
    epilog="Example: ctc demo",
)


def _show_version(show: bool) -> None:
    if show:
        print(f"ctc {read_version()}")
        raise typer.Exit


VERSION = typer.Option("--version", help="Show which version this is, and stop.", callback=_show_version, is_eager=True)
VERBOSE = typer.Option("-v", "--verbose", help="Show what is asked, more of the log, and where errors come from.")


@app.callback()
def options(_version: Annotated[bool, VERSION] = False, verbose: Annotated[bool, VERBOSE] = False) -> None:
    """Takes the options before the subcommand."""
    Detail.wanted = verbose
    if verbose:
        os.environ.setdefault("CTC_LOG_LEVEL", "debug")


TO_OPERATE = (
    serving.add_serve, gate.add_to, operating.add_to, recovering.add_to, publishers.add_to, administration.add_to,
    simulating.add_to,
)  # fmt: skip
for heading, adders in zip(
    HEADINGS,
    (
        (telling.add_to, serving.add_up),
        (desk.add_to,),
        (reports.add_to, asking.add_to, codes.add_to),
        (sending.add_to,),
        TO_OPERATE,
    ),
    strict=True,
):
    add_under(app, heading, adders)


def main() -> None:
    """Runs the command line. Exit 0: all done; 1: done, with refusals; 2: could not be done."""
    collect_seldom()
    # HTTPX would load its own command line with Rich, a third of its import; it does without if that is missing.
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    try:
        sys.exit(call_with_room(partial(app, prog_name="ctc", standalone_mode=False)))
    except typer.TyperException as error:
        note(_usage(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if Detail.wanted or not is_expected(error):
            raise
        note(f"ctc: {error}")
        sys.exit(2)


def _usage(error: typer.TyperException) -> str:
    """One line that says what is wrong with the arguments; the help if there are none."""
    message = error.format_message().replace("Value error, ", "")
    if message.startswith("Usage:"):
        return message
    message = " ".join(message.split())  # a missing choice lists what there is, each on a line of its own
    command = getattr(getattr(error, "ctx", None), "command_path", "ctc")
    return f"ctc: {message.rstrip('.')}: see `{command} --help`"


if __name__ == "__main__":
    main()
