"""Components that an import left apart become one visit, by a person's decision (rule 13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCorrected, Guest, VisitCompleted, VisitDates, VisitMerged
from contracts.ids import visit_id
from contracts.released import ReleasedAssessment, ReleasedWithdrawn
from services.assessments.assessments.model import ASSESSMENTS, CORRECTIONS
from services.assessments.imports.commands import SOURCE, ImportVisit
from services.assessments.mergers.commands import MergeVisits
from services.assessments.mergers.merging import Merger
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.guests import GuestList
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS, Component
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    Told,
    about_visit,
    submission_notice,
    withdrawal_notice,
)

VIRTUAL = Component("virtual", "2023-05-08", "2023-05-12")
ONSITE = Component("onsite", "2024-04-15", "2024-04-19")


def line(desk: Desk, reference: str, component: Component, **more: Any) -> Told:
    said = {"state": "KEN", "kind": "comprehensive", "mission": None, "ahead": False, "report_awaited": True} | more
    return desk.command(ImportVisit(reference=reference, component=component, **said))


def of_file(reference: str) -> str:
    return visit_id(SOURCE, reference)


A, B, C = (of_file(name) for name in "ABC")


def open_desk(**more: Any) -> Desk:
    desk = Desk()
    line(desk, "A", VIRTUAL)
    line(desk, "B", ONSITE, **more)
    return desk


def merge(desk: Desk, into: str = A, *others: str, **more: Any) -> Told:
    said: dict[str, Any] = {"others": others or (B,), "decided_by": "CTED", "decided_on": date(2024, 6, 1)}
    return desk.command(MergeVisits(into, Merger(**said | more)))


def refusal(desk: Desk, into: str = A, *others: str) -> str:
    with pytest.raises(Refusal) as refused:
        merge(desk, into, *others)
    return refused.value.code


def test_components_a_year_apart_become_one_visit_that_counts_once_in_the_last_ones_year() -> None:
    desk = open_desk()
    told = merge(desk, reason="One hybrid visit.")
    merged, completed = told.only(VisitMerged), told.only(VisitCompleted)
    assert (merged.visit_id, merged.merged, merged.decided_by) == (A, (B,), "CTED")
    assert (completed.visit_id, completed.mode, completed.occurred_on) == (A, "hybrid", date(2024, 4, 19))
    assert (desk.get(VISITS, A).components, desk.get(VISITS, A).year) == ((VIRTUAL, ONSITE), 2024)
    gone = desk.get(VISITS, B)
    assert (gone.status, gone.merged_into, gone.state_year, gone.audience) == ("merged", A, "", "committee")
    assert merge(desk).outcome == "unchanged"


def test_the_same_file_again_does_not_bring_the_merged_visit_back() -> None:
    desk = open_desk()
    merge(desk)
    assert [line(desk, "A", VIRTUAL).outcome, line(desk, "B", ONSITE).outcome] == ["unchanged", "unchanged"]
    assert desk.get(VISITS, B).status == "merged"


def test_a_component_more_of_the_merged_visit_goes_to_the_survivor() -> None:
    desk = open_desk()
    merge(desk)
    told = line(desk, "B", Component("virtual", "2024-05-06"))
    assert (told.only(VisitCompleted).visit_id, len(desk.get(VISITS, A).components)) == (A, 3)


def test_what_was_merged_before_goes_along() -> None:
    desk = open_desk()
    line(desk, "C", Component("onsite", "2024-05-13", "2024-05-14"))
    merge(desk)
    merge(desk, C, A)
    assert {desk.get(VISITS, one).merged_into for one in (A, B)} == {C}
    assert len(desk.get(VISITS, C).components) == 3
    assert line(desk, "B", ONSITE).outcome == "unchanged"


def test_an_assessment_that_rests_on_the_merged_visit_rests_on_the_survivor() -> None:
    desk = open_desk()
    visit = VisitDates(start="2024-04-15", end="2024-04-19", mode="onsite")
    days = {"report_date": date(2024, 5, 20), "submitted_to_ctc_on": date(2024, 6, 1)}
    desk.notice(submission_notice(visit=visit, synthetic=False, **days))
    assert desk.get(ASSESSMENTS, KEN_REPORT).visit_id == B
    told = merge(desk, decided_on=date(2024, 6, 20))
    assert told.only(AssessmentCorrected).changed == ("visit_id",)
    assert {copy.visit_id for copy in told.all(ReleasedAssessment)} == {A}
    report = desk.get(ASSESSMENTS, KEN_REPORT)
    assert (report.visit_id, report.corrections, len(desk.rows[CORRECTIONS])) == (A, 1, 1)
    assert (desk.get(VISITS, A).assessment_ids, desk.get(VISITS, B).assessment_ids) == ((KEN_REPORT,), ())
    desk.notice(withdrawal_notice(date(2024, 6, 30)))
    assert desk.get(VISITS, A).assessment_ids == ()


def test_a_merged_visit_leaves_the_public_schedule_and_its_guests_come_along() -> None:
    desk = Desk()
    for reference, day in (("V1", "2024-03-04"), ("V2", "2024-04-08")):
        desk.command(PlanVisit(CTED, PlannedVisit(reference, "KEN", day, mode="onsite")))
        for said in (
            Agreement(date(2024, 2, 1)),
            VisitHeld(participants=("UNODC",) if reference == "V1" else ()),
            GuestList((Guest(body="ICAO", sector="compact", came=reference == "V2"),)),
        ):
            desk.command(about_visit(visit_id(CTED, reference), said))
    told = merge(desk, visit_id(CTED, "V1"), visit_id(CTED, "V2"))
    assert [(gone.of, gone.because) for gone in told.all(ReleasedWithdrawn)] == [("schedule", "superseded")] * 4
    assert told.only(VisitCompleted).participants == ("UNODC",)  # what is known of the survivor's own guest stands
    assert told.only(VisitCompleted).invited == ("ICAO",)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"state": "UGA"}, "not-one-visit"),
        ({"kind": "focused"}, "not-one-visit"),
        ({"mission": "M2"}, "accepted"),
        ({"kind": "not stated"}, "accepted"),
    ],
)
def test_only_visits_of_one_state_and_kind_are_one(other: dict[str, Any], code: str) -> None:
    desk = open_desk(**other)
    assert (merge(desk).outcome if code == "accepted" else refusal(desk)) == code


def test_a_visit_is_not_merged_with_itself_nor_twice_nor_with_one_that_is_merged() -> None:
    desk = open_desk()
    line(desk, "C", Component("onsite", "2024-05-13", "2024-05-14"))
    assert [refusal(desk, A, A), refusal(desk, A, B, B)] == ["merged-with-itself"] * 2
    merge(desk)
    assert [refusal(desk, C, B), refusal(desk, B, C)] == ["already-merged"] * 2
    with pytest.raises(NotFound):
        merge(desk, A, "nothing")


def test_only_visits_that_took_place_are_merged() -> None:
    desk = open_desk()
    desk.command(PlanVisit(SOURCE, PlannedVisit("P", "KEN", "2024-09-02", kind="comprehensive")))
    assert refusal(desk, A, of_file("P")) == "not-held-yet"


def test_more_components_than_a_visit_can_have_are_no_visit() -> None:
    desk = open_desk()
    for day in range(1, 29):
        line(desk, "A", Component("virtual", f"2023-01-{day:02}"))
        line(desk, "B", Component("virtual", f"2023-02-{day:02}"))
    assert refusal(desk) == "too-many-components"
    assert desk.get(VISITS, B).status == "completed"


def test_of_a_merged_visit_nothing_more_is_said() -> None:
    desk = open_desk()
    merge(desk)
    for said in (VisitHeld(), HeldComponent("virtual", "2024-05-06"), GuestList(not_guests=("ICAO",))):
        with pytest.raises(Refusal) as refused:
            desk.command(about_visit(B, said))
        assert refused.value.code == "visit-was-merged"


def test_two_visits_with_a_report_each_are_not_one() -> None:
    desk = open_desk()
    for reference, component, report in (("R-A", VIRTUAL, date(2023, 9, 1)), ("R-B", ONSITE, date(2024, 5, 20))):
        assert component.start
        assert component.end
        dates = VisitDates(start=component.start, end=component.end, mode=component.mode)
        desk.notice(submission_notice(reference=reference, visit=dates, synthetic=False, report_date=report,
                              submitted_to_ctc_on=report))  # fmt: skip
    assert refusal(desk) == "two-reports"
