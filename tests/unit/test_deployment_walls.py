"""The walls that `deploy/` puts between the containers, read from the files themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ctc.kafka_gate import places, requests
from shared.operations.settings import Settings
from shared.web.server.protocol import MOST_CONNECTIONS

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("assessments", "followup", "unoct", "council", "exchange")
"""Those that keep something."""
SERVED = (*SERVICES, "portal")
OWNERS = ("migrate", "topics", "access")
CTC = (*SERVED, *OWNERS, "tokens")
MONITORING = {"prometheus", "alertmanager", "grafana", "disks"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())
    return content


def read_kafka_settings() -> dict[str, str]:
    lines = (DEPLOY / "kafka" / "kafka.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_gateway_reaches_the_services_and_no_store(compose: dict[str, Any]) -> None:
    members = {
        network: {name for name, service in compose["services"].items() if network in service["networks"]}
        for network in ("edge", "stores")
    }
    assert members["stores"] == {*SERVICES, *OWNERS, "postgres", "kafka"}
    assert members["edge"] == {*SERVED, "gateway", "tokens", *MONITORING}
    assert all(compose["networks"][network]["internal"] is True for network in members)


@pytest.mark.parametrize("name", SERVED)
def test_the_gateway_knows_each_lane_and_lanes_leave_room_for_those_inside(compose: dict[str, Any], name: str) -> None:
    environment = compose["services"][name]["environment"]
    first, lanes = int(environment["CTC_PORT"]) + 1, int(environment["CTC_LANES"])
    caddyfile = (DEPLOY / "Caddyfile").read_text()
    ports = [int(port) for port in re.findall(r" \{service}:(\d+)", caddyfile)]
    (at_once,) = (int(number) for number in re.findall(r"max_conns_per_host (\d+)", caddyfile))
    assert ports == list(range(first, first + lanes))
    assert lanes * at_once <= MOST_CONNECTIONS * 3 / 4


def test_the_gateway_s_log_has_no_query_of_a_request_nor_of_where_an_answer_leads() -> None:
    """A sign-in leads to its provider with what only that browser is to know."""
    kept = re.findall(r'^\s*(\S+) regexp \\\?\.\* ""', (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)
    assert kept == ["request>uri", "resp_headers>Location"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_comes_to_the_stores_in_its_own_name_with_its_own_secrets(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["environment"]["DATABASE_URL"] == f"postgresql://ctc_{name}@postgres:5432/ctc"
    assert service["environment"]["CTC_KAFKA_USER"] == f"ctc.{name}"
    assert service["secrets"] == [
        {"source": f"postgres_{name}", "target": "database"},
        {"source": f"kafka_{name}", "target": "kafka"},
        *(["edition_keys"] if name == "council" else []),
    ]


def test_only_what_runs_once_comes_to_the_stores_as_their_owner(compose: dict[str, Any]) -> None:
    given = {
        name: {one if isinstance(one, str) else one["source"] for one in service.get("secrets", ())}
        for name, service in compose["services"].items()
    }
    owners = {name for name, secrets in given.items() if secrets & {"postgres_owner", "kafka_admin"}}
    assert owners == {*OWNERS, "postgres", "kafka"}
    assert given["access"] == set(compose["secrets"]) - {"edition_keys"}


def test_secrets_are_files_and_no_environment_has_one(compose: dict[str, Any]) -> None:
    made = set(re.findall(r'make "?(\w+)"?$', (DEPLOY / "secrets.sh").read_text(), re.MULTILINE))
    stores = {f"{store}_{name}" for store in ("postgres", "kafka") for name in SERVICES}
    assert made == {"postgres_owner", "kafka_admin", "edition_keys"}
    assert compose["secrets"] == {name: {"file": f"${{SECRETS:-./secrets}}/{name}"} for name in made | stores}
    for service in compose["services"].values():
        for name in service.get("environment", ()):
            assert "PASSWORD" not in name or name.endswith(("_FILE", "_PASSWORDS")), name
            assert "KEYS" not in name or name.endswith("_FILE"), name


def test_exchange_alone_sends_e_mail_with_its_password_in_a_file(compose: dict[str, Any]) -> None:
    told = {name for name, one in compose["services"].items() if "CTC_MAIL_SERVER" in one.get("environment", ())}
    assert told == {"exchange"}
    more: dict[str, Any] = yaml.safe_load((DEPLOY / "mail.yml").read_text())
    given = {"environment": {"CTC_MAIL_PASSWORD_FILE": "/run/secrets/mail"}, "secrets": ["mail"]}
    assert more == {"services": {"exchange": given}, "secrets": {"mail": {"file": "${SECRETS:-./secrets}/mail"}}}


def test_what_exchange_is_told_of_the_mail_server_are_settings(compose: dict[str, Any]) -> None:
    given = {name for name in compose["services"]["exchange"]["environment"] if "MAIL" in name}
    fields = {name for name in Settings.model_fields if name.startswith("mail_")}
    by_file = {"CTC_MAIL_PASSWORD", "CTC_MAIL_CA_FILE"}
    assert given == {f"CTC_{name.upper()}" for name in fields} - by_file


def test_kafka_asks_everybody_who_they_are_but_itself() -> None:
    settings = read_kafka_settings()
    assert settings["KAFKA_AUTHORIZER_CLASS_NAME"].endswith(".StandardAuthorizer")
    assert settings["KAFKA_SUPER_USERS"] == "User:ANONYMOUS;User:ctc.admin"
    protocols = dict(one.split(":") for one in settings["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(","))
    nameless = [name for name, protocol in protocols.items() if protocol == "PLAINTEXT"]
    assert nameless == ["BROKER", "CONTROLLER"]
    listeners = dict(one.split("://") for one in settings["KAFKA_LISTENERS"].split(","))
    assert all(listeners[name].startswith("127.0.0.1:") for name in nameless)
    assert set(listeners) == {"INSIDE", *nameless}


@pytest.fixture(scope="module")
def outside() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "kafka-outside.yml").read_text())
    return content


def test_opening_kafka_to_others_adds_one_listener_by_sasl_and_tls(outside: dict[str, Any]) -> None:
    assert set(outside["services"]) == {"kafka", "kafka-gate"}
    kafka, settings = outside["services"]["kafka"], read_kafka_settings()
    for name in ("KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS"):
        assert kafka["environment"][name].startswith(f"{settings[name]},OUTSIDE://")
    assert "OUTSIDE:SASL_SSL" in settings["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"]
    assert settings["KAFKA_LISTENER_NAME_OUTSIDE_SASL_ENABLED_MECHANISMS"] == "SCRAM-SHA-512"


def test_others_reach_the_gate_and_the_gate_reaches_kafka_alone(outside: dict[str, Any]) -> None:
    kafka, gate = (outside["services"][name] for name in ("kafka", "kafka-gate"))
    assert "ports" not in kafka
    assert gate["ports"] == ["${KAFKA_OUTSIDE_ADDRESS:-127.0.0.1}:${KAFKA_OUTSIDE_PORT:-9095}:9095"]
    assert kafka["networks"] == ["stores", "kafka-gate"]
    assert gate["networks"] == ["kafka-gate", "kafka-outside"]
    assert outside["networks"] == {"kafka-gate": {"internal": True}, "kafka-outside": {}}


def test_the_gate_has_no_password_and_is_walled_as_the_services_are(
    compose: dict[str, Any], outside: dict[str, Any]
) -> None:
    gate, portal = outside["services"]["kafka-gate"], compose["services"]["portal"]
    for name in ("image", "build", "init", "restart", "read_only", "tmpfs", "cap_drop", "security_opt", "logging"):
        assert gate[name] == portal[name], name
    assert gate["deploy"] == portal["deploy"]
    assert gate["secrets"] == ["kafka_certificate"]
    assert "volumes" not in gate


def test_what_the_gate_lets_through_fits_what_kafka_takes(outside: dict[str, Any]) -> None:
    settings = read_kafka_settings()
    assert int(settings["KAFKA_SOCKET_REQUEST_MAX_BYTES"]) == requests.LARGEST_PRODUCE
    assert int(settings["KAFKA_SASL_SERVER_MAX_RECEIVE_SIZE"]) == requests.LARGEST
    connections = int(settings["KAFKA_LISTENER_NAME_OUTSIDE_MAX_CONNECTIONS"])
    assert connections > places.MOST + places.MOST_STRANGERS
    assert int(outside["services"]["kafka"]["environment"]["KAFKA_MAX_CONNECTIONS_PER_IP"]) == connections
    assert int(settings["KAFKA_MAX_CONNECTIONS_PER_IP"]) == 50


def test_kafka_has_more_threads_than_there_are_connections_from_outside() -> None:
    """Each connection has one request at a time, and a batch that unpacks to gigabytes holds a thread for seconds.

    So does one that was left before Kafka had answered.
    """
    settings = read_kafka_settings()
    outside = sum(int(settings[f"KAFKA_LISTENER_NAME_{one}_MAX_CONNECTIONS"]) for one in ("OUTSIDE", "MUTUAL"))
    assert int(settings["KAFKA_NUM_IO_THREADS"]) > outside + 24, "two dozen for the services"
    assert "-Djdk.nio.maxCachedBufferSize=" in settings["KAFKA_OPTS"], "or each keeps a buffer of the largest batch"


def test_a_connection_to_the_gateway_is_one_request() -> None:
    (line,) = re.findall(r"^\s*protocols (.*)$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)
    assert line == "h1"


@pytest.mark.parametrize("name", CTC)
def test_only_a_command_of_an_operator_can_write_the_tokens_file(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    volumes = {
        **{key: ["access:/var/lib/ctc:ro", "uses:/var/lib/ctc-uses"] for key in SERVICES},
        "tokens": ["access:/var/lib/ctc", "uses:/var/lib/ctc-uses"],
    }
    assert service.get("volumes", []) == volumes.get(name, [])


@pytest.fixture(scope="module")
def tls() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "tls.yml").read_text())
    return content


def test_tls_is_one_switch_for_all_who_call_another(compose: dict[str, Any], tls: dict[str, Any]) -> None:
    assert set(tls["services"]) == {*CTC, "gateway", "postgres", "kafka", "prometheus"}
    for name in (*SERVICES, *OWNERS):
        client = tls["services"][name]
        assert client["environment"]["PGSSLMODE"] == "verify-full"
        assert {client["environment"][name] for name in ("PGSSLROOTCERT", "CTC_KAFKA_CA_FILE")} == {
            "/run/secrets/tls_ca"
        }
    assert tls["services"]["postgres"]["command"].startswith(compose["services"]["postgres"]["command"].rstrip())
    protocols = tls["services"]["kafka"]["environment"]["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"]
    assert protocols == read_kafka_settings()["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].replace(
        "INSIDE:SASL_PLAINTEXT", "INSIDE:SASL_SSL"
    )


@pytest.mark.parametrize("name", SERVED)
def test_with_tls_a_service_shows_a_certificate_of_its_own(tls: dict[str, Any], name: str) -> None:
    service = tls["services"][name]
    assert service["secrets"] == ["tls_ca", {"source": f"tls_{name}", "target": "tls_own"}]
    assert service["environment"]["CTC_TLS_CERTIFICATE"] == "/run/secrets/tls_own"
    assert service["environment"]["CTC_SERVICE_ADDRESS"] == "https://{service}:8000"
    assert "-verify_return_error" in service["healthcheck"]["test"][-1]


def test_with_tls_whoever_calls_a_service_or_the_gateway_checks_the_authority(tls: dict[str, Any]) -> None:
    assert tls["services"]["gateway"]["environment"]["UPSTREAM"] == "tls_trusted_ca_certs /run/secrets/tls_ca"
    assert tls["services"]["tokens"]["environment"] == {
        "CTC_URL": "https://gateway:8000", "CTC_CA_FILE": "/run/secrets/tls_ca",
    }  # fmt: skip
    made = {f"tls_{name}" for name in (*SERVED, "gateway", "postgres", "kafka")}
    assert set(tls["secrets"]) == {"tls_ca", *made}
    (hosts,) = re.findall(r"^for host in (.*); do$", (DEPLOY / "certificates.sh").read_text(), re.MULTILINE)
    assert {f"tls_{host}" for host in hosts.split()} == made


def test_prometheus_asks_the_same_with_tls(tls: dict[str, Any]) -> None:
    assert "--config.file=/etc/prometheus/prometheus-tls.yml" in tls["services"]["prometheus"]["command"]
    plain, secure = (
        yaml.safe_load((DEPLOY / "observability" / name).read_text())
        for name in ("prometheus.yml", "prometheus-tls.yml")
    )
    for job in secure["scrape_configs"]:
        if job["job_name"] in SERVED:
            assert job.pop("scheme") == "https"
            assert job.pop("tls_config") == {"ca_file": "/run/secrets/tls_ca", "server_name": job["job_name"]}
    assert secure == plain


def test_opening_kafka_to_certificates_adds_one_listener_more() -> None:
    outside, mutual = (
        yaml.safe_load((DEPLOY / name).read_text())["services"]["kafka"]
        for name in ("kafka-outside.yml", "kafka-mutual.yml")
    )
    for name in ("KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS"):
        beginning = outside["environment"][name].replace(":?set it in .env, see .env.example", "")
        whole = mutual["environment"][name].replace(":?set it in .env, see .env.example", "")
        assert whole.startswith(f"{beginning},MUTUAL://")
    settings = read_kafka_settings()
    assert "MUTUAL:SSL" in settings["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"]
    assert settings["KAFKA_LISTENER_NAME_MUTUAL_SSL_CLIENT_AUTH"] == "required"
    assert not [
        name for name in settings if name.endswith("PRINCIPAL_MAPPING_RULES")
    ]  # a whole subject is nobody's name
