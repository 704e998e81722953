"""The command line with no system running: help, one line for what could not be done, and tokens."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support import forked
from tests.support.command_line import invoke
from tests.support.processes import CTC, environment
from tests.support.up import run_refused

# ---- help ----------------------------------------------------------------------------------------


OF_ONE = ("Options", "Arguments")


def commands(*path: str) -> Iterator[Sequence[str]]:
    """All commands and groups of them, found in their own help."""
    help_text = invoke(*path, "--help").stdout
    assert "Example: " in help_text, f"{path} shows no example"
    assert " ".join(("ctc", *path)) in help_text
    yield path
    for heading, listing in re.findall(r"^(\S.*):\n((?:  .*\n)+)", help_text, re.MULTILINE):
        for name in re.findall("^  ([a-z].*?)  ", listing, re.MULTILINE) if heading not in OF_ONE else ():
            yield from commands(*path, name)


def test_the_help_of_every_command_shows_an_example() -> None:
    names = {" ".join(path) for path in commands()}
    assert {
        "up",
        "clock advance",
        "deadletters discard",
        "topics check",
        "rebuild council",
        "tokens add",
        "visit plan",
        "codes",
    } <= names


def test_the_version_is_one_line() -> None:
    env = environment(CTC_VERSION="7.8")
    process = subprocess.run([*CTC, "--version"], env=env, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout, process.stderr) == (0, "ctc 7.8\n", "")


# ---- what could not be done: exit 2, one line that says what to do --------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["calendar", "--from", "2024-02-30"], "'2024-02-30' is no day: write it as 2024-01-31: see `ctc calendar"),
        (["report", "annual"], "say what the report annual is about with --year, and with that alone"),
        (["report", "followup", "--year", "2023"], "say what the report followup is about with --cycle"),
        (["report", "annual", "--year", "2023", "--cycle", "c"], "with --year, and with that alone"),
        (["nothing"], "No such command 'nothing': see `ctc --help`"),
        (["up", "--port", "99999"], "Input should be less than or equal to 65535: see `ctc up --help`"),
        (["clock", "advance", "2025-01-01"], "does not answer"),
        (["rebuild", "council"], "does not answer"),
        (["deadletters", "list", "nothing"], "'nothing' is not one of 'assessments', 'followup', "),
        (["resend", "nothing"], "'exchange', 'all': see `ctc resend --help`"),
        (["resend", "all", "--from", "soon"], "--from soon: write 1200, 2024-06-01 or 2024-06-01T08:00:00Z"),
        (["deadletters", "show", "nothing", "1"], "'nothing' is not one of 'assessments', 'followup', "),
        (["report", "draft", "nothing"], "'nothing' is not one of 'annual', 'followup', "),
        (["import"], "Missing argument 'kind'. Choose from: visits, assessments, projects, fatf, "),
        (["import", "nothing", "x.csv"], "'nothing' is not one of 'visits', 'assessments', "),
        (["tokens", "add", "x", "--audience", "nobody"], "'nobody' is not one of 'committee', 'council', "),
        (["publish", "/no/such/file"], "/no/such/file cannot be read: No such file or directory"),
        (["import", "visits", "/no/such/file.csv"], "/no/such/file.csv cannot be read: No such file or directory"),
        (["demo", "--out", "/dev/null/out"], "/dev/null/out cannot be written: Not a directory"),
        (["tokens", "add", "x", "--party", "KEN"], "there is no party KEN: write it like state:KEN or body:unoct"),
        (["tokens", "add", "x", "--body", "silly-walks"], "there is no body silly-walks: take of ctc, cted, unoct, "),
        (["tokens", "add", "x", "--notice-type", "visit.planned"], "there is no notice visit.planned: take of notice."),
        (["tokens", "change", "x"], "what shall change? name --source, --notice-type, --body or --party"),
        (["tokens", "add", "x", "--party", "state:HKG"], "state:HKG: HKG is no Member State: Hong Kong is "),
    ],
)
def test_what_could_not_be_done_is_one_line_and_exit_2(arguments: list[str], message: str) -> None:
    assert message in run_refused(*arguments, CTC_URL="http://127.0.0.1:9", CTC_TOKENS_FILE="/no/such/tokens.json")


@pytest.mark.parametrize("command", [["migrate"], ["up", "--port", "0"], ["serve", "followup", "--port", "0"]])
def test_a_database_url_that_is_none_is_told(command: list[str]) -> None:
    output = run_refused(*command, DATABASE_URL="junk")
    assert output.startswith("the database cannot be reached (invalid DSN: scheme is expected to be")


# ---- tokens --------------------------------------------------------------------------------------


def test_who_may_come_in_is_listed_with_rights_and_gone_when_revoked(tmp_path: Path) -> None:
    def tokens(*arguments: str) -> str:
        process = forked.run(("tokens", *arguments, "--file", str(tmp_path / "tokens.json")), environment())
        assert process.returncode == 0, process.stderr
        return process.stdout

    assert tokens("list") == "nobody\n"
    assert tokens("add", "kenya", "--party", "state:KEN").startswith("ctc_")
    rights = ["--notice-type", "notice.visit.planned", "--body", "UN Women"]
    tokens("add", "unodc", "--audience", "un", "--source", "urn:a", "--source", "urn:b", "--command", *rights)
    assert tokens("list").splitlines() == [
        "kenya: public state:KEN",
        "unodc: un, speaks for urn:a urn:b, sends notice.visit.planned, as un-women, may command",
    ]
    assert tokens("change", "unodc", "--body", "unodc", "--notice-type", "none", "--source", "urn:c").splitlines() == [
        "unodc: un, speaks for urn:c, as unodc, may command"
    ]
    assert json.loads(tokens("revoke", "kenya", "--json")) == {"revoked": "kenya"}
    assert "kenya" not in tokens("list")
