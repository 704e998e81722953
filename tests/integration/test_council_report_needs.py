"""Totals of needs do not move with what a State keeps to the Committee (rule 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import unoct as u
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import deliver_part, tell_needs, tell_parts
from tests.support.report_counts import basis, count_report, numbers
from tests.support.report_facts import Report, case, tell

briefing, joint, followup, annual = (NAMED[name] for name in ("briefing", "joint", "followup", "annual"))
OF_UNODC = u.CasePart(body="UNODC", project_id="p", status="taken_up", taken_up_on=date(2023, 3, 1))
OF_ICAO = u.CasePart(body="ICAO", project_id="q", status="taken_up", taken_up_on=date(2023, 3, 1))

OF_CASES = ("offered", "taken_up", "delivered", "delivered_in_part", "declined")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell_needs(found)
        yield found


async def count_everywhere(running: Council) -> dict[str, dict[str, tuple[int | None, int | None]]]:
    """What came of the needs, by the report that says so."""
    of_joint, of_annual = [numbers(await count_report(running, one, "public")) for one in (joint, annual)]
    of_briefing = numbers(await count_report(running, briefing, "un"))
    of_followup = numbers(await count_report(running, followup, "committee", thing="A/cycle"))
    return {
        "joint": {id_: of_joint[id_] for id_ in OF_CASES},
        "briefing": {id_: of_briefing[id_] for id_ in (*OF_CASES, "median_days_release_to_uptake")},
        "annual": {id_: of for id_, of in of_annual.items() if id_.startswith("cases_")},
        "followup": {"taken_up": of_followup["taken_up"]},
    }


async def test_no_total_of_needs_moves_when_the_state_keeps_them_to_the_committee(running: Council) -> None:
    """The public could read from it whether a named recommendation has a project (rule 12)."""
    one, parts = Report("A", "2022-06-01"), ("n1", "n2", "n3", "n4")
    await tell(
        running,
        one.due("2023-06-01"),
        case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"),
        tell_parts("n1", "2023-04-01", deliver_part(OF_UNODC, "2023-04-01"), OF_ICAO),
        case(u.CaseDeclined, "n2", "2023-05-01", reason="none"),
        case(u.CaseTakenUp, "n3", "2023-04-01", project_id="p"),
        case(u.CaseDelivered, "n4", "2023-05-01", project_id="p"),
    )
    before = await count_everywhere(running)
    assert before["annual"] == {
        "cases_taken_up": (3, 4), "cases_delivered": (1, 4), "cases_delivered_in_part": (1, 4),
    }  # fmt: skip
    assert before["joint"]["declined"] == (1, 4)
    await tell(running, one.disclose("2023-06-01", "committee", *parts))
    await tell(running, *(case(u.CaseCancelled, id_, "2023-06-01", reason="closed") for id_ in parts[:3]))
    assert await count_everywhere(running) == before
    assert await basis(running, annual, "public", "cases_taken_up", "reader") == []
    await tell(running, one.disclose("2023-07-01", "un", *parts))
    await tell(running, *(case(u.CaseOpened, id_, "2023-07-01") for id_ in parts[:3]))
    assert (await count_everywhere(running))["annual"]["cases_taken_up"] == (1, 4)


async def test_a_case_that_ends_for_another_reason_counts_no_more(running: Council) -> None:
    await tell(running, case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"))
    await tell(running, case(u.CaseCancelled, "n1", "2023-05-01", reason="Assistance is no longer needed."))
    assert numbers(await count_report(running, annual, "public"))["cases_taken_up"] == (0, 4)
