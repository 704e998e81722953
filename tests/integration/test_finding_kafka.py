"""Tests that need Kafka say which they had; without one they are skipped with the reason, and fail in CI."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOWHERE = {"PATH": "", "DOCKER_HOST": "unix:///nowhere/docker.sock"}


def run(tmp_path: Path, environment: dict[str, str], body: str) -> subprocess.CompletedProcess[str]:
    test = tmp_path / "test_needing_kafka.py"
    test.write_text(f"def test_it(kafka):\n    {body}\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-q", test],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("ci", "outcome", "code"), [({}, "1 skipped", 0), ({"CI": "true"}, "1 error", 1)])
def test_no_kafka_is_a_skip_with_each_reason_and_a_failure_in_ci(
    tmp_path: Path, ci: dict[str, str], outcome: str, code: int
) -> None:
    done = run(tmp_path, NOWHERE | ci, "pass")
    assert done.returncode == code, done.stdout
    assert outcome in done.stdout
    last = done.stdout.rstrip().splitlines()[-1]
    assert last.startswith("kafka none: bootstrap: KAFKA_BOOTSTRAP_SERVERS is not set; testcontainers: Docker")
    assert last.endswith("jars: there is no java to run Apache's published jars")


def test_a_given_kafka_is_used_named_in_the_last_line_and_never_stopped(tmp_path: Path) -> None:
    body = "assert kafka.bootstrap == 'broker.example:9092'; kafka.start(); kafka.remove()"
    done = run(tmp_path, NOWHERE | {"KAFKA_BOOTSTRAP_SERVERS": "broker.example:9092"}, body)
    assert done.returncode == 0, done.stdout
    assert done.stdout.rstrip().splitlines()[-1] == "kafka unknown from bootstrap"

    done = run(tmp_path, NOWHERE | {"KAFKA_BOOTSTRAP_SERVERS": "broker.example:9092"}, "kafka.kill()")
    assert "CannotStop" in done.stdout


def test_without_a_need_no_kafka_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "test_plain.py").write_text("def test_it():\n    pass\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-q", tmp_path],
        cwd=ROOT, env=NOWHERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.rstrip().splitlines()[-1] == "kafka none: no test needed it"
