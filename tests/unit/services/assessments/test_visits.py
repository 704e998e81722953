"""Visits: planned by several bodies, agreed to, taken place in one or more components."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.assessments import VisitAgreed, VisitCompleted, VisitDates, VisitOverlapFlagged, VisitPlanned
from contracts.ids import mission_id, visit_id
from contracts.notices import NoticeAccepted, NoticeRefused
from contracts.released import ReleasedSchedule
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS
from services.assessments.visits.views import view_visit
from shared.engine.principals import Principal
from shared.engine.rules import NotFound, Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import CTED, Desk, Told, about_visit, submission_notice, visit_planned

OURS = visit_id(CTED, "V1")


def plan(desk: Desk, start: str = "2024-09-02", **more: Any) -> Told:
    return desk.command(PlanVisit(CTED, PlannedVisit(**{"reference": "V1", "state": "KEN", "start": start} | more)))


def on_visit(desk: Desk, said: object) -> Told:
    return desk.command(about_visit(OURS, said))


# ---- planned --------------------------------------------------------------------------------


def test_a_plan_is_the_committees_until_the_state_agrees() -> None:
    desk = Desk()
    told = plan(desk, end="2024-09-06", kind="comprehensive", mode="onsite", mission="M")
    event = told.only(VisitPlanned)
    assert (event.start, event.end, event.mission_id) == ("2024-09-02", "2024-09-06", mission_id(CTED, "M"))
    assert told.released_copies == []
    assert desk.get(VISITS, OURS).audience == "committee"
    assert plan(desk, end="2024-09-06", kind="comprehensive", mode="onsite", mission="M").outcome == "unchanged"


def test_once_the_state_agrees_everybody_has_the_visit_on_the_schedule() -> None:
    desk = Desk()
    plan(desk, end="2024-09-06", kind="comprehensive", purpose="A confidential purpose")
    told = on_visit(desk, Agreement(date(2024, 6, 30)))
    assert told.only(VisitAgreed).agreed_on == date(2024, 6, 30)
    assert told.released_copies == [(level, "released.schedule") for level in ("council", "un", "partners", "public")]
    entry = told.all(ReleasedSchedule)[0]
    assert (entry.start, entry.body, entry.released_on) == ("2024-09-02", "CTED", date(2024, 7, 1))
    assert "confidential" not in entry.model_dump_json()
    assert (desk.get(VISITS, OURS).audience, len(desk.rows[RELEASED_COPIES])) == ("public", 4)
    assert on_visit(desk, Agreement(date(2024, 6, 30))).outcome == "unchanged"


@pytest.mark.parametrize("is_agreed", [True, False])
def test_a_visit_that_took_place_shows_others_its_plan_if_the_state_agreed_to_it(is_agreed: bool) -> None:
    """Planned days without an agreement are the Committee's and the body's (OP12)."""
    desk = Desk()
    plan(desk, "2024-06-03", end="2024-12-20")
    if is_agreed:
        on_visit(desk, Agreement(date(2024, 5, 30)))
    on_visit(desk, VisitHeld((HeldComponent("onsite", "2024-06-03", "2024-06-07"),)))
    visit = desk.get(VISITS, OURS)
    assert (visit.status, visit.audience) == ("completed", "public")
    public, cted = Principal("public", "public"), Principal("p", "un", frozenset({"body:cted"}))
    views = [view_visit(visit, one, REFERENCE) for one in (public, cted)]
    assert [view.get("planned_end") for view in views] == ["2024-12-20" if is_agreed else None, "2024-12-20"]
    assert [component["start"] for component in views[0]["components"]] == ["2024-06-03"]


def test_an_agreed_visit_that_moves_moves_on_the_schedule() -> None:
    desk = Desk()
    plan(desk)
    on_visit(desk, Agreement(date(2024, 6, 30)))
    told = plan(desk, "2024-10-07")
    assert told.only(VisitAgreed).start == "2024-10-07"
    assert [entry.start for entry in told.all(ReleasedSchedule)] == ["2024-10-07"] * 4
    assert len(desk.rows[RELEASED_COPIES]) == 4


def announce(desk: Desk, start: str) -> str:
    """What becomes of a notice of a plan."""
    told = desk.notice(visit_planned(start=start))
    return str(told.only(NoticeRefused).code if told.all(NoticeRefused) else told.only(NoticeAccepted).outcome)


def order(desk: Desk, start: str) -> str:
    """What becomes of a command for a plan."""
    try:
        return plan(desk, start).outcome
    except Refusal as refusal:
        return refusal.code


@pytest.mark.parametrize("send", [announce, order])
def test_a_plan_changes_only_so_often_in_a_day(send: Callable[[Desk, str], str]) -> None:
    desk = Desk()
    first, *changes, late = (send(desk, f"2024-09-{day:02}") for day in range(1, 13))
    assert len(changes) == REFERENCE.practice.most_changes_of_plan
    assert set(changes) == {first}
    assert late == "plan-changes-too-often"
    assert send(desk, "2024-09-11") == "unchanged", "the same again is no change"
    desk.today += timedelta(days=1)
    assert [send(desk, f"2024-09-{day:02}") for day in range(12, 23)] == [*changes, late]


@pytest.mark.parametrize(
    ("start", "end"), [("2024-09-02", "2024-09-01"), ("2024-10", "2024-09"), ("2025", "2024-12-31")]
)
def test_a_visit_does_not_end_before_it_begins(start: str, end: str) -> None:
    assert Desk().get_refusal(visit_planned(start=start, end=end)).code == "dates-contradict"


@pytest.mark.parametrize(
    ("end", "is_too_long"),
    [("2025-09-02", False), ("2025-09-03", True), ("2025-08", False), ("2025-09", True), ("2025", True)],
)
def test_a_visit_is_planned_for_a_year_at_most_by_all_that_its_dates_may_mean(end: str, is_too_long: bool) -> None:
    """All visits in its years are looked at for overlaps, and one of 60 years kept others waiting."""
    desk = Desk()
    if is_too_long:
        refusal = desk.get_refusal(visit_planned(start="2024-09-02", end=end))
        assert (refusal.code, refusal.fields) == ("visit-too-long", ("end",))
    else:
        assert desk.notice(visit_planned(start="2024-09-02", end=end)).all(VisitPlanned)


@pytest.mark.parametrize("state", ["COK", "PSE", "KSV"])
def test_only_member_states_are_visited(state: str) -> None:
    assert Desk().get_refusal(visit_planned(state=state)).code == "not-a-member-state"


def test_a_plan_of_another_body_may_move_but_not_to_another_state() -> None:
    desk = Desk()
    desk.notice(visit_planned())
    assert desk.notice(visit_planned()).is_unchanged()
    assert desk.notice(visit_planned(start="2024-10-01")).only(VisitPlanned).start == "2024-10-01"
    answer = desk.get_refusal(visit_planned(state="UGA", start="2024-10-01"))
    assert (answer.code, answer.fields) == ("visit-of-another", ("state",))


# ---- close to one another (OP35) ------------------------------------------------------------


def test_two_bodies_that_plan_to_visit_one_state_within_ninety_days_are_flagged() -> None:
    desk = Desk()
    plan(desk, "2024-09-02", end="2024-09-06")
    told = desk.notice(visit_planned(start="2024-12-05"))  # ninety days after 6 September
    flag = told.only(VisitOverlapFlagged)
    assert (flag.body, flag.other_body, flag.other_visit_id) == ("UNODC", "CTED", OURS)
    assert (flag.start, flag.other_start) == ("2024-12-05", "2024-09-02")


def test_ninety_one_days_are_far_enough() -> None:
    desk = Desk()
    plan(desk, "2024-09-02", end="2024-09-06")
    assert desk.notice(visit_planned(start="2024-12-06")).all(VisitOverlapFlagged) == []


def test_one_body_and_another_state_are_not_flagged() -> None:
    desk = Desk()
    desk.notice(visit_planned())
    assert desk.notice(visit_planned(reference="UNODC/V2")).all(VisitOverlapFlagged) == []
    assert desk.notice(visit_planned("ICAO", state="UGA")).all(VisitOverlapFlagged) == []


def test_a_plan_across_the_turn_of_the_year_is_flagged_too() -> None:
    desk = Desk()
    plan(desk, "2024-12-30")
    assert len(desk.notice(visit_planned(start="2025-01-06")).all(VisitOverlapFlagged)) == 1


def test_a_plan_known_by_its_month_is_flagged_if_its_days_may_be_near() -> None:
    desk = Desk()
    plan(desk, "2024-09")
    assert len(desk.notice(visit_planned(start="2024-12-29")).all(VisitOverlapFlagged)) == 1
    assert desk.notice(visit_planned("ICAO", start="2024-12-30")).only(VisitOverlapFlagged).other_body == "UNODC"


def test_a_pair_is_flagged_once_and_again_only_after_it_had_moved_apart() -> None:
    desk = Desk()
    plan(desk)
    desk.notice(visit_planned(start="2024-10-01"))
    assert desk.notice(visit_planned(start="2024-10-02")).all(VisitOverlapFlagged) == []
    assert desk.notice(visit_planned(start="2025-06-02")).all(VisitOverlapFlagged) == []
    assert len(desk.notice(visit_planned(start="2024-10-03")).all(VisitOverlapFlagged)) == 1


def test_a_plan_near_a_visit_known_by_an_assessment_is_flagged() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")))
    assert desk.notice(visit_planned(start="2024-03-01")).only(VisitOverlapFlagged).other_body == "CTED"


# ---- taken place ----------------------------------------------------------------------------


def test_a_visit_counts_once_in_the_year_its_last_component_ends() -> None:
    desk = Desk()
    plan(desk, "2023-11", kind="focused")
    on_visit(desk, HeldComponent("virtual", "2023-11-06", "2023-11-08"))
    told = on_visit(desk, VisitHeld((HeldComponent("onsite", "2024-02-05", "2024-02-09"),), ("UNODC", "ICAO")))
    event = told.only(VisitCompleted)
    assert (event.occurred_on, event.mode, len(event.components)) == (date(2024, 2, 9), "hybrid", 2)
    assert event.participants == ("ICAO", "UNODC")
    assert (desk.get(VISITS, OURS).year, desk.get(VISITS, OURS).state_year) == (2024, "KEN 2024")


def test_until_a_visit_is_completed_a_component_is_told_to_nobody() -> None:
    desk = Desk()
    plan(desk, "2024-05")
    assert on_visit(desk, HeldComponent("virtual", "2024-05-06")).events == []
    assert on_visit(desk, VisitHeld()).only(VisitCompleted).mode == "virtual"


def test_a_component_that_comes_later_tells_the_whole_visit_again() -> None:
    desk = Desk()
    plan(desk, "2024-05", mode="virtual")
    on_visit(desk, VisitHeld())
    event = on_visit(desk, HeldComponent("virtual", "2024-06-03", "2024-06-04")).only(VisitCompleted)
    assert [one.start for one in event.components] == ["2024-05", "2024-06-03"]
    assert on_visit(desk, HeldComponent("virtual", "2024-06-03", "2024-06-04")).outcome == "unchanged"


def test_without_a_component_a_visit_took_place_as_planned_if_it_was_planned_how() -> None:
    desk = Desk()
    plan(desk, "2024-05-06", end="2024-05-10", mode="onsite")
    event = on_visit(desk, VisitHeld()).only(VisitCompleted)
    assert (event.components[0].start, event.components[0].end) == ("2024-05-06", "2024-05-10")
    assert event.occurred_on == date(2024, 5, 10)
    other = Desk()
    plan(other, "2024-05-06")
    with pytest.raises(Refusal) as refusal:
        on_visit(other, VisitHeld())
    assert refusal.value.code == "no-mode"


def test_a_visit_that_took_place_is_not_planned_again() -> None:
    desk = Desk()
    plan(desk, "2024-05-06", mode="onsite")
    on_visit(desk, VisitHeld())
    assert plan(desk, "2024-05-06", mode="onsite").outcome == "unchanged"
    with pytest.raises(Refusal) as refusal:
        plan(desk, "2024-06-03", mode="onsite")
    assert (refusal.value.code, refusal.value.fields) == ("visit-took-place", ("start",))


@pytest.mark.parametrize(
    ("component", "code"),
    [
        (HeldComponent("onsite"), "no-dates"),
        (HeldComponent("onsite", "2024-07-02"), "in-the-future"),
        (HeldComponent("onsite", "2024-06-02", "2024-06-01"), "dates-contradict"),
    ],
)
def test_a_component_needs_dates_that_can_be(component: HeldComponent, code: str) -> None:
    desk = Desk()
    plan(desk, "2024-06")
    with pytest.raises(Refusal) as refusal:
        on_visit(desk, component)
    assert refusal.value.code == code


def test_a_component_known_only_by_its_end_counts_in_that_year() -> None:
    desk = Desk()
    plan(desk, "2024-01")
    event = on_visit(desk, VisitHeld((HeldComponent("onsite", None, "2024-01-12"),))).only(VisitCompleted)
    assert (event.components[0].start, event.components[0].end) == (None, "2024-01-12")


def test_what_is_said_of_an_unknown_visit_is_not_found() -> None:
    with pytest.raises(NotFound):
        on_visit(Desk(), VisitHeld())


def test_an_assessment_completes_the_planned_visit_on_which_it_rests() -> None:
    desk = Desk()
    plan(desk, "2024-01", kind="comprehensive", synthetic=True)
    told = desk.notice(submission_notice(visit=VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")))
    assert told.only(VisitCompleted).visit_id == OURS
    assert desk.get(VISITS, OURS).status == "completed"
