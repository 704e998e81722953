"""Each registered publisher has a topic of its own on Kafka. Exchange creates it as soon as the publisher is let in."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from shared.engine.port import TransportAway
from shared.operations.logs import Complaints
from shared.operations.settings import Settings
from shared.web.identity.directory import Directory

log = structlog.get_logger()

EVERY: Final = 2.0
"""Seconds between two looks at who is registered."""


async def make_own_topics(settings: Settings, directory: Directory) -> None:
    """Creates what is missing, again and again. Where exchange may not create topics, `ctc access apply` does it."""
    from ctc.kafka import security_of  # noqa: PLC0415 - half a second that loopback need not pay
    from shared.transports.access import topic_of  # noqa: PLC0415
    from shared.transports.topics import create  # noqa: PLC0415

    made, complaints = set[str](), Complaints()
    while True:
        names = sorted(set(directory.active_publishers()) - made)
        try:
            if names:
                registered = filter(None, map(directory.registration_of, names))
                topics = [topic_of(one) for one in registered]
                created = await create(settings.kafka_bootstrap_servers or "", topics, security_of(settings))
                made.update(names)
                log.info("topics of publishers created", topics=created)
        except TransportAway as away:
            if complaints.is_news(str(away)):
                log.warning("topics of publishers not created", error=str(away), do="`ctc access apply` creates them")
        await asyncio.sleep(EVERY)
