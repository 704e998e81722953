"""Commands in the process of the tests. All of them are made once: that takes a tenth of a second."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import typer

from ctc.__main__ import app

COMMANDS = typer.main.get_command(app)


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it printed."""

    exit_code: int
    stdout: str
    stderr: str
    exception: BaseException | None


def invoke(*words: str) -> Said:
    """Runs `ctc` with these words, on a terminal of 80 columns."""
    code, exception = 0, None
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            COMMANDS.main(list(words), prog_name="ctc", terminal_width=80)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except Exception as error:
            code, exception = 1, error
    return Said(code, out.getvalue(), err.getvalue(), exception)
