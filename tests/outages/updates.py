"""`make updates`: `deploy/update.sh` with a second version, made for the purpose, while requests come.

Too slow for `make test`: every copy of every service is replaced, twice.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from ctc.storyteller import START
from tests.support.compose import DEPLOY, Stack, cycles, send_notice, settings, until, why_not
from tests.support.kafka import free_port
from tests.support.processes import ROOT, SERVICES

LATER = "alter table cycles add column trial text"
BROKEN = "alter table cycles add column trial no_type_at_all"
OURS = f"test-{os.getpid()}"
FIRST, SECOND, THIRD = (f"{OURS}-{which}" for which in ("first", "second", "third"))


@dataclass
class Installation:
    """A running system in a directory of its own, as an operator has it."""

    stack: Stack
    directory: Path
    token: str

    def update(self, version: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.directory / "update.sh", version],
            env=self.stack.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def versions(self) -> dict[str, list[str]]:
        """Of each service the tags that its copies run."""
        return {
            name: [one["Config"]["Image"].partition(":")[2] for one in self.stack.containers(name)] for name in SERVICES
        }


def build(version: str, base: str = "", migration: str = "") -> None:
    """An image of ours: from the clone, or an earlier one with one migration more."""
    command = ["docker", "build", "--quiet", "--tag", f"ctc-reporting:{version}"]
    if not base:
        subprocess.run([*command, "--file", DEPLOY / "Dockerfile", ROOT], capture_output=True, check=True)
        return
    lines = [
        f"FROM ctc-reporting:{base}",
        f"RUN echo '{migration};' > /opt/ctc/services/followup/migrations/9999_trial.sql",
        f"ENV CTC_VERSION={version}",
    ]
    lines[1:2] = ["USER root", lines[1], "USER ctc"]
    subprocess.run([*command, "-"], input="\n".join(lines), text=True, capture_output=True, check=True)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The first version, with two copies of followup."""
    if reason := why_not():
        pytest.skip(reason)
    directory = tmp_path_factory.mktemp("clone") / "deploy"
    shutil.copytree(DEPLOY, directory, ignore=shutil.ignore_patterns(".env", "backups"))
    port, project = free_port(), f"ctc-{OURS}"
    environment = settings(
        directory,
        GATEWAY_PORT=port, CTC_CLOCK=START, VERSION=FIRST, FOLLOWUP_COPIES=2,
    )  # fmt: skip
    stack = Stack(environment, port, project, directory)
    stack.environment["COMPOSE_PROJECT_NAME"] = project
    try:
        build(FIRST)
        build(SECOND, FIRST, LATER)
        build(THIRD, FIRST, BROKEN)
        stack.run("up", "--detach")
        until(stack.is_ready, "all services are ready")
        yield Installation(stack, directory, stack.add_token())
    finally:
        stack.ask("down", "--volumes", "--timeout", "20")
        images = [f"ctc-reporting:{version}" for version in (FIRST, SECOND, THIRD)]
        subprocess.run(["docker", "image", "rm", *images], capture_output=True, check=False)


@dataclass
class Requests:
    """What came of the requests that were sent meanwhile."""

    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    references: list[str] = field(default_factory=list)

    def note(self, what: str, answer: httpx.Response) -> None:
        self.answers[f"{what} {answer.status_code}"] += 1
        self.slowest = max(self.slowest, answer.elapsed.total_seconds())


@contextmanager
def sending_requests(installation: Installation) -> Iterator[Requests]:
    """Readers of each service and a publisher, without a pause, each request sent once."""
    stack, token, requests, stop = installation.stack, installation.token, Requests(), threading.Event()
    today = stack.get("/clock", token).json()["today"]

    def ask_on() -> None:
        while not stop.is_set():
            for path in ("/visits", "/cycles", "/needs", "/calendar", "/receipts?source=urn:tests&id=none"):
                requests.note(f"GET {path}", stack.get(path, token))
                time.sleep(0.02)

    def publish() -> None:
        while not stop.is_set():
            reference = f"{OURS}-{uuid.uuid4().hex}"
            requests.note("POST", send_notice(stack, token, reference, today))
            requests.references.append(reference)
            time.sleep(0.4)

    threads = [threading.Thread(target=one) for one in (ask_on, ask_on, publish)]
    for thread in threads:
        thread.start()
    try:
        yield requests
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def are_good(requests: Requests) -> bool:
    return all(re.search(r" 20[02]$", what) or what.endswith("none 404") for what in requests.answers)


def test_a_migration_that_fails_leaves_the_old_version_running(installation: Installation) -> None:
    before = installation.versions()
    outcome = installation.update(THIRD)
    assert outcome.returncode == 1
    assert "the migration failed, so nothing was replaced" in outcome.stderr
    assert installation.versions() == before
    assert installation.stack.is_ready()
    assert f"\nVERSION={FIRST}\n" in (installation.directory / ".env").read_text()


def test_an_update_and_the_way_back_go_unnoticed_by_who_sends_requests(installation: Installation) -> None:
    (gateway,) = installation.stack.containers("gateway")
    for version in (SECOND, FIRST):
        with sending_requests(installation) as requests:
            outcome = installation.update(version)
            time.sleep(3)  # requests after it, too
        print(version, requests.answers, f"slowest {requests.slowest:.1f} s")
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        assert are_good(requests), requests.answers
        assert installation.versions() == {name: [version] * (2 if name == "followup" else 1) for name in SERVICES}
        until(lambda: have_arrived(installation, requests.references), "an assessment of each notice")
    assert [one["Id"] for one in installation.stack.containers("gateway")] == [gateway["Id"]]
    assert (installation.directory / "backups" / f"before-{SECOND}.dump").stat().st_mode & 0o077 == 0


def have_arrived(installation: Installation, references: list[str]) -> bool:
    """Whether each notice has its assessment, and none has two."""
    there = installation.stack.get("/assessments?state=NZL&limit=1000", installation.token).json()["items"]
    known = [one["reference"] for one in there]
    return set(references) <= set(known) and len(known) == len(set(known))


def test_a_plain_up_afterwards_changes_nothing(installation: Installation) -> None:
    before = {one["Id"] for name in SERVICES for one in installation.stack.containers(name)}
    installation.stack.run("up", "--detach")
    assert {one["Id"] for name in SERVICES for one in installation.stack.containers(name)} == before
    assert cycles(installation.stack, installation.token)
