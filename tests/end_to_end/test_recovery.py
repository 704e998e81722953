"""The runbook's "Restore" and "Lost Kafka volume", by the same commands, on a real PostgreSQL and a real Kafka."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from ctc import composition
from shared.operations.embedded_postgres.home import programs
from tests.support import topics
from tests.support.kafka import Broker
from tests.support.processes import CTC, SERVICES, environment
from tests.support.up import Up, ctc, file_of_visits, up

SOON = 120
"""Seconds that anything may take on a slow machine; what takes longer has failed."""


@pytest.mark.slow
async def test_an_older_database_is_restored_and_then_kafka_is_lost_and_nothing_contradicts_at_last(
    postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": postgres, "KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap}
    await topics.delete_all(kafka.bootstrap)
    create_topics(settings)
    dump = tmp_path / "ctc.dump"
    with up(tmp_path / "first", **settings) as running:
        ctc(running, "import", "visits", file_of_visits(tmp_path, "KEN,first,onsite,2011-03-01,2011-03-04,day,,"))
        await wait_until_settled(running)
        run("pg_dump", "--format", "custom", "--file", str(dump), "--dbname", postgres)
        ctc(running, "import", "visits", file_of_visits(tmp_path, "UGA,first,onsite,2011-05-02,2011-05-06,day,,"))
        await wait_until_settled(running)
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(SOON)

    # Restore
    run("pg_restore", "--clean", "--if-exists", "--exit-on-error", "--dbname", postgres, str(dump))
    await read_again(kafka.bootstrap)
    with up(tmp_path / "second", **settings) as running:
        await wait_until_settled(running)
        output = ctc(running, "journal", "compare", code=1).stdout
        lines = [line for line in output.splitlines() if line.startswith("lost ")]
        assert {line.split()[3] for line in lines} >= {"UGA"}
        assert "KEN" not in "".join(lines)

        # Lost Kafka volume
        await topics.delete_all(kafka.bootstrap)
        create_topics(settings)
        ctc(running, "resend", "all")
        await wait_until_settled(running)
        answer = ctc(running, "rebuild", "council", code=1).stdout
        assert "swapped: False" in answer
        (tmp_path / "rebuilt.txt").write_text(answer)
        why = ("--why", "restored from an older dump")
        ctc(running, "rebuild", "council", "--accept-losses", str(tmp_path / "rebuilt.txt"), *why)
        assert "lost: 0" in ctc(running, "rebuild", "council").stdout
        ctc(running, "journal", "compare")


def create_topics(settings: dict[str, str]) -> None:
    subprocess.run([*CTC, "topics", "create"], env=environment(**settings), check=True, capture_output=True)


def run(program: str, *arguments: str) -> None:
    process = subprocess.run([programs() / program, *arguments], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr


async def wait_until_settled(running: Up) -> None:
    """Returns when every service has read and sent everything, twice in a row."""
    quiet = 0
    async with asyncio.timeout(SOON):
        with running.client() as client:
            while quiet < 2:
                answers = [client.get(f"/services/{name}/health/ready").json() for name in SERVICES]
                behind = [answer.get("behind") for answer in answers if answer["ready"]]
                is_quiet = len(behind) == len(SERVICES) and not any(
                    one["consumer_lag"] or one["unrelayed"] for one in behind
                )
                quiet = quiet + 1 if is_quiet else 0
                await asyncio.sleep(0.3)


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
