"""While the clock was hours ahead something was told. What was closed since stays closed, by whatever clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from contracts import assessments as a
from contracts import council as c
from contracts.audiences import Audience
from contracts.base import EventData
from services.council.facts import SCHEMA
from services.council.facts.closings import THINGS
from services.council.operators.rebuild.comparing import Rebuilt
from services.council.operators.rebuild.rebuilding import connect_alone
from services.council.service import SERVICE, rebuild
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.council_story import BEGIN, CLOSED, KENYA, OPEN, Story, tell
from tests.support.postgres import PostgresServer

AHEAD = timedelta(hours=5)
ACTIVITY = c.ActivityRecorded(
    activity_id="a1", kind="workshop", with_whom=("UNOCT",), subject="Invented", paragraph="OP26", themes=(),
    audience="public", occurred_on=told.day("2023-05-14"), synthetic=True,
)  # fmt: skip
OF_READER = "/states/KEN/recommendations"


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        await tell(found, KENYA)
        yield found


async def disclose(running: Council, audience: Audience, reference: str, after: timedelta, story: Story = KENYA) -> str:
    """Tells it when the clock shows so much after the beginning."""
    set_clock(running, after)
    id_ = await running.tell(story.disclose(audience, reference), story.state)
    await running.settle()
    return id_


def set_clock(running: Council, after: timedelta) -> None:
    assert isinstance(running.clock, HandClock)
    running.clock.instant = BEGIN + after


async def list_seen(running: Council) -> set[str]:
    """The recommendations that a reader of the UN sees."""
    known = {KENYA.recommendation(one): one for one in (OPEN, CLOSED)}
    return {known[item["id"]] for item in await running.items(OF_READER, "reader")}


async def told_again(running: Council) -> list[tuple[str, ...]]:
    """The rows that close once more."""
    of_each = " union all ".join(f"select id from {SCHEMA}.{table.name} where id like '%/again'" for table in THINGS)
    return await running.rows(f"select id from ({of_each}) each order by id")


def correct(*recommendations: tuple[str, Audience], text: str = "") -> a.AssessmentCorrected:
    """The report with these recommendations alone, each for whom it is."""
    of = dict(recommendations)
    parts = [
        one.model_copy(update={"audience": of[one.reference], "text": text or one.text})
        for one in KENYA.complete().recommendations
        if one.reference in of
    ]
    return KENYA.correct().model_copy(update={"recommendations": tuple(parts)})


async def tell_at(running: Council, after: timedelta, *events: EventData) -> str:
    """Tells these when the clock shows so much after the beginning. Returns the id of the last."""
    set_clock(running, after)
    ids = [await running.tell(one) for one in events]
    await running.settle()
    return ids[-1]


async def run_rebuild(running: Council) -> Rebuilt:
    async with connect_alone(running.runtime.resources.dsn, SERVICE) as connection:
        return await rebuild(running.runtime, connection).run()


async def test_what_was_opened_while_the_clock_was_ahead_is_closed_at_once_and_for_good(running: Council) -> None:
    opening = await disclose(running, "un", CLOSED, AHEAD)
    assert await list_seen(running) == {OPEN, CLOSED}
    closing = await disclose(running, "committee", CLOSED, timedelta(hours=1))
    assert await list_seen(running) == {OPEN}
    for event in (opening, closing):
        assert (await (await running.client("reader")).get(f"/trace/{event}")).status_code == 404
    set_clock(running, AHEAD + timedelta(hours=1))
    assert await list_seen(running) == {OPEN}, "the clock reached the hour of the opening"


async def test_what_the_un_had_is_closed_at_once_though_it_was_told_again_meanwhile(running: Council) -> None:
    set_clock(running, AHEAD)
    await running.tell(KENYA.correct())
    await running.settle()
    await disclose(running, "committee", OPEN, timedelta(hours=1))
    assert await list_seen(running) == set()
    (assessment,) = await running.items("/states/KEN/assessments", "reader")
    assert assessment["recommendation_ids"] == []


async def test_neither_of_two_decisions_opens_what_the_other_closed(running: Council) -> None:
    """Facts also come out of order where an event that was lost is sent again."""
    await disclose(running, "committee", OPEN, AHEAD)
    await disclose(running, "public", OPEN, timedelta(hours=1))
    assert await list_seen(running) == set()
    await disclose(running, "public", OPEN, AHEAD + timedelta(hours=1))
    assert await list_seen(running) == {OPEN}, "decided again after that hour"


async def test_what_is_closed_to_parties_too_is_for_those_who_were_named_both_times(running: Council) -> None:
    of_both, of_one = "body:unoct", "state:UGA"
    for after, parties in ((AHEAD, (of_one, of_both, "state:KEN")), (timedelta(hours=1), (of_both, "state:KEN"))):
        set_clock(running, after)
        change = KENYA.disclose("committee", OPEN)
        part = change.parts[0].model_copy(update={"parties": parties})
        await running.tell(change.model_copy(update={"parties": parties, "parts": (part,)}))
        await running.settle()
    found = {token: len(await running.items(OF_READER, token)) for token in ("unoct", "uganda", "kenya")}
    assert found == {"unoct": 1, "uganda": 0, "kenya": 2}


async def test_an_assessment_that_is_withdrawn_is_so_at_once(running: Council) -> None:
    set_clock(running, AHEAD)
    await running.tell(KENYA.correct())
    set_clock(running, timedelta(hours=1))
    await running.tell(KENYA.withdraw())
    await running.settle()
    for path in ("/states/KEN/assessments", OF_READER):
        assert await running.items(path, "reader") == [], path
    (shown,) = await running.items("/states/KEN/assessments")
    assert shown["withdrawn"]


async def test_what_a_correction_bounds_is_closed_at_once_and_for_good(running: Council) -> None:
    earlier = await tell_at(running, AHEAD, correct((OPEN, "un")))
    assert await list_seen(running) == {OPEN}
    later = await tell_at(running, timedelta(hours=1), correct((OPEN, "committee")))
    assert await list_seen(running) == set()
    for id_ in (earlier, later, KENYA.recommendation(OPEN)):
        assert (await (await running.client("reader")).get(f"/trace/{id_}")).status_code == 404
    assert len(await running.items(OF_READER, "kenya")) == 1, "its State has it still"
    set_clock(running, AHEAD + timedelta(hours=1))
    assert await list_seen(running) == set(), "the clock reached the hour of the first correction"


async def test_what_a_correction_leaves_out_is_gone_at_once(running: Council) -> None:
    await tell_at(running, AHEAD, correct((OPEN, "un"), (CLOSED, "un")))
    assert await list_seen(running) == {OPEN, CLOSED}
    await tell_at(running, timedelta(hours=1), correct((OPEN, "un"), text="Other words."))
    (shown,) = await running.items(OF_READER, "reader")
    assert (shown["id"], shown["text"]) == (KENYA.recommendation(OPEN), "Other words.")
    (assessment,) = await running.items("/states/KEN/assessments", "reader")
    assert assessment["recommendation_ids"] == [KENYA.recommendation(OPEN)]


async def test_a_correction_that_is_put_right_twice_holds_as_last_told(running: Council) -> None:
    await tell_at(running, AHEAD, correct((OPEN, "un")))
    await tell_at(running, timedelta(hours=1), correct((OPEN, "un"), (CLOSED, "un")))
    assert await list_seen(running) == {OPEN, CLOSED}, "the last one brings the second back"
    await tell_at(running, timedelta(hours=2), correct((CLOSED, "un")))
    assert await list_seen(running) == {CLOSED}


async def test_a_product_that_is_put_right_is_closed_at_once(running: Council) -> None:
    await tell_at(running, AHEAD, told.product(a.ProductAdopted, "p1", "2023-02-02", "KEN", "public"))
    await tell_at(running, timedelta(hours=1), told.product(a.ProductAdopted, "p1", "2023-02-02", "KEN", "committee"))
    assert await running.items("/states/KEN/products", "reader") == []
    assert len(await running.items("/states/KEN/products", "kenya")) == 1


async def test_a_product_that_is_withdrawn_is_so_at_once(running: Council) -> None:
    set_clock(running, AHEAD)
    await running.tell(told.product(a.ProductAdopted, "p1", "2023-02-02", "KEN", "public"))
    set_clock(running, timedelta(hours=1))
    await running.tell(told.product(a.ProductWithdrawn, "p1", "2023-03-03", "KEN", "public", reason="-"))
    await running.settle()
    assert await running.items("/states/KEN/products", "reader") == []


async def test_an_activity_that_is_put_right_is_closed_at_once(running: Council) -> None:
    for after, audience in ((AHEAD, "public"), (timedelta(hours=1), "committee")):
        await tell_at(running, after, ACTIVITY.model_copy(update={"audience": audience}))
    set_clock(running, AHEAD + timedelta(hours=1))
    assert (await told.numbers(running, "annual"))["activities"] == (1, None)
    assert await told.basis(running, "annual", "activities", "nobody") == []


async def test_a_visit_that_was_recorded_by_mistake_is_off_the_schedule_at_once(running: Council) -> None:
    agreed = await tell_at(running, AHEAD, told.agree_to_visit("v1", "2024-05", "2024-01-18"))
    await tell_at(running, timedelta(hours=1), told.cancel_visit("v1", "2024-01-19"))
    assert "v1" not in await list_visits(running)
    assert (await (await running.client("reader")).get(f"/trace/{agreed}")).status_code == 404
    await tell_at(running, timedelta(hours=2), told.agree_to_visit("v1", "2024-05", "2024-01-18"))
    assert "v1" in await list_visits(running), "it is planned again"


async def test_a_visit_that_is_part_of_another_is_so_at_once_until_it_is_separated(running: Council) -> None:
    await tell_at(running, AHEAD, KENYA.hold_visit())
    await tell_at(running, timedelta(hours=1), told.merge_visits("v1", [KENYA.visit], "2024-01-19"))
    assert KENYA.visit not in await list_visits(running)
    separated = told.separate_visits("v1", [KENYA.visit], "2024-01-19")
    await tell_at(running, timedelta(hours=2), separated, KENYA.hold_visit())
    assert KENYA.visit in await list_visits(running)


async def list_visits(running: Council) -> set[str]:
    """The visits that a reader of the UN sees."""
    return {item["id"] for item in await running.items("/states/KEN/visits", "reader")}


async def test_a_rebuild_closes_the_same(running: Council) -> None:
    await disclose(running, "un", CLOSED, AHEAD)
    await disclose(running, "council", CLOSED, timedelta(hours=1))
    await tell_at(running, timedelta(hours=2), correct((OPEN, "un"), (CLOSED, "committee")))
    await disclose(running, "committee", CLOSED, timedelta(hours=3))
    await tell_at(running, AHEAD, correct((OPEN, "un"), (CLOSED, "un")))
    await tell_at(running, timedelta(hours=4), correct((OPEN, "committee")), KENYA.withdraw())
    before = await told_again(running)
    assert len(before) == 6
    assert (await run_rebuild(running)).differing == ()
    assert await told_again(running) == before
    assert await list_seen(running) == set()


async def test_a_rebuild_closes_what_facts_of_an_earlier_version_show(running: Council) -> None:
    await disclose(running, "un", CLOSED, AHEAD)
    await disclose(running, "committee", CLOSED, timedelta(hours=1))
    await running.pool.execute(f"delete from {SCHEMA}.disclosures where id like '%/again'")
    assert await list_seen(running) == {OPEN, CLOSED}
    assert (await run_rebuild(running)).differing == ("disclosures",)
    assert await list_seen(running) == {OPEN}


async def test_usual_decisions_are_told_once(running: Council) -> None:
    audiences: tuple[Audience, ...] = ("un", "committee", "public")
    for hours, audience in enumerate(audiences, 1):
        await disclose(running, audience, CLOSED, timedelta(hours=hours))
    await run_rebuild(running)
    assert await told_again(running) == []
