"""Rules 9 and 10, and the table `Dates and rules are data`: what is asked of whom by when, and what meets it."""

from __future__ import annotations

from datetime import date

import pytest

from reference import AfterAnchor, Anchor, DateInRequest, DueRule, FixedDate, Periodic, TimesAYear, Yearly
from services.council.obligations.model import OBLIGATIONS
from services.council.obligations.occurrences import find_one_off_date, list_occurrences
from tests.support.frozen import REFERENCE
from tests.unit.services.council.desk import apply_mandates, desk, event, one, states, types_and_subjects

YEARLY = Yearly("yearly")
PERIODIC = Periodic("periodic")


def fixed_date(day: str) -> FixedDate:
    return FixedDate("fixed_date", date.fromisoformat(day))


def after(period: str, anchor: Anchor) -> AfterAnchor:
    return AfterAnchor("after_anchor", anchor, period)


TABLE: tuple[tuple[str, str, str, str | None, DueRule, str], ...] = (
    ("OP2", "interim-review", "Security Council", None, fixed_date("2023-12-31"), "council"),
    ("OP2", "end-of-mandate", "Security Council", None, fixed_date("2025-12-31"), "council"),
    ("OP7", "travel-report", "CTED", None, fixed_date("2022-12-31"), "council"),
    ("OP11", "mandate-review", "CTED", "CTC", after("P6M", "adopted"), "council"),
    ("OP12", "visit-list", "CTC", None, YEARLY, "council"),
    ("OP14", "assessment-process-report", "CTED", "CTC", fixed_date("2023-03-30"), "council"),
    ("OP16", "follow-up-report", "CTED", "CTC", after("P12M", "submitted_to_ctc_on"), "followup"),
    ("practice", "state-response", "assessed State", "CTED", after("P6M", "received_by_state_on"), "followup"),
    ("practice", "factual-observations", "assessed State", "CTED", after("P30D", "draft_shared_on"), "assessments"),
    ("OP17", "annual-review", "CTED", "CTC", YEARLY, "council"),
    ("OP17", "requested-briefing", "CTED", "CTC", DateInRequest("date_in_request"), "council"),
    ("OP17", "thematic-meetings", "CTC", None, PERIODIC, "council"),
    ("OP18", "annual-report", "Chair of the CTC", "Security Council", YEARLY, "council"),
    ("OP18", "informal-consultations", "Security Council", None, YEARLY, "council"),
    ("OP24", "heads-meeting", "CTED and UNOCT", None, PERIODIC, "council"),
    ("OP24", "joint-report", "CTED and UNOCT", "CTC and General Assembly", fixed_date("2022-03-30"), "council"),
    ("OP25", "unoct-briefing", "UNOCT", "CTC", TimesAYear("times_a_year", 2), "council"),
    ("OP25", "unoct-follow-up-meetings", "Chair of the CTC", None, PERIODIC, "council"),
    ("OP36", "women-consultations", "CTED", None, PERIODIC, "council"),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[1])
def test_the_mandates_file_has_every_row_of_the_table(row: tuple[str, str, str, str | None, DueRule, str]) -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    obligation = mandate.obligation(row[1])
    assert obligation is not None
    found = obligation.paragraph, obligation.id, obligation.owner, obligation.recipient, obligation.rule
    assert (*found, obligation.timed_by) == row
    assert obligation.wording


def test_the_table_has_every_row_of_the_mandates_file() -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    assert {each.id for each in mandate.obligations or ()} == {row[1] for row in TABLE}


# ---- what stands in the calendar -----------------------------------------------------------


@pytest.mark.parametrize(
    ("obligation", "due_on"),
    [
        ("interim-review", "2023-12-31"),
        ("end-of-mandate", "2025-12-31"),
        ("travel-report", "2022-12-31"),
        ("mandate-review", "2022-06-30"),
        ("assessment-process-report", "2023-03-30"),
        ("joint-report", "2022-03-30"),
    ],
)
def test_a_one_off_obligation_is_due_once_on_its_day(obligation: str, due_on: str) -> None:
    standing = [each for each in list_occurrences(REFERENCE) if each.obligation == obligation]
    assert [(each.mandate, each.due_on) for each in standing] == [("resolution-2617-2021", date.fromisoformat(due_on))]


def test_six_months_after_adoption_are_counted_from_the_mandates_own_date() -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    review = mandate.obligation("mandate-review")
    assert review is not None
    assert find_one_off_date(mandate, review) == date(2022, 6, 30)  # adopted on 30 December 2021


def test_by_december_is_due_on_its_last_day_and_keeps_its_wording() -> None:
    travel = next(each for each in list_occurrences(REFERENCE) if each.obligation == "travel-report")
    assert (travel.due_on, travel.wording) == (date(2022, 12, 31), "by December 2022")


@pytest.mark.parametrize("obligation", ["visit-list", "annual-review", "annual-report", "informal-consultations"])
def test_yearly_is_the_calendar_year_due_31_december(obligation: str) -> None:
    standing = [each for each in list_occurrences(REFERENCE) if each.obligation == obligation]
    assert [(each.period, each.due_on, each.count) for each in standing] == [
        (str(year), date(year, 12, 31), 1) for year in range(2022, 2030)
    ]


def test_a_yearly_obligation_exists_only_for_a_year_whose_last_day_lies_in_a_mandate() -> None:
    """The last mandate that is known ends on 5 January 2029 (rule 9)."""
    standing = {each.period: each.in_mandate for each in list_occurrences(REFERENCE) if each.period}
    assert (standing["2028"], standing["2029"]) == (True, False)


def test_the_mandate_in_force_on_the_years_first_day_fixes_it() -> None:
    mandates = {each.period: each.mandate for each in list_occurrences(REFERENCE) if each.obligation == "annual-report"}
    assert "2021" not in mandates  # 2395 governed on 1 January 2021, and its text is not at hand
    assert {mandates[str(year)] for year in range(2022, 2026)} == {"resolution-2617-2021"}
    assert {mandates[str(year)] for year in range(2026, 2030)} == {"resolution-2810-2025"}


def test_twice_a_year_is_one_obligation_with_count_two() -> None:
    standing = [each for each in list_occurrences(REFERENCE) if each.obligation == "unoct-briefing"]
    assert {(each.period, each.count, each.due_on) for each in standing} == {
        (str(year), 2, date(year, 12, 31)) for year in range(2022, 2030)
    }


@pytest.mark.parametrize(
    "obligation", ["thematic-meetings", "heads-meeting", "unoct-follow-up-meetings", "women-consultations"]
)
def test_no_period_given_is_never_due_and_goes_on_as_one_under_successors(obligation: str) -> None:
    standing = [each for each in list_occurrences(REFERENCE) if each.obligation == obligation]
    assert [(each.id, each.state, each.due_on) for each in standing] == [
        (f"{obligation}-resolution-2617-2021", "periodic", None)
    ]


def test_duties_that_other_services_time_are_not_councils() -> None:
    timed_elsewhere = {"follow-up-report", "state-response", "factual-observations"}
    assert not timed_elsewhere & {each.obligation for each in list_occurrences(REFERENCE)}


def test_each_that_stands_is_told_once_and_has_its_deadline() -> None:
    memory = desk()
    due = [subject for type_, subject in types_and_subjects(memory.journal) if type_ == "obligation.due"]
    standing = {id_: row for id_, row in memory.rows[OBLIGATIONS].items() if row.in_mandate}
    assert sorted(due) == sorted(standing)
    dated = {id_ for id_, row in standing.items() if row.due_on is not None}
    assert {subject for kind, subject in memory.deadlines if kind == "obligation"} == dated


def test_what_was_due_before_the_system_began_is_listed_not_accused() -> None:
    memory = desk(date(2024, 5, 1))
    assert one(memory, "joint-report-resolution-2617-2021").state == "before_records"
    assert one(memory, "annual-report-2023").state == "before_records"
    assert one(memory, "annual-report-2024").state == "due"
    told = {subject for _, subject in types_and_subjects(memory.journal)}
    assert "annual-report-2023" not in told
    assert ("obligation", "annual-report-2023") not in memory.deadlines


def test_the_same_files_again_change_nothing() -> None:
    memory = desk()
    memory.turn(date(2022, 4, 10))
    before = dict(memory.rows[OBLIGATIONS])
    assert memory.handle(apply_mandates()) == []
    assert memory.rows[OBLIGATIONS] == before


# ---- due, overdue, nudged ------------------------------------------------------------------


def test_overdue_begins_the_day_after() -> None:
    memory = desk()
    assert ("obligation.overdue", "joint-report-resolution-2617-2021") not in types_and_subjects(
        memory.turn(date(2022, 3, 30))
    )
    (told,) = memory.turn(date(2022, 3, 31))
    assert types_and_subjects([told]) == [("obligation.overdue", "joint-report-resolution-2617-2021")]
    assert told.data["occurred_on"] == "2022-03-31"
    assert one(memory, "joint-report-resolution-2617-2021").state == "overdue"


def test_a_periodic_obligation_is_never_overdue() -> None:
    memory = desk()
    memory.turn(date(2024, 6, 1))
    assert states(memory, "women-consultations") == {"women-consultations-resolution-2617-2021": "periodic"}


def test_twice_a_year_is_nudged_on_30_june_if_none_was_held() -> None:
    memory = desk()
    memory.turn(date(2022, 6, 29))
    assert one(memory, "unoct-briefing-2022").nudged_on is None
    memory.turn(date(2022, 6, 30))
    assert one(memory, "unoct-briefing-2022").nudged_on == date(2022, 6, 30)


def test_twice_a_year_is_not_nudged_if_one_was_held() -> None:
    memory = desk()
    memory.turn(date(2022, 5, 10))
    memory.handle(event("briefing.held.v1", occurred_on=date(2022, 5, 9)))
    memory.turn(date(2022, 7, 1))
    assert one(memory, "unoct-briefing-2022").nudged_on is None
