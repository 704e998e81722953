"""A State over HTTP: everything about it, as far as its reader may see it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date

import pytest

from contracts import unoct as u
from services.council.lookups.states import reading
from shared.engine.time.clock import HandClock
from shared.web import answers, lists
from tests.support.council import Council, council
from tests.support.council_story import BEGIN, CLOSED, INSIDERS, KENYA, OPEN, OUTSIDERS, SECRET, UGANDA, EventIds, tell
from tests.support.postgres import PostgresServer
from tests.support.turns import count_turns


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


@pytest.fixture
async def event_ids(running: Council) -> EventIds:
    await tell(running, UGANDA)
    return await tell(running, KENYA)


async def test_all_states_are_listed_with_their_visits(running: Council, event_ids: EventIds) -> None:
    found = {item["id"]: item for item in await running.items("/states", None)}
    assert len(found) >= 193
    assert (found["KEN"]["visits"], found["KEN"]["last_visited_on"]) == (1, "2023-05-06")
    assert (found["FJI"]["visits"], found["FJI"]["last_visited_on"]) == (0, None)


async def test_insiders_see_everything_about_a_state(running: Council, event_ids: EventIds) -> None:
    await running.tell(KENYA.state_position())
    await running.settle()
    for token in INSIDERS:
        kenya = await running.get("/states/KEN", token)
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


async def test_others_have_their_turn_while_a_part_of_a_state_s_file_is_made(
    running: Council, event_ids: EventIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with count_turns(monkeypatch) as turns:
        noted = turns.note(answers.dump)
        monkeypatch.setattr(answers, "dump", noted)
        monkeypatch.setattr(reading, "dump", noted)
        assert len(await running.items("/states/KEN/recommendations?limit=1000", INSIDERS[0])) == 2
    assert (turns.made.total(), max(turns.made.values())) == (3, 1), "each recommendation, and the whole"


async def test_a_state_s_file_shows_each_part_of_the_help(running: Council, event_ids: EventIds) -> None:
    case = KENYA.open_case()
    parts = (
        u.CasePart(body="UNODC", project_id="p", status="delivered", delivered_on=date(2024, 1, 10), note=SECRET),
        u.CasePart(body="ICAO", project_id="q", status="taken_up"),
    )
    fields = {name: getattr(case, name) for name in u.CaseFact.model_fields}
    await running.tell(u.CasePartsChanged(**fields, status="taken_up", parts=parts), "KEN")
    await running.settle()
    for token in INSIDERS:
        (shown,) = (await running.get("/states/KEN", token))["cases"]["items"]
        assert shown["parts"] == [
            {"body": "UNODC", "project_id": "p", "status": "delivered", "delivered_on": "2024-01-10"},
            {"body": "ICAO", "project_id": "q", "status": "taken_up", "delivered_on": None},
        ]
        assert shown["stage"] == "opened", "its other events say how the case stands"


async def test_nothing_internal_or_withheld_reaches_an_outsider(running: Council, event_ids: EventIds) -> None:
    parts = ("visits", "assessments", "recommendations", "cycles", "cases", "calendar")
    for token in OUTSIDERS:
        for path in ("/states/KEN", *(f"/states/KEN/{part}" for part in parts)):
            said = json.dumps(await running.get(path, token))
            assert not [word for word in (SECRET, KENYA.recommendation(CLOSED), "disclosure", "status") if word in said]
        whole = await running.get("/states/KEN", token)
        assert whole["cycles"] == whole["calendar"] == {"items": [], "next": None}
        assert len(whole["visits"]["items"]) == 1


async def test_what_is_for_the_un_reaches_the_un_and_nobody_wider(running: Council, event_ids: EventIds) -> None:
    for token in OUTSIDERS:
        sees = token in ("unoct", "reader")
        kenya = await running.get("/states/KEN", token)
        assert [one["id"] for one in kenya["assessments"]["items"]] == [KENYA.assessment] * sees
        assert [one["text"] for one in kenya["recommendations"]["items"]] == ["An open text."] * sees
        assert [one["id"] for one in kenya["cases"]["items"]] == [KENYA.case] * sees
        findings = [one["provision"] for each in kenya["assessments"]["items"] for one in each["findings"]]
        assert findings == ["An open provision"] * sees


async def test_what_a_state_opens_is_seen_at_once_and_what_it_narrows_no_more(
    running: Council, event_ids: EventIds
) -> None:
    await running.tell(KENYA.disclose("public", OPEN))
    await running.settle()
    kenya = await running.get("/states/KEN", None)
    assert [one["text"] for one in kenya["recommendations"]["items"]] == ["An open text."]
    assert kenya["assessments"]["items"] == []  # its own audience decides, not its assessment's
    await running.tell(KENYA.disclose("committee", OPEN))
    await running.settle()
    for token in OUTSIDERS:
        kenya = await running.get("/states/KEN", token)
        assert kenya["recommendations"]["items"] == kenya["cases"]["items"] == []


async def test_what_is_withdrawn_is_seen_by_insiders_alone(running: Council, event_ids: EventIds) -> None:
    await running.tell(KENYA.withdraw())
    await running.settle()
    kenya = await running.get("/states/KEN", "reader")
    assert kenya["assessments"] == kenya["recommendations"] == kenya["cases"] == {"items": [], "next": None}
    (assessment,) = (await running.get("/states/KEN", "kenya"))["assessments"]["items"]
    assert assessment["withdrawn"]


async def test_a_recommendation_that_a_correction_left_out_is_gone(running: Council, event_ids: EventIds) -> None:
    await running.tell(KENYA.correct())
    await running.settle()
    kenya = await running.get("/states/KEN")
    assert [one["id"] for one in kenya["recommendations"]["items"]] == [KENYA.recommendation(OPEN)]
    assert kenya["assessments"]["items"][0]["recommendation_ids"] == [KENYA.recommendation(OPEN)]
    assert len((await running.get("/states/UGA"))["recommendations"]["items"]) == 2


async def test_a_visit_that_is_only_planned_is_seen_by_insiders_alone(running: Council) -> None:
    await running.tell(KENYA.plan_visit())
    await running.settle()
    for token in OUTSIDERS:
        assert (await running.get("/states/KEN", token))["visits"]["items"] == []
    (visit,) = (await running.get("/states/KEN", "kenya"))["visits"]["items"]
    assert (visit["stage"], visit["start"]) == ("planned", "2023-05")


async def test_parts_of_a_state_are_paged(running: Council, event_ids: EventIds) -> None:
    page = await running.get("/states/KEN/recommendations?limit=1")
    rest = await running.get(f"/states/KEN/recommendations?limit=1&after={page['next']}")
    assert rest["next"] is None
    assert {one["id"] for one in (*page["items"], *rest["items"])} == {
        KENYA.recommendation(OPEN), KENYA.recommendation(CLOSED),
    }  # fmt: skip


async def test_a_page_that_ends_with_what_is_withheld_has_no_cursor(running: Council, event_ids: EventIds) -> None:
    assert (await running.get("/states/KEN/recommendations?limit=1", "reader"))["next"] is None


@pytest.mark.parametrize(("code", "status"), [("KEN", 200), ("ken", 200), ("XXX", 404), ("TWN", 404), ("K", 422)])
async def test_only_member_states_are_found(running: Council, code: str, status: int) -> None:
    assert (await (await running.client()).get(f"/states/{code}")).status_code == status


async def test_a_page_of_a_part_ends_by_its_bytes_and_whoever_reads_on_misses_nothing(
    running: Council, event_ids: EventIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await running.get("/states/KEN/recommendations", INSIDERS[0])
    monkeypatch.setattr(lists, "LARGEST_PAGE", 1)
    first = await running.get("/states/KEN/recommendations", INSIDERS[0])
    rest = await running.get(f"/states/KEN/recommendations?after={first['next']}", INSIDERS[0])
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (1, 1, None)
    assert first["items"] + rest["items"] == whole["items"]
