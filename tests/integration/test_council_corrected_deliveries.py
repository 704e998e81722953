"""Deliveries that were put right (rule 4): what came of a need counts by the right day (OP24, OP25)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import unoct as u
from contracts.base import EventData
from contracts.corrections import RecordCorrected, Replaced
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import assessment, deliver_part, needing, tell_parts
from tests.support.report_counts import count_report, numbers, table
from tests.support.report_facts import case, tell

CASE = "n1/case"
briefing, joint = NAMED["briefing"], NAMED["joint"]
OF_UNODC = u.CasePart(body="UNODC", project_id="p", status="taken_up", taken_up_on=date(2023, 3, 1))
OF_ICAO = u.CasePart(body="ICAO", project_id="q", status="taken_up", taken_up_on=date(2023, 3, 1))


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    """A need of Kenya's that was taken up on 1 March 2023."""
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell(found, assessment(needing("n1", "un", pillar=2)), case(u.CaseOpened, "n1", "2022-06-01"))
        await tell(found, case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"))
        yield found


OF_A_DELIVERY = tuple(Replaced(type=f"case.{one}.v1", id=CASE) for one in ("delivered", "parts_changed"))


async def put_right(running: Council, *told_again: EventData, replaces: tuple[Replaced, ...] = OF_A_DELIVERY) -> None:
    """As unoct tells it: the correction, and after it the case again."""
    data = RecordCorrected(
        occurred_on=date(2024, 1, 12), synthetic=True, thing="case", id=CASE, state="KEN", number=1,
        field="parts.0.delivered_on", before="2023-12-20", after="2024-01-05", reason="Synthetic: misread.",
        document="DRAFT/SYN/1", corrected_by="CTC",
        replaces=replaces,
    )  # fmt: skip
    await running.tell(data, "KEN", topic="ctc.unoct")
    await tell(running, *told_again)


async def count_delivered(running: Council) -> tuple[object, object]:
    found = numbers(await count_report(running, briefing, "committee"))
    return found["delivered"], found["delivered_in_part"]


async def test_a_delivery_of_the_next_year_after_all_is_not_counted_at_the_cut_off(running: Council) -> None:
    await tell(running, case(u.CaseDelivered, "n1", "2023-12-20", project_id="p"))
    assert await count_delivered(running) == ((1, 1), (0, 1))
    await put_right(running, case(u.CaseDelivered, "n1", "2024-01-05", project_id="p"))
    assert await count_delivered(running) == ((0, 1), (0, 1))
    assert numbers(await count_report(running, briefing, "committee"))["taken_up"] == (1, 1)
    assert ["Assistance delivered in full", "0"] in table(await count_report(running, briefing, "committee"), "since")
    assert table(await count_report(running, joint, "public", cut_off="2024-12-31"), "baseline") == [
        ["31 December 2023", "1", "0", "1", "0", "0", "0"],
        ["31 December 2024", "1", "0", "1", "1", "0", "0"],
    ]


async def test_an_uptake_of_the_next_year_after_all_is_not_counted_at_the_cut_off(running: Council) -> None:
    before = numbers(await count_report(running, briefing, "committee"))
    replaced = Replaced(type="case.taken_up.v1", id=CASE, occurred_on=date(2023, 3, 1))
    await put_right(running, case(u.CaseTakenUp, "n1", "2024-01-05", project_id="p"), replaces=(replaced,))
    now = numbers(await count_report(running, briefing, "committee"))
    assert (before["taken_up"], now["taken_up"]) == ((1, 1), (0, 1))


async def test_a_part_counts_by_its_right_day(running: Council) -> None:
    await tell(running, tell_parts("n1", "2023-12-20", deliver_part(OF_UNODC, "2023-12-20"), OF_ICAO))
    assert await count_delivered(running) == ((0, 1), (1, 1))
    await put_right(running, tell_parts("n1", "2024-01-05", deliver_part(OF_UNODC, "2024-01-05"), OF_ICAO))
    assert await count_delivered(running) == ((0, 1), (0, 1))
    since = table(await count_report(running, briefing, "committee"), "since")
    assert ["A part of the assistance delivered, of several", "0"] in since, "what it said before no longer holds"
