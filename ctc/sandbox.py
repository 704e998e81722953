"""`ctc sandbox`: the system with the examples in it, for whoever connects another system and wants to try."""

from __future__ import annotations

import ssl
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import orjson

from ctc.errors import CannotStart
from ctc.output import note
from ctc.storyteller import Storyteller

PATIENCE = 300.0
"""Seconds that one step may take: the clock goes to each due date on its way."""


async def fill(examples: Path, trust: ssl.SSLContext | bool, address: str, token: str) -> None:
    """Tells the story of the examples over HTTP, unless there is something in this installation already."""
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE, verify=trust) as client:
        if (await client.get("/assessments?limit=1")).json()["items"]:
            note("this sandbox was filled before")
            return
        note("filling the sandbox with the examples of 2022 to 2025: this takes a minute or two")
        with TemporaryDirectory() as out:
            await Storyteller(client, partial(_turn, client)).tell(examples, Path(out))
        note("the sandbox is ready: its States are real, and all that is said of them is synthetic")


async def _turn(client: httpx.AsyncClient, to: date) -> None:
    """Moves the clock, and waits until all is quiet. Raises CannotStart."""
    async with client.stream("POST", "/clock", json={"to": to.isoformat()}) as response:
        lines = [orjson.loads(line) async for line in response.aiter_lines()]
    if response.status_code != 200 or not lines or not lines[-1].get("quiet"):
        raise CannotStart(f"the clock stopped on its way to {to}: see what `ctc sandbox` logged")
