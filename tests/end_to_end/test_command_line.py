"""The command line beside a running system: exit codes, and one line for what could not be done."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.support.processes import CTC, EXAMPLES, environment
from tests.support.up import Up, ctc, file_of_visits, refused_by, run_refused, up


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with up(tmp_path_factory.mktemp("up") / "data", "--clock", "2024-07-01") as system:
        yield system


# ---- what could not be done: exit 2, one line that says what to do --------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["calendar", "--state", "kenya"], "state: must be three capital letters such as KEN"),
        (["show", "HKG"], "HKG is no Member State: Hong Kong is a special administrative region"),
        (["show", "KEN?limit=1"], "code: must be a State's code such as KEN"),
        (
            ["trace", "no/such?thing"],
            "There is nothing here of this name or id that you may see: check how it is written.",
        ),
        (
            ["deadletters", "retry", "followup", "1"],
            "There is nothing here of this name or id that you may see: check how it is written.",
        ),
        (["resend", "followup"], "This system sends no journal: without KAFKA_BOOTSTRAP_SERVERS"),
        (["clock", "advance", "2024-06-30"], "The clock never goes backwards"),
        (["report", "annual", "--year", "2023", "--provisional", "--cut-off", "2022-12-31"], "lies in that year"),
        (["report", "draft", "annual", "--year", "2030"], "no report yet on a year that has not begun"),
        (["calendar", "--state", "TWN"], "TWN is no Member State: "),
        (
            ["report", "annual", "--year", "2023", "--freeze", "yesterday"],
            "freeze: must be an instant such as 2024-01-31T12:00:00Z",
        ),
        (
            ["report", "annual", "--year", "2023", "--provisional", "--out", "/no/such/dir/x"],
            "/no/such/dir/x cannot be written",
        ),
    ],
)
def test_what_the_system_refuses_is_one_line_and_exit_2(running: Up, arguments: list[str], message: str) -> None:
    assert message in refused_by(running, *arguments)


def test_a_token_that_lets_nobody_in_is_told(running: Up) -> None:
    output = run_refused("calendar", CTC_URL=running.address, CTC_TOKEN="ctc_nobody")
    assert output.startswith("this token lets nobody in, ")
    assert output.endswith(": set CTC_TOKEN to another")


# ---- dead letters --------------------------------------------------------------------------------


async def test_an_operator_gives_up_many_dead_letters_at_once_and_hears_which_were_none(running: Up) -> None:
    connection = await asyncpg.connect(running.dsn)
    await connection.execute(
        "insert into followup.dead_letters (recorded_at, trigger_source, trigger_id, reason, topic, partition, "
        "log_offset, key, attributes) "
        "select now(), 's', n::text, 'r', 't', 0, n, 'k', '{}' from generate_series(1, 3) n"
    )
    await connection.close()
    why = ("--why", "sent by a trial")
    process = ctc(running, "deadletters", "discard", "followup", "1", "2", *why)
    assert process.stdout == "1: discarded\n2: discarded\n"
    again = ctc(running, "deadletters", "discard", "followup", "2", "3", *why, code=1)
    assert (
        again.stdout
        == "2: There is nothing here of this name or id that you may see: check how it is written.\n3: discarded\n"
    )
    assert ctc(running, "deadletters", "list", "followup").stdout == "none\n"


# ---- the load of a year ---------------------------------------------------------------------------


def test_more_visits_are_reckoned_from_what_is_on_record(running: Up) -> None:
    plan = ("--reference", "V-1", "--state", "KEN", "--kind", "comprehensive", "--start", "2025-02", "--synthetic")
    ctc(running, "visit", "plan", *plan)
    load = json.loads(ctc(running, "simulate", "--forecast", "2025", "--visits", "+20%", "--json").stdout)
    february, august = (load["months"][month - 1] for month in (2, 8))
    assert (february["month"], february["visits"], august["cycles"]) == ("2025-02", 1.2, 1.2)
    assert load["reports_due_later"] == 1.2
    assert "2025-08" in ctc(running, "simulate", "--forecast", "2025").stdout
    assert "no mandate on file" in run_refused(
        "simulate", "--forecast", "2198", CTC_URL=running.address, CTC_TOKEN=running.token
    )


# ---- import --------------------------------------------------------------------------------------


def test_an_import_says_how_many_and_why_not_and_which_look_like_one_visit(running: Up, tmp_path: Path) -> None:
    file = file_of_visits(
        tmp_path,
        "UGA,first,virtual,2011-03-01,2011-03-04,day,,",
        "UGA,first,onsite,2011-05-02,2011-05-06,day,,",
        "SSD,first,onsite,2009,2009,year,,",
        "UGA,first,onsite,2011-05-02,2011-05-06,day,,",
    )
    assert ctc(running, "import", "visits", file, code=1).stdout.splitlines() == [
        "accepted 2",
        "rejected 1",
        "unchanged 1",
        "line 4: SSD was not a Member State on that day.",
        "lines 2 and 3 look like components of one visit: if so, merge them (`ctc visit merge`)",
    ]
    again = json.loads(ctc(running, "import", "visits", file, "--json", code=1).stdout)
    assert (again["accepted"], again["unchanged"], len(again["rejected"])) == (0, 3, 1)


def test_a_long_import_shows_how_far_it_is_where_somebody_looks(running: Up, tmp_path: Path) -> None:
    file = file_of_visits(tmp_path, *(f"UGA,first,onsite,2012,2012,year,visit {number}," for number in range(2500)))
    terminal, its_end = pty.openpty()
    env = environment(CTC_URL=running.address, CTC_TOKEN=running.token)
    process = subprocess.run(
        [*CTC, "import", "visits", file], env=env, stderr=its_end, stdout=subprocess.PIPE, timeout=120, check=True
    )
    os.close(its_end)
    screen = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert "rows 1,000" in screen
    assert process.stdout.startswith(b"accepted 2500\n")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", [["calendar"], ["codes", "states"], ["show", "KEN"]], ids=" ".join)
def test_a_table_fits_the_terminal_and_what_is_piped_is_no_table(running: Up, command: list[str], width: int) -> None:
    screen = on_terminal(running, *command, width=width)
    assert max(map(len, screen.splitlines())) <= width
    assert "─" in screen or "nothing of:" in screen
    piped = ctc(running, *command).stdout
    assert "─" not in piped
    assert "\x1b" not in piped


def on_terminal(running: Up, *arguments: str, width: int) -> str:
    """What a terminal of this width shows of the command, without its colours."""
    terminal, its_end = pty.openpty()
    fcntl.ioctl(its_end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    env = environment(CTC_URL=running.address, CTC_TOKEN=running.token, TERM="xterm-256color")
    env = {name: value for name, value in env.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    with subprocess.Popen([*CTC, *arguments], env=env, stdout=its_end) as process:
        os.close(its_end)
        parts: list[bytes] = []
        with suppress(OSError):  # a terminal whose program ended reads as an error
            while part := os.read(terminal, 65_536):
                parts.append(part)
    os.close(terminal)
    assert process.returncode == 0
    screen = b"".join(parts).decode()
    assert "\x1b[" in screen, "a terminal has colours"
    return re.sub(r"\x1b\[[0-9;]*m", "", screen)


def test_whose_references_a_file_has_can_be_said(running: Up, tmp_path: Path) -> None:
    file, notice = tmp_path / "assessments.jsonl", event("imported")
    file.write_text(json.dumps(notice["data"]))
    assert "accepted 1" in ctc(running, "import", "assessments", str(file), "--source", notice["source"]).stdout
    assert ": accepted (unchanged)" in ctc(running, "publish", stdin=json.dumps(notice)).stdout
    assert "leave --source out" in refused_by(running, "import", "visits", str(file), "--source", notice["source"])


def test_a_file_that_is_refused_whole_names_each_column_once(running: Up, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text("iso3,start,end\n")
    output = refused_by(running, "import", "visits", str(file))
    assert output.endswith("Missing: visit_type, mode, date_precision, note, source_url.")


def test_a_report_is_read_in_the_language_that_is_asked_for(running: Up) -> None:
    asked = ("report", "annual", "--year", "2023", "--provisional")
    assert '<html lang="fr"' in ctc(running, *asked, "--format", "html", "--lang", "fr").stdout
    assert json.loads(ctc(running, *asked).stdout)["language"] == "en"
    assert "there is en, ar, zh, fr, ru, es" in refused_by(running, *asked, "--lang", "xx")


def test_risk_signals_are_imported_and_those_of_no_member_states_are_counted(running: Up, tmp_path: Path) -> None:
    file = str(EXAMPLES / "signals" / "financing_convention.csv")
    output = ctc(running, "import", "treaties", file, "--treaty", "Financing Convention", code=1).stdout.splitlines()
    assert output[:3] == ["accepted 185", "rejected 3", "unchanged 0"]
    assert output[3] == "line 40: COK is no Member State: the Cook Islands is a member of specialized agencies only."
    assert output[-1] == "no Member States: 3 (Cook Islands, Holy See, Niue)"
    index = str(EXAMPLES / "signals" / "terrorism_index.csv")
    assert "accepted 160" in ctc(running, "import", "terrorism-index", index, code=1).stdout
    ratings = tmp_path / "ratings.csv"
    ratings.write_text("iso3,report_date,R5\nKEN,2023,C\n")
    assert refused_by(running, "import", "fatf", str(ratings)).endswith("Missing: r6, io9, io10, io11.")


def test_a_treatys_status_needs_the_treatys_name_and_nothing_else_takes_one(running: Up) -> None:
    file = str(EXAMPLES / "signals" / "financing_convention.csv")
    assert "treaties need --treaty, the treaty's name" in refused_by(running, "import", "treaties", file)
    assert "fatf take no --treaty" in refused_by(running, "import", "fatf", file, "--treaty", "T")
    assert "leave --source out" in refused_by(running, "import", "fatf", file, "--source", "urn:example:cted")


# ---- publish -------------------------------------------------------------------------------------


def event(identity: str, **more: Any) -> dict[str, Any]:
    data = json.loads((EXAMPLES / "assessments.jsonl").read_text().splitlines()[0]) | {"reference": identity} | more
    return {
        "specversion": "1.0", "id": identity, "source": "urn:example:cli", "subject": "KEN",
        "type": "org.un.ctc.notice.assessment.submitted.v1", "data": data,
    }  # fmt: skip


def test_events_are_sent_one_a_line_in_an_array_or_alone_over_several_lines(running: Up) -> None:
    lines = "\n".join(json.dumps(event(f"line-{number}")) for number in range(2))
    array = json.dumps([event("array")], indent=2)
    alone = "\ufeff" + json.dumps(event("alone"), indent=2)
    for stdin, expected in ((lines, 2), (array, 1), (alone, 1)):
        output = ctc(running, "publish", stdin=stdin).stdout.splitlines()
        assert len(output) == expected
        assert all(": accepted, caused " in line for line in output)
    assert ": accepted (unchanged), caused " in ctc(running, "publish", stdin=array).stdout


def test_a_refused_event_names_the_fields_that_differ_and_ends_with_1(running: Up) -> None:
    ctc(running, "publish", stdin=json.dumps(event("differs")))
    output = ctc(running, "publish", stdin=json.dumps(event("differs", report_date="2022-05-21")), code=1).stdout
    assert "urn:example:cli differs: refused, " in output
    assert output.rstrip().endswith("(report_date)")


def test_nothing_is_sent_where_one_event_cannot_be(running: Up) -> None:
    good = json.dumps(event("never-sent"))
    large = event("large", recommendations=[{"text": "x" * 600_000}])
    for bad, because in (
        ('{"specversion":', "line 2 is not JSON: unexpected end of data"),
        ('{"id": "x"}', "event 2: specversion, source, type, data: are missing; nothing was sent"),
        (json.dumps(large), "event 2: the data has 6"),
        (json.dumps(event("misspelt", audeince="committee")), "event 2: audeince is not a field of this contract"),
    ):
        output = ctc(running, "publish", code=2, stdin=f"{good}\n{bad}\n")
        assert output.stdout == "", output.stderr
        assert because in output.stderr
    with running.client() as client:
        assert client.get("/receipts", params={"source": "urn:example:cli", "id": "never-sent"}).status_code == 404


def test_many_large_events_are_sent_in_several_requests(running: Up) -> None:
    one = event("large-0")["data"]["recommendations"][0]
    many = [one | {"reference": f"R{number}", "text": "x" * 10_000} for number in range(30)]
    events = [event(f"large-{number}", recommendations=many) for number in range(16)]
    output = ctc(running, "publish", "--no-wait", stdin=json.dumps(events)).stdout.splitlines()
    assert len(output) == len(events)


def test_a_file_that_is_read_no_further_says_so(running: Up, tmp_path: Path) -> None:
    file = tmp_path / "projects.jsonl"
    file.write_text("{\n" * 3_000)
    output = ctc(running, "import", "projects", str(file), code=1).stdout.splitlines()
    assert output[:3] == ["accepted 0", "rejected 1000", "unchanged 0"]
    assert output[-1].startswith("1,000 lines were rejected, so the rest was not read.")
