"""The Kafka that the settings name."""

from __future__ import annotations

import logging

from ctc.errors import CannotStart
from shared.operations.settings import Settings
from shared.transports.kafka.security import Security


def security_of(settings: Settings) -> Security:
    """How we prove to Kafka who we are. Raises CannotStart where something of it is missing."""
    user, password = settings.kafka_user, settings.kafka_password
    if (user is None) != (password is None):
        raise CannotStart("CTC_KAFKA_USER and CTC_KAFKA_PASSWORD belong together: set both, or neither")
    if settings.kafka_ca_file is not None and not settings.kafka_ca_file.is_file():
        raise CannotStart(f"CTC_KAFKA_CA_FILE: there is no file {settings.kafka_ca_file}")
    secret = password.get_secret_value() if password else ""
    return Security(user, secret, settings.kafka_mechanism, settings.kafka_ca_file)


def find_kafka(settings: Settings) -> tuple[str, Security]:
    """Its address, and how to come in, for a command of its own. Raises CannotStart if no Kafka is named."""
    servers = settings.kafka_bootstrap_servers
    if servers is None:
        raise CannotStart("which Kafka? set KAFKA_BOOTSTRAP_SERVERS")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # its warnings are raised as errors too
    return servers, security_of(settings)
