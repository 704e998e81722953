"""How a client proves to Kafka who it is, and keeps what it says from others."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Mechanism = Literal["SCRAM-SHA-512", "PLAIN"]


@dataclass(frozen=True, slots=True)
class Security:
    """What a connection to Kafka needs beside the address. Nothing of it: Kafka asks nobody who they are."""

    user: str | None = None
    password: str = field(default="", repr=False)
    mechanism: Mechanism = "SCRAM-SHA-512"
    ca_file: Path | None = None
    """The certificates of who may vouch for Kafka's own. With them the connection is by TLS."""

    @property
    def protocol(self) -> str:
        """Kafka's name of it."""
        transport = "PLAINTEXT" if self.ca_file is None else "SSL"
        return transport if self.user is None else f"SASL_{transport}"

    def for_aiokafka(self) -> dict[str, Any]:
        """The arguments of each of aiokafka's clients."""
        arguments: dict[str, Any] = {"security_protocol": self.protocol}
        if self.ca_file is not None:
            arguments["ssl_context"] = ssl.create_default_context(cafile=str(self.ca_file))
        if self.user is not None:
            arguments |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password,
            }
        return arguments

    def for_confluent(self) -> dict[str, str]:
        """The settings of confluent-kafka's clients."""
        settings = {"security.protocol": self.protocol}
        if self.ca_file is not None:
            settings["ssl.ca.location"] = str(self.ca_file)
        if self.user is not None:
            settings |= {
                "sasl.mechanism": self.mechanism,
                "sasl.username": self.user,
                "sasl.password": self.password,
            }
        return settings


OPEN = Security()
"""Of a Kafka that asks nobody who they are."""
