"""A Kafka behind the walls of `deploy/kafka/kafka.env`: who has no right may nothing, and others come by TLS only."""

from __future__ import annotations

import re
import ssl
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from shared.transports.kafka.security import Security
from tests.support.kafka import SETTINGS, JarsBroker, find_jars, free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
ENVIRONMENT = DEPLOY / "kafka" / "kafka.env"
OF_THE_MACHINE = ("controller.quorum.voters", "listeners", "advertised.listeners", "log.dirs", "heap.opts", "opts")
"""What the file says of its container."""
HOST = "localhost"
BEST_CODE = ("-XX:TieredStopAtLevel=4",)
"""Java's best machine code, which others do without here: through the gate come floods, and Kafka enciphers them."""


@dataclass
class WalledKafka:
    """A running one, and how to come to it."""

    broker: JarsBroker
    inside: str
    outside: str
    mutual: str
    admin: Security
    ca_file: Path
    behind_gate: str
    """The outer listener itself; `outside` is where others come."""

    @property
    def certificate(self) -> Path:
        """What its outer listeners show, with the key."""
        return self.ca_file.with_name("kafka.pem")

    def outsider(self, user: str, password: str) -> Security:
        return Security(user, password, "SCRAM-SHA-512", self.ca_file)

    def settings_by_certificate(self, certificate: Path | None) -> dict[str, Any]:
        """How a client comes to the listener for certificates."""
        context = ssl.create_default_context(cafile=self.ca_file)
        if certificate is not None:
            context.load_cert_chain(certificate)
        return {"bootstrap_servers": self.mutual, "security_protocol": "SSL", "ssl_context": context}


def read_environment() -> dict[str, str]:
    """The settings of the file, by Kafka's names for them, as the image translates them."""
    lines = [line for line in ENVIRONMENT.read_text().splitlines() if line and not line.startswith("#")]
    pairs = (line.split("=", 1) for line in lines)
    return {_property(name): value.strip("'") for name, value in pairs}


def _read_settings_with_gate() -> dict[str, str]:
    """The numbers that Kafka has otherwise behind the gate."""
    written = yaml.safe_load((DEPLOY / "kafka-outside.yml").read_text())["services"]["kafka"]["environment"]
    return {_property(name): value for name, value in written.items() if value.isdecimal()}


def _property(variable: str) -> str:
    name = variable.removeprefix("KAFKA_").lower()
    return re.sub("_+", lambda found: {1: ".", 2: "_", 3: "-"}[len(found[0])], name)


def make_certificates(directory: Path, host: str = HOST) -> tuple[Path, Path]:
    """An authority's certificate, and a file with the host's key and certificate."""
    directory.mkdir(parents=True)
    subject = f"subjectAltName=DNS:{host},IP:127.0.0.1"
    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    commands = (
        f"req -x509 {key} -days 2 -subj /CN=tests -keyout ca.key -out ca.pem",
        f"req {key} -subj /CN={host} -addext {subject} -keyout host.key -out host.csr",
        "x509 -req -in host.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out host.pem",
    )
    for command in commands:
        subprocess.run(["openssl", *command.split()], cwd=directory, check=True, capture_output=True)
    both = directory / "kafka.pem"
    both.write_text((directory / "host.key").read_text() + (directory / "host.pem").read_text())
    return directory / "ca.pem", both


def make_client_certificate(authority: Path, subject: str) -> Path:
    """A file with a key and its certificate, made in the authority's directory. `subject` as openssl writes it."""
    name = sha256(subject.encode()).hexdigest()[:16]
    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -addext extendedKeyUsage=clientAuth"
    request = ["req", *key.split(), "-subj", subject, "-keyout", f"{name}.key", "-out", f"{name}.csr"]
    sign = f"x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy".split()
    for command in (request, [*sign, "-out", f"{name}.crt"]):
        subprocess.run(["openssl", *command], cwd=authority, check=True, capture_output=True)
    both = authority / f"{name}.pem"
    both.write_text((authority / f"{name}.key").read_text() + (authority / f"{name}.crt").read_text())
    return both


def start_walled(scratch: Path, gate_port: int | None = None) -> WalledKafka:
    """Starts one from Apache's jars. With `gate_port`, it sends others to this port. Raises NoKafka."""
    jars = find_jars()
    ca_file, keystore = make_certificates(scratch / "certificates")
    secrets = scratch / "secrets"
    secrets.mkdir()
    (secrets / "kafka_admin").write_text("the-admins-password")
    port, mutual = free_port(), free_port()

    def wall(settings: dict[str, str]) -> dict[str, str]:
        walls = {name: value for name, value in read_environment().items() if name not in OF_THE_MACHINE}
        walls = {name: value.replace("/run/secrets", str(secrets)) for name, value in walls.items()}
        listeners = settings["listeners"].replace("CLIENT:", "INSIDE:")
        outside = {
            "listeners": f"{listeners},OUTSIDE://{HOST}:{port},MUTUAL://{HOST}:{mutual}",
            "listener.name.outside.ssl.keystore.type": "PEM",
            "listener.name.outside.ssl.keystore.location": str(keystore),
            "listener.name.mutual.ssl.keystore.type": "PEM",
            "listener.name.mutual.ssl.keystore.location": str(keystore),
            "listener.name.mutual.ssl.truststore.type": "PEM",
            "listener.name.mutual.ssl.truststore.location": str(ca_file),
        }
        if gate_port is not None:
            named = outside["listeners"].replace(f"OUTSIDE://{HOST}:{port}", f"OUTSIDE://{HOST}:{gate_port}")
            to_others = [one for one in named.split(",") if not one.startswith("CONTROLLER:")]
            outside |= {"advertised.listeners": ",".join(to_others)} | _read_settings_with_gate()
        return SETTINGS | settings | walls | outside

    broker = JarsBroker(jars, scratch, wall, () if gate_port is None else BEST_CODE)
    admin = Security("ctc.admin", "the-admins-password", "PLAIN")
    outer = f"{HOST}:{port}"
    where = outer if gate_port is None else f"{HOST}:{gate_port}"
    return WalledKafka(broker, broker.bootstrap, where, f"{HOST}:{mutual}", admin, ca_file, outer)


def forget_tls(security: Security) -> dict[str, Any]:
    """The same, for who forgets TLS."""
    found = security.for_aiokafka()
    found.pop("ssl_context")
    return found | {"security_protocol": "SASL_PLAINTEXT"}
