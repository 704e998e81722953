"""The same story in one process on loopback and in separate processes on Kafka: the same report, byte for byte.

It is told until the first report. `tests/end_to_end/test_compose.py` tells all of it to containers.
"""

from __future__ import annotations

import asyncio
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from ctc.storyteller import REPORT_DAYS, START, YEARS, Storyteller
from services.council.documents.forms import FORMS
from tests.support import processes, topics
from tests.support.kafka import Broker
from tests.support.stage import assessment

ONE, TRACE = "tests/one-notice", "4bf92f3577b34da6a3ce929d0e0e4736"
JSON = {"Content-Type": "application/cloudevents+json"}
REPORTS = [f"annual-{YEARS[0]}.{form}" for form in FORMS]
UNTIL = date(YEARS[0] + 1, 1, 31)


@pytest.mark.slow
async def test_separate_processes_on_kafka_make_the_demo_s_first_report(
    demo: Path, postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    await topics.delete_all(kafka.bootstrap)
    with processes.start_system(tmp_path, postgres, kafka.bootstrap, START) as system:
        async with system.async_client() as client:
            turn = Turning(system, client)
            await Storyteller(client, turn, until=UNTIL).tell(processes.EXAMPLES, tmp_path)
            health = (await client.get("/services/council/health/ready")).json()
            await send_one_notice(client)
            by_service = await lines_about(system, ONE)
        assert system.stop() == dict.fromkeys((f"{name} 1" for name in processes.SERVICES), 0)
    assert health["behind"]["dead_letters"] == 0
    assert set(by_service) == set(processes.SERVICES), "one notice is followed through every service by its correlation"
    events = [(name, line["event"]) for name, lines in by_service.items() for line in lines]
    assert {event for _, event in events} <= {"request", "events handled", "deadline acted"}
    assert [name for name, event in events if event == "request"] == ["exchange"]
    assert [line["trace_id"] for line in by_service["exchange"] if line["event"] == "request"] == [TRACE]
    for name in REPORTS:
        assert (tmp_path / name).read_bytes() == (demo / name).read_bytes(), name


async def send_one_notice(client: httpx.AsyncClient) -> None:
    """An assessment with a recommendation, which the UN may have: every service has something to do."""
    data = assessment("FJI", f"{UNTIL}", count=1, kind="desk")
    event = {
        "specversion": "1.0", "id": "one", "source": "urn:example:one", "subject": "FJI",
        "type": "org.un.ctc.notice.assessment.submitted.v1", "data": data,
    }  # fmt: skip
    headers = {"X-Correlation-Id": ONE, "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", **JSON}
    response = await client.post("/events", content=json.dumps(event), headers=headers)
    assert response.status_code == 202, response.text


async def lines_about(system: processes.System, correlation_id: str) -> dict[str, list[dict[str, Any]]]:
    """By service, what it logged with this correlation; once every one has logged something, or after a while."""
    end, by_service = time.monotonic() + 30, dict[str, list[dict[str, Any]]]()
    while len(by_service) < len(processes.SERVICES) and time.monotonic() < end:
        await asyncio.sleep(0.2)
        for (name, _), copy in system.copies.items():
            lines = [json.loads(line) for line in copy.log.read_text("utf-8").splitlines() if correlation_id in line]
            by_service |= {name: lines} if lines else {}
    return by_service


class Turning:
    """Moves the clock over HTTP, and to the days of the reports by `ctc clock advance`, as an operator does."""

    def __init__(self, system: processes.System, client: httpx.AsyncClient) -> None:
        self._system, self._client = system, client

    async def __call__(self, day: date) -> None:
        if day in REPORT_DAYS:
            council = self._system.address("council")
            output = self._system.ctc("clock", "advance", f"{day}", CTC_URL=council, CTC_TOKEN=self._system.token)
            assert output.splitlines()[-1] == f"now {day}, all quiet"
        else:
            await processes.turn(self._client, day)
