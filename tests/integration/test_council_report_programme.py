"""What the programme of visits counts and lists, on a real database: one rule a test (OP12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import assessments as a
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import (
    basis,
    consent,
    counts,
    final,
    merge_visits,
    numbers,
    of_kind,
    programme_adopted,
    programme_changed,
    request_visit,
)
from tests.support.report_facts import Report, tell, visit


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def test_nothing_is_counted_where_no_list_was_adopted(running: Council) -> None:
    found = await numbers(running, "programme")
    assert found["listed_visited"] == (0, 0)
    assert found["listed_never_visited"] == (0, 193)
    assert found["requests_honoured"] == (0, 0)
    assert (found["changes_after_adoption"], found["visits_without_report"]) == ((0, None), (0, None))


async def test_the_list_is_the_one_that_stands_at_the_cut_off(running: Council) -> None:
    await tell(
        running,
        programme_adopted(2023, ["KEN", "UGA", "FJI"], "2022-12-10"),
        programme_changed(2023, ["KEN", "UGA", "PER"], "2023-06-01", addition="PER", removal="FJI"),
        programme_adopted(2024, ["TON"], "2023-12-10"),
        visit("v1", ["2023-03-01"], "KEN"),
        visit("v2", ["2023-03-01"], "FJI"),
        visit("v3", ["2019-03-01"], "UGA"),
    )
    found = await numbers(running, "programme")
    assert (found["listed_visited"], found["changes_after_adoption"]) == ((1, 3), (1, None))
    assert found["listed_never_visited"] == (2, 192)
    before = await numbers(running, "programme", cut_off=date(2023, 5, 31))
    assert (before["listed_visited"], before["changes_after_adoption"]) == ((2, 3), (0, None))


async def test_a_change_that_was_recorded_late_counts_from_its_day(running: Council) -> None:
    await tell(
        running,
        programme_adopted(2023, ["KEN", "FJI"], "2022-12-10"),
        programme_changed(2023, ["KEN", "FJI", "PER"], "2023-06-20", addition="PER"),
        programme_changed(2023, ["KEN", "PER"], "2023-06-10", removal="FJI"),
    )
    assert (await numbers(running, "programme"))["listed_visited"] == (0, 2)
    assert (await numbers(running, "programme", cut_off=date(2023, 6, 15)))["listed_visited"] == (0, 1)
    table, changes = (await counts(running, "programme", cut_off=date(2023, 6, 15))).tables
    assert [row[0].text for row in table.rows] == ["Kenya"]
    assert [[cell.text for cell in row] for row in changes.rows] == [
        ["10 June 2023", "None", "Fiji", "An attack, invented."]
    ]


async def test_a_request_is_honoured_by_its_state_being_on_the_list(running: Council) -> None:
    await tell(
        running,
        programme_adopted(2023, ["KEN", "UGA"], "2022-12-10"),
        request_visit("r1", "KEN", "2022-11-01", 2023),
        request_visit("r2", "PER", "2022-11-01", 2023),
        request_visit("r3", "TON", "2022-11-01", 2024),
        request_visit("r4", "UGA", "2021-11-01"),
        request_visit("r5", "FJI", "2021-11-01"),
        visit("v", ["2022-03-01"], "FJI"),
    )
    assert (await numbers(running, "programme"))["requests_honoured"] == (2, 3)
    listed = await basis(running, "programme", "requests_honoured")
    assert [(one.id, one.numerator) for one in listed] == [("r1", True), ("r2", False), ("r4", True)]


async def test_a_visit_without_a_report_ages_visibly(running: Council) -> None:
    written = Report("A", "2022-09-01")
    withdrawn = Report("B", "2022-09-01")
    await tell(
        running,
        of_kind(visit("with", ["2022-03-01"]), "comprehensive"),
        of_kind(visit("without", ["2022-03-01"]), "focused"),
        of_kind(visit("advocacy", ["2022-03-01"]), "advocacy"),
        of_kind(visit("later", ["2024-01-10"]), "comprehensive"),
        of_kind(visit("again", ["2022-03-01"]), "regional"),
        of_kind(visit("steps", ["2022-03-01"]), "follow-up"),
        final(written, "with", "2022-08-01"),
        final(withdrawn, "again", "2022-08-01"),
        withdrawn.withdraw("2023-02-01"),
    )
    assert (await numbers(running, "programme"))["visits_without_report"] == (3, None)
    listed = [one.id for one in await basis(running, "programme", "visits_without_report")]
    assert listed == ["again", "steps", "without"]


async def test_a_visit_of_history_counts_only_while_its_report_is_known_to_be_awaited(running: Council) -> None:
    old, new = (of_kind(visit(id_, ["2005"], "UGA"), "comprehensive") for id_ in ("old", "new"))
    unknown = [one.model_copy(update={"report_unknown": True}) for one in (old, new)]
    await tell(running, *unknown)
    assert (await numbers(running, "programme"))["visits_without_report"] == (0, None)
    await tell(running, new)
    assert [one.id for one in await basis(running, "programme", "visits_without_report")] == ["new"]


async def test_a_report_on_a_part_is_one_on_the_whole_visit(running: Council) -> None:
    await tell(
        running,
        of_kind(visit("v1", ["2022-03-01", "2022-05-01"]), "comprehensive"),
        of_kind(visit("v2", ["2022-05-01"]), "comprehensive"),
        final(Report("A", "2022-09-01"), "v2", "2022-08-01"),
        merge_visits("v1", ["v2"], "2022-10-01"),
    )
    assert (await numbers(running, "programme"))["visits_without_report"] == (0, None)


async def test_a_last_visit_that_is_known_by_its_year_only_is_said_to_be_by_its_end(running: Council) -> None:
    await tell(running, programme_adopted(2023, ["KEN"], "2022-12-10"), visit("v1", ["2005"], "KEN"))
    table, _ = (await counts(running, "programme")).tables
    assert table.rows[0][2].text == "By 31 December 2005"


async def test_each_state_stands_with_its_reasons_its_last_visit_its_answers_and_the_changes(running: Council) -> None:
    await tell(
        running,
        programme_adopted(2023, ["KEN"], "2022-12-10"),
        programme_changed(2023, ["KEN", "UGA"], "2023-06-01", addition="UGA"),
        visit("v1", ["2019-03-01"], "KEN"),
        consent(a.ConsentDeclined, "KEN", "2021-03-01", 2021),
        consent(a.ConsentAsked, "KEN", "2023-02-01"),
        consent(a.ConsentGiven, "KEN", "2023-03-01"),
    )
    table, changes = (await counts(running, "programme")).tables
    assert [[cell.text for cell in row] for row in changes.rows] == [
        ["1 June 2023", "Uganda", "None", "An attack, invented."]
    ]
    kenya, uganda = [[cell.text for cell in row] for row in table.rows]
    assert kenya[:2] == ["Kenya", "Known gaps in implementation (Invented evidence.)"]
    assert kenya[2:] == ["1 March 2019", "2021: declined; 2023: given", "None"]
    assert uganda[2:] == ["Never", "Never asked", "Added on 1 June 2023: An attack, invented."]


async def test_what_a_figure_counted_leads_to_the_events_behind(running: Council) -> None:
    events = await tell(
        running,
        programme_adopted(2023, ["KEN", "UGA"], "2022-12-10"),
        visit("v1", ["2023-03-01"], "KEN"),
        programme_changed(2023, ["KEN"], "2023-06-01", removal="UGA"),
    )
    (kenya,) = await basis(running, "programme", "listed_visited")
    assert (kenya.id, kenya.kind, kenya.numerator, set(kenya.events)) == ("KEN", "State", True, {*events[:2]})
    (change,) = await basis(running, "programme", "changes_after_adoption")
    assert (change.id, change.states) == (events[2], ("UGA",))
    never = await basis(running, "programme", "listed_never_visited")
    assert {one.id for one in never if one.numerator} == {"KEN"}
    assert len(never) == 101  # one more than the page
