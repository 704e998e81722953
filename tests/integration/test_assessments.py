"""The assessments service on a real PostgreSQL: the examples through its handler, replays, races, deadlines."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from contracts.assessments import VisitDates
from contracts.base import EventData
from contracts.catalog import EVENTS, PREFIX, decode
from contracts.exchange import NoticeTakenIn
from contracts.ids import assessment_id, visit_id
from contracts.notices import NoticeAssessmentSubmitted, NoticeVisitPlanned
from services.assessments.imports.commands import SOURCE, ImportVisit
from services.assessments.mergers.commands import MergeVisits
from services.assessments.mergers.merging import Merger
from services.assessments.service import SERVICE
from services.assessments.visits.model import Component
from shared.engine.outcomes import Done, Refused
from shared.engine.principals import Principal
from shared.engine.rules import Command, Event
from shared.engine.running.deadlines import DeadlineLoop
from tests.support.frozen import REFERENCE
from tests.support.running import World, world
from tests.unit.services.assessments.desk import CTED, receipt_notice, submission_notice, visit_planned

EXAMPLES = Path(__file__).parents[2] / "examples"
LATER = datetime(2026, 1, 1, 12, tzinfo=UTC)
TABLES = [table.name for table in SERVICE.tables]


@pytest.fixture
async def running(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, SERVICE) as found:
        found.clock.instant = LATER
        yield found


def taken_in(notice: Any, number: int, source: str = CTED) -> Event[Any]:
    data = NoticeTakenIn(source=source, id=f"n{number}", notice=notice)
    return Event("/services/exchange", f"e{number}", data.type, notice.state, LATER, data, f"c{number}")


def command(data: Any, id_: str) -> Command[Any]:
    return Command(Principal("desk", "committee", may_command=True), id_, data, id_)


def examples() -> list[Event[Any]]:
    """Every notice of the examples that is for this service, in the order in which the demo sends them."""
    found: list[tuple[str, EventData, str]] = []
    for line in (EXAMPLES / "assessments.jsonl").read_text(encoding="utf-8").splitlines():
        data = NoticeAssessmentSubmitted.model_validate_json(line)
        found.append((f"{data.submitted_to_ctc_on}", data, CTED))
    for line in (EXAMPLES / "notices.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        short = event["type"].removeprefix(PREFIX)
        if "state" in event["data"]:
            notice = decode(short, json.dumps(event["data"]).encode())
            found.append((event["time"], notice, event["source"]))
    ordered = sorted(found, key=lambda one: one[0][:10])
    return [taken_in(notice, number, source) for number, (_, notice, source) in enumerate(ordered)]


async def read_rows(running: World) -> dict[str, list[Any]]:
    """Every row of the service, and its journal."""
    return {name: await running.rows(f"select * from assessments.{name} order by 1") for name in [*TABLES, "journal"]}


async def types(running: World) -> Counter[str]:
    return Counter(type_ for type_, _ in await running.journal())


# ---- the examples ---------------------------------------------------------------------------


async def test_the_examples_go_through_in_one_batch_or_one_by_one_with_the_same_result(running: World) -> None:
    events = examples()
    outcomes = await running.handler.handle(events)
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    told = await types(running)
    of_members = [one.data.notice for one in events if REFERENCE.member(one.data.notice.state)]
    assert told["notice.refused.v1"] == len(events) - len(of_members) > 0
    assert told["assessment.completed.v1"] == sum(isinstance(one, NoticeAssessmentSubmitted) for one in of_members)
    assert told["assessment.corrected.v1"] == 1
    assert told["assessment.withdrawn.v1"] == 1
    assert told["visit.overlap_flagged.v1"] >= 1
    in_one = await read_rows(running)
    for name in [*TABLES, "journal", "inbox"]:
        await running.pool.execute(f"delete from assessments.{name}")
    for event in events:
        await running.handler.handle([event])
    one_by_one = await read_rows(running)
    for name in TABLES:
        assert one_by_one[name] == in_one[name]
    # Positions are drawn anew; everything else of the journal is the same, ids included.
    assert [row[1:] for row in one_by_one["journal"]] == [row[1:] for row in in_one["journal"]]


async def test_the_whole_topic_replayed_on_an_empty_inbox_changes_nothing_and_emits_nothing(running: World) -> None:
    await running.handler.handle(examples())
    before = await read_rows(running)
    await running.pool.execute("delete from assessments.inbox")
    for event in examples():
        await running.handler.handle([event])
    assert await read_rows(running) == before


async def test_rows_come_back_as_they_were_written(running: World) -> None:
    """A report that was corrected is decided on again after it was read from its tables."""
    events = [event for event in examples() if event.data.notice.reference == "2023/SEN"]
    for event in events:
        await running.handler.handle([event])
    again = taken_in(events[-1].data.notice, 999)
    await running.handler.handle([again])
    data = await running.pool.fetchval("select data from assessments.journal order by position desc limit 1")
    assert json.loads(data)["outcome"] == "unchanged"


async def test_what_is_confidential_is_in_no_released_copy_and_what_is_released_arrives(running: World) -> None:
    await running.handler.handle(examples())
    lines = (EXAMPLES / "assessments.jsonl").read_text(encoding="utf-8").splitlines()
    texts: dict[str, set[str]] = {"committee": set(), "public": set()}
    for line in lines:
        for one in json.loads(line)["recommendations"]:
            texts.setdefault(one.get("audience", "un"), set()).add(one["text"])
    released = "\n".join(
        row[0].decode()
        for row in await running.rows("select data from assessments.journal where topic like 'ctc.released.%'")
    )
    confidential = texts["committee"] - set().union(*(texts[level] for level in texts if level != "committee"))
    assert confidential
    assert not any(text in released for text in confidential)
    public = "\n".join(
        row[0].decode()
        for row in await running.rows("select data from assessments.journal where topic = 'ctc.released.public'")
    )
    assert all(text in public for text in texts["public"])


async def test_every_event_keeps_its_contract(running: World) -> None:
    await running.handler.handle(examples())
    for type_, data in await running.rows("select type, data from assessments.journal"):
        assert type_ in EVENTS
        decode(type_, data)


# ---- out of order, and at the same time -----------------------------------------------------


async def test_what_comes_too_early_waits_in_the_database_and_is_judged_when_its_report_comes(running: World) -> None:
    await running.handler.handle([taken_in(receipt_notice(), 1)])
    assert await types(running) == {"notice.waiting.v1": 1}
    await running.handler.handle([taken_in(submission_notice(), 2)])
    told = await types(running)
    assert (told["assessment.received.v1"], told["notice.accepted.v1"]) == (1, 2)
    assert await running.rows("select * from assessments.waiting_notices") == []
    state = await running.rows("select state from assessments.deadlines")
    assert state == [("met",)]


async def test_what_comes_with_its_report_at_the_same_time_does_not_wait_for_it(running: World) -> None:
    for number in range(20):
        report, receipt = submission_notice(reference=f"{number}"), receipt_notice(reference=f"{number}")
        await asyncio.gather(
            running.handler.handle([taken_in(report, number)]), running.handler.handle([taken_in(receipt, number + 20)])
        )
    assert (await types(running))["assessment.received.v1"] == 20
    assert await running.rows("select id from assessments.waiting_notices") == []


async def test_after_seven_days_what_waits_is_refused_by_the_deadline_loop(running: World) -> None:
    await running.handler.handle([taken_in(receipt_notice(), 1)])
    loop = DeadlineLoop(running.handler, asyncio.Event())
    running.clock.instant = datetime(2026, 1, 8, 12, tzinfo=UTC)
    assert await loop.step() == 0
    running.clock.instant = datetime(2026, 1, 9, 12, tzinfo=UTC)
    assert await loop.step() == 1
    assert await types(running) == {"notice.waiting.v1": 1, "notice.refused.v1": 1}


async def test_plans_of_two_bodies_at_the_same_time_see_each_other(running: World) -> None:
    """Without the State's lock, each could commit before it sees the other."""
    for number in range(10):
        notices = [
            visit_planned(body, reference=f"{number}", start=f"{2026 + number}-03-02") for body in ("UNODC", "IOM")
        ]
        await asyncio.gather(
            *(
                running.handler.handle([taken_in(notice, 10 * number + one, source=f"urn:example:{one}")])
                for one, notice in enumerate(notices)
            )
        )
    assert (await types(running))["visit.overlap_flagged.v1"] == 10


async def test_a_report_and_a_merger_at_the_same_time_leave_none_resting_on_what_counts_no_more(running: World) -> None:
    """The merger reads what rests on the visits before it locks them."""
    for number in range(20):
        one, other = (visit_id(SOURCE, f"{number}{part}") for part in "AB")
        for part, day in (("A", f"2023-03-{number + 1:02}"), ("B", f"2024-01-{number + 1:02}")):
            held = Component("onsite", day, day)
            await running.handler.handle(
                [command(ImportVisit(f"{number}{part}", "KEN", "comprehensive", held, None, False), f"{number}{part}")]
            )
        days = VisitDates(start=day, end=day, mode="onsite")
        report = taken_in(submission_notice(reference=f"{number}", visit=days, synthetic=False), number)
        merger = command(MergeVisits(one, Merger((other,), "CTED", date(2025, 1, 1))), f"{number}")
        _, (merged,) = await asyncio.gather(running.handler.handle([report]), running.handler.handle([merger]))
        assert isinstance(merged, Done) or (isinstance(merged, Refused) and merged.refusal.code == "report-just-came")
    resting = await running.rows(
        "select v.status, count(*) from assessments.assessments a join assessments.visits v on v.id = a.visit_id "
        "group by v.status"
    )
    assert resting == [("completed", 20)]


async def test_the_same_report_from_two_doors_at_the_same_time_is_completed_once(running: World) -> None:
    await asyncio.gather(*(running.handler.handle([taken_in(submission_notice(), number)]) for number in range(6)))
    told = await types(running)
    assert (told["assessment.completed.v1"], told["notice.accepted.v1"]) == (1, 6)
    assert await running.rows("select id from assessments.assessments") == [(assessment_id(CTED, "2024/KEN"),)]


def test_each_notice_of_the_examples_is_a_sample() -> None:
    notices: Iterable[Any] = (event.data.notice for event in examples())
    assert all(notice.synthetic for notice in notices)


async def test_overlaps_are_counted_from_before_a_batch_and_as_it_changes_them(running: World) -> None:
    """Of one visit three with each other body are flagged (OP35), however its plans come together."""
    most = REFERENCE.practice.most_overlaps_with_body
    numbers = count(1)

    async def plan(*plans: NoticeVisitPlanned) -> None:
        await running.handler.handle([taken_in(one, next(numbers)) for one in plans])

    async def list_flagged() -> list[str]:
        rows = await running.rows("select reference from assessments.visits join assessments.visit_overlaps as pair "
                                  "on visits.id = any(array[visit_id, other_visit_id]) "
                                  "where pair.status = 'flagged' and visits.body = 'ICAO' order by 1")  # fmt: skip
        return [reference for (reference,) in rows]

    icao = [visit_planned("ICAO", f"2024-09-0{day}", reference=f"I{day}") for day in range(3, 9)]
    await plan(visit_planned("UNODC"), icao[0])
    await plan(*icao[1:])
    assert await list_flagged() == ["I3", "I4", "I5"]
    assert most == 3
    off = {"cancelled_on": LATER.date(), "reason": "An election."}
    await plan(
        icao[0].model_copy(update=off),
        visit_planned("ICAO", "2024-09-09", reference="I9"),
        visit_planned("ICAO", "2024-09-10", reference="I10"),
    )
    assert await list_flagged() == ["I4", "I5", "I9"]


async def test_two_visits_that_move_together_are_flagged_again_with_the_others_of_their_batch(running: World) -> None:
    """What was resolved of them is not asked for, since neither was near when the batch began."""
    numbers = count(1)

    async def plan(*days: str) -> None:
        plans = [visit_planned(body, day) for day in days for body in ("UNODC", "ICAO")]
        await running.handler.handle([taken_in(one, next(numbers)) for one in plans])

    await plan("2024-09-02")
    await running.handler.handle([taken_in(visit_planned("UNODC", "2030-09-02"), next(numbers))])
    await running.handler.handle([taken_in(visit_planned("ICAO", "2036-09-02"), next(numbers))])
    assert await running.rows("select status from assessments.visit_overlaps") == [("resolved",)]
    ((before,),) = await running.rows("select max(position) from assessments.journal")
    await plan("2033-09-02")
    assert await running.rows("select status from assessments.visit_overlaps") == [("flagged",)]
    transactions = "select distinct xmin::text from assessments.journal where position > $1"
    assert len(await running.rows(transactions, before)) == 1
