"""A merger that was a mistake is taken back, by a person's decision (rule 13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCorrected, Guest, VisitCompleted, VisitDates, VisitSeparated
from contracts.ids import visit_id
from contracts.released import ReleasedAssessment, ReleasedSchedule
from services.assessments.assessments.commands.drafting import SharedDraft, ShareDraft
from services.assessments.assessments.model import ASSESSMENTS
from services.assessments.mergers.commands import SeparateVisits
from services.assessments.mergers.separating import Separation
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.guests import GuestList
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import MERGED_VISITS, VISITS, Component
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import CTED, KEN_REPORT, Desk, Told, about_visit, submission_notice
from tests.unit.services.assessments.test_merging import ONSITE, VIRTUAL, A, B, C, line, merge, open_desk

LATER = Component("onsite", "2024-05-13", "2024-05-14")


def separate(desk: Desk, from_: str = A, *others: str, **more: Any) -> Told:
    said: dict[str, Any] = {"visits": others or (B,), "decided_by": "CTED", "decided_on": date(2024, 6, 20)}
    return desk.command(SeparateVisits(from_, Separation(**said | more)))


def refusal(desk: Desk, from_: str = A, *others: str, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        separate(desk, from_, *others, **more)
    return refused.value


def test_what_was_merged_by_mistake_counts_by_itself_again_as_it_did_before() -> None:
    desk = open_desk()
    before = {one: desk.get(VISITS, one) for one in (A, B)}
    merge(desk)
    told = separate(desk, reason="Two visits.")
    event = told.only(VisitSeparated)
    assert (event.visit_id, event.separated, event.decided_by, event.reason) == (A, (B,), "CTED", "Two visits.")
    assert [one.visit_id for one in told.all(VisitCompleted)] == [A, B]
    assert {one: desk.get(VISITS, one) for one in (A, B)} == before
    assert desk.rows[MERGED_VISITS] == {}
    assert separate(desk).outcome == "unchanged"


def test_the_same_file_again_changes_nothing_after_either_decision() -> None:
    desk = open_desk()
    merge(desk)
    separate(desk)
    assert [line(desk, "A", VIRTUAL).outcome, line(desk, "B", ONSITE).outcome] == ["unchanged", "unchanged"]
    assert merge(desk).outcome == "accepted"


def test_kind_and_mission_that_it_brought_go_with_it() -> None:
    desk = Desk()
    line(desk, "A", VIRTUAL, kind="not stated")
    line(desk, "B", ONSITE, mission="M1")
    merge(desk)
    assert (desk.get(VISITS, A).kind, desk.get(VISITS, A).mission_id is None) == ("comprehensive", False)
    separate(desk)
    assert (desk.get(VISITS, A).kind, desk.get(VISITS, A).mission_id) == ("not stated", None)


def test_what_another_part_has_too_stays() -> None:
    desk = open_desk()
    line(desk, "C", ONSITE)
    merge(desk, A, B, C)
    separate(desk)
    assert desk.get(VISITS, A).components == (VIRTUAL, ONSITE)
    separate(desk, A, C)
    assert desk.get(VISITS, A).components == (VIRTUAL,)


def test_the_report_that_rested_on_it_rests_on_it_again() -> None:
    desk = open_desk()
    visit = VisitDates(start="2024-04-15", end="2024-04-19", mode="onsite")
    days = {"report_date": date(2024, 5, 20), "submitted_to_ctc_on": date(2024, 6, 1)}
    desk.notice(submission_notice(visit=visit, synthetic=False, **days))
    merge(desk)
    told = separate(desk)
    assert told.only(AssessmentCorrected).changed == ("visit_id",)
    assert {copy.visit_id for copy in told.all(ReleasedAssessment)} == {B}
    assert desk.get(ASSESSMENTS, KEN_REPORT).visit_id == B
    assert (desk.get(VISITS, A).assessment_ids, desk.get(VISITS, B).assessment_ids) == ((), (KEN_REPORT,))
    assert (desk.get(VISITS, A).awaits_report_since, desk.get(VISITS, B).awaits_report_since) == (
        date(2023, 5, 12), None,
    )  # fmt: skip


def test_a_draft_that_named_it_names_it_again() -> None:
    desk = open_desk()
    draft = SharedDraft("2024/KEN", "KEN", "comprehensive", "draft", date(2024, 5, 20), visit_id=B)
    desk.command(ShareDraft(CTED, draft))
    merge(desk)
    assert desk.get(ASSESSMENTS, KEN_REPORT).visit_id == A
    separate(desk)
    assert desk.get(ASSESSMENTS, KEN_REPORT).visit_id == B
    assert [desk.get(VISITS, id_).assessment_ids for id_ in (A, B)] == [(), ()]


def test_it_is_on_the_schedule_again_with_its_guests_apart() -> None:
    desk = Desk()
    one, other = (visit_id(CTED, reference) for reference in ("V1", "V2"))
    for reference, day, body in (("V1", "2024-03-04", "UNODC"), ("V2", "2024-04-08", "ICAO")):
        desk.command(PlanVisit(CTED, PlannedVisit(reference, "KEN", day, mode="onsite")))
        for said in (Agreement(date(2024, 2, 1)), VisitHeld(), GuestList((Guest(body=body, sector="compact"),))):
            desk.command(about_visit(visit_id(CTED, reference), said))
    merge(desk, one, other)
    told = separate(desk, one, other)
    assert {(copy.visit_id, copy.start) for copy in told.all(ReleasedSchedule)} == {(other, "2024-04-08")}
    assert len(told.all(ReleasedSchedule)) == 4
    assert [desk.get(VISITS, id_).invited_bodies for id_ in (one, other)] == [("UNODC",), ("ICAO",)]


def test_what_came_along_with_it_goes_along_again_and_by_itself_only_then() -> None:
    desk = open_desk()
    line(desk, "C", LATER)
    merge(desk)
    merge(desk, C, A)
    assert (refusal(desk, C, B).code, refusal(desk, C, B).rule) == ("came-with-another", "13")
    separate(desk, C, A)
    assert (desk.get(VISITS, A).components, desk.get(VISITS, C).components) == ((VIRTUAL, ONSITE), (LATER,))
    assert (desk.get(VISITS, B).merged_into, desk.get(MERGED_VISITS, B).visit_id) == (A, A)
    separate(desk)
    assert [desk.get(VISITS, id_).components for id_ in (A, B)] == [(VIRTUAL,), (ONSITE,)]


def test_only_what_is_a_part_of_it_is_taken_out_and_not_before_it_was_merged() -> None:
    desk = open_desk()
    line(desk, "C", LATER)
    merge(desk)
    assert refusal(desk, C, B).code == "not-part-of-it"
    assert refusal(desk, A, A).code == "not-part-of-it"
    assert refusal(desk, B, B).code == "visit-was-merged"
    assert refusal(desk, decided_on=date(2024, 5, 31)).fields == ("merged_on", "decided_on")
    assert refusal(desk, decided_on=date(2024, 7, 2)).code == "in-the-future"
    with pytest.raises(NotFound):
        separate(desk, A, "nothing")


def test_a_visit_keeps_a_component_when_what_was_merged_into_it_goes() -> None:
    desk = open_desk()
    merge(desk)
    desk.command(about_visit(A, VisitHeld(not_components=(HeldComponent("virtual", VIRTUAL.start, VIRTUAL.end),))))
    assert (refusal(desk).code, refusal(desk).fields) == ("no-component-left", ("visits",))


def test_of_what_was_corrected_since_nobody_knows_whose_it_is() -> None:
    desk = open_desk()
    merge(desk)
    desk.command(about_visit(A, VisitHeld(not_components=(HeldComponent("onsite", ONSITE.start, ONSITE.end),))))
    assert refusal(desk).code == "changed-since"


def test_a_component_that_was_a_mistake_does_not_come_back_with_what_stays() -> None:
    desk = open_desk()
    line(desk, "C", ONSITE)
    merge(desk, A, C)
    wrong = HeldComponent(ONSITE.mode, ONSITE.start, ONSITE.end)
    desk.command(about_visit(A, VisitHeld(not_components=(wrong,))))
    before = desk.get(VISITS, A)
    assert before.components == (VIRTUAL,)
    merge(desk, A, B)
    separate(desk)
    assert desk.get(VISITS, A) == before


def test_a_visit_of_history_awaits_a_report_as_long_as_one_is_a_part_of_it_whose_report_is_awaited() -> None:
    desk = Desk()
    line(desk, "A", VIRTUAL, report_awaited=False)
    line(desk, "B", ONSITE)
    merge(desk)
    assert desk.get(VISITS, A).awaits_report_since == date(2024, 4, 19)
    separate(desk)
    assert (desk.get(VISITS, A).awaits_report_since, desk.get(VISITS, B).awaits_report_since) == (
        None, date(2024, 4, 19),
    )  # fmt: skip
