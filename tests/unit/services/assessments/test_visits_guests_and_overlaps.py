"""Who takes part in a visit, visits that do not take place, and what both bodies are told of visits close by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.assessments import (
    Guest,
    VisitAgreed,
    VisitCancelled,
    VisitCompleted,
    VisitDates,
    VisitOverlapResolved,
    VisitPlanned,
)
from contracts.ids import overlap_id, visit_id
from contracts.notices import NoticeAccepted, NoticeVisitPlanned
from services.assessments.visits.commands.cancelling import Cancellation
from services.assessments.visits.commands.completing import VisitHeld
from services.assessments.visits.commands.guests import GuestList
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import OVERLAPS, VISITS, Overlap, days_of_plan
from services.assessments.visits.overlaps import list_parties, needs_of_neighbours
from services.assessments.visits.waiting import find_last_late_day, find_usual_report_day
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    Told,
    about_visit,
    submission_notice,
    visit_cancelled,
    visit_planned,
    withdrawal_notice,
)

OURS = visit_id(CTED, "V1")
THEIRS = visit_id(CTED, "UNODC/V1")
CLOSE = overlap_id(OURS, THEIRS)
UNIVERSITY = Guest(body="An invented university", sector="academia", invited_on=date(2024, 6, 3))


def open_desk(start: str = "2024-09-02", **more: object) -> Desk:
    desk = Desk()
    plan(desk, start, **more)
    return desk


def plan(desk: Desk, start: str = "2024-09-02", **more: object) -> Told:
    return desk.command(PlanVisit(CTED, PlannedVisit(**{"reference": "V1", "state": "KEN", "start": start} | more)))  # type: ignore[arg-type]


def on_visit(desk: Desk, said: object) -> Told:
    return desk.command(about_visit(OURS, said))


def get_refusal(desk: Desk, said: object) -> Refusal:
    with pytest.raises(Refusal) as found:
        on_visit(desk, said)
    return found.value


# ---- guests (OP5, OP14, OP35, OP38) ---------------------------------------------------------


def test_those_invited_with_the_plan_are_guests_with_the_sector_of_their_body() -> None:
    desk = Desk()
    told = plan(desk, invited=("UNODC", "1267 Monitoring Team"))
    event = told.only(VisitPlanned)
    assert event.invited == ("1267 Monitoring Team", "UNODC")
    assert [guest.sector for guest in event.guests] == ["council_body", "compact"]
    assert {guest.invited_on for guest in event.guests} == {desk.today}
    assert plan(desk, invited=("UNODC",)).outcome == "unchanged"


@pytest.mark.parametrize(
    ("said", "code"),
    [(VisitHeld(), "visit-took-place"), (Cancellation(date(2024, 6, 30), "Not now."), "visit-was-cancelled")],
)
def test_a_plan_that_comes_again_invites_nobody_to_a_visit_that_is_over(said: object, code: str) -> None:
    desk = open_desk("2024-05-06", mode="onsite")
    on_visit(desk, said)
    assert plan(desk, "2024-05-06", mode="onsite").outcome == "unchanged"
    with pytest.raises(Refusal) as refusal:
        plan(desk, "2024-05-06", mode="onsite", invited=("UNODC",))
    assert (refusal.value.code, refusal.value.fields) == (code, ("invited",) if code == "visit-took-place" else ())


def test_a_body_whose_sector_is_not_known_is_named_with_it() -> None:
    with pytest.raises(Refusal) as refusal:
        plan(Desk(), invited=("An invented university",))
    assert (refusal.value.code, refusal.value.fields, refusal.value.paragraph) == (
        "sector-not-known", ("invited",), "OP14",
    )  # fmt: skip


@pytest.mark.parametrize("sector", ["civil_society", "academia", "private_sector"])
def test_experts_take_part_at_the_states_request_only(sector: str) -> None:
    desk = open_desk()
    expert = UNIVERSITY.model_copy(update={"sector": sector})
    assert get_refusal(desk, GuestList((expert,))).code == "not-at-the-states-request"
    at_request = expert.model_copy(update={"at_states_request": True})
    assert on_visit(desk, GuestList((at_request,))).only(VisitPlanned).guests == (at_request,)
    assert on_visit(desk, GuestList((at_request,))).outcome == "unchanged"


def test_who_came_and_when_it_contributed_is_told_with_the_whole_visit() -> None:
    desk = open_desk("2024-05-06", mode="onsite", invited=("UNODC",))
    on_visit(desk, VisitHeld(participants=("ICAO",)))
    icao = Guest(body="ICAO", sector="compact", came=True, contributed=("before", "during"))
    event = on_visit(desk, GuestList((icao,))).only(VisitCompleted)
    assert (event.invited, event.participants) == (("UNODC",), ("ICAO",))
    assert event.guests[0] == icao


def test_a_guest_named_by_mistake_is_taken_off_again() -> None:
    desk = open_desk(invited=("UNODC", "ICAO"))
    assert on_visit(desk, GuestList(not_guests=("ICAO",))).only(VisitPlanned).invited == ("UNODC",)


def test_guests_change_nothing_on_the_schedule() -> None:
    desk = open_desk()
    on_visit(desk, Agreement(date(2024, 6, 30)))
    told = on_visit(desk, GuestList((Guest(body="UNODC", sector="compact"),)))
    assert (told.only(VisitAgreed).invited, told.released_copies) == (("UNODC",), [])


# ---- cancelled ------------------------------------------------------------------------------


def test_a_cancelled_visit_comes_back_only_under_another_reference() -> None:
    desk = open_desk()
    on_visit(desk, Cancellation(date(2024, 6, 28), "X"))
    assert get_refusal(desk, Agreement(date(2024, 6, 29))).code == "visit-was-cancelled"
    assert get_refusal(desk, Cancellation(date(2024, 6, 27), "X")).fields == ("cancelled_on",)
    with pytest.raises(Refusal) as refusal:
        plan(desk, "2024-10-07")
    assert refusal.value.code == "visit-was-cancelled"


def test_what_took_place_is_not_cancelled_and_nothing_is_before_it_was_agreed() -> None:
    desk = open_desk("2024-05-06", mode="onsite")
    on_visit(desk, Agreement(date(2024, 4, 30)))
    assert get_refusal(desk, Cancellation(date(2024, 4, 29), "X")).code == "dates-contradict"
    on_visit(desk, VisitHeld())
    assert get_refusal(desk, Cancellation(date(2024, 5, 20), "X")).code == "visit-took-place"


# ---- close to one another (OP35) ------------------------------------------------------------


def overlap(desk: Desk) -> Overlap:
    found: Overlap = desk.get(OVERLAPS, CLOSE)
    return found


def test_an_overlap_is_for_the_committee_and_both_bodies_and_the_answer_names_it() -> None:
    desk = open_desk()
    told = desk.notice(visit_planned(start="2024-10-01"))
    assert told.only(NoticeAccepted).caused == (THEIRS, CLOSE)
    assert (overlap(desk).audience, overlap(desk).parties) == ("committee", ("body:unodc", "body:cted"))
    assert overlap(desk).status == "flagged"


def test_once_they_are_apart_again_the_overlap_says_so_and_since_when() -> None:
    desk = open_desk()
    desk.notice(visit_planned(start="2024-10-01"))
    desk.notice(visit_planned(start="2024-10-08"))
    assert overlap(desk).start == "2024-10-08"
    desk.today = date(2024, 7, 9)
    resolved = desk.notice(visit_planned(start="2025-06-02")).only(VisitOverlapResolved)
    assert (resolved.overlap_id, resolved.because, resolved.occurred_on) == (CLOSE, "apart", desk.today)
    assert {resolved.visit_id, resolved.other_visit_id} == {OURS, THEIRS}
    assert (overlap(desk).status, overlap(desk).resolved_because) == ("resolved", "apart")
    assert overlap(desk).resolved_on == date(2024, 7, 9)
    assert desk.notice(visit_planned(start="2024-10-01")).only(NoticeAccepted).caused == (THEIRS, CLOSE)
    assert (overlap(desk).status, overlap(desk).resolved_on) == ("flagged", None)


@pytest.mark.parametrize(
    ("body", "day", "is_read"),
    [
        ("INTERPOL", "2024-09-20", True),
        ("UNODC", "2024-09-20", False),
        ("INTERPOL", "2024-12-03", True),
        ("INTERPOL", "2024-12-04", False),
    ],
    ids=["near", "of the same body", "as far as practice may say", "further away"],
)
def test_what_stands_beside_a_visit_is_read_where_it_may_be_flagged(body: str, day: str, is_read: bool) -> None:
    desk = Desk()
    desk.notice(visit_planned(body="UNODC", start="2024-09-02"))
    (other,) = desk.rows[VISITS].values()
    needs = list(needs_of_neighbours(body, days_of_plan(day, None), other))
    assert (needs != []) == is_read


def test_a_cancelled_visit_is_near_to_none() -> None:
    desk = open_desk()
    desk.notice(visit_planned(start="2024-10-01"))
    assert on_visit(desk, Cancellation(date(2024, 6, 28), "X")).only(VisitOverlapResolved).because == "cancelled"
    assert (overlap(desk).status, overlap(desk).resolved_because) == ("resolved", "cancelled")
    assert desk.notice(visit_planned(start="2024-10-02")).only(NoticeAccepted).caused == (THEIRS,)


def test_the_other_body_cancels_its_own_visit_and_then_it_is_near_to_none() -> None:
    desk = open_desk()
    desk.notice(visit_planned(start="2024-10-01"))
    told = desk.notice(visit_cancelled())
    assert told.only(NoticeAccepted).caused == (THEIRS, CLOSE)
    assert (told.only(VisitCancelled).reason, told.only(VisitOverlapResolved).because) == ("An election.", "cancelled")
    assert (desk.get(VISITS, THEIRS).status, overlap(desk).status) == ("cancelled", "resolved")
    assert desk.notice(visit_cancelled()).is_unchanged()
    assert desk.get_refusal(visit_cancelled(reason="Another.")).code == "cancelled-differently"
    assert desk.get_refusal(visit_planned(start="2024-11-05")).code == "visit-was-cancelled"


@pytest.mark.parametrize(
    ("notice", "code", "fields"),
    [
        (visit_cancelled(reference="UNODC/V2"), "visit-not-known", ("reference",)),
        (visit_cancelled(state="UGA"), "visit-of-another", ("state", "body")),
        (visit_cancelled(state="HKG"), "not-a-member-state", ("state",)),
        (visit_cancelled(date(2024, 7, 2)), "in-the-future", ("cancelled_on",)),
    ],
)
def test_what_cannot_be_cancelled_is_refused(notice: NoticeVisitPlanned, code: str, fields: tuple[str, ...]) -> None:
    desk = Desk()
    desk.notice(visit_planned())
    refusal = desk.get_refusal(notice)
    assert (refusal.code, refusal.fields) == (code, fields)
    assert desk.get_refusal(visit_cancelled(), source="urn:example:another").code == "visit-not-known"


def test_a_body_is_the_same_however_it_is_written() -> None:
    desk = open_desk(body="cted")
    assert desk.get(VISITS, OURS).body == "CTED"
    ours = desk.notice(visit_planned(start="2024-10-01", reference="UNODC/V1"))
    assert ours.only(NoticeAccepted).caused == (THEIRS, CLOSE)
    again = desk.notice(visit_planned(body="Unodc", start="2024-10-02", reference="UNODC/V2"))
    assert len(again.only(NoticeAccepted).caused) == 2  # near to CTED's visit, not to its own
    on_visit(desk, GuestList((Guest(body="un women", sector="compact"),)))
    plan(desk, body="CTED", invited=("UN Women", "UN WOMEN"))
    assert desk.get(VISITS, OURS).invited_bodies == ("UN Women",)


def test_bodies_are_parties_as_tokens_name_them() -> None:
    assert list(list_parties(("UNODC", "UN Women", "1267 Monitoring Team", "中文"))) == [
        "body:unodc", "body:un-women", "body:1267-monitoring-team",
    ]  # fmt: skip


# ---- without a report -----------------------------------------------------------------------


def test_a_visit_waits_for_its_report_until_there_is_one_and_again_if_that_is_withdrawn() -> None:
    desk = open_desk("2024-01-15", end="2024-01-19", mode="onsite", kind="comprehensive", synthetic=True)
    on_visit(desk, VisitHeld())
    assert desk.get(VISITS, OURS).awaits_report_since == date(2024, 1, 19)
    desk.notice(submission_notice(visit=VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")))
    assert (desk.get(VISITS, OURS).assessment_ids, desk.get(VISITS, OURS).awaits_report_since) == ((KEN_REPORT,), None)
    desk.notice(withdrawal_notice())
    assert desk.get(VISITS, OURS).awaits_report_since == date(2024, 1, 19)


@pytest.mark.parametrize(("kind", "body", "awaits"), [("follow-up", "CTED", True), ("advocacy", "CTED", False),
                                                      ("comprehensive", "UNODC", False)])  # fmt: skip
def test_on_which_visits_reports_are_made_is_data(kind: str, body: str, awaits: bool) -> None:
    desk = open_desk("2024-01-15", mode="onsite", kind=kind, body=body)
    on_visit(desk, VisitHeld())
    assert (desk.get(VISITS, OURS).awaits_report_since is not None) == awaits


def test_the_usual_time_includes_its_last_day() -> None:
    visit = replace(open_desk("2023-08-31", mode="onsite").get(VISITS, OURS), awaits_report_since=date(2023, 8, 31))
    assert find_usual_report_day(visit, REFERENCE) == date(2024, 2, 29)
    assert find_last_late_day(date(2024, 2, 29), REFERENCE) < date(2023, 8, 29)
    assert find_last_late_day(date(2024, 3, 1), REFERENCE) == date(2023, 8, 31)
