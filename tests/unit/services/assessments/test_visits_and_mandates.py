"""Rule 9: a visit of CTED beyond every mandate is subject to renewal, and on no public schedule until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import Guest, VisitAgreed, VisitCancelled, VisitPlanned
from contracts.ids import visit_id
from contracts.released import ReleasedSchedule, ReleasedWithdrawn
from reference import Reference
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.commands.cancelling import Cancellation
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.guests import GuestList
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.commands.renewal import ApplyMandates
from services.assessments.visits.model import VISITS, Visit
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import CTED, Desk, Told, about_visit

OURS = visit_id(CTED, "V1")
TODAY = date(2026, 1, 20)
LAST_DAY, DAY_AFTER = "2029-01-05", "2029-01-06"
"""Of the last mandate that is known."""


def build_renewal(begins: date = date(2029, 1, 6), ends: date = date(2033, 1, 5)) -> Reference:
    """The files with one mandate more."""
    last = REFERENCE.mandates[-1]
    more = replace(
        last, id="synthetic-2029", adopted=date(2026, 1, 20), in_force_from=begins, in_force_until=ends, renews=last.id,
        synthetic=True,
    )  # fmt: skip
    return replace(REFERENCE, mandates=(*REFERENCE.mandates, more))


def plan(desk: Desk, start: str = "2030-02-04", **more: Any) -> Told:
    return desk.command(PlanVisit(CTED, PlannedVisit(**{"reference": "V1", "state": "KEN", "start": start} | more)))


def agree(desk: Desk) -> Told:
    return desk.command(about_visit(OURS, Agreement(TODAY)))


def plan_and_agree(start: str = "2030-02-04", reference: Reference = REFERENCE, **more: Any) -> tuple[Desk, Told]:
    desk = Desk(TODAY, reference)
    plan(desk, start, **more)
    return desk, agree(desk)


def start_again(desk: Desk, reference: Reference) -> Told:
    desk.memory.reference = desk.memory.handler.reference = reference
    return desk.command(ApplyMandates())


def our_visit(desk: Desk) -> Visit:
    visit: Visit = desk.get(VISITS, OURS)
    return visit


def show_readers(desk: Desk) -> tuple[str, bool]:
    """Who may see the visit, and whether it is marked."""
    return our_visit(desk).audience, our_visit(desk).subject_to_renewal


# ---- kept off the schedule -----------------------------------------------------------------------


def test_a_visit_beyond_every_mandate_is_accepted_and_kept_off_the_schedule() -> None:
    desk, told = plan_and_agree()
    event = told.only(VisitPlanned)
    assert (event.subject_to_renewal, event.agreed_on, event.occurred_on) == (True, TODAY, TODAY)
    assert (told.all(VisitAgreed), told.released_copies) == ([], [])
    assert show_readers(desk) == ("committee", True)
    assert (our_visit(desk).status, our_visit(desk).parties) == ("agreed", ("state:KEN",))
    assert agree(desk).outcome == "unchanged"


def test_a_plan_says_that_it_is_subject_to_renewal_before_the_state_agrees() -> None:
    event = plan(Desk(TODAY)).only(VisitPlanned)
    assert (event.subject_to_renewal, event.agreed_on) == (True, None)


@pytest.mark.parametrize(
    ("start", "end", "is_marked"),
    [
        (LAST_DAY, "2029-01-09", False),
        (DAY_AFTER, None, True),
        ("2028-12", None, False),
        ("2029-01", None, True),
        ("2029", None, True),
        ("2030", None, True),
    ],
)
def test_the_first_day_of_the_visit_counts(start: str, end: str | None, is_marked: bool) -> None:
    desk, told = plan_and_agree(start, end=end)
    assert show_readers(desk) == (("committee", True) if is_marked else ("public", False))
    assert bool(told.released_copies) is not is_marked


def test_a_visit_between_two_mandates_is_kept_off_too() -> None:
    desk, _ = plan_and_agree("2029-03-05", build_renewal(date(2029, 7, 1)))
    assert show_readers(desk) == ("committee", True)


def test_mandates_do_not_govern_the_visits_of_others() -> None:
    desk, told = plan_and_agree(body="UNODC")
    assert (show_readers(desk), len(told.all(VisitAgreed))) == (("public", False), 1)


def test_what_else_changes_of_the_visit_stays_off_the_schedule() -> None:
    desk, _ = plan_and_agree()
    told = desk.command(about_visit(OURS, GuestList((Guest(body="ICAO", sector="compact"),))))
    assert (told.only(VisitPlanned).subject_to_renewal, told.released_copies) == (True, [])


def test_a_cancellation_says_nothing_in_public() -> None:
    desk, _ = plan_and_agree()
    told = desk.command(about_visit(OURS, Cancellation(TODAY, "The State asks for another year.")))
    assert (told.only(VisitCancelled).was_scheduled, told.released_copies) == (False, [])
    assert show_readers(desk) == ("committee", False)


def test_a_visit_that_took_place_is_no_longer_subject_to_renewal() -> None:
    desk, _ = plan_and_agree()
    desk.today = date(2030, 3, 1)
    desk.command(about_visit(OURS, VisitHeld((HeldComponent("onsite", "2030-02-04"),))))
    assert show_readers(desk) == ("public", False)


# ---- renewed, or moved --------------------------------------------------------------------------


def test_a_new_mandate_brings_it_onto_the_schedule_once() -> None:
    desk, _ = plan_and_agree()
    assert start_again(desk, REFERENCE).events == []
    told = start_again(desk, build_renewal())
    assert told.only(VisitAgreed).agreed_on == TODAY
    assert told.released_copies == [(level, "released.schedule") for level in ("council", "un", "partners", "public")]
    assert show_readers(desk) == ("public", False)
    assert start_again(desk, build_renewal()).events == []


def test_a_new_mandate_that_ends_before_the_visit_changes_nothing() -> None:
    desk, _ = plan_and_agree()
    assert start_again(desk, build_renewal(ends=date(2030, 2, 3))).events == []
    assert show_readers(desk) == ("committee", True)


def test_a_start_reads_no_visits_of_others() -> None:
    desk, _ = plan_and_agree(body="UNODC")
    start_again(desk, build_renewal())
    assert desk.memory.loaded_rows == []


def test_a_plan_that_is_renewed_waits_for_the_state_still() -> None:
    desk = Desk(TODAY)
    plan(desk)
    told = start_again(desk, build_renewal())
    assert (told.only(VisitPlanned).subject_to_renewal, told.released_copies) == (False, [])
    assert show_readers(desk) == ("committee", False)
    assert len(agree(desk).all(ReleasedSchedule)) == 4


def test_what_an_earlier_version_put_on_the_schedule_is_taken_off_at_the_start() -> None:
    desk, _ = plan_and_agree(reference=build_renewal())
    told = start_again(desk, REFERENCE)
    assert told.only(VisitPlanned).subject_to_renewal
    assert {one.because for one in told.all(ReleasedWithdrawn)} == {"narrowed"}
    assert (desk.rows[RELEASED_COPIES], show_readers(desk)) == ({}, ("committee", True))


def test_a_visit_that_moves_beyond_every_mandate_leaves_the_schedule() -> None:
    desk, _ = plan_and_agree(LAST_DAY)
    told = plan(desk, DAY_AFTER)
    assert (told.only(VisitPlanned).subject_to_renewal, told.all(VisitAgreed)) == (True, [])
    assert [(one.of, one.id, one.because) for one in told.all(ReleasedWithdrawn)] == [
        ("schedule", OURS, "narrowed")
    ] * 4
    assert (desk.rows[RELEASED_COPIES], show_readers(desk)) == ({}, ("committee", True))


def test_a_visit_that_moves_into_a_mandate_comes_onto_the_schedule() -> None:
    desk, _ = plan_and_agree(DAY_AFTER)
    told = plan(desk, LAST_DAY)
    assert (told.only(VisitAgreed).start, len(told.all(ReleasedSchedule))) == (LAST_DAY, 4)
    assert show_readers(desk) == ("public", False)
