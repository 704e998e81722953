"""What the annual report names and counts of products, meetings, other bodies and plans, on a real database (OP18)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contracts import assessments as a
from contracts import council as c
from contracts import followup as f
from contracts import unoct as u
from contracts.base import EventData
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import consent, counts, numbers
from tests.support.report_facts import SECRET, Rec, Report, assess, case, tell, visit

STATES = ("KEN", "UGA", "TZA")
NOT_SHOWN = (None, None)
COMMITTEES = ("1267 Monitoring Team", "1540 Group of Experts")
"""The bodies of the two committees whose part is counted (OP18, OP35)."""


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def rows(running: Council, table: str, report: str = "annual") -> list[list[str]]:
    """The texts of one table of the report."""
    found = next(one for one in (await counts(running, report)).tables if one.id == table)
    return [[cell.text for cell in row] for row in found.rows]


async def test_only_products_for_the_public_are_named_and_all_are_counted(running: Council) -> None:
    await tell(
        running,
        told.product(a.ProductAdopted, "open", "2023-03-01", audience="public"),
        told.product(a.ProductAdopted, "closed", "2023-03-02", audience="un"),
        told.product(a.ProductAdopted, "taken-back", "2023-03-03", audience="public"),
        told.product(a.ProductWithdrawn, "taken-back", "2024-01-03", audience="public", reason="Synthetic"),
    )
    assert (await numbers(running, "annual"))["products_adopted"] == (3, None)
    assert [row[2] for row in await rows(running, "table-products")] == ["1 March 2023"]


@pytest.mark.parametrize("body", COMMITTEES)
async def test_meetings_are_counted_by_kind_and_never_named(running: Council, body: str) -> None:
    await tell(
        running,
        told.meeting(f.MeetingHeld, "m1", "2023-03-01", invited=("KEN", "UGA"), attended=("KEN",)),
        told.meeting(f.MeetingHeld, "m2", "2023-03-02", "joint", bodies=(body,)),
        told.meeting(f.MeetingPlanned, "m3", "2023-03-03", "joint"),
    )
    found = await numbers(running, "annual")
    assert (found["meetings_held"], found["joint_meetings"]) == ((2, None), (1, None))
    of_kind = [row[:2] for row in await rows(running, "table-meetings")]
    assert of_kind == [["Invitation", "1"], ["Joint", "1"]]


async def test_how_many_states_were_invited_and_came_is_for_the_committee(running: Council) -> None:
    """A State that was there would learn that the other two did not come: its own meeting does not show it that."""
    invited = ("KEN", "UGA", "TZA")
    await tell(running, told.meeting(f.MeetingHeld, "m1", "2023-03-01", "regional", invited=invited, attended=("KEN",)))
    assert {len(row) for row in await rows(running, "table-meetings")} == {3}
    assert [row[3:] for row in await rows(running, "table-meetings", "review")] == [["3", "1"]]


@pytest.mark.parametrize("committee", COMMITTEES)
async def test_bodies_stand_with_the_visits_they_were_invited_to_and_joined_and_an_unknown_name_does_not(
    running: Council, committee: str
) -> None:
    def guest(body: str, sector: str, came: bool) -> a.Guest:
        return a.Guest(body=body, sector=sector, invited_on=date(2023, 1, 1), came=came)  # type: ignore[arg-type]

    first = (
        guest(committee, "council_body", True),
        guest("UNODC", "compact", True),
        guest(SECRET, "academia", True),
    )
    second = (guest(committee, "council_body", False),)
    await tell(
        running,
        *(visit(f"v-{one}", ["2023-02-01"], one).model_copy(update={"guests": first}) for one in STATES),
        visit("v2", ["2023-03-01"], "PER").model_copy(update={"guests": second}),
        visit("v3", ["2022-03-01"], "FJI").model_copy(update={"guests": first}),
    )
    assert await rows(running, "table-council-bodies") == [[committee, "4", "3"]]
    assert await rows(running, "table-compact-entities") == [["UNODC", "3", "3"]]
    assert SECRET not in str((await counts(running, "annual")).tables)


async def test_overlaps_that_were_found_in_the_year_are_counted_with_those_that_were_resolved(running: Council) -> None:
    when = {"start": "2023-05-06", "other_start": "2023-06-03"}
    await tell(
        running,
        told.overlap(a.VisitOverlapFlagged, "o1", "2023-03-01", **when),
        told.overlap(a.VisitOverlapFlagged, "o2", "2023-03-01", **when),
        told.overlap(a.VisitOverlapFlagged, "o3", "2022-12-30", **when),
        told.overlap(a.VisitOverlapResolved, "o1", "2023-04-01", because="apart"),
        told.overlap(a.VisitOverlapResolved, "o2", "2024-01-02", because="cancelled"),
    )
    assert (await numbers(running, "annual"))["overlaps_resolved"] == (1, 2)


async def test_a_request_that_lapsed_is_apart_from_one_still_awaited(running: Council) -> None:
    await tell(
        running,
        *(consent(a.ConsentAsked, state, "2023-02-01") for state in ("KEN", "UGA", "FJI", "PER")),
        consent(a.ConsentGiven, "KEN", "2023-03-01"),
        consent(a.ConsentDeclined, "UGA", "2023-03-01"),
        consent(a.ConsentLapsed, "FJI", "2023-12-31"),
    )
    found = await numbers(running, "annual")
    for answer in ("given", "declined", "lapsed", "open"):
        assert found[f"consents_{answer}"] == (1, 4), answer


def of_each_state(*recs: Rec, states: tuple[str, ...] = STATES) -> list[EventData]:
    """An assessment of each State with these recommendations: `c-KEN`, and so on."""
    return [
        Report(state, "2022-02-01", tuple(replace(one, id=f"{one.id}-{state}") for one in recs), state).complete()
        for state in states
    ]


async def test_what_the_committee_itself_recommended_is_counted_as_far_as_it_may_be_seen(running: Council) -> None:
    await tell(
        running,
        *of_each_state(Rec("c", made_by="CTC"), Rec("d"), Rec("w", audience="un", made_by="CTC")),
        Report("A", "2023-02-01", (Rec("e"),)).complete(),
        *(assess(id_, "2023-06-01", "implemented") for id_ in ("c-KEN", "w-KEN", "d-KEN")),
    )
    found = await numbers(running, "annual")
    assert (found["implemented"], found["made_by_committee"]) == ((3, 10), (3, 7))
    assert found["made_by_committee_implemented"] == (1, 3)
    counted = await told.basis(running, "annual", "made_by_committee_implemented")
    assert [one.id for one in counted] == ["c-KEN", "c-TZA", "c-UGA"]


@pytest.mark.parametrize(("committee", "others"), [(STATES[:2], STATES), (STATES, STATES[:2])])
async def test_too_few_of_the_committee_are_not_shown_nor_what_tells_of_too_few_others(
    running: Council, committee: tuple[str, ...], others: tuple[str, ...]
) -> None:
    more = [Report(f"more-{one}", "2023-02-01", (Rec(f"m-{one}"),), one).complete() for one in others]
    await tell(running, *of_each_state(Rec("c", made_by="CTC"), states=committee), *more)
    found = await numbers(running, "annual")
    assert found["assessed"] == (0, 5)
    assert (found["made_by_committee"], found["made_by_committee_implemented"]) == (NOT_SHOWN, NOT_SHOWN)


async def tell_what_rose(running: Council, *served: str) -> None:
    """Of nine recommendations of three States two rose and one fell. One that rose is among what assistance served."""
    await tell(
        running,
        *of_each_state(*(Rec(id_, wanted=True) for id_ in ("r1", "r2", "r3"))),
        *(assess(f"{id_}-KEN", "2022-06-01", "in_progress") for id_ in ("r1", "r2", "r3")),
        *(case(u.CaseTakenUp, id_, "2023-01-10", project_id="p1") for id_ in served),
        assess("r1-KEN", "2023-06-01", "implemented"),
        assess("r2-KEN", "2023-06-01", "partly_implemented"),
        assess("r3-KEN", "2023-06-01", "not_started"),
    )


async def test_what_rose_is_counted_with_the_assistance_for_it_and_what_fell_too(running: Council) -> None:
    await tell_what_rose(running, "r1-KEN", "r1-UGA", "r1-TZA")
    found = await numbers(running, "annual")
    assert (found["improved"], found["lowered"], found["improved_with_assistance"]) == ((2, 3), (1, 3), (1, 2))
    for figure in ("improved", "lowered", "improved_with_assistance"):  # to be in it tells of an assessment
        assert await told.basis(running, "annual", figure, "unoct") == []


@pytest.mark.parametrize("risen", ["r1-KEN", "r3-KEN"])
async def test_the_un_does_not_learn_whether_the_only_one_that_was_taken_up_rose(running: Council, risen: str) -> None:
    await tell_what_rose(running, risen)
    found = await numbers(running, "annual")
    assert (found["improved"], found["improved_with_assistance"]) == ((2, 3), NOT_SHOWN)


async def test_a_few_recommendations_that_may_be_seen_tell_nothing_where_none_was_taken_up(running: Council) -> None:
    await tell(
        running,
        Report("A", "2022-02-01", (Rec("r1"), Rec("r2"))).complete(),
        assess("r1", "2022-06-01", "in_progress"),
        assess("r1", "2023-06-01", "implemented"),
    )
    found = await numbers(running, "annual")
    assert (found["improved"], found["improved_with_assistance"]) == ((1, 1), NOT_SHOWN)


async def test_it_names_the_days_of_consultations_and_the_visits_that_states_agreed_to(running: Council) -> None:
    await tell(
        running,
        told.obligation(c.ObligationMet, "informal-consultations-2023", "2023-12-31", "2023-11-07"),
        told.obligation(c.ObligationMet, "annual-report-2023", "2023-12-31", "2023-11-08"),
        told.agree_to_visit("v1", "2024-02-05", "2023-12-12"),
        told.plan_visit("v2", "2024-02-06", "2023-12-12", "UGA"),
    )
    assert await rows(running, "table-consultations") == [["7 November 2023"]]
    assert await rows(running, "table-planned") == [["5 February 2024", "Kenya", "Not stated"]]
