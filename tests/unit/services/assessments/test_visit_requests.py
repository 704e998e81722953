"""A State asks for a visit, itself or through an officer (OP12)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import (
    VisitRequested,
)
from contracts.corrections import RecordCorrected
from services.assessments.visit_requests.commands import RequestedVisit, RequestVisit
from services.assessments.visit_requests.correcting import CORRECTABLE as CORRECTABLE_REQUEST
from services.assessments.visit_requests.model import VISIT_REQUESTS
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.principals import Principal
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import Desk

KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
UGANDA = Principal("uganda", "public", frozenset({"state:UGA"}), may_command=True)


def test_a_state_requests_a_visit_itself_or_through_an_officer() -> None:
    desk = Desk()
    wish = RequestVisit(
        RequestedVisit("KEN", date(2024, 5, 2), "focused", 2025, "[Synthetic example] After an invented reform")
    )
    event = desk.command(wish).only(VisitRequested)
    assert (event.request_id, event.state, event.year) == ("request-KEN-2024-05-02", "KEN", 2025)
    row = desk.get(VISIT_REQUESTS, event.request_id)
    assert (row.audience, row.parties) == ("committee", ("state:KEN",))
    assert desk.command(wish, KENYA).outcome == "unchanged"
    own = desk.command(RequestVisit(RequestedVisit("KEN", desk.today)), KENYA)
    assert own.only(VisitRequested).occurred_on == desk.today


def test_nobody_requests_a_visit_for_another_state() -> None:
    for said, principal, code in (
        (RequestVisit(RequestedVisit("KEN", date(2024, 5, 2))), UGANDA, "only-its-own-request"),
        (RequestVisit(RequestedVisit("HKG", date(2024, 5, 2))), KENYA, "only-members-are-listed"),
        (RequestVisit(RequestedVisit("KEN", date(2024, 7, 2))), KENYA, "in-the-future"),
    ):
        with pytest.raises(Refusal) as refused:
            Desk().command(said, principal)
        assert refused.value.code == code


def test_two_requests_of_one_day_that_differ_are_refused_naming_what_differs() -> None:
    desk = Desk()
    desk.command(RequestVisit(RequestedVisit("KEN", date(2024, 5, 2), year=2025)))
    with pytest.raises(Refusal) as refused:
        desk.command(RequestVisit(RequestedVisit("KEN", date(2024, 5, 2), year=2026)), KENYA)
    assert (refused.value.code, refused.value.fields) == ("requested-otherwise", ("year",))


def test_a_state_dates_its_own_request_by_its_arrival() -> None:
    desk = Desk()
    early = RequestVisit(RequestedVisit("KEN", date(2024, 5, 2)))
    with pytest.raises(Refusal) as refused:
        desk.command(early, KENYA)
    assert (refused.value.code, refused.value.fields) == ("dated-by-its-arrival", ("requested_on",))
    desk.command(early)
    assert desk.command(early, KENYA).outcome == "unchanged", "an officer recorded it"


def test_the_day_of_a_request_is_put_right() -> None:
    desk = Desk()
    request = desk.command(RequestVisit(RequestedVisit("KEN", date(2024, 5, 2)))).only(VisitRequested)
    given = GivenCorrection("requested_on", "2024-05-20", "[Synthetic example] misread", "DRAFT/9")
    told = desk.command(CorrectRecord(CORRECTABLE_REQUEST, request.request_id, "KEN", given))
    assert told.only(VisitRequested).occurred_on == date(2024, 5, 20)
    (replaced,) = told.only(RecordCorrected).replaces
    assert (replaced.type, replaced.id) == ("visit.requested.v1", request.request_id)
    assert desk.get(VISIT_REQUESTS, request.request_id).requested_on == date(2024, 5, 20)


def test_no_request_is_moved_to_the_day_of_another() -> None:
    desk = Desk()
    for on in (date(2024, 5, 2), date(2024, 5, 20)):
        desk.command(RequestVisit(RequestedVisit("KEN", on)))
    given = GivenCorrection("requested_on", "2024-05-20", "[Synthetic example] misread", "DRAFT/9")
    with pytest.raises(Refusal) as refused:
        desk.command(CorrectRecord(CORRECTABLE_REQUEST, "request-KEN-2024-05-02", "KEN", given))
    assert (refused.value.code, refused.value.fields) == ("requested-that-day", ("value",))
