"""Traces over HTTP: what caused a thing and what it caused, as far as its reader may know."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import asyncpg
import pytest

from contracts import assessments as a
from contracts.assessments import VisitOverlapFlagged, VisitOverlapResolved
from contracts.audiences import Audience
from contracts.council import SignalRecorded
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from services.council.lookups.traces.reading import read_lineage
from shared.engine.rules import NotFound
from shared.engine.time.clock import HandClock
from shared.web.lists import Pool
from tests.support import programme_facts as told
from tests.support.council import PRINCIPALS, Council, council
from tests.support.council_story import BEGIN, CLOSED, KENYA, OPEN, SECRET, UGANDA, EventIds, tell
from tests.support.postgres import PostgresServer
from tests.support.report_facts import project


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


@pytest.fixture
async def event_ids(running: Council) -> EventIds:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


async def read_trace(running: Council, id_: str, token: str | None = "owner") -> dict[str, str | None]:
    """Each event with its cause."""
    return {item["id"]: item["parent"] for item in await running.items(f"/trace/{id_}", token)}


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


async def test_a_correction_of_what_a_reader_may_not_have_leaves_no_trace_for_it(
    running: Council, event_ids: EventIds
) -> None:
    before = await running.get(f"/trace/{KENYA.assessment}", "reader")
    withheld = await running.tell(KENYA.correct())
    await running.settle()
    assert await running.get(f"/trace/{KENYA.assessment}", "reader") == before
    assert (await (await running.client("reader")).get(f"/trace/{withheld}")).status_code == 404
    shown = await running.tell(KENYA.correct().model_copy(update={"report_date": date(2024, 1, 11)}))
    await running.settle()
    assert shown in await read_trace(running, KENYA.assessment, "reader")
    assert {withheld, shown} <= (await read_trace(running, KENYA.assessment, "kenya")).keys()


async def test_a_correction_after_a_disclosure_leaves_no_trace_for_who_sees_nothing_of_it(
    running: Council, event_ids: EventIds
) -> None:
    """Who may see what is what was last decided: what an event said of it may be long past."""
    whole = KENYA.complete()
    opened = a.DisclosureChanged(
        **KENYA.of("2024-02-01"), of="assessment", id=KENYA.assessment, assessment_id=KENYA.assessment,
        audience="public", parties=whole.parties, decided_by="Permanent Mission", decided_on=date(2024, 2, 1),
    )  # fmt: skip
    await running.tell(opened)
    await running.settle()
    before = await running.get(f"/trace/{KENYA.assessment}", None)
    withheld = await running.tell(_correct_with_audience("public"))
    await running.settle()
    assert await running.get(f"/trace/{KENYA.assessment}", None) == before
    assert (await (await running.client()).get(f"/trace/{withheld}")).status_code == 404
    shown = await running.tell(_correct_with_audience("public").model_copy(update={"report_date": date(2024, 1, 11)}))
    await running.settle()
    assert shown in await read_trace(running, KENYA.assessment, None)


def _correct_with_audience(audience: Audience) -> a.AssessmentCorrected:
    """The report as it stands, for this audience, with its parts as they were, one of which says something else."""
    whole = KENYA.complete()
    changed = whole.findings[0].model_copy(update={"result": "none"})
    fields = dict(whole) | KENYA.of("2024-02-10") | {"audience": audience, "findings": (changed, *whole.findings[1:])}
    return a.AssessmentCorrected(**fields, changed=("findings",))


AGREED = told.agree_to_visit("v", "2024-05-02", "2024-01-11", "KEN")
HELD = KENYA.hold_visit().model_copy(update={"visit_id": "v"})
GUESTS = (a.Guest(body=SECRET, sector="academia", at_states_request=True),)
COMPONENTS = (*HELD.components, a.VisitComponent(mode="virtual", start="2023-06-02", end="2023-06-02"))


@pytest.mark.parametrize(
    ("stories", "hidden", "shown"),
    [
        ([AGREED], {"guests": GUESTS, "purpose": None}, {"end": "2024-05-09"}),
        ([AGREED, HELD], {"guests": GUESTS, "participants": ("UNODC",)}, {"components": COMPONENTS}),
        ([HELD], {"note": None}, {"kind": "focused"}),
    ],
)
async def test_what_is_changed_of_a_visit_and_others_may_not_see_leaves_no_trace_for_them(
    running: Council, stories: list[a.VisitFact], hidden: dict[str, Any], shown: dict[str, Any]
) -> None:
    for one in (told.plan_visit("v", "2024-05-02", "2024-01-10", "KEN"), *stories):
        await running.tell(one)
    await running.settle()
    outsiders = ("unoct", "reader", "uganda", None)
    before = {token: await running.get("/trace/v", token) for token in outsiders}
    assert len(before[None]["items"]) == len(stories)
    withheld = [await running.tell(stories[-1].model_copy(update={name: value})) for name, value in hidden.items()]
    withheld.append(await running.tell(stories[-1]))
    await running.settle()
    assert {token: await running.get("/trace/v", token) for token in outsiders} == before
    assert (await (await running.client()).get(f"/trace/{withheld[0]}")).status_code == 404
    assert set(withheld) <= (await read_trace(running, "v", "kenya")).keys()
    told_to_all = await running.tell(stories[-1].model_copy(update=shown))
    await running.settle()
    for token in outsiders:
        assert (await read_trace(running, "v", token)).keys() - withheld == {
            told_to_all, *(item["id"] for item in before[token]["items"]),
        }  # fmt: skip


async def test_a_project_that_cites_something_hidden_as_well_leaves_no_trace_of_it(
    running: Council, event_ids: EventIds
) -> None:
    cited = [KENYA.recommendation(OPEN)]
    first = await running.tell(project("p", cited, "2024-01-17"), "p")
    withheld = await running.tell(project("p", [*cited, KENYA.recommendation(CLOSED)], "2024-01-18"), "p")
    shown = await running.tell(project("p", [*cited, KENYA.recommendation(CLOSED)], "2024-01-19", "completed"), "p")
    await running.settle()
    for token, seen in (("owner", {first, withheld, shown}), ("reader", {first, shown}), ("unoct", {first, shown})):
        assert (await read_trace(running, "p", token)).keys() == seen, token


async def test_what_a_reader_may_not_see_is_not_found(running: Council, event_ids: EventIds) -> None:
    withheld = KENYA.recommendation(CLOSED)
    for token in ("partner", "uganda", None):
        client = await running.client(token)
        for asked in (
            KENYA.assessment,
            event_ids.notice_id,
            event_ids.schedule_id,
            KENYA.cycle,
            KENYA.case,
            withheld,
            "no-such",
        ):
            assert (await client.get(f"/trace/{asked}")).status_code == 404, (token, asked)


async def test_a_withheld_recommendation_is_not_found_by_who_may_see_the_rest_of_its_report(
    running: Council, event_ids: EventIds
) -> None:
    for token in ("reader", "unoct"):
        client = await running.client(token)
        assert (await client.get(f"/trace/{KENYA.recommendation(OPEN)}")).status_code == 200
        assert (await client.get(f"/trace/{KENYA.recommendation(CLOSED)}")).status_code == 404


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
        assert (await read_trace(running, "n2", token)).keys() == {sent, other} | seen
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


@dataclass(slots=True)
class Counting:
    """A pool that counts what is asked of it and what it answers."""

    pool: asyncpg.Pool[asyncpg.Record]
    queries: int = 0
    rows: int = 0

    async def fetch(self, query: str, *arguments: Any) -> list[asyncpg.Record]:
        found = await self.pool.fetch(query, *arguments)
        self.queries, self.rows = self.queries + 1, self.rows + len(found)
        return found


@pytest.mark.parametrize("token", ["partner", "uganda", "reader"])
async def test_what_is_hidden_takes_the_work_of_what_does_not_exist(
    running: Council, event_ids: EventIds, token: str
) -> None:
    """An id that can be guessed is told apart neither by the answer nor by how long it takes."""
    hidden = [KENYA.recommendation(CLOSED), event_ids.schedule_id, event_ids.draft_id, KENYA.cycle]
    if token != "reader":
        hidden += [KENYA.assessment, KENYA.case, event_ids.completion_id, event_ids.notice_id]
    worked = set[tuple[int, int]]()
    for asked in (*hidden, "no-such"):
        pool = Counting(running.pool)
        with pytest.raises(NotFound):
            await read_lineage(cast("Pool", pool), PRINCIPALS[token], asked)
        worked.add((pool.queries, pool.rows))
    assert worked == {(3, 0)}
