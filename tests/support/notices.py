"""Notices that other systems send while services are killed, and their right results."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaProducer

from contracts.notices import TOPIC

ROOT = Path(__file__).parents[2]
CTED = "urn:example:cted"
STATES = (
    "KEN",
    "FJI",
    "JOR",
    "PAN",
    "SEN",
    "KAZ",
    "ALB",
    "GHA",
    "PHL",
    "BEL",
    "CHL",
    "IDN",
    "TUN",
    "THA",
    "ESP",
    "MAR",
)
SOURCES = (CTED, *(f"urn:example:state:{state.lower()}" for state in STATES))
RECOMMENDATIONS = 2
"""Of each assessment."""
PAUSE = 0.1
"""Seconds between two sendings, so that the load lasts as long as the killing."""
AT_ONCE = 2
"""Assessments a sending, each with what follows it."""


@dataclass(frozen=True, slots=True)
class Notice:
    source: str
    id: str
    type: str
    data: dict[str, Any]

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        attributes = {
            "specversion": "1.0", "id": self.id, "source": self.source, "subject": self.data["state"],
            "type": f"org.un.ctc.notice.{self.type}.v1", "time": "2024-12-01T12:00:00Z",
        }  # fmt: skip
        return [(f"ce_{name}", value.encode()) for name, value in attributes.items()]


def about(number: int) -> Iterator[Notice]:
    """An assessment, its receipt by the State, and the State's response; some twice, some of no Member State."""
    state, reference = STATES[number % len(STATES)], f"CRASH-{number}"
    common = {"assessment_source": CTED, "state": state, "synthetic": True}
    submission = Notice(CTED, f"submitted-{number}", "assessment.submitted", assessment(reference, state))
    yield submission
    receipt = {"reference": reference, "received_by_state_on": "2024-06-20", **common}
    yield Notice(CTED, f"received-{number}", "assessment.received", receipt)
    position = {"recommendation_reference": "R1", "position": "accepted", "implementation": "in_progress"}
    response = {"assessment_reference": reference, "received_on": "2024-11-29", "positions": [position], **common}
    yield Notice(f"urn:example:state:{state.lower()}", f"response-{number}", "response.received", response)
    if number % 7 == 0:
        yield submission
    if number % 10 == 0:
        yield Notice(CTED, f"no-member-{number}", "assessment.submitted", assessment(f"TWN-{number}", "TWN"))


def assessment(reference: str, state: str) -> dict[str, Any]:
    example = json.loads((ROOT / "contracts/examples/notice.assessment.submitted.v1.json").read_text())
    (recommendation,) = example["recommendations"]
    recommendations = [{**recommendation, "reference": f"R{n}"} for n in range(1, RECOMMENDATIONS + 1)]
    fields = {name: example[name] for name in ("synthetic", "report_date", "submitted_to_ctc_on")}
    return {**fields, "reference": reference, "state": state, "kind": "desk", "recommendations": recommendations}


@dataclass(slots=True)
class Sender:
    """Sends until it is told to stop."""

    bootstrap: str
    sent: list[Notice] = field(default_factory=list)
    assessments: int = 0
    stopped: bool = False

    async def run(self) -> None:
        """Sends each notice once. What is on its way while the broker is away arrives later."""
        async with AIOKafkaProducer(
            bootstrap_servers=self.bootstrap, enable_idempotence=True, request_timeout_ms=120_000
        ) as producer:
            on_their_way = []
            while not self.stopped:
                for _ in range(AT_ONCE):
                    for notice in about(self.assessments):
                        data, key = json.dumps(notice.data).encode(), notice.data["state"].encode()
                        on_their_way.append(await producer.send(TOPIC, data, key=key, headers=notice.headers))
                        self.sent.append(notice)
                    self.assessments += 1
                await asyncio.sleep(PAUSE)
            await asyncio.gather(*on_their_way)


@asynccontextmanager
async def sending(bootstrap: str) -> AsyncIterator[Sender]:
    """Sends until the end of the block."""
    sender = Sender(bootstrap)
    task = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        sender.stopped = True
        await task
