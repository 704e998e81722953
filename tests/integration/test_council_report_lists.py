"""What each figure of an edition counted, thing by thing, for who may see it, with the events behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts import assessments as a
from contracts import followup as f
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import hold_briefing
from tests.support.report_facts import at, elsewhere, tell
from tests.support.report_story import ASSESSMENT, PATH, get, make_sure, ok, publish, tell_year

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def year_events(running: Council) -> list[str]:
    return await tell_year(running)


async def basis(running: Council, id_: str, token: str | None = "owner", query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ok(running, f"{PATH}/figures/{id_}/basis{query}", token))["items"]
    return found


async def test_each_basis_lists_what_its_figure_counted(running: Council, year_events: list[str]) -> None:
    made = await make_sure(running)
    for one in made["figures"]:
        listed = (await ok(running, f"{one['basis']}&limit=1000"))["items"]
        if one.get("suppressed"):
            assert listed == []
            continue
        counted = [item for item in listed if item["numerator"]]
        assert len(counted) == one["numerator"], one["id"]
        assert len(listed) == (one["numerator"] if one["denominator"] is None else one["denominator"]), one["id"]


async def test_the_units_of_visits_are_listed_each_as_itself(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    listed = {id_: await basis(running, id_) for id_ in ("missions", "visits", "visit_components", "states_visited")}
    assert {id_: [item["id"] for item in items] for id_, items in listed.items()} == {
        "missions": ["m"],
        "visits": ["v1", "v2"],
        "visit_components": ["v1/1", "v1/2", "v2/1"],
        "states_visited": ["KEN", "UGA"],
    }
    assert listed["missions"][0]["states"] == ["KEN", "UGA"]
    assert listed["missions"][0]["events"] == year_events[:2]


async def test_from_a_figure_the_events_behind_it_can_be_traced(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    (r1,) = [item for item in await basis(running, "implemented") if item["id"] == "r1"]
    assert r1 == {
        "id": "r1",
        "kind": "recommendation",
        "states": ["KEN"],
        "numerator": True,
        "events": [year_events[2], year_events[5]],
    }
    (due,) = await basis(running, "followups_on_time")
    assert (due["kind"], due["numerator"], due["events"]) == ("follow-up report", True, year_events[3:5])
    for event in r1["events"]:
        assert (await get(running, f"/trace/{event}")).status_code == 200


@pytest.mark.parametrize(
    ("token", "seen"),
    [
        (None, ["r1", "r2", "r3"]),
        ("partner", ["r1", "r2", "r3"]),
        ("uganda", ["r1", "r2", "r3"]),
        ("reader", ["r1", "r2", "r3", "u1"]),
        ("kenya", ["c1", "c2", "r1", "r2", "r3", "u1"]),
        ("member", ["c1", "c2", "r1", "r2", "r3", "u1"]),
    ],
)
async def test_a_list_holds_what_its_reader_may_see(
    running: Council, year_events: list[str], token: str | None, seen: list[str]
) -> None:
    await make_sure(running)
    items = await basis(running, "implemented", token)
    assert [item["id"] for item in items] == seen
    inside = token in ("kenya", "member")
    assert all(("numerator" in item) is inside for item in items)
    assert all((year_events[5] in item["events"]) is (inside and item["id"] == "r1") for item in items)
    assert len(await basis(running, "followups_due", token)) == inside


async def test_a_state_learns_of_a_meeting_only_that_it_was_invited_itself(running: Council) -> None:
    await tell(running, told.meeting(f.MeetingHeld, "m1", "2023-06-01", invited=("KEN", "UGA"), attended=("KEN",)))
    await make_sure(running)
    for token, states in (("kenya", [["KEN"]]), ("uganda", [["UGA"]]), ("reader", []), ("member", [["KEN", "UGA"]])):
        assert [item["states"] for item in await basis(running, "meetings_held", token)] == states


async def test_an_overlap_is_listed_for_the_committee_alone_and_a_briefing_for_unoct_too(running: Council) -> None:
    flagged = {"start": "2023-05-06", "other_start": "2023-06-03"}
    await tell(running, told.overlap(a.VisitOverlapFlagged, "o1", "2023-03-01", **flagged))
    await tell(running, hold_briefing("b1", "2023-06-01"))
    await make_sure(running)
    for token in (None, "kenya", "reader", "unoct", "member"):
        assert len(await basis(running, "overlaps_resolved", token)) == (token == "member")
        assert len(await basis(running, "unoct_briefings", token)) == (token in ("member", "unoct"))


async def test_what_was_taken_up_is_the_uns_to_know(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    (item,) = await basis(running, "cases_taken_up", "reader")
    assert (item["id"], item["numerator"], item["events"]) == ("u1", True, [year_events[2], year_events[8]])
    assert await basis(running, "cases_taken_up", None) == []


async def test_a_state_named_beside_a_recommendation_does_not_learn_what_was_taken_up(
    running: Council, year_events: list[str]
) -> None:
    await make_sure(running)
    named = ("state:FJI", "body:unoct")
    part = a.Disclosed(id="u1", audience="committee", parties=named)
    closed = ASSESSMENT.disclose("2024-01-15", "committee", "u1")
    await tell(running, closed.model_copy(update={"parties": named, "parts": (part,)}))
    for token, numerator, number in (("unoct", True, 2), ("mission-fiji", None, 1)):
        (item,) = await basis(running, "cases_taken_up", token)
        assert (item["id"], item.get("numerator"), len(item["events"])) == ("u1", numerator, number)


async def test_a_list_follows_a_narrowed_choice_though_the_edition_stands(
    running: Council, year_events: list[str]
) -> None:
    first = await publish(running)
    at(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclose("2024-02-01", "un", "r1"))
    assert [item["id"] for item in await basis(running, "implemented", None)] == ["r2", "r3"]
    assert (await get(running)).content == first.content
    assert [item["id"] for item in await basis(running, "assessments_completed", "reader")] == ["A"]
    await tell(running, ASSESSMENT.withdraw("2024-02-01"))
    assert await basis(running, "implemented", None) == []
    assert await basis(running, "assessments_completed", "reader") == []
    assert len(await basis(running, "implemented", "member")) == 6
    assert len(await basis(running, "assessments_completed", "member")) == 1


async def test_a_list_is_paged(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    found, query = list[str](), "?limit=2"
    while True:
        page = await ok(running, f"{PATH}/figures/implemented/basis{query}")
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query = f"?limit=2&after={page['next']}"
    assert found == ["c1", "c2", "r1", "r2", "r3", "u1"]


async def test_a_theme_lists_what_the_reports_readers_may_see_and_a_hidden_one_nothing(
    running: Council, year_events: list[str]
) -> None:
    await tell(running, *elsewhere(withheld=True))
    made = await make_sure(running)
    assert next(one for one in made["figures"] if one["id"] == "assessed.theme.cft")["suppressed"] is True
    seen = ["r1", "r2", "r3", "x-TZA", "x-UGA"]
    assert [item["id"] for item in await basis(running, "assessed.theme.travel")] == seen
    assert [item["id"] for item in await basis(running, "assessed.region.africa")] == seen
    assert await basis(running, "assessed.theme.cft") == []


async def test_a_figure_or_edition_that_is_not_there_has_no_list(running: Council) -> None:
    assert (await get(running, f"{PATH}/figures/visits/basis")).status_code == 404
    await make_sure(running)
    assert (await get(running, f"{PATH}/figures/unknown/basis")).status_code == 404
    assert (await get(running, f"{PATH}/figures/visits/basis?edition=2")).status_code == 404
    assert await running.rows("select count(*) from council.editions") == [(1,)]


async def test_a_browser_gets_the_list_as_a_page_with_the_next_one(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    page = await get(running, f"{PATH}/figures/implemented/basis?limit=2", accept="text/html")
    assert "What was counted: Recommendations assessed as implemented" in page.text
    assert "/ui/trace/c1" in page.text
    assert "Next page" in page.text
    public = await get(running, f"{PATH}/figures/implemented/basis", None, accept="text/html")
    assert "/trace/c1" not in public.text
    assert "r1" in public.text
    assert "not shown" in public.text


async def test_a_list_leads_only_to_what_its_reader_may_trace(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    for token in (None, "partner", "reader", "member"):
        page = (await get(running, f"{PATH}/figures/implemented/basis", token, accept="text/html")).text
        items = await basis(running, "implemented", token)
        ids = {*(item["id"] for item in items), *(event for item in items for event in item["events"])}
        opens = {id_ for id_ in ids if (await get(running, f"/trace/{id_}", token)).status_code == 200}
        assert {item["id"] for item in items if f'href="/ui/trace/{item["id"]}"' in page} == opens & {
            item["id"] for item in items
        }
        assert {event for item in items for event in item["events"]} <= opens
    assert 'href="/ui/trace/r1"' in (await get(running, f"{PATH}/figures/implemented/basis", accept="text/html")).text


async def test_a_list_says_once_how_many_its_report_withholds(running: Council, year_events: list[str]) -> None:
    await make_sure(running)
    for figure in ("implemented", "visits", "assessed.theme.travel"):
        found = await ok(running, f"{PATH}/figures/{figure}/basis", None)
        assert (found["withheld"], "withheld" in str(found["items"])) == (3, False)
