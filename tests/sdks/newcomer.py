"""A body that nobody set up, from its registration to its first events and its first webhooks, with a stopwatch.

`python -m tests.sdks.newcomer [LANGUAGE ...]`. It follows the how-tos as they are written, against a system on a
Kafka behind its walls and its gate: it registers, gets a key, rehearses, and sends. Then each language receives
webhooks by its library of Standard Webhooks, sends an event over HTTP, and one over Kafka, by SASL and TLS, to its
own topic; and the webhooks bring both receipts. It needs node, java with maven, go and cargo, and what these fetch
from their registries; a language whose tools are not there is said to be left out. Exit 1 unless each event is
accepted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import httpx

from tests.sdks import howto, receiving
from tests.sdks.receiving import Language
from tests.support.kafka import free_port
from tests.support.kafka_gate import running_gate
from tests.support.up import Up, up
from tests.support.walled_kafka import WalledKafka, start_walled

NAME: Final = "my-system"
EVENTS: Final = 2
"""Of each language: one over HTTP, one over Kafka."""


def settings_of(kafka: WalledKafka) -> dict[str, str]:
    """Of the system: its user may do everything on this Kafka."""
    return {
        "KAFKA_BOOTSTRAP_SERVERS": kafka.inside, "CTC_KAFKA_USER": kafka.admin.user or "",
        "CTC_KAFKA_PASSWORD": kafka.admin.password, "CTC_KAFKA_MECHANISM": kafka.admin.mechanism,
    }  # fmt: skip


def ctc(*arguments: str, **given: str) -> str:
    """What the command prints. Raises CalledProcessError."""
    command = [sys.executable, "-m", "ctc", *arguments]
    return subprocess.run(command, env=os.environ | given, stdout=subprocess.PIPE, text=True, check=True).stdout


def let_in(running: Up, kafka: WalledKafka) -> dict[str, str]:
    """What the operator gives the publisher for Kafka."""
    password = ctc("access", "apply", "--new-password", NAME, DATABASE_URL=running.dsn, **settings_of(kafka))
    return {
        "KAFKA_BOOTSTRAP_SERVERS": kafka.outside, "KAFKA_TOPIC": f"ctc.external.{NAME}", "KAFKA_USER": NAME,
        "KAFKA_PASSWORD": password.strip(), "KAFKA_CA_FILE": str(kafka.ca_file),
    }  # fmt: skip


def follow(language: Language, running: Up, scratch: Path, given: dict[str, str]) -> None:
    """Raises CalledProcessError or AssertionError unless both events are accepted, and their receipts brought."""
    begun, port = time.monotonic(), receiving.find_free_port()
    receiving.make_ready(language, scratch / "receive")
    bearer = {"Authorization": f"Bearer {given['MY_TOKEN']}"}
    with httpx.Client(base_url=running.address, headers=bearer, timeout=60) as client:
        made = receiving.subscribe(client, f"http://127.0.0.1:{port}/hooks")
        with receiving.receiving(language, scratch / "receive", port, made["secret"]) as lines:
            kind, code, *_ = next(lines)
            assert kind == "code", kind
            receiving.confirm(client, made, code)
            confirmed = time.monotonic()
            howto.run(howto.sections(howto.PUBLISH)[f"With {language.name}"], scratch / "http", given)
            over_http = time.monotonic()
            howto.run(howto.sections(howto.KAFKA)[language.name], scratch / "kafka", given)
            over_kafka = time.monotonic()
            brought = {next(lines)[1] for _ in range(EVENTS)}
            assert receiving.forge(made["url"]) == 400
        client.post(f"/subscriptions/{made['id']}/cancellation")
        check_accepted(client, brought)
    steps = {
        "address proved": confirmed, "sent over HTTP": over_http, "sent over Kafka": over_kafka,
        "both receipts brought": time.monotonic(),
    }  # fmt: skip
    print(f"{language.name}: {', '.join(f'{what} {at - begun:.0f} s' for what, at in steps.items())}", flush=True)


def check_accepted(client: httpx.Client, brought: set[str]) -> None:
    """Raises AssertionError unless these are receipts of this publisher, and say that all is well."""
    feed = client.get("/receipts/feed", params={"limit": 1000}).json()["items"]
    found = {one["id"]: one for one in feed if one["id"] in brought}
    assert len(found) == EVENTS, (brought, feed)
    assert all(one["data"].get("outcome") == "accepted" for one in found.values()), found


def follow_all(wanted: Sequence[Language], scratch: Path, kafka: WalledKafka) -> None:
    """Registers, then lets each language follow its sections."""
    begun = time.monotonic()
    ctc("topics", "create", **settings_of(kafka))
    with up(scratch / "system", **settings_of(kafka), **receiving.ALLOWED) as running:
        given = {"CTC_URL": running.address, "CTC_TOKEN": running.token}
        given |= {"MY_TOKEN": howto.register(scratch / "register", given)}
        given |= let_in(running, kafka)
        print(
            f"registered, with a key, a first event and a user on Kafka after {time.monotonic() - begun:.0f} s",
            flush=True,
        )
        for one in wanted:
            follow(one, running, scratch / one.name, given)


def main(arguments: Sequence[str]) -> int:
    """Runs the languages whose tools are there."""
    wanted = [one for one in receiving.LANGUAGES if one.name.lower() in arguments or not arguments]
    there = [one for one in wanted if all(map(shutil.which, one.needs))]
    for one in wanted:
        if one not in there:
            print(f"{one.name}: left out, since {' or '.join(one.needs)} is not there")
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        port = free_port()
        kafka = start_walled(scratch / "kafka", port)
        try:
            with running_gate(scratch, port, kafka.behind_gate, kafka.certificate):
                follow_all(there, scratch, kafka)
        finally:
            kafka.broker.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
