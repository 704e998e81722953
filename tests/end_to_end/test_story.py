"""The same story in one process on loopback and in separate processes on Kafka: the same reports, byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import httpx
import pytest

from ctc.storyteller import FORMS, START, YEARS, Storyteller, report_day
from tests.support import processes, topics
from tests.support.kafka import Broker

REPORTS = [f"annual-{year}.{form}" for year in YEARS for form in FORMS]


@pytest.mark.slow
async def test_separate_processes_on_kafka_make_the_demo_s_reports(
    demo: Path, postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    await topics.delete_all(kafka.bootstrap)
    with processes.started(tmp_path, postgres, kafka.bootstrap, START) as system:
        async with system.async_client() as client:
            await Storyteller(client, Turning(system, client)).tell(processes.EXAMPLES, tmp_path)
            health = (await client.get("/services/council/health/ready")).json()
        assert system.stop() == dict.fromkeys((f"{name} 1" for name in processes.SERVICES), 0)
    assert health["behind"]["dead_letters"] == 0
    for name in REPORTS:
        assert (tmp_path / name).read_bytes() == (demo / name).read_bytes(), name


class Turning:
    """Moves the clock over HTTP, and to the days of the reports by `ctc clock advance`, as an operator does."""

    def __init__(self, system: processes.System, client: httpx.AsyncClient) -> None:
        self._system, self._client = system, client

    async def __call__(self, day: date) -> None:
        if day in (report_day(year) for year in YEARS):
            council = self._system.address("council")
            said = self._system.ctc("clock", "advance", f"{day}", CTC_URL=council, CTC_TOKEN=self._system.token)
            assert said.splitlines()[-1] == f"now {day}, all quiet"
        else:
            await processes.turn(self._client, day)
