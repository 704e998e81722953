"""The runbook's "Restore" and "Lost Kafka volume", by the same commands, on a real PostgreSQL and a real Kafka."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.support import topics
from tests.support.kafka import Broker
from tests.support.processes import SERVICES
from tests.support.restoring import SOON, create_topics, dump_database, read_again, restore_database
from tests.support.up import Up, ctc, file_of_visits, up


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
        dump_database(postgres, dump)
        ctc(running, "import", "visits", file_of_visits(tmp_path, "UGA,first,onsite,2011-05-02,2011-05-06,day,,"))
        await wait_until_settled(running)
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(SOON)

    # Restore
    restore_database(postgres, dump)
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
