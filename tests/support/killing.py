"""Killing real processes at known places. The process that is killed is `tests/end_to_end/victim.py`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.processes import ROOT, environment

SLOWEST = 120
"""Seconds within which a batch must reach its stage, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Fall:
    """The place at which a process was killed."""

    service: str
    stage: str
    messages: int
    """In the batch that was open; of the relay, events sent."""
    begins: tuple[tuple[str, int, int], ...]
    """Topic, partition and offset of the open batch's first message in each partition."""
    triggers: tuple[tuple[str, str], ...]
    """Some of the batch, by source and id as the inbox knows them."""

    def __str__(self) -> str:
        where = ", ".join(f"{topic}/{partition}@{offset}" for topic, partition, offset in self.begins[:3])
        return f"{self.service:<12}{self.stage:<10}{self.messages:>5} messages  {where}"


@dataclass(slots=True)
class Victim:
    """One service, of which one process after the other is killed."""

    service: str
    log: Path
    _program: asyncio.subprocess.Process
    _pid: int | None = None

    async def live(self, stage: str | None = None, skip: int = 0) -> None:
        """Starts a process that stops at this stage of a batch, or never."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps({"stage": stage, "skip": skip}).encode() + b"\n")
        self._pid = (await self._read_line())["pid"]

    async def fall(self) -> Fall:
        """Waits until the process has come to its stage, and kills it there by SIGKILL."""
        line = await self._read_line()
        begins, triggers = (tuple(map(tuple, line[name])) for name in ("begins", "triggers"))
        fall = Fall(self.service, line["stage"], line["messages"], begins, triggers)
        await self.kill()
        return fall

    async def kill(self) -> None:
        """Kills the process that lives, by SIGKILL, and sees it dead."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGKILL)
        self._pid = None
        while (line := await self._read_line()).get("ended") is None:
            """A stage that it came to meanwhile."""
        assert line["ended"] == -signal.SIGKILL

    async def _read_line(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        async with asyncio.timeout(SLOWEST):
            line = await self._program.stdout.readline()
        assert line, f"{self.service} ended: {self.log.read_text()[-3000:]}"
        content: dict[str, Any] = json.loads(line)
        return content

    def end(self) -> None:
        """Ends the process, whatever the result of the test."""
        with suppress(ProcessLookupError):
            if self._pid is not None:
                os.kill(self._pid, signal.SIGKILL)
            self._program.kill()


@asynccontextmanager
async def victims(
    services: Sequence[str], dsn: str, bootstrap: str, clock: date, directory: Path
) -> AsyncIterator[list[Victim]]:
    """A victim for each of these services."""
    all_victims: list[Victim] = []
    try:
        for service in services:
            log = directory / f"victim-{service}.log"
            command = ["-m", "tests.end_to_end.victim", service, dsn, bootstrap, clock.isoformat()]
            with log.open("wb") as errors:
                program = await asyncio.create_subprocess_exec(
                    sys.executable, *command, cwd=ROOT, env=environment(), stderr=errors,
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                )  # fmt: skip
            all_victims.append(Victim(service, log, program))
        yield all_victims
    finally:
        for victim in all_victims:
            victim.end()


@dataclass(slots=True)
class Account:
    """The places of all kills."""

    falls: list[Fall] = field(default_factory=list)

    def by_stage(self) -> Counter[str]:
        return Counter(fall.stage for fall in self.falls)

    def summary(self) -> str:
        stages = ", ".join(f"{stage} {number}" for stage, number in sorted(self.by_stage().items()))
        return f"{len(self.falls)} killed by SIGKILL: {stages}"

    def note(self, outcome: str, path: Path) -> None:
        """Leaves the account, with what came of it."""
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([outcome, self.summary(), *map(str, self.falls), ""]))
