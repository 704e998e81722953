"""What was recorded of a visit by mistake is taken back: a component, or that it took place at all (rule 13)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import VisitCancelled, VisitCompleted, VisitDates
from contracts.ids import visit_id
from contracts.released import ReleasedWithdrawn
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.commands.cancelling import VisitWithdrawal
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS, Component
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import CTED, Desk, Told, about_visit, submission_notice, withdrawal_notice
from tests.unit.services.assessments.test_merging import ONSITE, VIRTUAL, A, line

V1 = visit_id(CTED, "V1")
WRONG, RIGHT = HeldComponent("onsite", "2024-05-06", "2024-05-08"), HeldComponent("onsite", "2024-05-07", "2024-05-09")


def record_visit(desk: Desk, **more: object) -> Told:
    return desk.command(about_visit(V1, VisitHeld(**more)))  # type: ignore[arg-type]


def get_refusal(desk: Desk, said: object) -> Refusal:
    with pytest.raises(Refusal) as found:
        desk.command(said)
    return found.value


@pytest.fixture
def desk() -> Desk:
    """With a visit that was recorded as planned, and was not."""
    desk = Desk()
    desk.command(PlanVisit(CTED, PlannedVisit("V1", "KEN", "2024-05-06", "2024-05-08", "focused", "onsite")))
    desk.command(about_visit(V1, Agreement(date(2024, 4, 2))))
    record_visit(desk)
    return desk


# ---- a component ----------------------------------------------------------------------------


def test_a_component_with_wrong_days_is_replaced_by_the_right_one(desk: Desk) -> None:
    event = record_visit(desk, components=(RIGHT,), not_components=(WRONG,)).only(VisitCompleted)
    assert [(one.start, one.end) for one in event.components] == [("2024-05-07", "2024-05-09")]
    assert event.occurred_on == date(2024, 5, 9)
    assert record_visit(desk, components=(RIGHT,), not_components=(WRONG,)).outcome == "unchanged"


def test_a_visit_that_took_place_keeps_a_component(desk: Desk) -> None:
    refusal = get_refusal(desk, about_visit(V1, VisitHeld(not_components=(WRONG,))))
    assert (refusal.code, refusal.fields) == ("no-component-left", ("not_components",))
    assert len(desk.get(VISITS, V1).components) == 1


def test_a_mistake_about_a_mistake_is_one_too(desk: Desk) -> None:
    record_visit(desk, components=(RIGHT,), not_components=(WRONG,))
    record_visit(desk, components=(WRONG,), not_components=(RIGHT,))
    visit = desk.get(VISITS, V1)
    assert [(one.start) for one in visit.components] == ["2024-05-06"]
    assert [(one.start) for one in visit.not_components] == ["2024-05-07"]


def test_the_same_file_again_does_not_bring_a_mistake_back() -> None:
    desk = Desk()
    line(desk, "A", VIRTUAL)
    line(desk, "A", ONSITE)
    wrong = HeldComponent("onsite", ONSITE.start, ONSITE.end)
    desk.command(about_visit(A, VisitHeld(not_components=(wrong,))))
    assert line(desk, "A", ONSITE).outcome == "unchanged"
    assert desk.get(VISITS, A).components == (VIRTUAL,)
    assert line(desk, "A", Component("onsite", "2024-05-13")).outcome == "accepted"


# ---- the whole visit ------------------------------------------------------------------------

NEVER = about_visit(V1, VisitWithdrawal(date(2024, 6, 3), "[Synthetic example] Another State was meant."))


def test_a_visit_that_was_none_counts_no_more_and_leaves_the_schedule(desk: Desk) -> None:
    told = desk.command(NEVER)
    event = told.only(VisitCancelled)
    assert (event.occurred_on, event.reason) == (date(2024, 6, 3), "[Synthetic example] Another State was meant.")
    assert not event.was_scheduled
    assert [(copy.of, copy.because) for copy in told.all(ReleasedWithdrawn)] == [("schedule", "withdrawn")] * 4
    visit = desk.get(VISITS, V1)
    assert (visit.status, visit.state_year, visit.audience, visit.awaits_report_since) == (
        "cancelled", "", "committee", None,
    )  # fmt: skip
    assert (desk.rows[RELEASED_COPIES], visit.parties) == ({}, ("state:KEN",))
    assert desk.command(NEVER).outcome == "unchanged"


def test_the_same_file_again_does_not_bring_it_back() -> None:
    desk = Desk()
    line(desk, "A", VIRTUAL)
    desk.command(about_visit(A, VisitWithdrawal(date(2024, 6, 3), "X")))
    with pytest.raises(Refusal) as found:
        line(desk, "A", VIRTUAL)
    assert found.value.code == "visit-was-cancelled"


def test_a_visit_with_a_report_is_withdrawn_only_after_its_report() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")))
    (visit,) = desk.rows[VISITS]
    said = about_visit(visit, VisitWithdrawal(date(2024, 6, 3), "X"))
    refusal = get_refusal(desk, said)
    assert (refusal.code, refusal.rule) == ("report-rests-on-it", "8")
    desk.notice(withdrawal_notice(date(2024, 6, 2)))
    assert desk.command(said).outcome == "accepted"


def test_what_is_only_planned_is_cancelled_and_nothing_is_withdrawn_before_it_happens(desk: Desk) -> None:
    ahead = about_visit(V1, VisitWithdrawal(date(2024, 7, 2), "X"))
    assert get_refusal(desk, ahead).code == "in-the-future"
    desk.command(PlanVisit(CTED, PlannedVisit("V2", "KEN", "2024-09-02")))
    planned = about_visit(visit_id(CTED, "V2"), VisitWithdrawal(date(2024, 6, 3), "X"))
    assert get_refusal(desk, planned).code == "did-not-take-place"
    with pytest.raises(NotFound):
        desk.command(about_visit("nothing", VisitWithdrawal(date(2024, 6, 3), "X")))
