"""A visit on the public schedule that is cancelled stays there as cancelled, with the day and no reason (OP12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import VisitCancelled
from contracts.ids import visit_id
from contracts.released import ReleasedSchedule
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.commands.cancelling import Cancellation, VisitWithdrawal
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS, Visit
from services.assessments.visits.views import view_visit
from shared.engine.principals import Principal
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import CTED, Desk, Told, about_visit, visit_cancelled, visit_planned

OURS = visit_id(CTED, "V1")
THEIRS = visit_id(CTED, "UNODC/V1")
DAY = date(2024, 6, 28)
SECRET = "[Synthetic example] Why it was planned, or cancelled"
LEVELS = ("council", "un", "partners", "public")
PUBLIC = Principal("public", "public")


def plan(desk: Desk, **more: Any) -> Told:
    said = {"reference": "V1", "state": "KEN", "start": "2024-09-02", "end": "2024-09-06", "purpose": SECRET} | more
    return desk.command(PlanVisit(CTED, PlannedVisit(**said)))


def agree(desk: Desk, visit: str = OURS) -> None:
    desk.command(about_visit(visit, Agreement(date(2024, 6, 20))))


def cancel(desk: Desk) -> Told:
    return desk.command(about_visit(OURS, Cancellation(DAY, SECRET)))


def our_visit(desk: Desk, id_: str = OURS) -> Visit:
    visit: Visit = desk.get(VISITS, id_)
    return visit


def show_copies(told: Told) -> list[tuple[str, str | None, date | None]]:
    return [(copy.visit_id, copy.start, copy.cancelled_on) for copy in told.all(ReleasedSchedule)]


def test_a_visit_on_the_schedule_stays_there_as_cancelled() -> None:
    desk = Desk()
    plan(desk)
    agree(desk)
    told = cancel(desk)
    assert told.released_copies == [(level, "released.schedule") for level in LEVELS]
    assert show_copies(told) == [(OURS, "2024-09-02", DAY)] * 4
    assert len(desk.rows[RELEASED_COPIES]) == 4
    assert all(f'"cancelled_on":"{DAY}"' in copy.data for copy in desk.rows[RELEASED_COPIES].values())
    assert SECRET not in str(told.all(ReleasedSchedule))
    event = told.only(VisitCancelled)
    assert (event.was_scheduled, event.start, event.end, event.reason) == (True, "2024-09-02", "2024-09-06", SECRET)
    assert event.occurred_on == DAY
    assert cancel(desk).outcome == "unchanged"
    assert plan(desk).outcome == "unchanged"


def test_others_see_the_day_and_not_the_reason() -> None:
    desk = Desk()
    plan(desk, invited=("UNODC",))
    agree(desk)
    before = view_visit(our_visit(desk), PUBLIC, REFERENCE)
    cancel(desk)
    visit = our_visit(desk)
    assert (visit.status, visit.audience, visit.state_year, visit.awaits_report_since) == (
        "cancelled", "public", "", None,
    )  # fmt: skip
    shown = view_visit(visit, PUBLIC, REFERENCE)
    assert shown == before | {"status": "cancelled", "cancelled_on": DAY}
    assert "cancelled_because" in view_visit(visit, Principal("kenya", "public", frozenset({"state:KEN"})), REFERENCE)


def test_what_was_only_planned_does_not_come_out_by_being_cancelled() -> None:
    desk = Desk()
    plan(desk)
    told = cancel(desk)
    assert (told.only(VisitCancelled).was_scheduled, told.released_copies) == (False, [])
    assert (our_visit(desk).status, our_visit(desk).audience) == ("cancelled", "committee")


def test_another_body_s_visit_to_which_the_state_agreed_stays_too() -> None:
    desk = Desk()
    desk.notice(visit_planned())
    agree(desk, THEIRS)
    told = desk.notice(visit_cancelled(DAY, reason=SECRET))
    assert {of[::2] for of in show_copies(told)} == {(THEIRS, DAY)}
    assert (len(told.all(ReleasedSchedule)), our_visit(desk, THEIRS).audience) == (4, "public")
    assert SECRET not in str(told.all(ReleasedSchedule))


def test_what_was_cancelled_before_is_left_as_it_is() -> None:
    """Earlier versions took it off the schedule, and told its readers so."""
    desk = Desk()
    plan(desk)
    agree(desk)
    old = replace(our_visit(desk), status="cancelled", cancelled_on=DAY, cancelled_because=SECRET, audience="committee")
    desk.rows[VISITS][OURS] = old
    told = cancel(desk)
    assert (told.outcome, told.events, our_visit(desk)) == ("unchanged", [], old)


def test_a_cancelled_visit_is_not_withdrawn() -> None:
    desk = Desk()
    plan(desk)
    agree(desk)
    cancel(desk)
    with pytest.raises(Refusal) as refusal:
        desk.command(about_visit(OURS, VisitWithdrawal(date(2024, 6, 30), "X")))
    assert refusal.value.code == "cancelled-differently"
