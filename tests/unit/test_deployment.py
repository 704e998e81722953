"""What `deploy/` must say, read from the files themselves: no engine is needed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.metrics import Metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("assessments", "followup", "unoct", "council", "exchange")
CTC = (*SERVICES, "migrate", "topics")
OURS = "ctc-reporting:${VERSION:-latest}"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())
    return content


def test_there_are_the_five_services_and_what_they_stand_on(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*CTC, "gateway", "postgres", "kafka"}


def test_images_are_ours_from_one_build_or_upstream_s(compose: dict[str, Any]) -> None:
    images = {name: service["image"] for name, service in compose["services"].items()}
    assert images == dict.fromkeys(CTC, OURS) | {
        "gateway": "caddy:2",
        "postgres": "postgres:18",
        "kafka": "apache/kafka:4.3.1",
    }


def test_the_gateway_is_the_only_way_in_and_answers_to_this_machine_only_by_default(compose: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports == {"gateway": ["${GATEWAY_ADDRESS:-127.0.0.1}:${GATEWAY_PORT:-8000}:8000"]}
    assert compose["networks"]["inside"]["internal"] is True
    outside = [name for name, service in compose["services"].items() if "outside" in service["networks"]]
    assert outside == ["gateway"]


@pytest.mark.parametrize("service", SERVICES)
def test_the_gateway_sends_each_resource_to_the_service_that_has_it(service: str) -> None:
    table = re.findall(r"~(\^\S+) ([a-z]+)$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)
    described = json.loads((DEPLOY.parent / "contracts" / "openapi" / f"{service}.json").read_text())
    for path in described["paths"]:
        if not path.startswith(("/services/", "/health/")):
            assert next((to for route, to in table if re.match(route, path)), "council") == service, path


@pytest.mark.parametrize("name", [*SERVICES, "gateway", "postgres", "kafka"])
def test_what_keeps_running_is_restarted_and_has_limits(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["restart"] == "unless-stopped"
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", CTC)
def test_ours_can_write_nowhere_but_where_tokens_are_and_may_nothing(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["access:/var/lib/ctc"]


def test_schemas_and_topics_are_there_before_a_service_starts(compose: dict[str, Any]) -> None:
    for name in SERVICES:
        needs = compose["services"][name]["depends_on"]
        assert {need: how["condition"] for need, how in needs.items()} == {
            "migrate": "service_completed_successfully",
            "topics": "service_completed_successfully",
        }


def test_what_holds_data_holds_it_in_a_volume(compose: dict[str, Any]) -> None:
    assert compose["services"]["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]
    assert compose["services"]["kafka"]["volumes"] == ["kafka:/var/lib/kafka/data"]


def test_every_setting_that_the_compose_file_reads_is_explained_in_the_example(compose: dict[str, Any]) -> None:
    read = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE))
    assert read == explained


def test_kafka_creates_no_topic_by_itself_and_forgets_nothing_by_default() -> None:
    settings = dict(
        line.split("=", 1)
        for line in (DEPLOY / "kafka" / "kafka.env").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert settings["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert settings["KAFKA_LOG_RETENTION_MS"] == "-1"


def test_the_image_runs_as_nobody_in_particular_with_locked_packages() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert set(bases) == {"python:3.12-slim"}
    assert lines.index("USER ctc") > max(n for n, line in enumerate(lines) if line.startswith(("RUN", "COPY")))
    assert any("--require-hashes" in line for line in lines)


def test_every_alarm_is_on_a_metric_that_there_is() -> None:
    there = set(re.findall(r"^(ctc_\w+)", Metrics("followup").exposition().decode(), re.MULTILINE))
    there |= {f"ctc_http_seconds_{part}" for part in ("count", "sum", "bucket")}  # appear with the first request
    rules = yaml.safe_load((DEPLOY / "observability" / "alarms.yml").read_text())["groups"][0]["rules"]
    named = {name for rule in rules for name in re.findall(r"ctc_\w+", rule["expr"])}
    assert named <= there
    assert len(rules) >= 10


def test_prometheus_asks_each_service() -> None:
    jobs = yaml.safe_load((DEPLOY / "observability" / "prometheus.yml").read_text())["scrape_configs"]
    assert {job["job_name"]: job["metrics_path"] for job in jobs} == {
        name: f"/services/{name}/metrics" for name in SERVICES
    }
