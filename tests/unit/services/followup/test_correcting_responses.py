"""Rule 4: the day of a response is put right, and what hangs on it is computed again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import JsonValue

from contracts.audiences import Audience
from contracts.base import EventData
from contracts.corrections import RecordCorrected
from contracts.followup import FollowupNotAnswered, FollowupResponseReceived, RecommendationPositionStated
from contracts.notices import NoticeAccepted, NoticeRefused
from services.followup.responses.commands import GivenPosition, GivenResponse, RecordResponse, StatePosition
from services.followup.responses.correcting import CORRECTABLE
from services.followup.responses.model import RESPONSES, Response
from services.followup.responses.responding import Stated
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.model import RECORD_CORRECTIONS
from tests.unit.services.followup.desk import KENYA, Desk, completed_event, kinds, position, response
from tests.unit.services.followup.test_mandates import GAP

DUE_ON, SILENT_SINCE = date(2024, 7, 15), date(2024, 7, 16)


@pytest.fixture
def desk() -> Desk:
    """A cycle whose response is due on 15 July 2024; it is the first of September, and nothing came."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2024, 9, 1))
    return desk


def respond(desk: Desk, on: date, position: str = "accepted") -> None:
    desk.asks(RecordResponse(desk.cycle().id, GivenResponse(on, (Stated("R1", position),))))  # type: ignore[arg-type]


def find_response(desk: Desk, on: date) -> Response:
    responses: dict[str, Response] = desk.rows[RESPONSES]
    return next(row for row in responses.values() if row.received_on == on)


def correction(desk: Desk, response: Response, value: JsonValue, field: str = "received_on") -> CorrectRecord:
    given = GivenCorrection(field, value, "Synthetic: the letter was misread.", "DRAFT/SYN/2024/7")
    return CorrectRecord(CORRECTABLE, response.id, desk.cycle().id, given)


def test_a_response_dated_too_early_is_late_after_its_correction_and_the_silence_is_on_record_again(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1))
    assert desk.cycle().not_answered_on is None
    told = desk.asks(correction(desk, find_response(desk, date(2024, 7, 1)), "2024-08-20"))
    assert kinds(told) == [
        "record.corrected", "followup.not_answered", "followup.response_received", "recommendation.position_stated",
    ]  # fmt: skip
    cycle = desk.cycle()
    assert (cycle.status, cycle.responded_on, cycle.not_answered_on) == ("responded", date(2024, 8, 20), SILENT_SINCE)
    assert desk.list_events(FollowupNotAnswered)[-1].occurred_on == SILENT_SINCE
    received = desk.list_events(FollowupResponseReceived)[-1]
    assert (received.occurred_on, len(received.recommendation_ids)) == (date(2024, 8, 20), 1)
    assert desk.list_events(RecommendationPositionStated)[-1].occurred_on == date(2024, 8, 20)
    assert desk.recommendation("R1").position_on == date(2024, 8, 20)


def test_a_response_dated_too_late_is_in_time_after_its_correction(desk: Desk) -> None:
    respond(desk, date(2024, 8, 20))
    assert desk.cycle().not_answered_on == SILENT_SINCE
    desk.asks(correction(desk, find_response(desk, date(2024, 8, 20)), DUE_ON.isoformat()))
    assert (desk.cycle().responded_on, desk.cycle().not_answered_on) == (DUE_ON, None)


def test_the_correction_keeps_the_original_and_says_why_and_which_events_it_replaces(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1))
    response = find_response(desk, date(2024, 7, 1))
    desk.asks(correction(desk, response, "2024-08-20"))
    (told,) = desk.list_events(RecordCorrected)
    assert (told.thing, told.id, told.state, told.number) == ("response", response.id, "KEN", 1)
    assert (told.field, told.before, told.after) == ("received_on", "2024-07-01", "2024-08-20")
    assert (told.reason, told.document) == ("Synthetic: the letter was misread.", "DRAFT/SYN/2024/7")
    assert (told.replaces[0].type, told.replaces[0].occurred_on) == (
        "followup.response_received.v1",
        date(2024, 7, 1),
    )
    (row,) = desk.rows[RECORD_CORRECTIONS].values()
    assert (row.before, row.after, row.corrected_on, row.parties) == (
        "2024-07-01", "2024-08-20", date(2024, 9, 1), ("state:KEN",),
    )  # fmt: skip


def test_the_same_correction_again_changes_nothing(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1))
    response = find_response(desk, date(2024, 7, 1))
    desk.asks(correction(desk, response, "2024-08-20"))
    assert desk.asks(correction(desk, response, "2024-08-20")) == []


def test_the_first_response_counts_whichever_it_is_after_the_correction(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1), "not_accepted")
    respond(desk, date(2024, 8, 1), "accepted")
    desk.asks(correction(desk, find_response(desk, date(2024, 7, 1)), "2024-08-20"))
    assert desk.cycle().responded_on == date(2024, 8, 1)
    one = desk.recommendation("R1")
    assert (one.position, one.position_on) == ("not_accepted", date(2024, 8, 20)), "what was said last holds"


def test_the_response_comes_again_under_its_first_day_and_is_known(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1))
    desk.asks(correction(desk, find_response(desk, date(2024, 7, 1)), "2024-08-20"))
    respond(desk, date(2024, 8, 20))
    assert len(desk.list_events(FollowupResponseReceived)) == 2, "known by its present day"


# ---- refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "code", "rule"),
    [
        ("received_on", "2024-01-14", "before-what-it-rests-on", "4"),
        ("received_on", "2024-09-02", "in-the-future", "11"),
        ("received_on", "yesterday", "not-its-value", "4"),
        ("received_on", None, "not-its-value", "4"),
        ("said", [], "not-correctable", "4"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(desk: Desk, field: str, value: JsonValue, code: str, rule: str) -> None:
    respond(desk, date(2024, 7, 1))
    refused = desk.refuses(correction(desk, find_response(desk, date(2024, 7, 1)), value, field))
    assert (refused.code, refused.rule) == (code, rule)
    assert desk.cycle().responded_on == date(2024, 7, 1)
    if code == "not-correctable":
        assert "received_on" in refused.detail
    if code == "before-what-it-rests-on":
        assert (refused.status, refused.paragraph) == (409, "OP16")


def test_two_responses_cannot_have_one_day(desk: Desk) -> None:
    respond(desk, date(2024, 7, 1))
    respond(desk, date(2024, 8, 1), "partly")
    refused = desk.refuses(correction(desk, find_response(desk, date(2024, 7, 1)), "2024-08-01"))
    assert refused.code == "another-on-that-day"


# ---- nobody corrects by sending again -------------------------------------------------------


def test_a_state_dates_its_own_response_by_its_arrival(desk: Desk) -> None:
    response = RecordResponse(desk.cycle().id, GivenResponse(date(2024, 7, 1)))
    refused = desk.refuses(response, KENYA)
    assert (refused.code, refused.rule, refused.fields) == ("dated-by-its-arrival", "4", ("received_on",))
    position = StatePosition(desk.cycle().id, desk.recommendation().id, GivenPosition(date(2024, 7, 1), "partly"))
    assert desk.refuses(position, KENYA).code == "dated-by-its-arrival"
    assert desk.cycle().not_answered_on == SILENT_SINCE
    desk.asks(RecordResponse(desk.cycle().id, GivenResponse()), KENYA)
    assert (desk.cycle().responded_on, desk.cycle().not_answered_on) == (desk.today, SILENT_SINCE)


def respond_by_notice(desk: Desk, received_on: date, *parties: str, reads: Audience = "public") -> list[EventData]:
    """A notice that arrives today, from whoever has these parties."""
    sent = response(received_on, position(position="accepted"))
    return desk.happens(sent.model_copy(update={"reads": reads, "parties": parties, "arrived_on": desk.today}))


def test_a_states_own_notice_is_dated_by_its_arrival(desk: Desk) -> None:
    (refused,) = respond_by_notice(desk, date(2024, 7, 1), "state:KEN")
    assert isinstance(refused, NoticeRefused)
    assert (refused.code, refused.rule, refused.fields) == ("dated-by-its-arrival", "4", ("received_on",))
    assert desk.cycle().responded_on is None
    respond_by_notice(desk, desk.today, "state:KEN")
    assert (desk.cycle().responded_on, desk.cycle().not_answered_on) == (desk.today, SILENT_SINCE)


def test_a_states_notice_that_is_known_is_accepted_whenever_it_comes_again(desk: Desk) -> None:
    first = desk.today
    respond_by_notice(desk, first, "state:KEN")
    desk.turn(first + timedelta(days=3))
    (accepted,) = respond_by_notice(desk, first, "state:KEN")
    assert isinstance(accepted, NoticeAccepted)
    assert accepted.outcome == "unchanged"


def test_what_cted_passes_on_has_the_day_of_the_states_letter(desk: Desk) -> None:
    respond_by_notice(desk, date(2024, 7, 1), reads="committee")
    assert desk.cycle().responded_on == date(2024, 7, 1)


def test_a_states_notice_that_waited_has_the_day_of_its_arrival(desk: Desk) -> None:
    """It came before its assessment was known, which is a matter of the system alone."""
    sent = response(desk.today, position(position="accepted"), reference="A-9")
    sent = sent.model_copy(update={"reads": "public", "parties": ("state:KEN",), "arrived_on": desk.today})
    desk.happens(sent)
    desk.turn(desk.today + timedelta(days=3))
    desk.happens(completed_event("A-9"))
    assert desk.cycle("A-9").responded_on == sent.arrived_on


def test_an_officers_second_response_does_not_move_the_first(desk: Desk) -> None:
    respond(desk, date(2024, 8, 1))
    again = RecordResponse(desk.cycle().id, GivenResponse(date(2024, 7, 1)))
    refused = desk.refuses(again)
    assert (refused.code, refused.rule, refused.status) == ("earlier-than-the-first", "4", 409)
    assert "correction" in refused.title
    assert desk.cycle().responded_on == date(2024, 8, 1)


@pytest.mark.parametrize(
    ("day", "told"), [(date(2026, 1, 1), "followup.pending"), (date(2026, 7, 1), "followup.rescheduled")]
)
def test_a_correction_on_the_day_of_a_mandate_s_end_or_begin_says_so_if_it_comes_before_the_deadline(
    day: date, told: str
) -> None:
    desk = Desk(date(2025, 9, 15), GAP)
    desk.happens(completed_event(submitted_to_ctc_on=date(2025, 9, 1), received_by_state_on=date(2025, 9, 15)))
    respond(desk, date(2025, 9, 15))
    desk.turn(day - timedelta(days=1))
    desk.today = day
    events = desk.asks(correction(desk, find_response(desk, date(2025, 9, 15)), "2025-09-14"))
    assert told in kinds(events)
    assert "followup.pending" not in kinds(desk.act())
