"""What a reader may not see leaves no trace for them, and its trace is as of what does not exist (rule 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import asyncpg
import pytest

from contracts import assessments as a
from contracts.audiences import Audience
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from services.council.lookups.traces.reading import read_lineage
from shared.engine.rules import NotFound
from shared.engine.time.clock import HandClock
from shared.web.lists import Pool
from tests.support import programme_facts as told
from tests.support.council import PRINCIPALS, Council, council
from tests.support.council_story import BEGIN, CLOSED, KENYA, OPEN, SECRET, UGANDA, EventIds, read_trace, tell
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows
from tests.support.report_facts import project


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


@pytest.fixture
async def event_ids(running: Council) -> EventIds:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


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


async def test_a_state_named_beside_a_recommendation_has_it_without_its_case(
    running: Council, event_ids: EventIds
) -> None:
    """States are beyond the UN system (OP19). One that reads at its level gets no right to a case by its name."""
    id_, parties = KENYA.recommendation(OPEN), ("state:KEN", "state:FJI", "body:unoct")
    readings: tuple[tuple[Audience, bool], ...] = (("un", True), ("committee", False))
    for audience, sees in readings:
        parts = (a.Disclosed(id=id_, audience=audience, parties=parties),)
        await running.tell(KENYA.disclose(audience, OPEN).model_copy(update={"parties": parties, "parts": parts}))
        await running.settle()
        for token, of_the_case in (("mission-fiji", sees), ("unoct", True)):
            kenya = await running.get("/states/KEN", token)
            assert [one["id"] for one in kenya["recommendations"]["items"]] == [id_]
            assert [one["id"] for one in kenya["cases"]["items"]] == [KENYA.case] * of_the_case
            found = await (await running.client(token)).get(f"/trace/{KENYA.case}")
            assert found.status_code == (200 if of_the_case else 404)


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
    assert worked == {(4, 0)}


@pytest.mark.parametrize("token", ["partner", "reader"])
async def test_as_many_events_are_judged_for_what_does_not_exist(
    running: Council, event_ids: EventIds, token: str
) -> None:
    """To judge one takes a millisecond: by that an id that was guessed right was told from others."""
    read = dict[str, float]()
    connection = await asyncpg.connect(running.runtime.resources.dsn, connection_class=CountingRows)
    for asked in (KENYA.recommendation(CLOSED), event_ids.schedule_id, KENYA.cycle, "no-such"):
        before = connection.rows
        with pytest.raises(NotFound):
            await read_lineage(cast("Pool", connection), PRINCIPALS[token], asked)
        read[asked] = connection.rows - before
    await connection.close()
    assert max(read.values()) < 2 * read["no-such"], read


async def test_whoever_gives_a_notice_the_id_of_something_hidden_does_not_learn_whether_there_is_one(
    running: Council, event_ids: EventIds
) -> None:
    hidden = KENYA.recommendation(CLOSED)
    for chosen in (hidden, "no-such"):
        notice = NoticeVisitPlanned(reference=chosen, body="UNODC", state="UGA", start="2024-06-03", synthetic=True)
        sent = await running.tell(NoticeTakenIn(source="urn:example:unodc", id=chosen, notice=notice), cause=chosen)
        await running.tell(told.plan_visit(f"v-{chosen}", "2024-06-03", "2024-01-10", "UGA"), "UGA", cause=sent)
        await running.settle()
        assert (await (await running.client("uganda")).get(f"/trace/{sent}")).status_code == 200
        assert (await (await running.client("uganda")).get(f"/trace/{chosen}")).status_code == 404


async def test_whoever_chooses_a_key_like_the_id_of_a_deadline_is_traced_by_the_key_alone(
    running: Council, event_ids: EventIds
) -> None:
    for chosen in (KENYA.recommendation(CLOSED), "no-such"):
        key = f"key/x/2026-01-01/overdue/99999999999999999999/{chosen}"
        planned = await running.tell(
            told.plan_visit(f"v-{chosen}", "2024-06-03", "2024-01-10", "UGA"), "UGA", cause=key
        )
        await running.settle()
        (shown,) = await running.items(f"/trace/{planned}", "uganda")
        assert shown["deadline"] is None
        assert (await (await running.client("uganda")).get(f"/trace/{chosen}")).status_code == 404
