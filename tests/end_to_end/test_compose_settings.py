"""What `deploy/docker-compose.yml` makes of its settings. Compose alone reads it: no engine is needed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.compose import DEPLOY, Stack, settings

pytestmark = pytest.mark.skipif(
    shutil.which("docker") is None
    or subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode != 0,
    reason="there is no docker compose",
)


def test_the_compose_file_is_valid(tmp_path: Path) -> None:
    stack = Stack(settings(tmp_path), 8000, "ctc-validated")
    services = json.loads(stack.run("config", "--format", "json"))["services"]
    assert services["gateway"]["environment"]["SITE"] == "http://:8000"
    assert {name: len(service.get("ports", ())) for name, service in services.items() if "ports" in service} == {
        "gateway": 1
    }


def test_kafka_is_opened_to_others_only_with_a_host_and_a_certificate(tmp_path: Path) -> None:
    more = DEPLOY / "kafka-outside.yml"
    closed = Stack(settings(tmp_path), 8000, "ctc-validated", more=(more,)).ask("config")
    assert closed.returncode != 0
    assert "set it in .env, see .env.example" in closed.stderr
    named = settings(tmp_path, KAFKA_OUTSIDE_HOST="kafka.example", KAFKA_OUTSIDE_CERTIFICATE=tmp_path / "kafka.pem")
    text = Stack(named, 8000, "ctc-validated", more=(more,)).run("config", "--format", "json")
    kafka, gate = (json.loads(text)["services"][name] for name in ("kafka", "kafka-gate"))
    assert kafka["environment"]["KAFKA_ADVERTISED_LISTENERS"].endswith(",OUTSIDE://kafka.example:9095")
    assert "ports" not in kafka
    assert [(one["host_ip"], one["published"]) for one in gate["ports"]] == [("127.0.0.1", "9095")]


def test_naming_a_host_turns_tls_on(tmp_path: Path) -> None:
    environment = settings(tmp_path, GATEWAY_HOST="reports.example", GATEWAY_PORT=443)
    services = json.loads(Stack(environment, 443, "ctc-validated").run("config", "--format", "json"))["services"]
    # A name without a scheme, on a port that is not HTTP's, is served by TLS with a certificate of its own.
    assert services["gateway"]["environment"]["SITE"] == "reports.example:8000"
    assert services["gateway"]["ports"][0]["published"] == "443"
