"""`ctc` in processes of their own that do not load its code again.

A start loads code for two seconds, a command for half a one, and tests start hundreds. Here one process has loaded it
all (`tests/support/forking.py`), and each start is a fork of that, with its own number, environment, files and signals.
Where the environment leads to other code, a second one loads that. Tests of the start itself run `CTC` of
`tests/support/processes.py`, which loads everything.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
DOOR = "door"
"""The socket's name in its folder."""
PROGRAM = f"""#!{sys.executable} -IS
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.support.forked import stand_for
sys.exit(stand_for(__file__, sys.argv[1:]))
"""
"""A command `ctc` for scripts. It stands for the process that it asked for, until that ends."""


class Process:
    """One that was started so. It is used as `subprocess.Popen` is."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = int.from_bytes(line.recv(4))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended; None if it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """How it ended. Raises TimeoutExpired if it runs for longer."""
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                said = self._line.recv(4)
            except (BlockingIOError, TimeoutError):
                raise subprocess.TimeoutExpired("ctc", timeout or 0) from None
            assert said, "whoever waited for it is gone"
            self._line.close()
            self.returncode = int.from_bytes(said, signed=True)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Sends it, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end in an orderly way."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)


class ServingProcess(Process):
    """One that runs until somebody ends it. What it prints is read from `stdout`."""

    def __init__(self, line: socket.socket, stdout: IO[str]) -> None:
        super().__init__(line)
        self.stdout = stdout

    def end(self) -> None:
        """Ends it at once, if it runs."""
        self.kill()
        self.wait()
        self.stdout.close()


def start(arguments: Sequence[str], env: Mapping[str, str], stderr: IO[bytes]) -> ServingProcess:
    """Starts `ctc` with these arguments, which serves."""
    ours, its = os.pipe()
    try:
        with Path(os.devnull).open() as nothing:
            line = _ask(_load(env) / DOOR, arguments, env, (nothing.fileno(), its, stderr.fileno()))
    finally:
        os.close(its)
    return ServingProcess(line, os.fdopen(ours, encoding="utf-8"))


def run(
    arguments: Sequence[str], env: Mapping[str, str], stdin: str = "", timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs `ctc` with these arguments to its end."""
    with ExitStack() as stack:
        given, out, err = files = [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in range(3)]
        given.write(stdin)
        given.seek(0)
        process = Process(_ask(_load(env) / DOOR, arguments, env, [file.fileno() for file in files]))
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(["ctc", *arguments], code, out.read(), err.read())


def folder_of_program() -> Path:
    """Where a program `ctc` is that does the same for scripts."""
    return _load(os.environ)


def stand_for(program: str, arguments: Sequence[str]) -> int:
    """Runs `ctc` with the caller's own files and environment; returns its exit code."""
    return Process(_ask(Path(program).with_name(DOOR), arguments, os.environ, (0, 1, 2))).wait()


def _ask(door: Path, arguments: Sequence[str], env: Mapping[str, str], files: Sequence[int]) -> socket.socket:
    """The line on which the number of a new process comes, and how it ended."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(door))
    socket.send_fds(line, [b"."], files)
    line.sendall(json.dumps({"arguments": arguments, "env": dict(env), "cwd": str(Path.cwd())}).encode())
    line.shutdown(socket.SHUT_WR)
    return line


def _load(env: Mapping[str, str]) -> Path:
    """The folder of the process that has loaded the code of this environment: with its socket, and the program."""
    return _load_from(env.get("PYTHONPATH", ""), env.get("PYTHONSAFEPATH", ""))


@cache
def _load_from(path: str, safe: str) -> Path:
    """It ends with our process."""
    folder = Path(tempfile.mkdtemp(prefix="ctc-"))  # a short path, as sockets want
    program = folder / "ctc"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    command = [sys.executable, "-m", "tests.support.forking", str(folder / DOOR)]
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, (path, str(ROOT)))), "PYTHONSAFEPATH": safe}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | paths)
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(_end, process, folder)
    assert process.stdout.readline() == b"loaded\n"
    return folder


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.communicate()
    shutil.rmtree(folder)
