"""The real system as a scenario plays on it: `ctc up` in a process of its own, on loopback or on Kafka.

A scenario speaks to it as other systems and people do: over HTTP, each in its own name, and on Kafka other
systems write their notices to `ctc.external`. What every topic holds is read beside it: on loopback in the
journals, which are what it reads itself.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import httpx
import orjson

from contracts.audiences import AUDIENCES
from contracts.ids import assessment_id, cycle_id, recommendation_id
from shared.engine.principals import Principal
from shared.web import tokens
from tests.support import topics
from tests.support.processes import SERVICES, SLOWEST_START
from tests.support.up import Up, ctc, log_of, up

T = TypeVar("T")
CTED = "urn:example:cted"
RECEIPT_WITHIN = 30
CAST: dict[str, Principal] = {
    **{f"{one}": Principal(one, one) for one in AUDIENCES[1:-1]},
    "cted": Principal(
        "cted", "committee", sources=frozenset({CTED}), notice_types=frozenset({"*"}), bodies=frozenset({"*"})
    ),
    "unoct": Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True),
    "unodc": Principal(
        "unodc",
        "un",
        frozenset({"body:unodc"}),
        frozenset({"urn:example:unodc"}),
        may_command=True,
        notice_types=frozenset({"*"}),
        bodies=frozenset({"unodc"}),
    ),
    "icao": Principal("icao", "un", frozenset({"body:icao"}), may_command=True),
    **{code: Principal(code, "public", frozenset({f"state:{code}"}), may_command=True) for code in ("KEN", "FJI")},
}
"""Who plays, beside `owner`, who may do everything, and `public`, who has no token."""


@dataclass(slots=True)
class Stage:
    """A system that is up, at a simulated date. Use `staged`."""

    directory: Path
    dsn: str
    begins: date
    settings: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    _up: Up | None = None
    _running: AbstractContextManager[Up] | None = None
    _clients: dict[str, httpx.Client] = field(default_factory=dict)
    _sent: int = 0

    # ---- running ----------------------------------------------------------------------------

    def start(self) -> None:
        """Starts it, at first or after a `kill`; returns when it answers."""
        arguments = (self.directory / "data", "--clock", f"{self.begins}")
        self._running = up(*arguments, DATABASE_URL=self.dsn, **self.settings)  # type: ignore[arg-type]
        self._up = self._running.__enter__()

    def kill(self) -> None:
        """SIGKILL, at whatever it is doing."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()
        if self._running is not None:
            self._running.__exit__(None, None, None)
        self._up = self._running = None

    def stop(self) -> None:
        """Ends it in an orderly way, so that Kafka knows at once that its readers are gone."""
        assert self._up is not None, "it is not running"
        self._up.process.send_signal(signal.SIGTERM)
        self._up.process.wait(SLOWEST_START)
        self.kill()

    def ctc(self, *arguments: str, code: int = 0) -> str:
        """What a command says of this system; it must end with that code."""
        assert self._up is not None, "it is not running"
        return ctc(self._up, *arguments, code=code).stdout

    def to(self, day: date) -> list[dict[str, Any]]:
        """Moves the clock to this day; what falls due on the way acts, and all is quiet then."""
        response = self.client("owner").post("/clock", json={"to": day.isoformat()}, timeout=120)
        stops = [orjson.loads(line) for line in response.text.splitlines()]
        assert response.status_code == 200, response.text
        assert stops[-1].get("quiet"), "the clock stopped on its way"
        return stops[:-1]

    def settle(self) -> None:
        """Waits until nothing is under way any more."""
        assert self.client("owner").get("/clock/quiet?wait=30").json() == {"quiet": True}

    # ---- speaking ---------------------------------------------------------------------------

    def client(self, who: str) -> httpx.Client:
        if who not in self._clients:
            assert self._up is not None, "it is not running"
            token = self._up.token if who == "owner" else self.tokens.get(who, "")
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            self._clients[who] = httpx.Client(base_url=self._up.address, headers=headers, timeout=60)
        return self._clients[who]

    def get(self, path: str, who: str = "owner", status: int = 200) -> Any:
        """What this reader gets."""
        response = self.client(who).get(path, headers={"Accept": "application/json"})
        assert response.status_code == status, f"{path} as {who}: {response.status_code} {response.text}"
        return response.json()

    def items(self, path: str, who: str = "owner") -> list[dict[str, Any]]:
        """All items of a list that fits on a page."""
        answer = self.get(f"{path}{'&' if '?' in path else '?'}limit=1000", who)
        assert answer["next"] is None
        items: list[dict[str, Any]] = answer["items"]
        return items

    def command(self, path: str, body: dict[str, Any], who: str = "owner", status: int | None = None) -> Any:
        """A command, and all that follows from it; `status`: the refusal that is expected."""
        response = self.client(who).post(path, json=body)
        statuses = (status,) if status else (200, 201, 202)
        assert response.status_code in statuses, f"{path} as {who}: {response.status_code} {response.text}"
        self.settle()
        return response.json()

    def transmit(self, path: str, **counted: str) -> Any:
        """A report is drafted, adopted at a meeting and transmitted; what it answers from then on."""
        self.command(f"{path}/drafts", counted)
        for side in ("owner", "unoct") if "/joint/" in path else ():
            self.command(f"{path}/agreement", {}, side)
        self.command(f"{path}/adoption", {"by": "meeting", "document": "DRAFT/RECORD/1"})
        self.command(f"{path}/transmission", {"to": "Those whom it is for"})
        return self.get(path)

    def bring(self, kind: str, content: str, status: int = 200) -> Any:
        """Imports a file."""
        response = self.client("owner").post(f"/imports/{kind}", content=content.encode())
        assert response.status_code == status, response.text
        self.settle()
        return response.json()

    def send(self, notice: str, data: dict[str, Any], source: str = CTED, id_: str = "") -> Any:
        """A notice from another system; returns its receipt, once it is in."""
        return self.receipt(self.post(notice, data, source, id_))

    def post(self, notice: str, data: dict[str, Any], source: str = CTED, id_: str = "") -> str:
        """Sends it, and waits for nothing more; returns where its receipt will be."""
        self._sent += 1
        event = {
            "specversion": "1.0", "id": id_ or f"n{self._sent}", "source": source,
            "type": f"org.un.ctc.notice.{notice}.v1", "subject": data.get("state", "KEN"), "data": data,
        }  # fmt: skip
        if self.bootstrap:
            in_thread(topics.send(self.bootstrap, "ctc.external", b"KEN", orjson.dumps(event), STRUCTURED))
            return f"/receipts?source={source}&id={event['id']}"
        headers = {name: value.decode() for name, value in STRUCTURED}
        response = self.client("owner").post("/events", content=orjson.dumps(event), headers=headers)
        assert response.status_code == 202, response.text
        path: str = response.json()["items"][0]["receipt"]
        return path

    def receipt(self, path: str) -> Any:
        """The answer to what was sent."""
        self.settle()
        until = time.monotonic() + RECEIPT_WITHIN
        while (receipt := self.get(path))["status"] == "waiting" and time.monotonic() < until:
            time.sleep(0.02)
        self.settle()
        return receipt

    # ---- looking ----------------------------------------------------------------------------

    @property
    def bootstrap(self) -> str:
        """Of the Kafka on which it runs; empty on loopback."""
        return self.settings.get("KAFKA_BOOTSTRAP_SERVERS", "")

    @property
    def log(self) -> str:
        """All that it logged so far."""
        return log_of(self.directory / "data").read_text("utf-8")

    async def read_events(self, topic: str, type_: str = "") -> list[dict[str, Any]]:
        """The data of the events of a topic, in the order in which they were recorded; of this type, or of all."""
        return [orjson.loads(data) for data in await self.read_bytes(topic, type_)]

    async def read_bytes(self, topic: str, type_: str = "") -> list[bytes]:
        """The same, each as the bytes that the topic holds."""
        if not self.bootstrap:
            return await self._read_journal(topic, type_)
        records = [(dict(one.headers), one) for one in await topics.records(self.bootstrap, topic)]
        records.sort(key=lambda each: (each[0]["ce_time"], each[1].partition, each[1].offset))
        wanted_type = f"org.un.ctc.{type_}".encode()
        return [one.value or b"" for headers, one in records if headers["ce_type"].startswith(wanted_type)]

    async def _read_journal(self, topic: str, type_: str) -> list[bytes]:
        union = " union all ".join(f"select topic, type, time, position, data from {name}.journal" for name in SERVICES)
        query = f"select data from ({union}) every where topic = $1 and starts_with(type, $2) order by time, position"
        return [record["data"] for record in await self.sql(query, topic, type_)]

    async def sql(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """What the database beneath it holds; for faults that nobody can cause from outside, too."""
        connection = await asyncpg.connect(self.dsn)
        try:
            return await connection.fetch(query, *arguments)
        finally:
            await connection.close()


STRUCTURED: topics.Headers = (("content-type", b"application/cloudevents+json"),)


def in_thread(doing: Coroutine[Any, Any, T]) -> T:
    """Does it to its end, while the test's own loop waits: a scenario does one thing after the other."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


@contextmanager
def set_stage(directory: Path, dsn: str, begins: date, **settings: str) -> Iterator[Stage]:
    """A system on a database in which nothing happened yet, with its cast; no process of it outlives the block."""
    file = directory / "tokens.json"
    all_tokens = {name: tokens.add(file, principal) for name, principal in CAST.items()}
    stage_settings = {"CTC_TOKENS_FILE": str(file), "CTC_LOG_LEVEL": "info"}
    stage = Stage(directory, dsn, begins, settings | stage_settings, all_tokens)
    try:
        stage.start()
        yield stage
    finally:
        stage.kill()


# ---- what most scenarios begin with ----------------------------------------------------------


def assessment(state: str, submitted: str, count: int = 2, **more: Any) -> dict[str, Any]:
    """A final report on a State, with so many recommendations `R1`, `R2`, ... All of it is invented."""
    return {
        "reference": f"SYN-{state}-{submitted}",
        "state": state,
        "kind": "comprehensive",
        "report_date": submitted,
        "submitted_to_ctc_on": submitted,
        "received_by_state_on": submitted,
        "synthetic": True,
        "recommendations": [recommendation(number) for number in range(1, count + 1)],
        **more,
    }


def recommendation(number: int, **more: Any) -> dict[str, Any]:
    """The report's `number`th recommendation."""
    return {
        "reference": f"R{number}", "text": f"Synthetic: recommendation {number}.", "themes": ["cft"],
        "priority": "high", "pillar": 2, "made_by": "CTED", "assistance_needed": True, "assistance_requested": True,
        **more,
    }  # fmt: skip


def ids_of(data: dict[str, Any], source: str = CTED) -> tuple[str, str]:
    """The ids of an assessment that was sent, and of its cycle."""
    assessment = assessment_id(source, data["reference"])
    return assessment, cycle_id(assessment)


def recommendation_id_of(data: dict[str, Any], number: int) -> str:
    """The id of the report's `number`th recommendation."""
    return recommendation_id(ids_of(data)[0], f"R{number}")
