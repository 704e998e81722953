"""`ctc up` and what commands say, as people use them: in processes of their own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from tests.support import forked, leftovers
from tests.support.forked import ServingProcess
from tests.support.processes import SLOWEST_START, environment

HEADER = "iso3,visit_type,mode,start,end,date_precision,note,source_url\n"


@dataclass(slots=True)
class Up:
    """A system that was started by `ctc up`."""

    process: ServingProcess
    address: str
    token: str
    data: Path

    @property
    def dsn(self) -> str:
        """Of its embedded database."""
        return f"postgresql://postgres@/postgres?host={quote(str((self.data / 'postgres').resolve()))}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {self.token}"}, timeout=60)


@contextmanager
def up(data: Path, *arguments: str, command: str = "up", **settings: str) -> Iterator[Up]:
    """Started and answering; killed by SIGKILL at the end, if it still runs. Its log is `DATA.log`."""
    leftovers.USED.add(data)
    line = [command, "--data", str(data), "--port", "0", *arguments]
    env, log = environment(**{"CTC_LOG_LEVEL": "warning"} | settings), log_of(data)
    with log.open("ab") as errors:
        process = forked.start(line, env, errors)
    try:
        lines = [process.stdout.readline().split() for _ in range(2)]
        assert [words[:1] for words in lines] == [["address"], ["token"]], log.read_text("utf-8")
        yield Up(process, lines[0][1], lines[1][1], data)
    finally:
        process.end()


def log_of(data: Path) -> Path:
    """Where a system on this directory logs."""
    return data.with_name(f"{data.name}.log")


def run_refused(*arguments: str, **settings: str) -> str:
    """The one line of a command that could not be done."""
    process = forked.run(arguments, environment(**settings), timeout=SLOWEST_START)
    assert (process.returncode, process.stdout) == (2, ""), process.stdout + process.stderr
    lines = process.stderr.splitlines()
    assert len(lines) == 1, process.stderr
    return lines[0].removeprefix("ctc: ")


def ctc(running: Up, *arguments: str, code: int = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What a command says to this system; it must end with that code."""
    env = environment(CTC_URL=running.address, CTC_TOKEN=running.token)
    process = forked.run(arguments, env, stdin, timeout=SLOWEST_START)
    assert process.returncode == code, process.stdout + process.stderr
    return process


def refused_by(running: Up, *arguments: str) -> str:
    """The one line of a command that this system refuses."""
    return run_refused(*arguments, CTC_URL=running.address, CTC_TOKEN=running.token)


def file_of_visits(tmp_path: Path, *rows: str) -> str:
    """The path of a new file for `ctc import visits`."""
    file = tmp_path / "visits.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return str(file)
