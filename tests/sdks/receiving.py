"""Runs the receivers of the how-to, as they are written, against a running system.

`python -m tests.sdks.receiving [LANGUAGE ...]`. It needs node, java with maven, go and cargo, and what these fetch
from their registries; a language whose tools are not there is said to be left out. Exit 1 unless each receiver verifies
what it is sent, proves its address by the code, and refuses what is forged.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
from standardwebhooks import Webhook

from tests.support.up import Up, up

HOW_TO: Final = Path(__file__).parents[2] / "docs" / "how-to" / "subscribe-a-consumer.md"
HERE: Final = Path(__file__).parent
SOURCE: Final = "https://my-system.example"
EVENTS: Final = 5
ALLOWED: Final = {"CTC_WEBHOOK_ADDRESSES_ALLOWED": "127.0.0.0/8"}


@dataclass(frozen=True, slots=True)
class Language:
    """How a receiver is made ready and run: its section in the how-to, its file, and what it needs."""

    name: str
    file: str
    needs: tuple[str, ...]
    prepare: tuple[tuple[str, ...], ...]
    run: tuple[str, ...]


LANGUAGES: Final = (
    Language("Python", "receive.py", (), (), (sys.executable, "receive.py")),
    Language(
        "JavaScript",
        "receive.mjs",
        ("node", "npm"),
        (("npm", "install", "--silent", "--no-package-lock", "standardwebhooks"),),
        ("node", "receive.mjs"),
    ),
    Language(
        "Go",
        "receive.go",
        ("go",),
        (
            ("go", "mod", "init", "receive"),
            ("go", "get", "github.com/standard-webhooks/standard-webhooks/libraries"),
            ("go", "build", "-o", "receive", "."),
        ),
        ("./receive",),
    ),
    Language(
        "Java",
        "Receive.java",
        ("java", "mvn"),
        (("mvn", "-q", "dependency:copy-dependencies"),),
        ("java", "-cp", "target/dependency/*", "Receive.java"),
    ),
    Language(
        "Rust",
        "src/main.rs",
        ("cargo",),
        (
            ("cargo", "add", "--quiet", "axum@0.8", "serde_json", "standardwebhooks"),
            ("cargo", "add", "--quiet", "tokio", "--features", "net,macros,rt-multi-thread"),
            ("cargo", "build", "--quiet"),
        ),
        ("target/debug/receive",),
    ),
)


def code_of(section: str) -> str:
    """The first block of code below this heading of the how-to, after the line that installs the library."""
    _, _, text = HOW_TO.read_text(encoding="utf-8").partition(f"# {section}\n")
    found = re.search(r"^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found is not None, section
    return found[1]


def make_ready(language: Language, place: Path) -> None:
    """Raises CalledProcessError if its tools fail."""
    place.mkdir(parents=True)
    if language.name == "Rust":
        subprocess.run(("cargo", "init", "--quiet", "--name", "receive"), cwd=place, check=True)
    (place / language.file).write_text(code_of(language.name), encoding="utf-8")
    if language.name == "Java":
        shutil.copy(HERE / "java" / "receive.pom.xml", place / "pom.xml")
    for command in language.prepare:
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def receiving(language: Language, place: Path, port: int, secret: str) -> Iterator[Iterator[list[str]]]:
    """The receiver at work; gives the words of each line that it prints."""
    env = os.environ | {"PORT": str(port), "SECRET": secret}
    with subprocess.Popen(language.run, cwd=place, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield (line.split() for line in process.stdout)
        finally:
            process.kill()


def find_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def send_notice(client: httpx.Client, number: str) -> None:
    """Its receipt is what the subscriber gets."""
    data = {"reference": number, "state": "KEN", "received_by_state_on": "2024-01-01", "synthetic": True}
    event = {
        "specversion": "1.0", "id": number, "source": SOURCE, "type": "org.un.ctc.notice.visit.planned.v1",
        "time": "2024-01-01T09:00:00Z", "data": data,
    }  # fmt: skip
    # The contract is broken, so that the answer comes at once.
    client.post("/events", json=event, headers={"Content-Type": "application/cloudevents+json"})


def subscribe(client: httpx.Client, url: str) -> dict[str, Any]:
    made = client.post("/subscriptions", json={"url": url, "types": ["receipt.*"]})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def confirm(client: httpx.Client, made: dict[str, Any], code: str) -> None:
    answer = client.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
    assert answer.status_code == 200, answer.text


def try_receiver(language: Language, running: Up, scratch: Path) -> None:
    """Raises AssertionError unless it receives each event once, verified, and refuses a forged one."""
    place, port = scratch / language.name, find_free_port()
    make_ready(language, place)
    url = f"http://127.0.0.1:{port}/hooks"
    with running.client() as client:
        made = subscribe(client, url)
        with receiving(language, place, port, made["secret"]) as lines:
            kind, code, *_ = next(lines)
            assert kind == "code", kind
            confirm(client, made, code)
            for number in range(EVENTS):
                send_notice(client, f"{language.name}-{number}")
            ids = {next(lines)[1] for _ in range(EVENTS)}
            assert len(ids) == EVENTS
            assert forge(url) == 400
        client.post(f"/subscriptions/{made['id']}/cancellation")
    print(f"{language.name}: {EVENTS} events verified, a forged one refused", flush=True)


def forge(url: str) -> int:
    """What the receiver answers to an event that another secret signed."""
    body = '{"id": "forged", "type": "org.un.ctc.receipt.accepted.v1", "data": {}}'
    return httpx.post(url, content=body, headers=sign(body, "whsec_" + "A" * 32)).status_code


def sign(body: str, secret: str, id_: str = "forged") -> dict[str, str]:
    """The three headers, as the library makes them."""
    now = datetime.now(UTC)
    signature = Webhook(secret).sign(id_, now, body)
    return {"webhook-id": id_, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}


def main(arguments: Sequence[str]) -> int:
    """Runs the receivers whose tools are there."""
    wanted = [one for one in LANGUAGES if one.name.lower() in arguments or not arguments]
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        with up(scratch / "system", **ALLOWED) as running:
            for one in wanted:
                if all(map(shutil.which, one.needs)):
                    try_receiver(one, running, scratch)
                else:
                    print(f"{one.name}: left out, since {' or '.join(one.needs)} is not there")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
