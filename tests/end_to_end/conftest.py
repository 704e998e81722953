"""The demo, told once a session: what the other ways of running the system are compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.processes import EXAMPLES, run_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `ctc demo` leaves."""
    return run_demo(EXAMPLES, tmp_path_factory.mktemp("demo"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many processes were killed, and where."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name == "killed":
                terminalreporter.write_line(str(value))
