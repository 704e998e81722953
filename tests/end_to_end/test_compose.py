"""`deploy/docker-compose.yml`, started for real where an engine can be had, else validated."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from ctc.storyteller import FORMS, START, YEARS, Storyteller, report_day
from tests.support import processes
from tests.support.kafka import free_port
from tests.support.processes import EXAMPLES, SERVICES

DEPLOY = Path(__file__).parents[2] / "deploy"
UPSTREAM = ("python:3.12-slim", "postgres:18", "apache/kafka:4.3.1", "caddy:2")
SETTINGS = re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE)
SETTLED_SECONDS = 60

needs_compose = pytest.mark.skipif(
    shutil.which("docker") is None
    or subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode != 0,
    reason="there is no docker compose",
)


class Stack:
    """The compose file under a name, an environment and a port of its own."""

    def __init__(self, settings: Path, port: int, project: str) -> None:
        self._command = ["docker", "compose", "--project-name", project, "--env-file", str(settings)]
        self._command += ["--file", str(DEPLOY / "docker-compose.yml")]
        # What this shell happens to have set would win over the file.
        self._environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        self.address = f"http://127.0.0.1:{port}"

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*self._command, *arguments]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)

    def run(self, *arguments: str) -> str:
        done = self.ask(*arguments)
        if done.returncode != 0:
            logs = self.ask("logs", "--tail", "20").stdout
            raise AssertionError(f"{arguments}: {done.stdout[-1000:]}{done.stderr[-2000:]}{logs[-4000:]}")
        return done.stdout

    def containers(self, service: str) -> list[dict[str, Any]]:
        """What the engine knows of a service's containers, stopped ones too."""
        ids = self.run("ps", "--all", "--quiet", service).split()
        told = subprocess.run(["docker", "inspect", *ids], capture_output=True, text=True, check=True).stdout
        found: list[dict[str, Any]] = json.loads(told)
        return found

    def answers(self) -> bool:
        try:
            return self.get("/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def get(self, path: str, token: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.get(f"{self.address}{path}", headers=headers, timeout=30)


def settings(tmp_path: Path, **values: object) -> Path:
    """An `.env` as the README says: the example copied, and what must be set, set."""
    text = (DEPLOY / ".env.example").read_text()
    for name, value in values.items():
        assert f"\n{name}=" in text
        text = "".join(
            f"{name}={value}\n" if line.startswith(f"{name}=") else line for line in text.splitlines(keepends=True)
        )
    path = tmp_path / ".env"
    path.write_text(text)
    return path


@needs_compose
def test_the_compose_file_is_valid_once_the_password_is_set(tmp_path: Path) -> None:
    stack = Stack(settings(tmp_path, POSTGRES_PASSWORD="secret"), 8000, "ctc-validated")
    services = json.loads(stack.run("config", "--format", "json"))["services"]
    assert services["gateway"]["environment"] == {"SITE": "http://:8000"}
    assert {name: len(service.get("ports", ())) for name, service in services.items() if "ports" in service} == {
        "gateway": 1
    }


@needs_compose
def test_without_a_password_it_says_what_to_do(tmp_path: Path) -> None:
    done = Stack(settings(tmp_path), 8000, "ctc-validated").ask("config")
    assert done.returncode != 0
    assert "set it in .env, see .env.example" in done.stderr


@needs_compose
def test_naming_a_host_turns_tls_on(tmp_path: Path) -> None:
    named = settings(tmp_path, POSTGRES_PASSWORD="secret", GATEWAY_HOST="reports.example", GATEWAY_PORT=443)
    services = json.loads(Stack(named, 443, "ctc-validated").run("config", "--format", "json"))["services"]
    # A name without a scheme, on a port that is not HTTP's, is served by TLS with a certificate of its own.
    assert services["gateway"]["environment"] == {"SITE": "reports.example:8000"}
    assert services["gateway"]["ports"][0]["published"] == "443"


# ---- started for real ------------------------------------------------------------------------


def _why_not() -> str:
    """Why it cannot be started here, or "". Images that are missing are asked for once."""
    if shutil.which("docker") is None:
        return "there is no docker"
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode != 0:
        return "no Docker engine answers"
    for image in UPSTREAM:
        here = subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False).returncode == 0
        if (
            not here
            and subprocess.run(["docker", "pull", "--quiet", image], capture_output=True, check=False).returncode
        ):
            return f"there is no image {image}, and it cannot be pulled"
    return ""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole system, running on a simulated clock, with two copies of followup."""
    if reason := _why_not():
        pytest.skip(reason)
    port = free_port()
    environment = settings(
        tmp_path_factory.mktemp("compose"),
        POSTGRES_PASSWORD=uuid.uuid4().hex, GATEWAY_PORT=port, CTC_CLOCK=START, VERSION="test",
    )  # fmt: skip
    started = Stack(environment, port, f"ctc-test-{os.getpid()}")
    try:
        started.run("build", "migrate")
        # The gateway waits for all the others to be healthy.
        started.run("up", "--detach", "--scale", "followup=2")
        until(started.answers, "the gateway answers")
        yield started
    finally:
        started.ask("down", "--volumes", "--timeout", "20")


@pytest.fixture(scope="module")
def token(stack: Stack) -> str:
    """Of somebody who may see everything and speak for any source."""
    rights = ["--audience", "committee", "--source", "*", "--command", "--operate"]
    return stack.run("exec", "-T", "council", "ctc", "tokens", "add", "tests", *rights).strip()


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SETTLED_SECONDS
    while not condition():
        assert time.monotonic() < end, f"not within {SETTLED_SECONDS} s: {what}"
        time.sleep(0.2)


def submit(stack: Stack, token: str, reference: str) -> None:
    """Sends a notice of an assessment submitted today, of New Zealand, of which the story does not tell."""
    today = stack.get("/clock", token).json()["today"]
    example = json.loads((DEPLOY.parent / "contracts/examples/notice.assessment.submitted.v1.json").read_text())
    kept = {name: example[name] for name in ("synthetic", "kind", "recommendations")}
    data = {**kept, "reference": reference, "state": "NZL", "report_date": today, "submitted_to_ctc_on": today}
    event = {
        "specversion": "1.0", "id": uuid.uuid4().hex, "source": "urn:tests", "subject": "NZL",
        "type": "org.un.ctc.notice.assessment.submitted.v1", "datacontenttype": "application/json", "data": data,
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/cloudevents+json"}
    answer = httpx.post(f"{stack.address}/events", content=json.dumps(event), headers=headers, timeout=30)
    assert answer.status_code == 202, answer.text


def cycles(stack: Stack, token: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = stack.get("/cycles?state=NZL", token).json()["items"]
    return items


async def test_the_story_told_to_the_gateway_gives_the_demo_s_reports(
    stack: Stack, token: str, demo: Path, tmp_path: Path
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=stack.address, headers=headers, timeout=60) as client:
        await Storyteller(client, partial(turn, stack, token, client)).tell(EXAMPLES, tmp_path)
    for year in YEARS:
        for form in FORMS:
            name = f"annual-{year}.{form}"
            assert (tmp_path / name).read_bytes() == (demo / name).read_bytes(), name


async def turn(stack: Stack, token: str, client: httpx.AsyncClient, day: date) -> None:
    """Over HTTP, and to the days of the reports by `ctc clock advance`, as an operator does."""
    if day in (report_day(year) for year in YEARS):
        stack.run("exec", "-T", "-e", f"CTC_TOKEN={token}", "council", "ctc", "clock", "advance", f"{day}")
    else:
        await processes.turn(client, day)


def test_every_service_answers_through_the_one_port(stack: Stack) -> None:
    assert stack.get("/health/ready").status_code == 200
    for name in SERVICES:
        assert stack.get(f"/services/{name}/health/live").status_code == 200
        assert stack.get(f"/services/{name}/health/ready").status_code == 200
        assert stack.get(f"/services/{name}/openapi.json").json()["info"]["title"] == f"CTC Reporting: {name}"


def test_no_name_in_a_path_leads_past_the_services(stack: Stack) -> None:
    for path in ("/services/postgres/health/live", "/services/kafka/", "/nothing"):
        assert stack.get(path).status_code == 404


def test_the_gateway_sends_each_resource_to_its_service(stack: Stack) -> None:
    """Each path that a service documents is one that the gateway's table sends to it; the rest is council's."""
    table = re.findall(r"~(\^\S+) ([a-z]+)$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)
    for name in SERVICES:
        for path in stack.get(f"/services/{name}/openapi.json").json()["paths"]:
            if not path.startswith(("/services/", "/health/")):
                sent_to = next((service for pattern, service in table if re.match(pattern, path)), "council")
                assert sent_to == name, path


def test_a_notice_becomes_a_cycle(stack: Stack, token: str) -> None:
    submit(stack, token, "COMPOSE-1")
    until(lambda: len(cycles(stack, token)) == 1, "one cycle")


def test_without_a_token_there_is_the_public_s_view(stack: Stack, token: str) -> None:
    assert stack.get("/cycles").json()["items"] == []
    assert httpx.post(f"{stack.address}/events", json={}, timeout=30).status_code == 401


def test_two_copies_share_the_work_and_one_that_is_killed_is_started_again(stack: Stack, token: str) -> None:
    copies = stack.containers("followup")
    assert len(copies) == 2
    # All but the container's first process, which cannot be killed from within and ends with them.
    subprocess.run(["docker", "exec", copies[0]["Id"], "sh", "-c", "kill -9 -1"], check=False, capture_output=True)
    submit(stack, token, "COMPOSE-2")
    until(lambda: len(cycles(stack, token)) == 2, "the cycle of a notice that came when a copy had been killed")
    until(lambda: restarts(stack, "followup") == 1, "the engine starts the killed copy again")
    submit(stack, token, "COMPOSE-3")
    until(lambda: len(cycles(stack, token)) == 3, "the cycle of a notice that came when the copy was back")


def restarts(stack: Stack, service: str) -> int:
    """How many of its copies run after having been restarted by the engine."""
    return sum(copy["RestartCount"] > 0 and copy["State"]["Running"] for copy in stack.containers(service))


def test_every_line_of_a_log_is_json_and_names_nothing_that_was_sent(stack: Stack) -> None:
    for container in (one["Id"] for name in SERVICES for one in stack.containers(name)):
        logged = subprocess.run(["docker", "logs", container], capture_output=True, text=True, check=True)
        told = [json.loads(line) for line in logged.stderr.splitlines()]
        assert all({"event", "level", "time"} <= set(line) for line in told)
        assert told
        assert "Invented for this example" not in logged.stderr + logged.stdout


def test_the_clock_moves_for_all_services(stack: Stack, token: str) -> None:
    stack.run("exec", "-T", "-e", f"CTC_TOKEN={token}", "council", "ctc", "clock", "advance", "2026-02-01")
    assert stack.get("/clock", token).json()["today"] == "2026-02-01"


def test_topics_and_schemas_can_be_prepared_again(stack: Stack) -> None:
    assert "up to date" in stack.run("run", "--rm", "migrate")
    assert "nothing missing" in stack.run("exec", "-T", "council", "ctc", "topics", "create")
    stack.run("exec", "-T", "council", "ctc", "topics", "check")


def test_ours_run_as_an_unprivileged_user_and_only_the_gateway_is_published(stack: Stack) -> None:
    for name in SERVICES:
        assert stack.run("exec", "-T", name, "id", "-u").strip() == "10001"
    published = {
        name for name in (*SERVICES, "gateway", "postgres", "kafka")
        if any(stack.containers(name)[0]["NetworkSettings"]["Ports"].values())
    }  # fmt: skip
    assert published == {"gateway"}


def test_data_outlives_the_containers_and_services_stop_gracefully(stack: Stack, token: str) -> None:
    before = len(cycles(stack, token))
    stack.run("stop")
    ends = {name: [one["State"]["ExitCode"] for one in stack.containers(name)] for name in SERVICES}
    assert all(code == 0 for codes in ends.values() for code in codes), ends
    stack.run("rm", "--force")
    stack.run("up", "--detach", "--scale", "followup=2")
    until(stack.answers, "the gateway answers again")
    assert len(cycles(stack, token)) == before
