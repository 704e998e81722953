"""Traces over HTTP: what caused a thing and what it caused, as far as its reader may know."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from contracts.assessments import VisitOverlapFlagged, VisitOverlapResolved
from contracts.council import SignalRecorded
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.council_story import BEGIN, CLOSED, KENYA, SECRET, UGANDA, EventIds, read_trace, tell
from tests.support.postgres import PostgresServer


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


@pytest.fixture
async def event_ids(running: Council) -> EventIds:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


@pytest.mark.parametrize("what", ["event", "assessment", "recommendation", "notice", "cycle", "case"])
async def test_a_trace_goes_up_to_the_cause_and_down_to_the_effects(
    running: Council, event_ids: EventIds, what: str
) -> None:
    asked = {
        "event": event_ids.completion_id, "assessment": KENYA.assessment,
        "recommendation": KENYA.recommendation(CLOSED), "notice": "notice-KEN",
        "cycle": KENYA.cycle, "case": KENYA.case,
    }[what]  # fmt: skip
    found = await read_trace(running, asked)
    expected = {
        event_ids.notice_id: None,
        event_ids.completion_id: event_ids.notice_id,
        event_ids.schedule_id: event_ids.completion_id,
        event_ids.case_id: event_ids.completion_id,
    }
    if what == "cycle":
        del expected[event_ids.case_id]
    if what == "case":
        del expected[event_ids.schedule_id]
    found.pop(event_ids.draft_id, None)  # of the assessment too, by a cause of its own
    assert found == expected
    assert list(found) == sorted(found, key=list(expected).index)


async def test_a_trace_sees_through_a_deadline(running: Council, event_ids: EventIds) -> None:
    due = f"{KENYA.cycle}/2025-01-15/overdue/None//services/assessments/{event_ids.completion_id}"
    overdue = await running.tell(KENYA.overdue(), cause=due)
    await running.settle()
    assert (await read_trace(running, event_ids.notice_id))[overdue] == event_ids.completion_id
    (item,) = [one for one in await running.items(f"/trace/{overdue}") if one["id"] == overdue]
    assert item["deadline"] == {"due_on": "2025-01-15", "step": "overdue", "days_before": None}


async def test_a_trace_names_the_things_that_it_touches(running: Council, event_ids: EventIds) -> None:
    found = {one["kind"]: one["id"] for one in (await running.get("/trace/notice-KEN"))["things"]}
    assert found == {
        "notice": "notice-KEN", "assessment": KENYA.assessment, "cycle": KENYA.cycle, "case": KENYA.case
    }  # fmt: skip


async def test_a_case_that_a_command_changed_hangs_on_no_release(running: Council, event_ids: EventIds) -> None:
    offered = await running.tell(KENYA.open_case(), cause="a-key", correlation="cor-other")
    await running.settle()
    assert await read_trace(running, offered) == {offered: None}


async def test_a_case_of_an_earlier_version_is_found_by_the_common_correlation(running: Council) -> None:
    sent = await running.tell(KENYA.build_notice(), cause="notice", correlation="c")
    completed = await running.tell(KENYA.complete(), cause=sent, correlation="c")
    opened = await running.tell(KENYA.open_case(), cause="copy", correlation="c")
    await running.settle()
    assert (await read_trace(running, opened))[opened] == completed


async def test_a_trace_shows_no_payload(running: Council, event_ids: EventIds) -> None:
    said = json.dumps(await running.get(f"/trace/{KENYA.assessment}"))
    assert SECRET not in said
    assert "An open text" not in said


async def test_a_trace_shows_what_its_reader_may_know(running: Council, event_ids: EventIds) -> None:
    names = {getattr(event_ids, name): name for name in EventIds.__slots__}
    for_the_un = {"completion_id", "case_id"}
    seen = {"kenya": for_the_un | {"notice_id", "draft_id", "schedule_id"}, "reader": for_the_un, "unoct": for_the_un}
    for token, expected in seen.items():
        found = await running.items(f"/trace/{KENYA.assessment}", token)
        assert {names[item["id"]] for item in found} == expected, token
        assert not {"correlationid", "causationid", "topic", "position"} & found[0].keys()


async def test_obligations_and_visits_are_traced_by_everybody(running: Council, event_ids: EventIds) -> None:
    assert len(await running.items(f"/trace/{KENYA.visit}", None)) == 1
    (due,) = await running.items("/trace/annual-report-2024", None)
    assert due["type"] == "obligation.due.v1"


async def test_an_overlap_is_traced_by_its_id_and_by_either_visit(running: Council) -> None:
    both = {"overlap_id": "o1", "visit_id": "v1", "body": "CTED", "other_visit_id": "v2", "other_body": "UNODC"}
    said: dict[str, Any] = {**both, "state": "KEN", "occurred_on": date(2024, 1, 10), "synthetic": True}
    flagged = VisitOverlapFlagged(start="2024-05-06", other_start="2024-06-03", **said)
    ids = [await running.tell(one) for one in (flagged, VisitOverlapResolved(because="apart", **said))]
    await running.settle()
    for asked in ("o1", "v1", "v2"):
        assert list(await read_trace(running, asked)) == ids, asked
        for token in ("reader", "unoct", "kenya", None):
            assert (await (await running.client(token)).get(f"/trace/{asked}")).status_code == 404


async def test_the_state_s_trace_of_a_visit_does_not_lead_over_an_overlap_to_the_other_body_s(running: Council) -> None:
    notice = NoticeVisitPlanned(reference="V2", body="UNODC", state="KEN", start="2024-06-03", synthetic=True)
    sent = await running.tell(NoticeTakenIn(source="urn:example:unodc", id="n2", notice=notice), cause="n2")
    planned = await running.tell(told.plan_visit("v1", "2024-05-06", "2024-01-10", "KEN"))
    other = await running.tell(told.plan_visit("v2", "2024-06-03", "2024-01-10", "KEN"), cause=sent)
    both = {"overlap_id": "o1", "visit_id": "v1", "body": "CTED", "other_visit_id": "v2", "other_body": "UNODC"}
    said: dict[str, Any] = {**both, "state": "KEN", "occurred_on": date(2024, 1, 10), "synthetic": True}
    flagged = VisitOverlapFlagged(start="2024-05-06", other_start="2024-06-03", **said)
    overlap = await running.tell(flagged, cause=sent)
    await running.settle()
    for token, seen in (("kenya", set[str]()), ("owner", {overlap})):
        assert (await read_trace(running, "v2", token)).keys() == {sent, other} | seen
        assert (await read_trace(running, sent, token)).keys() == {sent, other} | seen
    assert (await read_trace(running, "v1", "kenya")).keys() == {planned}
    assert {overlap, sent} <= (await read_trace(running, "v1")).keys()


async def test_a_risk_signal_is_traced_by_the_committee_alone(running: Council) -> None:
    signal = "fatf-KEN-R6-2023"
    await running.tell(SignalRecorded(
        signal_id=signal, kind="fatf", state="KEN", period="2023", measure="R6", value="PC",
        occurred_on=date(2024, 1, 10), synthetic=True,
    ))  # fmt: skip
    await running.settle()
    assert len(await read_trace(running, signal)) == 1
    assert (await (await running.client("kenya")).get(f"/trace/{signal}")).status_code == 404


async def test_a_trace_is_paged_and_causes_stand_before_effects_across_pages(
    running: Council, event_ids: EventIds
) -> None:
    first = await running.get("/trace/notice-KEN?limit=2")
    second = await running.get(f"/trace/notice-KEN?limit=2&after={first['next']}")
    assert [one["id"] for one in (*first["items"], *second["items"])][:2] == [
        event_ids.notice_id,
        event_ids.completion_id,
    ]
    assert second["next"] is None
    assert first["complete"]


@pytest.mark.parametrize("chosen", ["event", "assessment"])
async def test_a_notice_whose_sender_chose_an_id_of_ours_stands_in_no_trace_of_it(
    running: Council, event_ids: EventIds, chosen: str
) -> None:
    id_ = event_ids.completion_id if chosen == "event" else KENYA.assessment
    before = await read_trace(running, id_)
    notice = NoticeVisitPlanned(reference="V2", body="UNODC", state="KEN", start="2024-06-03", synthetic=True)
    await running.tell(NoticeTakenIn(source="urn:example:unodc", id=id_, notice=notice), cause=id_)
    await running.settle()
    assert await read_trace(running, id_) == before
