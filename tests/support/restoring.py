"""Steps of the runbook's "Restore", as tests take them without containers."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from ctc import composition
from shared.operations.embedded_postgres.home import programs
from tests.support import forked
from tests.support.processes import SERVICES, environment

SOON = 120
"""Seconds that anything may take on a slow machine; what takes longer has failed."""


def create_topics(settings: dict[str, str]) -> None:
    forked.run(("topics", "create"), environment(**settings)).check_returncode()


def stop_consumer(settings: dict[str, str]) -> None:
    """assessments reads nothing until an operator resumes it."""
    forked.run(("consumer", "stop", "assessments"), environment(**settings)).check_returncode()


def dump_database(dsn: str, file: Path) -> None:
    """All schemas, as they are now."""
    _run("pg_dump", "--format", "custom", "--file", str(file), "--dbname", dsn)


def restore_database(dsn: str, file: Path) -> None:
    """Puts back what was dumped. Nobody may be connected."""
    _run("pg_restore", "--clean", "--if-exists", "--exit-on-error", "--dbname", dsn, str(file))


def _run(program: str, *arguments: str) -> None:
    process = subprocess.run([programs() / program, *arguments], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr


async def read_again(bootstrap: str) -> None:
    """Puts every group back to the beginning, once Kafka has missed the stopped copies."""
    async with asyncio.timeout(SOON):
        for name in SERVICES:
            places = [TopicPartition(topic, at) for topic in composition.find_service(name).topics for at in range(12)]
            async with AIOKafkaConsumer(
                bootstrap_servers=bootstrap, group_id=name, enable_auto_commit=False
            ) as consumer:
                consumer.assign(places)
                while True:
                    try:
                        await consumer.commit(dict.fromkeys(places, 0))
                        break
                    except KafkaError:
                        await asyncio.sleep(1)
