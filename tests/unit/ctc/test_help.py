"""The help and the completion of the command line."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from ctc.groups import HEADINGS
from tests.support.command_line import invoke
from tests.support.processes import CTC, environment

pytestmark = pytest.mark.thorough


def test_the_help_has_headings_and_cuts_off_no_sentence() -> None:
    short, long = (invoke(option).stdout for option in ("-h", "--help"))
    assert short == long
    assert [line[:-1] for line in long.splitlines() if line.endswith(":") and line[:-1] in HEADINGS] == list(HEADINGS)
    assert "..." not in long.replace("[ARGS]...", "")


@pytest.mark.parametrize(
    ("command", "option", "words"),
    [
        ("briefing plan", "--invited-on", "When the Chair invited; left out of a new plan: today."),
        ("briefing plan", "--invited-on", "to a meeting of the heads, nobody need have been invited."),
        ("briefing hold", "--held-on", "The day. Else today."),
        ("case offer", "--offered-on", "The day. Else today."),
        ("meeting answer", "--answered-on", "A State dates its own by no earlier day. Else today."),
    ],
)
def test_the_help_says_which_day_is_taken_where_none_is_named(command: str, option: str, words: str) -> None:
    shown = invoke(*command.split(), "-h").stdout
    of_option = shown.partition(f"  {option} ")[2].partition("\n  --")[0]
    assert words in " ".join(of_option.split())


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ctc brief", "briefing"),
        ("ctc visit ag", "agree"),
        ("ctc visit plan --ki", "--kind"),
        ("ctc visit plan --mode v", "virtual"),
    ],
)
def test_commands_options_and_choices_are_completed(words: str, completed: str) -> None:
    place = {"_CTC_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    process = subprocess.run(CTC, env=environment(**place), capture_output=True, text=True, check=True)
    assert process.stdout.split() == [completed]


def test_help_loads_neither_the_services_nor_what_speaks_http() -> None:
    code = "import sys, ctc.__main__; print(*sys.modules)"
    process = subprocess.run([CTC[0], "-c", code], env=dict(os.environ), capture_output=True, text=True, check=True)
    loaded = set(process.stdout.split())
    assert not {"httpx", "rich", "reference", "services", "asyncpg", "fastapi", "structlog"} & loaded


def test_a_command_loads_what_speaks_http_without_its_own_command_line() -> None:
    code = (
        "import sys; from ctc.__main__ import main; sys.argv = ['ctc', 'codes']\n"
        "try: main()\nfinally: print(*sys.modules)"
    )
    env = environment(CTC_URL="http://127.0.0.1:9")
    process = subprocess.run([CTC[0], "-c", code], env=env, capture_output=True, text=True, check=False)
    loaded = set(process.stdout.split())
    assert "httpx" in loaded, process.stderr
    assert "rich" not in loaded


def test_verbose_says_what_the_system_is_asked() -> None:
    env = environment(CTC_URL="http://127.0.0.1:9")
    process = subprocess.run([*CTC, "-v", "codes"], env=env, capture_output=True, text=True, check=False)
    assert re.search(r"^Traceback", process.stderr)
    assert process.stderr.splitlines()[-1].startswith("ctc.errors.CannotStart: http://127.0.0.1:9 does not answer")
