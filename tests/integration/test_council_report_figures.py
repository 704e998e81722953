"""What figures on visits, assessments and follow-up count, on a real database: one rule a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import followup as f
from contracts.base import EventData
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import cancel_visit, merge_visits, separate_visits
from tests.support.report_facts import Rec, Report, assess, at, figures, report, tell, visit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


# ---- visits (rules 3 and 13) -----------------------------------------------------------------


async def test_a_visit_counts_once_in_the_year_its_last_component_ended(running: Council) -> None:
    await tell(running, visit("v", ["2022-11-30", "2023-02-03"]))
    before, after = await figures(running, 2022), await figures(running, 2023)
    assert (before["visits"], before["visit_components"]) == ((0, None), (0, None))
    assert (after["visits"], after["visit_components"], after["missions"]) == ((1, None), (2, None), (1, None))


async def test_a_component_that_becomes_known_later_moves_the_visit(running: Council) -> None:
    await tell(running, visit("v", ["2022-11-30"]))
    assert (await figures(running, 2022))["visits"] == (1, None)
    at(running, date(2024, 1, 16))
    await tell(running, visit("v", ["2022-11-30", "2023-02-03"]))
    now = await figures(running, 2022, freeze="2024-01-16T17:00:00Z")
    assert (now["visits"], (await figures(running, 2023))["visits"]) == ((0, None), (1, None))


async def test_a_mission_to_several_states_is_one_mission_and_a_visit_to_each(running: Council) -> None:
    await tell(
        running,
        visit("v1", ["2023-03-01"], "KEN", mission="m"),
        visit("v2", ["2023-03-08"], "UGA", mission="m"),
        visit("v3", ["2023-06-01"], "UGA"),
    )
    found = await figures(running)
    assert [found[id_][0] for id_ in ("missions", "visits", "states_visited")] == [2, 3, 2]
    assert found["never_visited"] == (191, 193)


async def test_a_mission_counts_when_its_last_visit_ended(running: Council) -> None:
    await tell(
        running, visit("v1", ["2022-12-10"], "KEN", mission="m"), visit("v2", ["2023-01-20"], "UGA", mission="m")
    )
    before, after = await figures(running, 2022), await figures(running, 2023)
    assert (before["visits"], before["missions"]) == ((1, None), (0, None))
    assert (after["visits"], after["missions"], after["missions_since_2005"]) == ((1, None), (1, None), (1, None))


async def test_a_merger_counts_until_it_was_taken_back_and_a_visit_until_it_was_found_to_be_none(
    running: Council,
) -> None:
    visits = [visit(id_, [day]) for id_, day in (("v1", "2022-03-01"), ("v2", "2022-05-01"), ("v3", "2022-06-01"))]
    steps: list[tuple[EventData, ...]] = [
        (*visits,),
        (merge_visits("v1", ["v2"], "2022-10-01"), visit("v1", ["2022-03-01", "2022-05-01"])),
        (separate_visits("v1", ["v2"], "2022-11-01"), visits[0], visits[1]),
        (cancel_visit("v3", "2022-12-01"),),
    ]
    seen = []
    for day, step in enumerate(steps, 16):
        at(running, date(2024, 1, day))
        await tell(running, *step)
        found = await figures(running, 2022, freeze=f"2024-01-{day}T17:00:00Z")
        seen.append((found["visits"], found["visit_components"]))
    assert seen == [((count, None), (components, None)) for count, components in ((3, 3), (2, 3), (3, 3), (2, 2))]
    states = {one["id"]: one["visits"] for one in (await running.get("/states"))["items"]}
    assert states["KEN"] == 2


async def test_a_date_known_by_year_or_month_counts_in_its_year(running: Council) -> None:
    await tell(running, visit("v1", ["2023"]), visit("v2", ["2023-12"]), visit("v3", ["2005"]), visit("v4", ["2004"]))
    found = await figures(running)
    assert (found["visits"], found["visits_since_2005"]) == ((2, None), (3, None))


async def test_another_bodys_visit_is_not_counted(running: Council) -> None:
    await tell(running, visit("v", ["2023-02-03"], body="UNODC"))
    found = await figures(running)
    assert (found["visits"], found["never_visited"]) == ((0, None), (193, 193))


# ---- assessments and their release (rules 8 and 11, OP19) ------------------------------------


async def test_a_withdrawn_assessment_leaves_every_count_from_the_next_cut_off_and_its_visit_stays(
    running: Council,
) -> None:
    one = Report("A", "2022-05-01", (Rec("r1"),))
    await tell(running, visit("v", ["2022-02-03"]), one.complete(), assess("r1", "2022-12-01", "implemented"))
    await tell(running, one.withdraw("2023-04-01"))
    before, after = await figures(running, 2022), await figures(running, 2023)
    assert (before["assessments_completed"], before["implemented"]) == ((1, None), (1, 1))
    assert (after["assessments_completed"], after["implemented"]) == ((0, None), (0, 0))
    assert after["visits_since_2005"] == (1, None)


async def test_a_correction_counts_from_the_day_it_was_made(running: Council) -> None:
    one = Report("A", "2022-12-30")
    await tell(running, one.complete(), one.correct("2023-02-01", submitted="2023-01-03"))
    assert (await figures(running, 2022))["assessments_completed"] == (1, None)
    assert (await figures(running, 2023))["assessments_completed"] == (1, None)


async def test_released_in_full_means_every_part_reaches_the_un_at_the_cut_off(running: Council) -> None:
    await tell(
        running,
        Report("full", "2023-03-01", (Rec("r1", audience="un"), Rec("r2")), finding="public").complete(),
        Report("part", "2023-03-01", (Rec("r3"),), finding="committee").complete(),
        Report("part2", "2023-03-01", (Rec("r4", audience="council"),)).complete(),
        Report("none", "2023-03-01", (Rec("r5"),), audience="committee").complete(),
    )
    found = await figures(running)
    assert (found["reports_released_full"], found["reports_released_part"]) == ((1, 4), (2, 4))


async def test_the_disclosure_in_force_at_the_cut_off_counts(running: Council) -> None:
    one = Report("A", "2023-03-01", (Rec("r1"),))
    await tell(running, one.complete(), one.disclose("2023-12-31", "committee", "r1"))
    await tell(running, one.disclose("2024-01-02", "public", "r1"))
    found = await figures(running)
    assert (found["reports_released_full"], found["reports_released_part"]) == ((0, 1), (1, 1))


async def test_a_part_that_a_correction_took_out_keeps_nothing_back(running: Council) -> None:
    one = Report("A", "2023-03-01", (Rec("r1"), Rec("r2", audience="committee")))
    await tell(running, one.complete(), one.correct("2023-04-01", recs=(Rec("r1"),)))
    found = await figures(running)
    assert (found["reports_released_full"], found["implemented"]) == ((1, 1), (0, 1))


# ---- follow-up (OP16, rules 4, 5 and 9) ------------------------------------------------------


async def test_a_report_on_the_last_day_is_on_time_and_one_a_day_later_is_not(running: Council) -> None:
    early, last, late, never = (Report(id_, "2022-01-01") for id_ in ("e", "l", "t", "n"))
    await tell(running, *(one.due("2023-06-30") for one in (early, last, late, never)))
    await tell(running, early.file_report("2022-12-01"), last.file_report("2023-06-30"), late.file_report("2023-07-01"))
    found = await figures(running)
    assert (found["followups_due"], found["followups_on_time"]) == ((4, None), (2, 4))


async def test_a_due_date_is_the_one_known_at_the_cut_off(running: Council) -> None:
    one = Report("A", "2022-01-01")
    await tell(running, one.due("2023-12-20"), one.move_due_date("2024-01-10", "2023-11-01"))
    assert (await figures(running))["followups_due"] == (0, None)
    two = Report("B", "2022-01-01")
    at(running, date(2024, 1, 16))
    await tell(running, two.due("2023-12-20"), two.move_due_date("2024-02-10", "2024-01-10"))
    assert (await figures(running, freeze="2024-01-16T17:00:00Z"))["followups_due"] == (1, None)


async def test_a_further_follow_up_is_a_report_of_its_own(running: Council) -> None:
    one = Report("A", "2022-01-01")
    await tell(running, one.due("2023-01-01"), one.file_report("2023-01-01"), one.due("2023-12-31", sequence=2))
    found = await figures(running)
    assert (found["followups_due"], found["followups_on_time"]) == ((2, None), (1, 2))


async def test_what_is_cancelled_or_without_a_mandate_is_not_due(running: Council) -> None:
    cancelled, pending, revived = (Report(id_, "2022-01-01") for id_ in ("c", "p", "r"))
    await tell(running, *(one.due("2023-06-30") for one in (cancelled, pending, revived)))
    await tell(running, cancelled.followup(f.FollowupCancelled, "2023-05-01", reason="withdrawn"))
    for one in (pending, revived):
        lapsed = one.followup(
            f.FollowupPending,
            "2023-05-01",
            anchor="x",
            anchor_on=date(2022, 1, 1),
            due_on=date(2023, 6, 30),
            reason="none",
        )
        await tell(running, lapsed)
    await tell(running, revived.move_due_date("2023-08-01", "2023-05-02"))
    assert (await figures(running))["followups_due"] == (1, None)


async def test_what_was_still_to_be_made_when_its_cycle_was_closed_fell_due_to_nobody(running: Council) -> None:
    before, on, after, made = (Report(id_, "2022-01-01") for id_ in ("b", "o", "a", "m"))
    await tell(running, *(one.due("2023-06-30") for one in (before, on, after, made)), made.file_report("2023-04-01"))
    days = ("2023-05-01", "2023-06-30", "2023-07-01", "2023-05-01")
    for one, day in zip((before, on, after, made), days, strict=True):
        await tell(running, one.followup(f.FollowupClosed, day, reason="Each was carried over."))
    found = await figures(running)
    assert (found["followups_due"], found["followups_on_time"]) == ((2, None), (1, 2))
    await tell(running, before.followup(f.FollowupReopened, "2023-05-02", reason="One came back."))
    assert (await figures(running, cut_off="2023-12-30"))["followups_on_time"] == (1, 3)
    await tell(running, before.followup(f.FollowupClosed, "2023-07-01", reason="It was overtaken."))
    assert (await figures(running, cut_off="2023-12-29"))["followups_on_time"] == (1, 3), "it fell due before"


async def test_a_report_is_synthetic_if_anything_that_it_counts_is(running: Council) -> None:
    await tell(
        running, visit("v", ["2022-02-03"], synthetic=False), Report("A", "2022-01-01", synthetic=False).complete()
    )
    assert (await report(running, 2022))["synthetic"] is False
    await tell(running, visit("w", ["2023-02-03"]))
    assert (await report(running, 2023))["synthetic"] is True
