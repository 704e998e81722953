"""The demo, told once in a run of the tests: what the other ways of running the system are compared with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.locks import have_alone
from tests.support.processes import EXAMPLES, run_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `ctc demo` leaves. The workers of one run have the directory above theirs in common."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return run_demo(EXAMPLES, tmp_path_factory.mktemp("demo"))
    place = tmp_path_factory.getbasetemp().parent
    with have_alone(place / "demo.lock"):
        if not (place / "demo").exists():
            run_demo(EXAMPLES, tmp_path_factory.mktemp("demo")).rename(place / "demo")
    return place / "demo"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many processes were killed, and where."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name == "killed":
                terminalreporter.write_line(str(value))
