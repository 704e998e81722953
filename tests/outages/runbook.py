"""`make runbook`: the runbook's commands, word for word: back up, restore an older dump, and lose Kafka's volume.

Too slow for `make test`, where `test_recovery.py` does the same by the same commands without Docker.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.compose import DEPLOY, Stack, cycles, settings, submit, until, why_not
from tests.support.kafka import free_port
from tests.support.processes import CTC, ROOT, SERVICES
from tests.support.up import file_of_visits

RUNBOOK = (ROOT / "docs" / "runbook" / "README.md").read_text()
NAMED_IN_THE_RUNBOOK = "ctc-reporting_access"
"""The only name there that holds the name of the project, which is another one here."""


@dataclass
class Installation:
    """A running system in a directory of its own, and somebody who operates it from there."""

    stack: Stack
    directory: Path
    project: str
    token: str

    def follow(self, section: str, number: int, code: int = 0) -> str:
        """Runs one of a section's blocks of commands as it is written, and returns what it says."""
        text = RUNBOOK.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
        block = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)[number]
        return self.run(block.replace(NAMED_IN_THE_RUNBOOK, f"{self.project}_access"), code)

    def run(self, commands: str, code: int = 0) -> str:
        mine = {
            "CTC_URL": self.stack.address, "CTC_TOKEN": self.token, "COMPOSE_PROJECT_NAME": self.project,
            "PATH": f"{self.directory / 'bin'}:{os.environ['PATH']}",
        }  # fmt: skip
        process = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.directory, env=self.stack.environment | mine, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert process.returncode == code, f"{commands}\n{process.stdout[-2000:]}{process.stderr[-2000:]}"
        return process.stdout

    def wait_until_all_is_read(self) -> None:
        until(self.stack.is_ready, "all services are ready")
        until(lambda: self.has_read_all() and self.has_read_all(), "everything is read and sent")

    def has_read_all(self, services: Sequence[str] = SERVICES) -> bool:
        answers = [self.stack.get(f"/services/{name}/health/ready", self.token).json() for name in services]
        return all(
            answer["ready"] and not answer["behind"]["consumer_lag"] and not answer["behind"]["unrelayed"]
            for answer in answers
        )


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    if reason := why_not():
        pytest.skip(reason)
    directory, project, port = tmp_path / "deploy", f"ctc-runbook-{os.getpid()}", free_port()
    shutil.copytree(DEPLOY, directory, ignore=shutil.ignore_patterns(".env", "backups"))
    (directory / "bin").mkdir()
    (directory / "bin" / "ctc").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {" ".join(CTC)} "$@"\n')
    (directory / "bin" / "ctc").chmod(0o755)
    environment = settings(directory, GATEWAY_PORT=port, VERSION="test")
    stack = Stack(environment, port, project, directory)
    try:
        # The image holds this clone: build it from here, as the copy of deploy/ stands elsewhere.
        build = ["docker", "build", "--quiet", "--tag", "ctc-reporting:test", "--build-arg", "VERSION=test"]
        subprocess.run([*build, "--file", DEPLOY / "Dockerfile", ROOT], capture_output=True, check=True)
        stack.run("up", "--detach")
        until(stack.is_ready, "all services are ready")
        yield Installation(stack, directory, project, stack.add_token())
    finally:
        stack.ask("down", "--volumes", "--timeout", "20")


def test_an_older_dump_is_restored_then_kafka_s_volume_is_lost_and_nothing_is_missing_at_last(
    installation: Installation, tmp_path: Path
) -> None:
    stack, token = installation.stack, installation.token
    submit(stack, token, "BEFORE-THE-DUMP")
    until(lambda: len(cycles(stack, token)) == 1, "one cycle")
    installation.wait_until_all_is_read()

    installation.follow("Back up", 0)
    (dump,) = installation.directory.glob("ctc-*.dump")
    assert "tokens.json" in installation.run("tar -tzf access.tgz")
    safe = installation.run("tar -tzf somewhere-safe.tgz")
    assert ".env" in safe
    assert "secrets/postgres_owner" in safe

    submit(stack, token, "AFTER-THE-DUMP")
    import_command = f"ctc import visits {file_of_visits(tmp_path, 'UGA,first,onsite,2011-05-02,2011-05-06,day,,')}"
    installation.run(import_command)
    until(lambda: len(cycles(stack, token)) == 2, "a second cycle")
    installation.wait_until_all_is_read()

    dump.rename(installation.directory / "ctc-2024-07-01.dump")
    installation.follow("Restore", 0)
    make_older(installation, days=40)
    installation.follow("Restore", 1)
    until(lambda: read_gauge(stack, token, "clock_doubted") == [1.0] * len(SERVICES), "no service believes the clock")
    installation.follow("Restore", 2)
    until(lambda: read_gauge(stack, token, "clock_doubted") == [0.0] * len(SERVICES), "every service believes it")
    others = tuple(name for name in SERVICES if name != "assessments")
    until(lambda: installation.has_read_all(others), "everything is read but by assessments")
    installation.follow("Restore", 3, code=1)
    reports = stack.get("/assessments?state=NZL", token).json()["items"]
    assert len(reports) == 1, "assessments reads nothing yet"
    installation.follow("Restore", 4)
    installation.wait_until_all_is_read()
    reports = stack.get("/assessments?state=NZL", token).json()["items"]
    assert len(reports) == len(cycles(stack, token)) == 2, "what another system sent comes back by itself"
    output = installation.follow("Restore", 5, code=1)
    assert lost_to_people(output) == {"UGA"}
    installation.run(import_command)  # the runbook: import the file again
    installation.wait_until_all_is_read()
    assert not lost_to_people(installation.follow("Restore", 5, code=1))

    stack.run("rm", "--stop", "--force", "kafka")
    subprocess.run(["docker", "volume", "rm", f"{installation.project}_kafka"], capture_output=True, check=True)
    stack.run("up", "--detach")
    until(lambda: read_gauge(stack, token, "history_lost") == [1.0] * len(SERVICES), "every service says so")
    installation.follow("Lost Kafka volume", 0)
    installation.wait_until_all_is_read()
    assert read_gauge(stack, token, "history_lost") == [0.0] * len(SERVICES)
    installation.follow("Restore", 6, code=1)  # what exchange was told in the lost time is nowhere any more
    answer = installation.run("ctc rebuild council")
    assert "lost: 0" in answer
    assert "swapped: True" in answer
    submit(stack, token, "AFTER-KAFKA-WAS-LOST")
    until(lambda: len(cycles(stack, token)) == 3, "a third cycle")


def test_every_secret_is_rotated_and_no_old_one_lets_anybody_in(installation: Installation) -> None:
    stack, secrets = installation.stack, installation.directory / "secrets"
    old = {file.name: file.read_text() for file in secrets.iterdir()}
    for number in range(3):
        installation.follow("Rotate secrets", number)
    installation.wait_until_all_is_read()
    changed = {name for name, secret in old.items() if (secrets / name).read_text() != secret}
    assert changed == {"postgres_followup", "kafka_followup", "postgres_owner", "kafka_admin"}
    assert "as it should be" in stack.run("run", "--rm", "access", "access", "check")
    for name, service in (("postgres_owner", "council"), ("postgres_followup", "followup")):
        user = "ctc" if name == "postgres_owner" else "ctc_followup"
        assert can_come_in(stack, service, user, (secrets / name).read_text())
        assert not can_come_in(stack, service, user, old[name])


def can_come_in(stack: Stack, service: str, user: str, password: str) -> bool:
    """Whether somebody in the service's container can log in to the database with these."""
    program = f"import asyncio, asyncpg, sys; asyncio.run(asyncpg.connect('postgresql://{user}@postgres/ctc', "
    program += "password=sys.stdin.read()))"
    command = ["docker", "exec", "-i", stack.containers(service)[0]["Id"], "python", "-c", program]
    return subprocess.run(command, input=password, text=True, capture_output=True, check=False).returncode == 0


def lost_to_people(output: str) -> set[str]:
    """The States of which somebody has to enter something again: not of what came back by itself."""
    lines = [line.split() for line in output.splitlines() if line.startswith("lost ")]
    return {subject for _, _, type_, subject in lines if not type_.startswith(("notice.taken_in", "receipt."))}


def make_older(installation: Installation, days: int) -> None:
    """As if the dump that was restored were that old: so long ago did the services last look at the clock."""
    psql = ["exec", "-T", "postgres", "psql", "--username", "ctc", "--set", "ON_ERROR_STOP=1", "--command"]
    for name in SERVICES:
        installation.stack.run(*psql, f"update {name}.clock_seen set seen_at = seen_at - interval '{days} days'")


def read_gauge(stack: Stack, token: str, gauge: str) -> list[float]:
    """Of each service, as far as it can tell."""
    texts = [stack.get(f"/services/{name}/metrics", token).text for name in SERVICES]
    return [float(value) for text in texts for value in re.findall(rf"^ctc_{gauge}\{{.*\}} (\S+)$", text, re.MULTILINE)]
