"""An edition on its way to a subscriber of each channel, by a real process that is killed twice by SIGKILL.

First while nobody takes anything, then while the endpoint and the mail server have it and have not answered. A program
that fills a directory is killed twice too. Each channel then has the edition once; of the letter nobody knows whether
the server took it, so it is said to be unsure, and is not sent again.
"""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.support.mail_server import TAKEN, Postbox, make_certificate, postbox, text_of
from tests.support.processes import CTC, environment
from tests.support.receiver import OK, Receiver, receiver, status
from tests.support.up import Up, ctc, up

PATH = "/reports/annual/2025"
FILES = {"annual-2025-edition-1-en.csv", "annual-2025-edition-1-en.pdf"}
SOON = 120
"""Seconds that anything may take on a busy machine."""


@pytest.mark.slow
async def test_each_channel_has_an_edition_once_through_two_ends_by_sigkill(tmp_path: Path) -> None:
    async with postbox() as box, receiver() as endpoint:
        async with running(tmp_path, box) as one:
            hook, mail = await subscribe(one, endpoint, box)
            endpoint.answer, box.to_address = lambda _: status(503), "451 Later"
            await asyncio.to_thread(transmit, one)
            await until(lambda: len(endpoint.received) >= 1 and count_tries(one, mail) >= 1)
        endpoint.answer, box.to_address, box.to_letter = lambda _: None, TAKEN, None
        refused = len(endpoint.received)
        async with running(tmp_path, box) as one:  # killed while both have it
            await until(lambda: len(endpoint.received) > refused and len(box.letters) == 1)
        endpoint.answer, box.to_letter = lambda _: OK, TAKEN
        async with running(tmp_path, box) as one:
            await until(lambda: status_of(one, hook) == ["delivered"] and status_of(one, mail) == ["unsure"])
            kept = [each["digest"] for name in (hook, mail) for each in await asyncio.to_thread(deliveries, one, name)]
            await asyncio.to_thread(fill_directory, one, tmp_path / "reports")
            announced = await asyncio.to_thread(read, one, "/feeds/reports.json?report=annual")
            (edition,) = announced["items"]
            digest = (await asyncio.to_thread(read, one, "/released?audience=public"))["items"][0]["data"]["digest"]
    assert len(set(endpoint.ids())) == 1  # again each time, under the same id
    assert endpoint.received[-1].event["data"]["digest"] == digest
    assert len(box.letters) == 1
    assert kept == [digest, digest]  # of what went out by each, for who asks later
    assert all(digest.removeprefix("sha-256:") in text for text in (edition["content_text"], text_of(box)))


@asynccontextmanager
async def running(tmp_path: Path, box: Postbox) -> AsyncIterator[Up]:
    """A system on the same directory, which ends by SIGKILL. What an earlier one had under way is free at once."""
    settings = {
        "CTC_WEBHOOK_ADDRESSES_ALLOWED": "127.0.0.0/8",
        "CTC_MAIL_SERVER": f"smtp://localhost:{box.server.port}",
        "CTC_MAIL_SENDER": "reports@ctc.example",
        "CTC_MAIL_CA_FILE": str(make_certificate()[0]),
    }
    with up(tmp_path / "data", **settings) as one:
        connection = await asyncpg.connect(one.dsn)
        try:  # as if the lease of the copy that died had run out, and each pause before the next try
            await connection.execute(
                "update exchange.webhook_progress set leased_until = '-infinity', rests_until = '-infinity', "
                "due_at = '-infinity'"
            )
            await connection.execute("update exchange.deliveries set next_try_at = now() where status = 'waiting'")
        finally:
            await connection.close()
        yield one
        one.process.kill()
        await asyncio.to_thread(one.process.wait)


async def subscribe(one: Up, endpoint: Receiver, box: Postbox) -> Sequence[str]:
    """A confirmed subscription of each kind."""
    hook = await asyncio.to_thread(post, one, "/subscriptions", {"url": endpoint.url, "types": ["released.report"]})
    given = {"channel": "email", "url": "mailto:reader@mission.example"}
    mail = await asyncio.to_thread(post, one, "/subscriptions", given)
    await until(lambda: len(endpoint.received) == 1 and len(box.letters) == 1)
    codes = (endpoint.received[0].event["data"]["code"], text_of(box).split("\n\n")[1].strip())
    for made, code in zip((hook, mail), codes, strict=True):
        await asyncio.to_thread(post, one, f"/subscriptions/{made['id']}/confirmation", {"code": code})
    endpoint.received.clear()
    box.letters.clear()
    return hook["id"], mail["id"]


def transmit(one: Up) -> None:
    post(one, f"{PATH}/drafts", {})
    post(one, f"{PATH}/adoption", {"by": "meeting", "document": "DRAFT/RECORD/1"})
    post(one, f"{PATH}/transmission", {"to": "Synthetic readers"})


def post(one: Up, path: str, body: dict[str, Any]) -> dict[str, Any]:
    with one.client() as client:
        answer = client.post(path, json=body)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made


def read(one: Up, path: str) -> dict[str, Any]:
    with one.client() as client:
        answer = client.get(path)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found


def deliveries(one: Up, subscription: str) -> list[dict[str, Any]]:
    """But for that of the code."""
    found = read(one, f"/subscriptions/{subscription}/deliveries")["items"]
    return [each for each in found if "confirmation" not in each["type"]]


def count_tries(one: Up, subscription: str) -> int:
    return sum(len(each["tries"]) for each in deliveries(one, subscription))


def status_of(one: Up, subscription: str) -> list[str]:
    return [each["status"] for each in deliveries(one, subscription)]


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not await asyncio.to_thread(_look, is_so):
            """Again."""


def _look(is_so: Callable[[], bool]) -> bool:
    time.sleep(0.05)
    return is_so()


def fill_directory(one: Up, there: Path) -> None:
    """Killed once it knows of the edition, once it has one of two files, and then left alone."""
    command = ("report", "mirror", str(there), "--format", "csv", "--format", "pdf")
    for name in (".mirror.json", "annual-2025-edition-1-en.csv"):
        kill_once_there([*CTC, *command], one, there / name)
    ctc(one, *command)
    assert {file.name for file in there.iterdir() if file.suffix in (".csv", ".pdf", ".part")} == FILES
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=there, check=True, capture_output=True)
    assert "nothing new" in ctc(one, *command).stdout


def kill_once_there(command: Sequence[str], one: Up, file: Path) -> None:
    env = environment(CTC_URL=one.address, CTC_TOKEN=one.token)
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:
        ends = time.monotonic() + SOON
        while not file.exists():
            assert time.monotonic() < ends
            time.sleep(0.01)
        process.kill()
