"""What meets an obligation, and in which year (rules 9 and 10)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.services.council.desk import desk, event, one, types_and_subjects


def test_twice_a_year_is_met_by_the_second() -> None:
    """UNOCT briefs the Committee (OP25)."""
    memory = desk()
    memory.turn(date(2022, 11, 1))
    first = event("briefing.held.v1", briefing_id="b1", occurred_on=date(2022, 5, 9))
    second = event("briefing.held.v1", briefing_id="b2", occurred_on=date(2022, 10, 20))
    assert memory.handle(first) == []
    (told,) = memory.handle(second)
    assert (told.type, told.subject, told.data["occurred_on"]) == (
        "obligation.met.v1", "unoct-briefing-2022", "2022-10-20",
    )  # fmt: skip
    met = one(memory, "unoct-briefing-2022")
    assert (met.obligation, met.held_by) == ("unoct-briefing", ("b1", "b2"))


def test_the_same_briefing_counts_once() -> None:
    memory = desk()
    memory.turn(date(2022, 11, 1))
    memory.handle(event("briefing.held.v1", "e1", briefing_id="b1", occurred_on=date(2022, 5, 9)))
    memory.handle(event("briefing.held.v1", "e2", briefing_id="b1", occurred_on=date(2022, 5, 9)))
    assert one(memory, "unoct-briefing-2022").state == "due"


def test_a_meeting_of_another_kind_meets_another_obligation() -> None:
    memory = desk()
    heads = event("briefing.held.v1", kind="heads_meeting", briefing_id="h1", occurred_on=date(2022, 5, 9))
    assert types_and_subjects(memory.handle(heads)) == [("obligation.met", "heads-meeting-resolution-2617-2021")]
    assert one(memory, "unoct-briefing-2022").held_by == ()


def test_a_periodic_one_shows_when_it_was_last_held_whatever_the_order() -> None:
    memory = desk()
    for briefing, day in (("h2", date(2022, 9, 1)), ("h1", date(2022, 2, 1))):
        memory.handle(event("briefing.held.v1", kind="heads_meeting", briefing_id=briefing, occurred_on=day))
    heads = one(memory, "heads-meeting-resolution-2617-2021")
    assert (heads.state, heads.last_held_on, heads.held_by) == ("periodic", date(2022, 9, 1), ("h2", "h1"))


@pytest.mark.parametrize(
    ("report", "meets"),
    [
        ("annual", "annual-report-2022"),
        ("review", "annual-review-2022"),
        ("joint", "joint-report-resolution-2617-2021"),
        ("thematic", "travel-report-resolution-2617-2021"),
    ],
)
def test_a_report_meets_its_obligation(report: str, meets: str) -> None:
    memory = desk()
    published = event("report.published.v1", report=report, year=2022, edition_id="ed-1", occurred_on=date(2022, 3, 1))
    assert types_and_subjects(memory.handle(published)) == [("obligation.met", meets)]
    assert one(memory, meets).last_held_on == date(2022, 3, 1)
    assert one(memory, meets).held_by == ("ed-1",)
    assert ("obligation", meets) not in memory.deadlines


def test_an_annual_report_counts_for_the_year_in_which_it_is_transmitted() -> None:
    """The Chair reports to the Council (OP18)."""
    memory = desk()
    memory.turn(date(2023, 1, 31))
    for year, met in ((2022, [("obligation.met", "annual-report-2023")]), (1999, [])):
        published = event(
            "report.published.v1", f"e{year}", report="annual", year=year, edition_id=f"annual-{year}",
            occurred_on=date(2023, 1, 31),
        )  # fmt: skip
        assert types_and_subjects(memory.handle(published)) == met
    assert one(memory, "annual-report-2023").obligation == "annual-report"


def test_a_follow_up_report_meets_none_of_councils_own() -> None:
    assert desk().handle(event("report.published.v1", report="followup", occurred_on=date(2022, 3, 1))) == []


def test_the_programme_counts_for_the_year_that_it_is_for() -> None:
    adopted = event("programme.adopted.v1", year=2023, occurred_on=date(2022, 12, 10))
    assert types_and_subjects(desk().handle(adopted)) == [("obligation.met", "visit-list-2023")]


def test_what_is_met_late_is_met_all_the_same() -> None:
    memory = desk()
    memory.turn(date(2022, 6, 1))
    late = event("report.published.v1", report="joint", occurred_on=date(2022, 5, 30))
    assert types_and_subjects(memory.handle(late)) == [("obligation.met", "joint-report-resolution-2617-2021")]


def test_what_is_met_stays_met() -> None:
    memory = desk()
    memory.handle(
        event("report.published.v1", report="annual", year=2022, edition_id="ed-1", occurred_on=date(2022, 3, 1))
    )
    again = event("report.published.v1", report="annual", year=2022, edition_id="ed-2", occurred_on=date(2022, 4, 1))
    assert memory.handle(again) == []
    memory.turn(date(2023, 1, 1))
    assert one(memory, "annual-report-2022").state == "met"


def test_the_same_events_again_on_an_empty_inbox_change_nothing() -> None:
    events = [
        event("report.published.v1", "e1", report="annual", occurred_on=date(2022, 3, 1)),
        event("briefing.held.v1", "e2", briefing_id="b1", occurred_on=date(2022, 5, 9)),
        event("briefing.held.v1", "e3", kind="heads_meeting", briefing_id="h1", occurred_on=date(2022, 5, 9)),
        event("briefing.held.v1", "e4", kind="heads_meeting", briefing_id="h2", occurred_on=date(2022, 6, 9)),
    ]
    memory = desk()
    memory.handle(*events)
    before = {table: dict(rows) for table, rows in memory.rows.items()}
    for each in events:
        assert memory.handle(each) == []
    assert memory.rows == before
