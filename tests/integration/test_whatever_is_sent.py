"""The longest and strangest that other systems may send, through all services on a real PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import orjson
import pytest

from contracts.cloudevents import LONGEST, Carried, instant
from contracts.ids import assessment_id, recommendation_id
from ctc import composition
from services.exchange.http.taking_in import handle_events
from shared.engine.principals import OWNER
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import Wake
from shared.engine.time.clock import HandClock
from shared.transports.loopback import LoopbackConsumer, LoopbackTransport
from tests.support.frozen import REFERENCE, SIGNER

NOW = datetime(2024, 7, 1, 16, tzinfo=UTC)


@dataclass(slots=True)
class House:
    """All services on one database; a test turns their loops itself."""

    pool: asyncpg.Pool[asyncpg.Record]
    runtimes: dict[str, Runtime]

    async def send(self, *events: tuple[str, dict[str, Any]], source: str, id_: str = "") -> None:
        carried = [
            Carried(
                {
                    "specversion": "1.0", "id": id_ or f"n{number}", "source": source, "type": f"org.un.ctc.{type_}",
                    "time": instant(NOW),
                },
                orjson.dumps(data),
            )
            for number, (type_, data) in enumerate(events)
        ]  # fmt: skip
        await handle_events(self.runtimes["exchange"].handler, carried, OWNER)
        await self.settle()

    async def settle(self) -> None:
        while any([await _step(one) for one in self.runtimes.values()]):
            pass

    async def pass_over(self, days: int) -> None:
        """Lets days pass, one at a time."""
        clock = self.runtimes["exchange"].handler.clock
        assert isinstance(clock, HandClock)
        for _ in range(days):
            clock.instant += timedelta(days=1)
            for one in self.runtimes.values():
                while await one.deadlines.step():
                    pass
            await self.settle()

    async def count(self, table: str) -> dict[str, int]:
        """Rows of each service's table of this name."""
        return {name: await self.pool.fetchval(f"select count(*) from {name}.{table}") for name in self.runtimes}


async def _step(runtime: Runtime) -> bool:
    """Whether there was anything for it."""
    consumer = runtime.consumer
    assert isinstance(consumer, LoopbackConsumer)
    batch = await consumer.poll()
    await consumer.handler(batch.messages)
    await consumer.acknowledge(batch.positions)
    return bool(batch.positions)


@asynccontextmanager
async def running(dsn: str) -> AsyncIterator[House]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=8) as pool:
        async with pool.acquire() as connection:
            await composition.migrate_all(connection)
        wake, clock = Wake(), HandClock(NOW)
        transport = LoopbackTransport(pool, composition.NAMES, wake)
        resources = Resources(pool, dsn, transport, clock, REFERENCE, wake, signer=SIGNER)
        built = composition.make_runtimes(composition.SERVICES, resources)
        yield House(pool, {one.service.name: one for one in built})


@pytest.fixture
async def house(postgres: str) -> AsyncIterator[House]:
    async with running(postgres) as found:
        yield found


def incompressible(length: int) -> str:
    """Characters of four bytes each, of which no two neighbours are alike."""
    chance = random.Random(length)
    return "".join(chr(chance.randrange(0x1F300, 0x1FAFF)) for _ in range(length))


LONG, TEXT, LINE = incompressible(200), incompressible(10_000), incompressible(500)
SOURCE = incompressible(375)
LONGEST_BODY = max((one.title for one in REFERENCE.bodies), key=len)
RECOMMENDATION = {
    "reference": LONG, "text": TEXT, "themes": ["cft"], "provision": LINE, "priority": "high", "made_by": "CTED",
    "assistance_needed": True, "assistance_requested": True,
}  # fmt: skip
ASSESSMENT = {
    "reference": LONG, "state": "KEN", "kind": "comprehensive", "report_date": "2024-03-01",
    "submitted_to_ctc_on": "2024-03-15", "recommendations": [RECOMMENDATION],
    "visit": {"start": "2024-01-15", "end": "2024-01-19", "mode": "onsite"},
    "findings": [{"provision": LINE, "result": "none", "text": TEXT, "shortfall": TEXT, "good_practice": TEXT}],
}  # fmt: skip
OF_KEN = {"reference": LONG, "state": "KEN"}
PLAN = OF_KEN | {"body": LONGEST_BODY, "start": "2024-09-02"}
POSITION = {"recommendation_reference": LONG, "position": "accepted", "implementation": "implemented", "steps": TEXT}
NEED = recommendation_id(assessment_id(SOURCE, LONG), LONG)


async def test_the_longest_texts_of_every_notice_are_answered_and_no_service_fails(house: House) -> None:
    sent: tuple[tuple[str, dict[str, Any]], ...] = (
        ("notice.assessment.submitted.v1", ASSESSMENT),
        ("notice.assessment.received.v1", OF_KEN | {"received_by_state_on": "2024-04-01"}),
        (
            "notice.response.received.v1",
            {"assessment_reference": LONG, "state": "KEN", "received_on": "2024-05-01", "positions": [POSITION]},
        ),
        ("notice.assessment.corrected.v1", ASSESSMENT | {"kind": "desk", "reason": TEXT, "document": LINE}),
        ("notice.visit.planned.v1", PLAN | {"purpose": TEXT}),
        ("notice.visit.planned.v1", PLAN | {"cancelled_on": "2024-07-01"}),
        (
            "notice.project.registered.v1",
            {
                "reference": LONG, "title": LINE, "lead_body": LONGEST_BODY, "states": ["KEN"], "themes": ["cft"],
                "budget_usd": 10**12, "recommendations": [NEED, LONG], "products": [LONG], "status": "active",
            },
        ),
        ("notice.assessment.withdrawn.v1", OF_KEN | {"withdrawn_on": "2024-07-01", "reason": TEXT}),
        (
            "notice.assessment.received.v1",
            {"reference": "unknown", "assessment_source": LINE, "state": "KEN", "received_by_state_on": "2024-04-01"},
        ),
    )  # fmt: skip
    await house.send(*sent, source=SOURCE)
    for number, one in enumerate(sent):
        await house.send(one, source=SOURCE, id_=incompressible(149) + f"{number}")
    assert set((await house.count("dead_letters")).values()) == {0}
    assert await house.pool.fetchval("select count(*) from exchange.notices") == 2 * len(sent)
    said = await house.pool.fetch("select last ->> 'code' from exchange.notices")
    assert "could-not-be-judged" not in {record[0] for record in said}


@pytest.mark.parametrize(("source", "id_"), [(SOURCE, incompressible(149)), ("https://" + "s" * 492, "i" * 200)])
async def test_what_waits_in_vain_is_refused_however_long_its_source_and_id(
    house: House, source: str, id_: str
) -> None:
    received = {"state": "KEN", "received_by_state_on": "2024-04-01"}
    await house.send(("notice.assessment.received.v1", received | {"reference": "unknown"}), source=source, id_=id_)
    assert (await house.count("waiting_notices"))["assessments"] == 1
    await house.pass_over(9)
    assert set((await house.count("dead_letters")).values()) == {0}
    assert await house.pool.fetchval("select last ->> 'code' from exchange.notices") == "still-unknown"


async def test_a_source_and_id_that_no_index_could_hold_are_unreadable_and_wedge_nothing(house: House) -> None:
    """PostgreSQL takes 2,704 bytes in an index: 500 and 200 characters of four bytes are more."""
    await house.send(
        ("notice.assessment.received.v1", OF_KEN | {"received_by_state_on": "2024-04-01"}),
        source=incompressible(500), id_=LONG,
    )  # fmt: skip
    assert (await house.count("journal"))["exchange"] == 1
    assert await house.pool.fetchval("select reason from exchange.unreadable") is not None


async def test_a_correlation_id_without_end_goes_into_no_event_of_ours(house: House) -> None:
    """Kafka would never take such an event, and what comes after it would wait behind it for ever."""
    attributes = {
        "specversion": "1.0", "id": "n", "source": "urn:example:cted", "type": "org.un.ctc.notice.visit.planned.v1",
        "time": instant(NOW), "correlationid": "c" * 2_000_000,
    }  # fmt: skip
    sent = Carried(attributes, orjson.dumps(PLAN))
    (answered,) = await handle_events(house.runtimes["exchange"].handler, [sent], OWNER)
    assert answered.receipt.status == "unreadable"
    longest = await house.pool.fetchval("select max(length(correlationid)) from exchange.journal")
    assert 0 < longest <= LONGEST["correlationid"]
    assert (await house.count("dead_letters"))["exchange"] == 0
