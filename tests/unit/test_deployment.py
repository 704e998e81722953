"""What `deploy/` must say, read from the files themselves: no engine is needed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.engine.imports.files import LARGEST_FILE
from shared.web.imports import LARGEST_OF_OTHERS
from shared.web.server.protocol import LONGEST_HEAD
from shared.web.server.reading import LONGEST

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("assessments", "followup", "unoct", "council", "exchange")
"""Those that keep something."""
SERVED = (*SERVICES, "portal")
OWNERS = ("migrate", "topics", "access")
CTC = (*SERVED, *OWNERS, "tokens")
OURS = "ctc-reporting:${VERSION:?set it in .env, see .env.example}"
UPSTREAM = {
    "PYTHON_IMAGE": "python:3.12-slim",
    "POSTGRES_IMAGE": "postgres:18",
    "KAFKA_IMAGE": "apache/kafka:4.3.1",
    "CADDY_IMAGE": "caddy:2",
    "PROMETHEUS_IMAGE": "prom/prometheus:v3.5.0",
    "ALERTMANAGER_IMAGE": "prom/alertmanager:v0.28.1",
    "GRAFANA_IMAGE": "grafana/grafana:12.1.0",
    "NODE_EXPORTER_IMAGE": "prom/node-exporter:v1.9.1",
}
MONITORING = {"prometheus", "alertmanager", "grafana", "disks"}
RUNNING = (*SERVED, "gateway", "postgres", "kafka", *sorted(MONITORING))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())
    return content


def test_there_are_the_services_and_what_they_stand_on(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*CTC, "gateway", "postgres", "kafka", *MONITORING}


def test_who_does_not_ask_for_monitoring_does_not_get_it(compose: dict[str, Any]) -> None:
    profiles = {name: one["profiles"] for name, one in compose["services"].items() if "profiles" in one}
    assert profiles == {"tokens": ["tools"]} | {key: ["monitoring"] for key in MONITORING}


def test_images_are_ours_from_one_build_or_upstream_s(compose: dict[str, Any]) -> None:
    images = {name: service["image"] for name, service in compose["services"].items()}
    assert images == dict.fromkeys(CTC, OURS) | {
        "gateway": image_of("CADDY_IMAGE"),
        "postgres": image_of("POSTGRES_IMAGE"),
        "kafka": image_of("KAFKA_IMAGE"),
        "prometheus": image_of("PROMETHEUS_IMAGE"),
        "alertmanager": image_of("ALERTMANAGER_IMAGE"),
        "grafana": image_of("GRAFANA_IMAGE"),
        "disks": image_of("NODE_EXPORTER_IMAGE"),
    }


def image_of(variable: str) -> str:
    """An image that an installation may name by its digest."""
    return f"${{{variable}:-{UPSTREAM[variable]}}}"


def test_every_image_of_others_can_be_named_by_its_digest(compose: dict[str, Any]) -> None:
    example = dict(re.findall(r"^([A-Z_]+_IMAGE)=(.*)$", (DEPLOY / ".env.example").read_text(), re.MULTILINE))
    assert example == UPSTREAM
    assert compose["services"]["council"]["build"]["args"]["PYTHON_IMAGE"] == image_of("PYTHON_IMAGE")


@pytest.mark.parametrize("name", [*CTC, *RUNNING[len(SERVED) :]])
def test_no_program_in_a_container_gains_privileges(compose: dict[str, Any], name: str) -> None:
    assert compose["services"][name]["security_opt"] == ["no-new-privileges:true"]


def test_the_gateway_starts_whatever_else_does_not(compose: dict[str, Any]) -> None:
    assert "depends_on" not in compose["services"]["gateway"]


@pytest.mark.parametrize("name", SERVED)
def test_a_plain_up_keeps_the_number_of_copies(compose: dict[str, Any], name: str) -> None:
    assert compose["services"][name]["scale"] == f"${{{name.upper()}_COPIES:-1}}"


def test_the_gateway_is_the_only_way_in_and_answers_to_this_machine_only_by_default(compose: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports.pop("gateway") == ["${GATEWAY_ADDRESS:-127.0.0.1}:${GATEWAY_PORT:-8000}:8000"]
    assert set(ports) <= MONITORING
    assert all(port.startswith("127.0.0.1:") for published in ports.values() for port in published)
    outside = [name for name, service in compose["services"].items() if "outside" in service["networks"]]
    assert outside == ["gateway", *ports]


def test_exchange_alone_of_ours_has_a_way_out(compose: dict[str, Any]) -> None:
    assert {name for name, one in compose["services"].items() if "egress" in one["networks"]} == {"exchange"}
    assert compose["services"]["exchange"]["networks"] == ["edge", "stores", "egress"]


@pytest.mark.parametrize("service", SERVED)
def test_the_gateway_sends_each_resource_to_the_service_that_has_it(service: str) -> None:
    table = re.findall(r"~(\^\S+) ([a-z]+)$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)
    described = json.loads((DEPLOY.parent / "contracts" / "openapi" / f"{service}.json").read_text())
    for path in described["paths"]:
        if not path.startswith(("/services/", "/health/")):
            assert next((to for route, to in table if re.match(route, path)), "council") == service, path


def test_the_gateway_s_limits_on_bodies_are_a_little_above_the_services() -> None:
    """So that a body which a service refuses gets its answer, which says more."""
    other, file = (int(size) * 10**6 for size in re.findall(r"max_size (\d+)MB", read_caddyfile())[::-1])
    assert LARGEST_OF_OTHERS < other < 1.25 * LARGEST_OF_OTHERS
    assert LARGEST_FILE < file < 1.25 * LARGEST_FILE
    for said, least in zip(re.findall(r"Content-Length (\S+)", read_caddyfile()), (file, other), strict=True):
        assert not re.match(said, str(least - 1))
        assert re.match(said, str(least))
        assert re.match(said, str(least * 1000))


def test_each_problem_of_the_gateway_has_a_type_that_the_docs_explain() -> None:
    explained = (DEPLOY.parent / "docs" / "reference" / "problems.md").read_text()
    types = set(re.findall(r'"type": "([^"]+)"', read_caddyfile()))
    assert types == {"/problems/unavailable", "/problems/too-large", "about:blank"}
    assert [name for name in types if f"`{name}`" not in explained] == []


def test_a_service_ends_a_slow_body_before_the_gateway_does() -> None:
    """Which would answer 200 for it."""
    (minutes,) = re.findall(r"read_body (\d+)m", read_caddyfile())
    assert int(minutes) * 60 > LONGEST + LONGEST_HEAD


def read_caddyfile() -> str:
    return (DEPLOY / "Caddyfile").read_text()


@pytest.mark.parametrize("name", RUNNING)
def test_what_keeps_running_is_restarted_and_has_limits(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["restart"] == "unless-stopped"
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["logging"]["options"]["max-size"]


def test_schemas_topics_and_rights_are_there_before_a_service_starts(compose: dict[str, Any]) -> None:
    for name in SERVICES:
        needs = compose["services"][name]["depends_on"]
        assert {need: how["condition"] for need, how in needs.items()} == {
            "migrate": "service_completed_successfully",
            "topics": "service_completed_successfully",
            "access": "service_completed_successfully",
        }


def test_the_pages_wait_for_nobody_and_hold_no_secret(compose: dict[str, Any]) -> None:
    portal = compose["services"]["portal"]
    assert portal["networks"] == ["edge"]
    assert not {"depends_on", "volumes", "secrets"} & portal.keys()
    assert not {name for name in portal["environment"] if name.startswith(("DATABASE_", "KAFKA_", "CTC_KAFKA_"))}


def test_what_holds_data_holds_it_in_a_volume(compose: dict[str, Any]) -> None:
    assert compose["services"]["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]
    assert compose["services"]["kafka"]["volumes"] == ["kafka:/var/lib/kafka/data"]


def test_every_service_reads_the_identity_file_and_reaches_the_provider() -> None:
    more: dict[str, Any] = yaml.safe_load((DEPLOY / "identity.yml").read_text())
    assert set(more["services"]) == set(SERVICES)
    for service in more["services"].values():
        assert "identity" in service["networks"]
        assert service["volumes"][0].endswith(f":{service['environment']['CTC_IDENTITY_FILE']}:ro")


def test_exchange_alone_knows_the_secret_of_signing_in() -> None:
    more: dict[str, Any] = yaml.safe_load((DEPLOY / "sign-in.yml").read_text())
    assert more["services"] == {"exchange": {"secrets": ["sign_in_client"]}}
    assert set(more["secrets"]) == {"sign_in_client"}


def test_every_setting_that_the_compose_files_read_is_explained_in_the_example() -> None:
    read = {name for file in DEPLOY.glob("*.yml") for name in re.findall(r"\$\{([A-Z_]+)", file.read_text())}
    explained = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE))
    assert read == explained - {"COMPOSE_FILE"}  # which Docker itself reads


def test_kafka_creates_no_topic_by_itself_and_forgets_nothing_by_default() -> None:
    settings = read_kafka_settings()
    assert settings["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert settings["KAFKA_LOG_RETENTION_MS"] == "-1"


def read_kafka_settings() -> dict[str, str]:
    lines = (DEPLOY / "kafka" / "kafka.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_image_runs_as_nobody_in_particular_with_locked_packages() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert set(bases) == {"${PYTHON_IMAGE}"}
    assert f"ARG PYTHON_IMAGE={UPSTREAM['PYTHON_IMAGE']}" in lines
    assert lines.index("USER ctc") > max(n for n, line in enumerate(lines) if line.startswith(("RUN", "COPY")))
    assert any("--require-hashes" in line for line in lines)
