"""Webhooks of a real process: as the how-to says, and over an end by SIGKILL between sending and noting."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from shared.web.server.serving import address, listen, serving
from tests.sdks.receiving import ALLOWED, LANGUAGES, code_of, confirm, send_notice, sign, subscribe, try_receiver
from tests.support.exchange import ready
from tests.support.postgres import PostgresServer
from tests.support.receiver import OK, Receiver, receiver
from tests.support.up import Up, up
from tests.support.webhooks import recommend, withdraw

SECRET = "whsec_" + "c3ludGhldGlj" * 3


def test_the_receiver_of_the_how_to_verifies_what_it_is_sent(tmp_path: Path) -> None:
    with up(tmp_path / "data", **ALLOWED) as running:
        try_receiver(LANGUAGES[0], running, tmp_path)


@pytest.mark.parametrize(("secret", "said"), [(SECRET, "genuine\n"), ("whsec_" + "b3RoZXI=", "forged\n")])
def test_the_check_by_hand_tells_genuine_from_forged(tmp_path: Path, secret: str, said: str) -> None:
    body = json.dumps({"id": "e-1", "text": "Synthétique."})
    (tmp_path / "body.json").write_text(body, encoding="utf-8")
    signed = sign(body, SECRET, "e-1")
    given = {
        "SECRET": secret, "ID": signed["webhook-id"], "TIMESTAMP": signed["webhook-timestamp"],
        "SIGNATURES": f"v1,b3RoZXI= {signed['webhook-signature']}",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-uc", code_of("By hand")], cwd=tmp_path, env=os.environ | given, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == (said, 0 if said == "genuine\n" else 1), done.stderr


async def test_what_was_sent_and_not_noted_before_a_kill_comes_again_under_the_same_id(tmp_path: Path) -> None:
    async with receiver() as endpoint:
        with up(tmp_path / "data", **ALLOWED) as running:
            await _prove(running, endpoint)
            endpoint.answer = lambda _: None
            await asyncio.to_thread(_send, running)
            await endpoint.wait_for(1)
            running.process.kill()
            running.process.wait()
        (sent,) = endpoint.ids()
        endpoint.answer = lambda _: OK
        with up(tmp_path / "data", **ALLOWED) as running:
            await _expire_lease(running)
            async with asyncio.timeout(30):
                await endpoint.wait_for(2)
        assert endpoint.ids() == [sent, sent]


async def _prove(running: Up, endpoint: Receiver) -> None:
    made: dict[str, Any] = await asyncio.to_thread(_with_client, running, subscribe, endpoint.url)
    async with asyncio.timeout(30):
        await endpoint.wait_for(1)
    await asyncio.to_thread(_with_client, running, confirm, made, endpoint.received[0].event["data"]["code"])
    endpoint.received.clear()


def _with_client(running: Up, do: Any, *given: Any) -> Any:
    with running.client() as client:
        return do(client, *given)


def _send(running: Up) -> None:
    _with_client(running, send_notice, "n-1")


async def _expire_lease(running: Up) -> None:
    """As if a minute had passed since the copy died that had the lease."""
    connection = await asyncpg.connect(running.dsn)
    try:
        await connection.execute("update exchange.webhook_progress set leased_until = '-infinity'")
    finally:
        await connection.close()


async def test_the_recipe_of_the_feed_goes_on_where_it_was(postgres_server: PostgresServer, tmp_path: Path) -> None:
    (tmp_path / "read.py").write_text(code_of("The feed, without a gap"), encoding="utf-8")
    sock = listen("127.0.0.1", 0)
    env = os.environ | {"CTC_URL": address(sock), "CTC_TOKEN": "reader"}

    async def read() -> set[str]:
        process = await asyncio.create_subprocess_exec(sys.executable, "read.py", cwd=tmp_path, env=env)
        assert await process.wait() == 0
        with closing(sqlite3.connect(tmp_path / "released.db")) as kept:
            return {thing for (thing,) in kept.execute("select thing from copies")}

    async with ready(postgres_server) as exchange, serving(exchange.app, sock):
        for name in ("r-1", "r-2"):
            await recommend(exchange, name)
        assert await read() == {"r-1", "r-2"}
        await withdraw(exchange, "r-1")
        await recommend(exchange, "r-3")
        assert await read() == {"r-2", "r-3"}
