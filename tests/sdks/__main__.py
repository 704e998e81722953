"""Sends notices with the CloudEvents SDKs of other languages to a running system, and counts the receipts.

`make sdks`, or `python -m tests.sdks [COUNT] [LANGUAGE ...]`. It needs node, java with maven, and go, and what these
fetch from their registries; a language whose tools are not there is said to be left out. Each program sends COUNT
notices in each of four ways: over HTTP and Kafka, binary and structured. Exit 1 unless each notice has exactly one
receipt.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import orjson
from aiokafka import AIOKafkaConsumer

from contracts.catalog import INSTALLATION, TOPICS
from tests.support import kafka, topics
from tests.support.up import Up, up

HERE: Final = Path(__file__).parent
WAYS: Final = ("http-binary", "http-structured", "kafka-binary", "kafka-structured")
QUIET: Final = 30
"""Seconds without another receipt, after which there are no more."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a program is made ready and run, in a copy of its directory."""

    name: str
    needs: tuple[str, ...]
    prepare: tuple[tuple[str, ...], ...]
    run: tuple[str, ...]


LANGUAGES: Final = (
    Language(
        "javascript", ("node", "npm"), (("npm", "install", "--no-package-lock", "--silent"),), ("node", "send.mjs")
    ),
    Language(
        "java",
        ("java", "mvn"),
        (("mvn", "-q", "dependency:copy-dependencies"),),
        ("java", "-cp", "target/dependency/*", "Send.java"),
    ),
    Language("go", ("go",), (("go", "mod", "tidy"), ("go", "build", "-o", "send", ".")), ("./send",)),
    Language("python", (), (), (sys.executable, "send.py")),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of one language's notices, by way: how many were sent, accepted, and answered more than once."""

    language: str
    sent: int
    accepted: Counter[str]
    twice: int

    @property
    def well(self) -> bool:
        return self.twice == 0 and all(self.accepted[way] == self.sent for way in WAYS)


def source_of(language: Language) -> str:
    return f"https://{language.name}.example"


def send(language: Language, count: int, running: Up, bootstrap: str, scratch: Path) -> None:
    """Raises CalledProcessError if the program fails."""
    place = scratch / language.name
    shutil.copytree(HERE / language.name, place)
    given = {"CTC_URL": running.address, "CTC_TOKEN": running.token, "KAFKA_BOOTSTRAP_SERVERS": bootstrap}
    env = os.environ | given | {"SOURCE": source_of(language), "COUNT": str(count)}
    for command in (*language.prepare, language.run):
        subprocess.run(command, cwd=place, env=env, check=True)


async def receipts(bootstrap: str) -> Counter[tuple[str, str]]:
    """How often each notice was answered on `ctc.receipts`, by source and id."""
    found: Counter[tuple[str, str]] = Counter()
    async with AIOKafkaConsumer("ctc.receipts", bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        while records := await consumer.getmany(timeout_ms=QUIET * 1000):
            for record in (one for several in records.values() for one in several):
                data = orjson.loads(record.value)
                found[data["source"], data["id"]] += 1
    return found


def count_receipts(language: Language, count: int, running: Up, told: Counter[tuple[str, str]]) -> Counted:
    """Each notice's receipt as HTTP has it, and how often Kafka had one."""
    accepted: Counter[str] = Counter()
    source = source_of(language)
    with httpx.Client(base_url=running.address, headers={"Authorization": f"Bearer {running.token}"}) as client:
        for way in WAYS:
            for number in range(count):
                answer = client.get("/receipts", params={"source": source, "id": f"{way}-{number}"})
                accepted[way] += answer.status_code == 200 and answer.json()["status"] == "accepted"
    ids = [(source, f"{way}-{number}") for way in WAYS for number in range(count)]
    return Counted(language.name, count, accepted, sum(told[one] != 1 for one in ids))


def main(arguments: Sequence[str]) -> int:
    """Runs the languages whose tools are there."""
    count = int(arguments[0]) if arguments else 50
    wanted = [one for one in LANGUAGES if one.name in arguments[1:] or not arguments[1:]]
    there = [one for one in wanted if all(map(shutil.which, one.needs))]
    for one in wanted:
        if one not in there:
            print(f"{one.name}: left out, since {' or '.join(one.needs)} is not there")
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        broker = kafka.find(scratch)
        try:
            asyncio.run(topics.create(broker.bootstrap, *TOPICS, INSTALLATION.name, partitions=3))
            settings = {"KAFKA_BOOTSTRAP_SERVERS": broker.bootstrap, "CTC_TOKENS_FILE": str(scratch / "tokens.json")}
            with up(scratch / "system", **settings) as running:
                for one in there:
                    send(one, count, running, broker.bootstrap, scratch)
                told = asyncio.run(receipts(broker.bootstrap))
                counted = [count_receipts(one, count, running, told) for one in there]
                for each in counted:
                    ways = ", ".join(f"{way} {each.accepted[way]}" for way in WAYS)
                    print(f"{each.language}: sent {each.sent} in each way; accepted: {ways}; not once: {each.twice}")
        finally:
            broker.remove()
    return 0 if all(each.well for each in counted) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
