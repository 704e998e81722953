"""The process that has loaded the code of `ctc`, and forks one for each that asks: see `tests/support/forked.py`."""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import socket
import sys
import traceback
from contextlib import suppress
from typing import Any

import ctc.__main__
import shared.transports.kafka  # noqa: F401
from ctc import mirroring, sandbox, serving, story  # noqa: F401 - they load the services
from reference import LANGUAGES
from services.council.words.catalogue import words_in


def serve(address: str) -> bool:
    """Forks for whoever asks, until the standard input ends. True in a fork, which is what was asked for."""
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(100)
        for language in LANGUAGES:  # a third of a second for each
            words = words_in(language)
            assert all(map(words.has, words.ids))
        gc.freeze()
        print("loaded", flush=True)
        while door in select.select([door, sys.stdin], [], [])[0]:
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            line, _ = door.accept()
            with line:
                if os.fork() == 0:
                    door.close()
                    _fork_and_wait(line)
                    return True
    return False


def _fork_and_wait(line: socket.socket) -> None:
    """Says the number of a new process, and later how it ended. Returns in that process only."""
    _, files, _, _ = socket.recv_fds(line, 1, 3)
    with line.makefile("rb") as said:
        asked = json.load(said)
    pid = os.fork()
    if pid == 0:
        line.close()
        _take_over(asked, files)
        return
    for file in (*range(3), *files):
        os.close(file)
    line.sendall(pid.to_bytes(4))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    line.sendall(code.to_bytes(4, signed=True))
    os._exit(0)


def _take_over(asked: dict[str, Any], files: list[int]) -> None:
    """Takes the arguments, files, environment and folder that were asked for."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = ["ctc", *asked["arguments"]]
    sys.modules["__main__"] = ctc.__main__  # which its own processes load again


def run() -> None:
    """Runs `ctc`, and ends without taking apart what was loaded: that would copy all of its memory first."""
    code: object = 1
    try:
        ctc.__main__.main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__" and serve(sys.argv[1]):
    run()
