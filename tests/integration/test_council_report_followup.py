"""What the report on one cycle counts and lists (OP16), on a real database: one rule a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import followup as f
from contracts import unoct as u
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_counts import basis, count_report, numbers, table
from tests.support.report_facts import Rec, Report, assess, case, close, merge, report_status, tell

REPORT = NAMED["followup"]
NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
ONE = Report("A", "2022-06-01", (Rec("r1"), Rec("r2", audience="committee"), Rec("n1", audience="un", wanted=True)))
CYCLE = "A/cycle"


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


async def figures(running: Council, thing: str = CYCLE, **asked: str) -> dict[str, tuple[int | None, int | None]]:
    return numbers(await count_report(running, REPORT, "committee", thing=thing, **asked))


async def test_only_what_cted_assessed_is_implemented_and_what_the_state_reports_stands_beside_it(
    running: Council,
) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"))
    await tell(
        running, report_status("r1", "2023-03-01", "implemented"), assess("r1", "2023-05-01", "partly_implemented")
    )
    await tell(running, report_status("r2", "2023-03-01", "implemented"), assess("n1", "2023-05-01", "implemented"))
    found = await figures(running)
    assert (found["implemented"], found["partly_implemented"]) == ((1, 3), (1, 3))
    assert (found["assessed"], found["reported_implemented"]) == ((2, 3), (2, 3))


async def test_a_figure_is_also_given_by_priority_for_those_inside(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), assess("r1", "2023-05-01", "implemented"))
    found = await figures(running)
    assert found["implemented.priority.high"] == (1, 3)
    assert "implemented.priority.low" not in found


async def test_of_a_merger_only_the_successor_counts_and_what_is_closed_does_not(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), close("n1", "2023-02-01", "overtaken"))
    await tell(running, merge(["r1", "r2"], Rec("s1"), "2023-04-01", "in_progress"))
    assert (await figures(running))["assessed"] == (1, 1)


async def test_what_is_carried_over_counts_in_the_cycle_that_it_joined_alone(running: Council) -> None:
    two = Report("B", "2023-03-01", (Rec("b1"),))
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), two.complete(), two.due("2024-03-01"))
    over = f.RecommendationCarriedOver(
        state="KEN", recommendation_id="r1", assessment_id="A", followup_id=CYCLE, to_followup_id="B/cycle",
        decided_by="CTC", occurred_on=date(2023, 4, 1), synthetic=True,
    )  # fmt: skip
    await tell(running, over)
    assert (await figures(running))["assessed"] == (0, 2)
    assert (await figures(running, "B/cycle"))["assessed"] == (0, 2)
    assert (await figures(running, cut_off="2023-03-31"))["assessed"] == (0, 3)


async def test_a_need_that_the_state_requested_and_the_un_has_is_taken_up_or_not(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), case(u.CaseOpened, "n1", "2022-06-01"))
    assert (await figures(running))["taken_up"] == (0, 1)
    await tell(running, case(u.CaseTakenUp, "n1", "2023-04-01", project_id="p"))
    assert (await figures(running))["taken_up"] == (1, 1)


async def test_a_report_is_so_many_days_late_or_early_and_none_while_it_is_not_made(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"))
    assert (await figures(running))["days_late"] == (None, None)
    await tell(running, ONE.file_report("2023-05-29"))
    assert (await figures(running))["days_late"] == (-3, None)
    await tell(running, ONE.move_due_date("2023-05-20", "2023-06-02"))
    assert (await figures(running))["days_late"] == (9, None)
    await tell(running, ONE.due("2023-12-01", sequence=2))
    assert (await figures(running))["days_late"] == (None, None)


async def test_a_withdrawn_assessment_leaves_its_cycle_empty(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), ONE.withdraw("2023-02-01"))
    assert (await figures(running))["assessed"] == (0, 0)
    assert (await figures(running, cut_off="2023-01-31"))["assessed"] == (0, 3)


async def test_from_the_committee_nothing_is_withheld_of_an_assessment_that_was_withdrawn_since(
    running: Council,
) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), ONE.withdraw("2023-02-01"))
    counts = await count_report(running, REPORT, "committee", thing=CYCLE, cut_off="2023-01-31")
    assert counts.withheld == 0
    assert numbers(counts)["assessed.priority.high"] == (0, 3)


async def test_it_lists_punctuality_steps_and_the_response(running: Council) -> None:
    await tell(running, ONE.complete(), ONE.due("2023-06-01"), ONE.file_report("2023-06-05"))
    await tell(running, ONE.followup(f.FollowupNotAnswered, "2023-01-03", response_due_on=date(2023, 1, 2)))
    await tell(running, assess("r1", "2023-05-01", "implemented"))
    found = await count_report(running, REPORT, "committee", thing=CYCLE)
    assert table(found, "follow-ups") == [["1", "1 June 2023", "5 June 2023", "4", "Reported"]]
    assert table(found, "response") == [["Not recorded", "Not answered, as of 3 January 2023"]]
    steps = {row[0]: row[1:] for row in table(found, "steps")}
    assert steps["r1: SECRET"] == ["High", "None yet", "Nothing yet", "Implemented", "SECRET"]
    assert table(found, "proposals") == [["1", "Further follow-up or assistance", "SECRET"]]
    assert found.synthetic is True


async def test_its_basis_is_the_committees_and_the_states_own(running: Council) -> None:
    ids = await tell(running, ONE.complete(), ONE.due("2023-06-01"), assess("r1", "2023-05-01", "implemented"))
    found = {one.id: one for one in await basis(running, REPORT, "committee", "implemented", "kenya", CYCLE)}
    assert {id_: one.numerator for id_, one in found.items()} == {"n1": False, "r1": True, "r2": False}
    assert found["r1"].events == (ids[0], ids[2])
    assert len(await basis(running, REPORT, "committee", "implemented", "member", CYCLE)) == 3
    for outsider in ("uganda", "unoct", "partner"):
        assert await basis(running, REPORT, "committee", "implemented", outsider, CYCLE) == []


async def test_a_cycle_that_is_not_known_has_no_figures_to_speak_of(running: Council) -> None:
    found = await figures(running, "unknown")
    assert (found["implemented"], found["days_late"]) == ((0, 0), (None, None))
