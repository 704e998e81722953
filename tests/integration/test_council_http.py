"""Calendar, obligations, States, traces and the clock over HTTP: who sees what, and how it is asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import httpx
import pytest

from contracts.followup import FollowupReported
from services.council import api_clock
from shared.clock import CHANNEL, HandClock, set_up
from shared.runtime import Runtime
from shared.simulated_time import answer_rounds
from shared.waking import hear
from tests.support.council import Council, council, council_on, migrated
from tests.support.council_story import CLOSED, OPEN, SECRET, Story, Told, tell
from tests.support.postgres import PostgresServer

KENYA, UGANDA = Story("KEN"), Story("UGA")
OUTSIDERS = ("unoct", "reader", "partner", "uganda", None)
"""Who is neither the Committee nor Kenya; None: the public."""
INSIDERS = ("owner", "member", "kenya")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 20, 12, tzinfo=UTC))) as found:
        yield found


@pytest.fixture
async def told(running: Council) -> Told:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


async def get(running: Council, path: str, token: str | None = "owner") -> Any:
    response = await (await running.client(token)).get(path)
    assert response.status_code == 200, response.text
    return response.json()


async def items(running: Council, path: str, token: str | None = "owner") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await get(running, path, token))["items"]
    return found


async def owner(running: Council) -> httpx.AsyncClient:
    return await running.client("owner")


# ---- the calendar ----------------------------------------------------------------------------


async def test_the_calendar_has_obligations_and_duties_in_order_of_day(running: Council, told: Told) -> None:
    found = await items(running, "/calendar?from=2024-01-01&to=2025-01-31")
    assert [item["due_on"] for item in found] == sorted(item["due_on"] for item in found)
    by_service = {item["service"] for item in found}
    assert by_service == {"council", "followup"}
    follow_up = next(i for i in found if i["obligation"] == "follow-up-report" and i["subject"] == "KEN")
    assert (follow_up["state"], follow_up["due_on"], follow_up["paragraph"]) == ("due", "2025-01-15", "OP16")
    assert (follow_up["owner"], follow_up["recipient"]) == ("CTED", "CTC")


async def test_what_has_no_day_comes_last_and_only_if_no_day_is_asked_for(running: Council, told: Told) -> None:
    found = await items(running, "/calendar?limit=1000")
    undated = [item["id"] for item in found if item["due_on"] is None]
    assert undated == [item["id"] for item in found[-len(undated) :]] != []
    assert all(item["due_on"] for item in await items(running, "/calendar?from=2020-01-01&limit=1000"))


async def test_the_calendar_of_a_state_has_its_duties_alone(running: Council, told: Told) -> None:
    found = await items(running, "/calendar?state=KEN")
    assert {(item["obligation"], item["state"]) for item in found} == {
        ("follow-up-report", "due"), ("state-response", "due"), ("factual-observations", "cancelled"),
    }  # fmt: skip


async def test_a_duty_shows_that_it_was_met_when_and_whether_late(running: Council, told: Told) -> None:
    reported = FollowupReported(
        **KENYA.of("2025-02-01"), followup_id=KENYA.cycle, assessment_id=KENYA.assessment, due_on=date(2025, 1, 15)
    )
    await running.tell(KENYA.overdue())
    await running.settle()
    (overdue,) = [i for i in await items(running, "/calendar?state=KEN") if i["obligation"] == "follow-up-report"]
    assert overdue["state"] == "overdue"
    await running.tell(reported)
    await running.settle()
    (met,) = [i for i in await items(running, "/calendar?state=KEN") if i["obligation"] == "follow-up-report"]
    assert (met["state"], met["met_on"], met["late"], met["due_on"]) == ("met", "2025-02-01", True, "2025-01-15")


async def test_duties_are_the_committees_and_the_states_own(running: Council, told: Told) -> None:
    seen: dict[str | None, set[str | None]] = {"owner": {None, "KEN", "UGA"}, "kenya": {None, "KEN"}}
    for token in ("owner", "kenya", "unoct", "reader", "partner", None):
        found = await items(running, "/calendar?limit=1000", token)
        assert {item["subject"] for item in found} == seen.get(token, {None}), token


async def test_another_states_calendar_is_empty(running: Council, told: Told) -> None:
    for token in OUTSIDERS:
        assert await get(running, "/calendar?state=KEN", token) == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["/calendar", "/calendar?from=2024-01-01&to=2029-12-31", "/calendar?state=KEN"])
async def test_pages_of_the_calendar_follow_each_other_without_gap_or_repetition(
    running: Council, told: Told, path: str
) -> None:
    separator = "&" if "?" in path else "?"
    whole = await items(running, f"{path}{separator}limit=1000")
    paged: list[dict[str, Any]] = []
    following = ""
    while True:
        page = await get(running, f"{path}{separator}limit=2{following}")
        paged += page["items"]
        if page["next"] is None:
            break
        following = f"&after={page['next']}"
    assert paged == whole != []


@pytest.mark.parametrize("query", ["from=yesterday", "state=Kenya", "after=x", "to=2024-02-30"])
async def test_what_cannot_be_asked_is_refused(running: Council, query: str) -> None:
    response = await (await running.client()).get(f"/calendar?{query}")
    assert response.status_code == 422


# ---- obligations -----------------------------------------------------------------------------


async def test_everybody_sees_the_obligations(running: Council) -> None:
    found = await items(running, "/obligations?obligation=annual-report&status=due", None)
    assert [item["id"] for item in found] == [f"annual-report-{year}" for year in range(2024, 2030)]
    alone = await get(running, "/obligations/annual-report-2024", None)
    assert alone["wording"] == "at least once per year"
    assert (await (await running.client()).get("/obligations/no-such")).status_code == 404


async def test_the_committee_records_what_no_event_tells(running: Council) -> None:
    client = await owner(running)
    path, body = "/obligations/informal-consultations-2024", {"held_on": "2024-01-18", "document": "DRAFT/2024/1"}
    etag = (await client.get(path)).headers["ETag"]
    done = await client.post(f"{path}/performance", json=body, headers={"If-Match": etag, "Idempotency-Key": "k1"})
    assert (done.status_code, done.json()) == (200, {"id": "informal-consultations-2024"})
    now = await client.get(path)
    assert done.headers["ETag"] == now.headers["ETag"] != etag
    assert (now.json()["state"], now.json()["met_on"], now.json()["late"]) == ("met", "2024-01-18", False)
    again = await client.post(f"{path}/performance", json=body, headers={"If-Match": etag, "Idempotency-Key": "k1"})
    assert again.json() == done.json()
    stale = await client.post(f"{path}/performance", json=body, headers={"If-Match": etag})
    assert stale.status_code == 412


async def test_the_committee_asks_for_a_briefing(running: Council) -> None:
    client = await owner(running)
    asked = {"obligation": "requested-briefing", "due_on": "2024-02-20", "document": "DRAFT/2024/2"}
    done = await client.post("/obligations", json=asked)
    assert done.status_code == 201
    found = (await client.get(done.headers["Location"])).json()
    assert (found["state"], found["due_on"], found["paragraph"]) == ("due", "2024-02-20", "OP17")
    refused = await client.post("/obligations", json=asked | {"due_on": "2024-01-01"})
    assert (refused.status_code, refused.json()["rule"]) == (422, "4")


async def test_the_calendar_is_the_committees_to_keep(running: Council) -> None:
    bodies = {
        "/obligations": {"obligation": "requested-briefing", "due_on": "2024-02-20", "document": "DRAFT/2024/2"},
        "/obligations/annual-report-2024/performance": {"held_on": "2024-01-18", "document": "DRAFT/2024/1"},
    }
    for path, body in bodies.items():
        for token, status in ((None, 401), ("member", 403), ("unoct", 403), ("kenya", 403)):
            response = await (await running.client(token)).post(path, json=body)
            assert response.status_code == status, (path, token)


# ---- States ----------------------------------------------------------------------------------


async def test_all_states_are_listed_with_their_visits(running: Council, told: Told) -> None:
    found = {item["id"]: item for item in await items(running, "/states", None)}
    assert len(found) >= 193
    assert (found["KEN"]["visits"], found["KEN"]["last_visited_on"]) == (1, "2023-05-06")
    assert (found["FJI"]["visits"], found["FJI"]["last_visited_on"]) == (0, None)


async def test_insiders_see_everything_about_a_state(running: Council, told: Told) -> None:
    await running.tell(KENYA.stated())
    await running.settle()
    for token in INSIDERS:
        kenya = await get(running, "/states/KEN", token)
        assert kenya["state"]["name"] == "Kenya"
        (visit,) = kenya["visits"]["items"]
        assert (visit["stage"], visit["components"][0]["end"]) == ("completed", "2023-05-06")
        (assessment,) = kenya["assessments"]["items"]
        assert (assessment["id"], assessment["draft_shared_on"]) == (KENYA.assessment, "2023-11-02")
        assert len(assessment["findings"]) == len(assessment["recommendation_ids"]) == 2
        recommendations = {one["id"]: one for one in kenya["recommendations"]["items"]}
        assert recommendations[KENYA.recommendation(OPEN)]["status"]["position"] == "accepted"
        assert recommendations[KENYA.recommendation(CLOSED)]["disclosure"]["audience"] == "committee"
        assert SECRET in recommendations[KENYA.recommendation(CLOSED)]["text"]
        (cycle,) = kenya["cycles"]["items"]
        assert (cycle["id"], cycle["status"], cycle["due_on"]) == (KENYA.cycle, "open", "2025-01-15")
        (case,) = kenya["cases"]["items"]
        assert (case["id"], case["stage"]) == (KENYA.case, "opened")
        assert {item["subject"] for item in kenya["calendar"]["items"]} == {"KEN"}


async def test_nothing_internal_or_withheld_reaches_an_outsider(running: Council, told: Told) -> None:
    parts = ("visits", "assessments", "recommendations", "cycles", "cases", "calendar")
    for token in OUTSIDERS:
        for path in ("/states/KEN", *(f"/states/KEN/{part}" for part in parts)):
            said = json.dumps(await get(running, path, token))
            assert not [word for word in (SECRET, KENYA.recommendation(CLOSED), "disclosure", "status") if word in said]
        whole = await get(running, "/states/KEN", token)
        assert whole["cycles"] == whole["calendar"] == {"items": [], "next": None}
        assert len(whole["visits"]["items"]) == 1


async def test_what_is_for_the_un_reaches_the_un_and_nobody_wider(running: Council, told: Told) -> None:
    for token in OUTSIDERS:
        sees = token in ("unoct", "reader")
        kenya = await get(running, "/states/KEN", token)
        assert [one["id"] for one in kenya["assessments"]["items"]] == [KENYA.assessment] * sees
        assert [one["text"] for one in kenya["recommendations"]["items"]] == ["An open text."] * sees
        assert [one["id"] for one in kenya["cases"]["items"]] == [KENYA.case] * sees
        findings = [one["provision"] for each in kenya["assessments"]["items"] for one in each["findings"]]
        assert findings == ["An open provision"] * sees


async def test_what_a_state_opens_is_seen_at_once_and_what_it_narrows_no_more(running: Council, told: Told) -> None:
    await running.tell(KENYA.disclosed("public", OPEN))
    await running.settle()
    kenya = await get(running, "/states/KEN", None)
    assert [one["text"] for one in kenya["recommendations"]["items"]] == ["An open text."]
    assert kenya["assessments"]["items"] == []  # its own audience decides, not its assessment's
    await running.tell(KENYA.disclosed("committee", OPEN))
    await running.settle()
    for token in OUTSIDERS:
        kenya = await get(running, "/states/KEN", token)
        assert kenya["recommendations"]["items"] == kenya["cases"]["items"] == []


async def test_what_is_withdrawn_is_seen_by_insiders_alone(running: Council, told: Told) -> None:
    await running.tell(KENYA.withdrawn())
    await running.settle()
    kenya = await get(running, "/states/KEN", "reader")
    assert kenya["assessments"] == kenya["recommendations"] == kenya["cases"] == {"items": [], "next": None}
    (assessment,) = (await get(running, "/states/KEN", "kenya"))["assessments"]["items"]
    assert assessment["withdrawn"]


async def test_a_recommendation_that_a_correction_left_out_is_gone(running: Council, told: Told) -> None:
    await running.tell(KENYA.corrected())
    await running.settle()
    kenya = await get(running, "/states/KEN")
    assert [one["id"] for one in kenya["recommendations"]["items"]] == [KENYA.recommendation(OPEN)]
    assert kenya["assessments"]["items"][0]["recommendation_ids"] == [KENYA.recommendation(OPEN)]
    assert len((await get(running, "/states/UGA"))["recommendations"]["items"]) == 2


async def test_a_visit_that_is_only_planned_is_seen_by_insiders_alone(running: Council) -> None:
    await running.tell(KENYA.planned())
    await running.settle()
    for token in OUTSIDERS:
        assert (await get(running, "/states/KEN", token))["visits"]["items"] == []
    (visit,) = (await get(running, "/states/KEN", "kenya"))["visits"]["items"]
    assert (visit["stage"], visit["start"]) == ("planned", "2023-05")


async def test_parts_of_a_state_are_paged(running: Council, told: Told) -> None:
    page = await get(running, "/states/KEN/recommendations?limit=1")
    rest = await get(running, f"/states/KEN/recommendations?limit=1&after={page['next']}")
    assert rest["next"] is None
    assert {one["id"] for one in (*page["items"], *rest["items"])} == {
        KENYA.recommendation(OPEN), KENYA.recommendation(CLOSED),
    }  # fmt: skip


async def test_a_page_that_ends_with_what_is_withheld_has_no_cursor(running: Council, told: Told) -> None:
    assert (await get(running, "/states/KEN/recommendations?limit=1", "reader"))["next"] is None


@pytest.mark.parametrize(("code", "status"), [("KEN", 200), ("ken", 200), ("XXX", 404), ("TWN", 404), ("K", 422)])
async def test_only_member_states_are_found(running: Council, code: str, status: int) -> None:
    assert (await (await running.client()).get(f"/states/{code}")).status_code == status


# ---- traces ----------------------------------------------------------------------------------


async def traced(running: Council, id_: str, token: str | None = "owner") -> dict[str, str | None]:
    """Each event with its cause."""
    return {item["id"]: item["parent"] for item in await items(running, f"/trace/{id_}", token)}


@pytest.mark.parametrize("what", ["event", "assessment", "recommendation", "notice", "cycle", "case"])
async def test_a_trace_goes_up_to_the_cause_and_down_to_the_effects(running: Council, told: Told, what: str) -> None:
    asked = {
        "event": told.completed, "assessment": KENYA.assessment, "recommendation": KENYA.recommendation(CLOSED),
        "notice": "notice-KEN", "cycle": KENYA.cycle, "case": KENYA.case,
    }[what]  # fmt: skip
    found = await traced(running, asked)
    expected = {told.sent: None, told.completed: told.sent, told.scheduled: told.completed, told.opened: told.completed}
    if what == "cycle":
        del expected[told.opened]
    if what == "case":
        del expected[told.scheduled]
    found.pop(told.drafted, None)  # of the assessment too, by a cause of its own
    assert found == expected
    assert list(found) == sorted(found, key=list(expected).index)


async def test_a_trace_sees_through_a_deadline(running: Council, told: Told) -> None:
    due = f"{KENYA.cycle}/2025-01-15/overdue/None//services/assessments/{told.completed}"
    overdue = await running.tell(KENYA.overdue(), cause=due)
    await running.settle()
    assert (await traced(running, told.sent))[overdue] == told.completed
    (item,) = [one for one in await items(running, f"/trace/{overdue}") if one["id"] == overdue]
    assert item["deadline"] == {"due_on": "2025-01-15", "step": "overdue", "days_before": None}


async def test_a_trace_names_the_things_that_it_touches(running: Council, told: Told) -> None:
    found = {one["kind"]: one["id"] for one in (await get(running, "/trace/notice-KEN"))["things"]}
    assert found == {
        "notice": "notice-KEN", "assessment": KENYA.assessment, "cycle": KENYA.cycle, "case": KENYA.case
    }  # fmt: skip


async def test_a_trace_shows_no_payload(running: Council, told: Told) -> None:
    said = json.dumps(await get(running, f"/trace/{KENYA.assessment}"))
    assert SECRET not in said
    assert "An open text" not in said


async def test_a_trace_shows_what_its_reader_may_know(running: Council, told: Told) -> None:
    names = {getattr(told, name): name for name in Told.__slots__}
    for_the_un = {"completed", "opened"}
    seen = {"kenya": for_the_un | {"sent", "drafted", "scheduled"}, "reader": for_the_un, "unoct": for_the_un}
    for token, expected in seen.items():
        found = await items(running, f"/trace/{KENYA.assessment}", token)
        assert {names[item["id"]] for item in found} == expected, token
        assert not {"correlationid", "causationid", "topic", "position"} & found[0].keys()


async def test_what_a_reader_may_not_see_is_not_found(running: Council, told: Told) -> None:
    withheld = KENYA.recommendation(CLOSED)
    for token in ("partner", "uganda", None):
        client = await running.client(token)
        for asked in (KENYA.assessment, told.sent, told.scheduled, KENYA.cycle, KENYA.case, withheld, "no-such"):
            assert (await client.get(f"/trace/{asked}")).status_code == 404, (token, asked)


async def test_obligations_and_visits_are_traced_by_everybody(running: Council, told: Told) -> None:
    assert len(await items(running, f"/trace/{KENYA.visit}", None)) == 1
    (due,) = await items(running, "/trace/annual-report-2024", None)
    assert due["type"] == "obligation.due.v1"


async def test_a_trace_is_paged_and_causes_stand_before_effects_across_pages(running: Council, told: Told) -> None:
    first = await get(running, "/trace/notice-KEN?limit=2")
    second = await get(running, f"/trace/notice-KEN?limit=2&after={first['next']}")
    assert [one["id"] for one in (*first["items"], *second["items"])][:2] == [told.sent, told.completed]
    assert second["next"] is None
    assert first["complete"]


# ---- the clock -------------------------------------------------------------------------------


async def test_everybody_may_know_the_time(running: Council) -> None:
    found = await get(running, "/clock", None)
    assert (found["today"], found["simulated"]) == ("2024-01-20", True)


async def test_only_operators_move_the_clock(running: Council) -> None:
    for token, status in ((None, 401), ("member", 403), ("kenya", 403)):
        client = await running.client(token)
        assert (await client.post("/clock", json={"to": "2024-02-01"})).status_code == status
        assert (await client.get("/clock/quiet")).status_code == status


async def test_a_real_clock_is_nobodys_to_move(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.clock, "simulated", False, raising=False)
    client = await owner(running)
    for response in (await client.post("/clock", json={"to": "2030-01-01"}), await client.get("/clock/quiet")):
        assert (response.status_code, response.json()["type"]) == (409, "/problems/no-simulated-clock")


async def test_the_clock_never_goes_backwards(running: Council) -> None:
    response = await (await owner(running)).post("/clock", json={"to": "2024-01-19"})
    assert (response.status_code, response.json()["fields"]) == (422, ["to"])


async def test_moving_the_clock_stops_at_each_due_date_and_says_what_fired(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_clock, "SERVICES", ("council",))
    async with postgres_server.database(await migrated(postgres_server)) as dsn:
        connection = await asyncpg.connect(dsn)
        clock = await set_up(connection, date(2024, 6, 1))
        await connection.close()
        async with council_on(dsn, clock) as running, looping(running.runtime):
            client = await running.client("owner")
            assert (await client.get("/clock/quiet?wait=20")).json() == {"quiet": True}
            moved = await client.post("/clock", json={"to": "2025-01-02"})
            stops = [json.loads(line) for line in moved.text.splitlines()]
            assert stops == [
                {"day": "2024-06-30", "fired": {"obligation reminder": 1}},
                {"day": "2025-01-01", "fired": {"obligation overdue": 5}},
                {"day": "2025-01-02", "fired": {}},
                {"day": "2025-01-02", "quiet": True},
            ]
            assert (await client.get("/clock")).json()["today"] == "2025-01-02"


@asynccontextmanager
async def looping(runtime: Runtime) -> AsyncIterator[None]:
    """Its loops run, and it says when it is quiet."""
    runtime.start()
    tasks = [
        asyncio.create_task(answer_rounds(runtime)),
        asyncio.create_task(hear(runtime.dsn, [CHANNEL], runtime.wake)),
    ]
    yield
    for task in tasks:
        task.cancel()
    await runtime.stop()
