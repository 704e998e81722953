"""The demo, told once a session: what the other ways of running the system are compared with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.processes import CTC, environment


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `ctc demo` leaves."""
    out = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [*CTC, "demo", "--out", str(out)], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return out
