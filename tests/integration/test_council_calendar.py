"""Calendar and obligations over HTTP: what is due when, who sees what, and who keeps it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from contracts.followup import FollowupReported
from services.council.lookups.calendar.feed import icalendar_form
from shared.engine.time.clock import HandClock
from shared.web import answers
from tests.support.council import Council, council
from tests.support.council_story import BEGIN, KENYA, OUTSIDERS, UGANDA, EventIds, tell
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import programme_adopted
from tests.support.turns import count_turns


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


@pytest.fixture
async def event_ids(running: Council) -> EventIds:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


# ---- the calendar -------------------------------------------------------------------


async def test_others_have_their_turn_while_the_calendar_is_made_for_programs(
    running: Council, event_ids: EventIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr(icalendar_form, "write_event", turns.note(icalendar_form.write_event))
        found = await (await running.client("owner")).get("/feeds/calendar.ics")
    assert turns.made.total() == len(Calendar.from_ical(found.text).events) > 1
    assert max(turns.made.values()) == 1


async def test_the_calendar_has_obligations_and_duties_in_order_of_day(running: Council, event_ids: EventIds) -> None:
    found = await running.items("/calendar?from=2024-01-01&to=2025-01-31")
    assert [item["due_on"] for item in found] == sorted(item["due_on"] for item in found)
    by_service = {item["service"] for item in found}
    assert by_service == {"council", "followup"}
    follow_up = next(i for i in found if i["obligation"] == "follow-up-report" and i["subject"] == "KEN")
    assert (follow_up["state"], follow_up["due_on"], follow_up["paragraph"]) == ("due", "2025-01-15", "OP16")
    assert (follow_up["owner"], follow_up["recipient"]) == ("CTED", "CTC")


async def test_others_have_their_turn_while_the_calendar_is_made(
    running: Council, event_ids: EventIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr(answers, "dump", turns.note(answers.dump))
        found = await running.items("/calendar?limit=1000")
    assert (turns.made.total(), max(turns.made.values())) == (len(found) + 1, 1), "each item, and the whole"


async def test_what_has_no_day_comes_last_and_only_if_no_day_is_asked_for(
    running: Council, event_ids: EventIds
) -> None:
    found = await running.items("/calendar?limit=1000")
    undated = [item["id"] for item in found if item["due_on"] is None]
    assert undated == [item["id"] for item in found[-len(undated) :]] != []
    assert all(item["due_on"] for item in await running.items("/calendar?from=2020-01-01&limit=1000"))


async def test_the_calendar_of_a_state_has_its_duties_alone(running: Council, event_ids: EventIds) -> None:
    found = await running.items("/calendar?state=KEN")
    assert {(item["obligation"], item["state"]) for item in found} == {
        ("follow-up-report", "due"), ("state-response", "due"), ("factual-observations", "cancelled"),
    }  # fmt: skip


async def test_a_duty_shows_that_it_was_met_when_and_whether_late(running: Council, event_ids: EventIds) -> None:
    reported = FollowupReported(
        **KENYA.of("2025-02-01"), followup_id=KENYA.cycle, assessment_id=KENYA.assessment, due_on=date(2025, 1, 15),
        cycle=KENYA.carry("reported", reported_on=date(2025, 2, 1)),
    )  # fmt: skip
    await running.tell(KENYA.overdue())
    await running.settle()
    (overdue,) = [i for i in await running.items("/calendar?state=KEN") if i["obligation"] == "follow-up-report"]
    assert overdue["state"] == "overdue"
    await running.tell(reported)
    await running.settle()
    (met,) = [i for i in await running.items("/calendar?state=KEN") if i["obligation"] == "follow-up-report"]
    assert (met["state"], met["met_on"], met["late"], met["due_on"]) == ("met", "2025-02-01", True, "2025-01-15")


async def test_duties_are_the_committees_and_the_states_own(running: Council, event_ids: EventIds) -> None:
    seen: dict[str | None, set[str | None]] = {"owner": {None, "KEN", "UGA"}, "kenya": {None, "KEN"}}
    for token in ("owner", "kenya", "unoct", "reader", "partner", None):
        found = await running.items("/calendar?limit=1000", token)
        assert {item["subject"] for item in found} == seen.get(token, {None}), token


async def test_another_states_calendar_is_empty(running: Council, event_ids: EventIds) -> None:
    for token in OUTSIDERS:
        assert await running.get("/calendar?state=KEN", token) == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["/calendar", "/calendar?from=2024-01-01&to=2029-12-31", "/calendar?state=KEN"])
async def test_pages_of_the_calendar_follow_each_other_without_gap_or_repetition(
    running: Council, event_ids: EventIds, path: str
) -> None:
    separator = "&" if "?" in path else "?"
    whole = await running.items(f"{path}{separator}limit=1000")
    paged: list[dict[str, Any]] = []
    following = ""
    while True:
        page = await running.get(f"{path}{separator}limit=2{following}")
        paged += page["items"]
        if page["next"] is None:
            break
        following = f"&after={page['next']}"
    assert paged == whole != []


@pytest.mark.parametrize("query", ["from=yesterday", "state=Kenya", "after=x", "to=2024-02-30"])
async def test_what_cannot_be_asked_is_refused(running: Council, query: str) -> None:
    response = await (await running.client()).get(f"/calendar?{query}")
    assert response.status_code == 422


# ---- obligations -------------------------------------------------------------------


async def test_everybody_sees_the_obligations(running: Council) -> None:
    found = await running.items("/obligations?obligation=annual-report&status=due", None)
    assert [item["id"] for item in found] == [f"annual-report-{year}" for year in range(2024, 2029)]
    alone = await running.get("/obligations/annual-report-2024", None)
    assert alone["wording"] == "at least once per year"
    assert (await (await running.client()).get("/obligations/no-such")).status_code == 404


async def test_the_committee_records_what_no_event_tells(running: Council) -> None:
    client = await running.client("owner")
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


async def test_everybody_reads_which_document_people_recorded_and_no_id_of_what_only_few_may_see(
    running: Council,
) -> None:
    client = await running.client("owner")
    body = {"held_on": "2024-01-18", "document": "DRAFT/2024/1"}
    await client.post("/obligations/informal-consultations-2024/performance", json=body)
    await running.tell(programme_adopted(2024, ["KEN"], "2024-01-19"), topic="ctc.assessments")
    await running.settle()
    for token in ("owner", *OUTSIDERS, "kenya"):
        recorded = await running.get("/obligations/informal-consultations-2024", token)
        assert recorded["held_by"] == ["DRAFT/2024/1"]
        told = await running.get("/obligations/visit-list-2024", token)
        assert (told["state"], told["held"], told["held_on"]) == ("met", 1, ["2024-01-19"])
        assert told.get("held_by") == (["programme-2024"] if token == "owner" else None), token


async def test_the_committee_asks_for_a_briefing(running: Council) -> None:
    client = await running.client("owner")
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


# ---- as iCalendar -------------------------------------------------------------------


async def test_a_program_that_shows_calendars_gets_what_is_due(running: Council, event_ids: EventIds) -> None:
    client = await running.client("owner")
    response = await client.get("/feeds/calendar.ics?state=KEN")
    assert (response.status_code, response.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(response.content)
    due = {str(event["summary"]): event.start for event in calendar.events}
    assert {day for name, day in due.items() if "KEN" in name} >= {date(2025, 1, 15)}
    again = await client.get("/feeds/calendar.ics?state=KEN")
    assert again.content == response.content
    headers = {"If-Modified-Since": response.headers["last-modified"]}
    assert (await client.get("/feeds/calendar.ics?state=KEN", headers=headers)).status_code == 304
    assert (
        await client.get("/feeds/calendar.ics", headers={"If-None-Match": again.headers["etag"]})
    ).status_code == 200


async def test_no_time_in_the_day_tells_others_that_something_happened(running: Council, event_ids: EventIds) -> None:
    for token, is_told in (("owner", True), ("kenya", False), (None, False)):
        answer = await (await running.client(token)).get("/feeds/calendar.ics")
        assert (not answer.headers["last-modified"].endswith(" 05:00:00 GMT")) == is_told, answer.headers
        since = {"If-Modified-Since": answer.headers["last-modified"]}
        again = await (await running.client(token)).get("/feeds/calendar.ics", headers=since)
        assert again.status_code == (304 if is_told else 200)
        same = await (await running.client(token)).get(
            "/feeds/calendar.ics", headers={"If-None-Match": answer.headers["etag"]}
        )
        assert same.status_code == 304


async def test_a_calendar_holds_only_what_its_reader_may_see(running: Council, event_ids: EventIds) -> None:
    for token in OUTSIDERS:
        response = await (await running.client(token)).get("/feeds/calendar.ics")
        assert b"KEN:" not in response.content
