"""`deploy/docker-compose.yml`, started for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import httpx
import pytest

from ctc.storyteller import REPORT_DAYS, START, YEARS, Storyteller
from services.council.documents.forms import FORMS
from tests.support import processes
from tests.support.compose import DEPLOY, Stack, cycles, settings, submit, until, why_not
from tests.support.kafka import free_port
from tests.support.processes import EXAMPLES, SERVICES

TOO_LARGE = b"x" * 5_000_000
"""A body that the gateway refuses itself."""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole system, running on a simulated clock, with two copies of followup."""
    if reason := why_not():
        pytest.skip(reason)
    port = free_port()
    environment = settings(
        tmp_path_factory.mktemp("compose"),
        GATEWAY_PORT=port, CTC_CLOCK=START, VERSION="test", FOLLOWUP_COPIES=2,
    )  # fmt: skip
    new_stack = Stack(environment, port, f"ctc-test-{os.getpid()}")
    try:
        new_stack.run("build", "migrate")
        new_stack.run("up", "--detach")
        until(new_stack.is_ready, "all services are ready")
        yield new_stack
    finally:
        new_stack.ask("down", "--volumes", "--timeout", "20")


@pytest.fixture(scope="module")
def token(stack: Stack) -> str:
    return stack.add_token()


@pytest.mark.slow
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
    if day in REPORT_DAYS:
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


@pytest.mark.parametrize("trick", [{}, {"X-Forwarded-For": ""}, {"Connection": "close, X-Forwarded-For"}])
def test_an_outsider_sees_whether_a_service_is_well_and_no_figures(stack: Stack, trick: dict[str, str]) -> None:
    for name in SERVICES:
        assert stack.get(f"/services/{name}/metrics", **trick).status_code == 404
        assert stack.get(f"/services/{name}/health/live", **trick).json() == {"live": True}
        assert stack.get(f"/services/{name}/health/ready", **trick).json() == {"ready": True}
    assert stack.get("/health/ready", **trick).json() == {"ready": True}


def test_an_operator_sees_figures_and_which_version_runs(stack: Stack, token: str) -> None:
    assert "behind" in stack.get("/services/followup/health/ready", token).json()
    assert (
        'ctc_build_info{service="followup",version="test"} 1.0' in stack.get("/services/followup/metrics", token).text
    )
    assert any(json.loads(line).get("version") == "test" for line in stack.log("followup"))


def test_a_request_is_found_by_one_id_in_the_logs_of_gateway_and_service_without_its_query(
    stack: Stack, token: str
) -> None:
    answer = stack.get("/cycles?state=KEN", token, Referer="https://example.org/?state=KEN")
    other = stack.get("/cycles", **{"X-Correlation-Id": "a-publisher-s-own"})
    assert other.headers["X-Correlation-Id"] == "a-publisher-s-own"
    for one in (answer, other):
        correlation_id = one.headers["X-Correlation-Id"]
        assert any(correlation_id in line for line in stack.log("followup"))
        (line,) = (line for line in stack.log("gateway") if f'"X-Correlation-Id":["{correlation_id}"]' in line)
        entry = json.loads(line)
        assert (entry["status"], entry["request"]["method"], entry["request"]["uri"]) == (200, "GET", "/cycles")
    log = "\n".join(stack.log("gateway"))
    assert "state=KEN" not in log, "a query may hold anything; a path holds ids"
    assert token not in log


def test_the_gateway_refuses_heads_and_bodies_that_are_too_large(stack: Stack) -> None:
    assert stack.get("/cycles", **{"X-Large": "x" * 30_000}).status_code == 431
    answer = httpx.post(f"{stack.address}/events", content=TOO_LARGE, timeout=30)
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert answer.json()["type"] == "/problems/too-large"
    assert answer.headers["X-Correlation-Id"]


def test_who_reads_gets_answers_while_the_only_copy_of_a_service_is_killed(stack: Stack, token: str) -> None:
    (copy,) = stack.containers("unoct")

    def status_of_needs(_: int) -> int:
        time.sleep(0.1)
        return stack.get("/needs", token).status_code

    with ThreadPoolExecutor(4) as readers:
        answers = readers.map(status_of_needs, range(200))
        subprocess.run(["docker", "exec", copy["Id"], "sh", "-c", "kill -9 -1"], check=False, capture_output=True)
        assert set(answers) == {200}
    assert restarts(stack, "unoct") == 1


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
        process = subprocess.run(["docker", "logs", container], capture_output=True, text=True, check=True)
        lines = [json.loads(line) for line in process.stderr.splitlines()]
        assert all({"event", "level", "time"} <= set(line) for line in lines)
        assert lines
        assert "Invented for this example" not in process.stderr + process.stdout


def test_the_clock_moves_for_all_services(stack: Stack, token: str) -> None:
    stack.run("exec", "-T", "-e", f"CTC_TOKEN={token}", "council", "ctc", "clock", "advance", "2026-02-01")
    assert stack.get("/clock", token).json()["today"] == "2026-02-01"


def test_topics_and_schemas_can_be_prepared_again(stack: Stack) -> None:
    assert "up to date" in stack.run("run", "--rm", "migrate")
    assert "nothing missing" in stack.run("run", "--rm", "topics")
    stack.run("run", "--rm", "topics", "topics", "check")
    assert "as it should be" in stack.run("run", "--rm", "access")
    assert "as it should be" in stack.run("run", "--rm", "access", "access", "check")


def test_ours_run_as_an_unprivileged_user_and_only_the_gateway_is_published(stack: Stack) -> None:
    for name in SERVICES:
        assert stack.run("exec", "-T", name, "id", "-u").strip() == "10001"
    ports = {
        name for name in (*SERVICES, "gateway", "postgres", "kafka")
        if any(stack.containers(name)[0]["NetworkSettings"]["Ports"].values())
    }  # fmt: skip
    assert ports == {"gateway"}


def test_data_outlives_the_containers_and_services_stop_gracefully(stack: Stack, token: str) -> None:
    before = len(cycles(stack, token))
    stack.run("stop")
    ends = {name: [one["State"]["ExitCode"] for one in stack.containers(name)] for name in SERVICES}
    assert all(code == 0 for codes in ends.values() for code in codes), ends
    stack.run("rm", "--force")
    stack.run("up", "--detach")
    until(stack.is_ready, "all services are ready again")
    assert len(stack.containers("followup")) == 2
    assert len(cycles(stack, token)) == before


# ---- the walls between the containers --------------------------------------------------------


def test_no_secret_stands_where_a_container_is_described(stack: Stack) -> None:
    secrets = [file.read_text() for file in (stack.settings.parent / "secrets").iterdir()]
    assert len(secrets) == 13
    for name in (*SERVICES, "migrate", "topics", "access", "postgres", "kafka", "gateway"):
        described = json.dumps(stack.containers(name))
        assert not [one for one in secrets if one in described], name


def test_the_gateway_reaches_no_store_and_a_service_writes_no_token(stack: Stack) -> None:
    networks = {
        name: set(stack.containers(name)[0]["NetworkSettings"]["Networks"])
        for name in ("gateway", "postgres", "kafka", "council")
    }
    assert not networks["gateway"] & (networks["postgres"] | networks["kafka"])
    assert networks["gateway"] & networks["council"]
    assert networks["postgres"] & networks["council"]
    for name in SERVICES:
        refused = stack.ask("exec", "-T", name, "touch", "/var/lib/ctc/tokens.json")
        assert "Read-only file system" in refused.stderr


def test_a_service_comes_to_the_database_and_to_kafka_in_its_own_name_only(stack: Stack) -> None:
    who = "select string_agg(distinct usename, ' ' order by usename) from pg_stat_activity where usename is not null"
    psql = ("exec", "-T", "postgres", "psql", "--username", "ctc", "--tuples-only", "--no-align", "--command")
    names = stack.run(*psql, who).split()
    assert names == ["ctc", *(f"ctc_{name}" for name in sorted(SERVICES))]
    look = "import asyncio, asyncpg, pathlib; asyncio.run(asyncpg.connect('postgresql://ctc_{}@postgres/ctc', password="
    look += "pathlib.Path('/run/secrets/database').read_text().strip()))"
    assert stack.ask("exec", "-T", "followup", "python", "-c", look.format("followup")).returncode == 0
    refused = stack.ask("exec", "-T", "followup", "python", "-c", look.format("assessments"))
    assert "InvalidPasswordError" in refused.stderr
