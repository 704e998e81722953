"""The command line `ctc`. Each subcommand stands in a file of `ctc/commands/`."""

from __future__ import annotations

import sys

import typer

from ctc.commands import administration, asking, operating, sending, serving, simulating, telling
from ctc.errors import EXPECTED

app = typer.Typer(
    name="ctc",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # one line that says what to do is worth more than a drawn trace
    rich_markup_mode=None,
    help="Reporting for the Counter-Terrorism Committee: assessments, their follow-up, the reports to the Council.",
    epilog="Example: ctc demo",
)

telling.add_to(app)
serving.add_to(app)
sending.add_to(app)
asking.add_to(app)
operating.add_to(app)
simulating.add_to(app)
administration.add_to(app)


def main() -> None:
    """Runs the command line. Exit 0: all done; 1: done, with refusals; 2: could not be done."""
    try:
        app(prog_name="ctc")
    except EXPECTED as error:
        print(f"ctc: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
