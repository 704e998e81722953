"""What the calendar shows of duties that other services time: from their events alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from contracts.followup import FollowUpContent, FollowupScheduled, ResponseContent
from contracts.tools import example_data
from services.council.facts import DUTIES, DutyFact
from services.council.facts.projections import facts_of
from services.council.lookups.calendar.duties import DutyNow, sum_up_duty
from services.council.lookups.calendar.views import show_duty
from services.council.obligations.occurrences import list_occurrences
from services.council.obligations.views import show_obligation
from shared.engine.rules import Event
from tests.support.frozen import REFERENCE
from tests.unit.services.council.desk import event

DUE = date(2025, 6, 14)
RESPONSE_DUE = date(2024, 12, 20)
OBSERVATIONS_DUE = date(2024, 6, 5)


def duties(*events: Event[Any]) -> dict[str, list[DutyFact]]:
    """The rows that these events make, by the kind of duty."""
    found: dict[str, list[DutyFact]] = {}
    for each in events:
        for table, row in facts_of(each):
            if table is DUTIES:
                found.setdefault(row.obligation, []).append(row)
    return found


def report(*events: Event[Any]) -> DutyNow:
    return sum_up_duty(duties(*events)["follow-up-report"])


def response(*events: Event[Any]) -> DutyNow:
    return sum_up_duty(duties(*events)["state-response"])


def observations(*events: Event[Any]) -> DutyNow:
    return sum_up_duty(duties(*events)["factual-observations"])


def cycle_event(type_: str = "followup.restated.v1", **changes: Any) -> Event[Any]:
    """An event that carries the cycle, changed so."""
    data = example_data.example("followup.scheduled.v1")
    assert isinstance(data, FollowupScheduled)
    assert data.cycle is not None
    cycle = data.cycle.model_copy(update=changes)
    return event(type_, sequence=cycle.sequence, cycle=cycle)


def response_event(**changes: Any) -> Event[Any]:
    """An event that carries the cycle with this response."""
    return cycle_event(response=ResponseContent(**changes))


SCHEDULED = cycle_event("followup.scheduled.v1")
OVERDUE = cycle_event("followup.overdue.v1", overdue_since=date(2025, 6, 15))
CLOSED = date(2025, 9, 1)


# ---- CTED's report ---------------------------------------------------------------------------


def test_a_scheduled_report_is_due_under_its_mandate() -> None:
    found = report(SCHEDULED)
    assert found == DutyNow("due", DUE, None, "resolution-2617-2021", "OP16")
    assert found.late is None


@pytest.mark.parametrize(("reported", "late"), [(DUE, False), (date(2025, 6, 15), True)])
def test_a_report_on_its_day_is_in_time_and_on_the_next_one_late(reported: date, late: bool) -> None:
    found = report(SCHEDULED, cycle_event(reported_on=reported))
    assert (found.state, found.met_on, found.late) == ("met", reported, late)


def test_the_last_event_alone_says_how_a_report_stands() -> None:
    assert report(SCHEDULED, OVERDUE).state == "overdue"
    found = report(OVERDUE, cycle_event(due_on=date(2025, 12, 31)))
    assert (found.state, found.due_on) == ("due", date(2025, 12, 31))
    assert report(SCHEDULED, cycle_event(pending_since=DUE)).state == "pending_mandate"
    assert report(OVERDUE, cycle_event(pending_since=DUE, overdue_since=DUE), OVERDUE).state == "overdue"


def test_an_ended_cycle_cancels_what_was_open_and_leaves_what_was_done() -> None:
    cancelled = DutyNow("cancelled", DUE, None, "resolution-2617-2021", "OP16")
    ends: list[dict[str, Any]] = [{"closed_on": CLOSED}, {"cancelled_on": CLOSED}]
    for end in ends:
        assert report(SCHEDULED, cycle_event(**end)) == cancelled
        assert report(OVERDUE, cycle_event(overdue_since=DUE, **end)) == cancelled
        assert report(SCHEDULED, cycle_event(reported_on=DUE, **end)).state == "met"
    assert report(cycle_event(closed_on=CLOSED), OVERDUE).state == "overdue", "it goes on"


def test_each_event_tells_the_earlier_follow_ups_too_as_they_now_stand() -> None:
    past = FollowUpContent(sequence=1, anchor="submitted_to_ctc_on", anchor_on=DUE, due_on=DUE, reported_on=CLOSED)
    rows = duties(SCHEDULED, cycle_event(sequence=2, due_on=date(2026, 6, 14), earlier=(past,)))["follow-up-report"]
    first, second = rows[0].duty_id, rows[-1].duty_id
    assert [row.duty_id for row in rows] == [first, first, second] != [first] * 3
    assert (rows[1].stage, rows[1].met_on, rows[2].stage) == ("met", CLOSED, "due")


def test_an_event_from_before_cycles_were_carried_tells_no_duty() -> None:
    assert duties(event("followup.scheduled.v1", cycle=None)) == {}


# ---- the State's response --------------------------------------------------------------------


def test_a_response_is_expected_once_the_state_received_the_report() -> None:
    assert [row.stage for row in duties(response_event())["state-response"]] == ["ended"], "which the calendar omits"
    assert response(SCHEDULED) == DutyNow("due", RESPONSE_DUE)


def test_a_response_in_time_and_a_late_one() -> None:
    for received, late in ((date(2024, 11, 29), False), (date(2025, 1, 5), True)):
        silent = RESPONSE_DUE if late else None
        found = response(SCHEDULED, response_event(due_on=RESPONSE_DUE, received_on=received, not_answered_on=silent))
        assert (found.state, found.met_on, found.late) == ("met", received, late)


def test_not_answered_stays_a_normal_state_when_the_cycle_closes() -> None:
    silent = ResponseContent(due_on=RESPONSE_DUE, not_answered_on=date(2024, 12, 21))
    assert (
        response(cycle_event(response=silent), cycle_event(response=silent, closed_on=CLOSED)).state == "not_answered"
    )
    assert response(SCHEDULED, cycle_event(closed_on=CLOSED)).state == "cancelled"


def test_a_response_is_pending_without_a_mandate_and_due_again_with_one() -> None:
    pending = response_event(due_on=RESPONSE_DUE, pending_since=date(2024, 10, 1))
    assert response(SCHEDULED, pending).state == "pending_mandate"
    assert response(SCHEDULED, pending, SCHEDULED).state == "due"


def test_a_receipt_that_is_taken_back_takes_the_duty_to_respond_with_it() -> None:
    assert response(SCHEDULED, response_event()) == DutyNow("cancelled", RESPONSE_DUE)


# ---- observations on a draft -----------------------------------------------------------------

DRAFTED = event("assessment.drafted.v1")


def test_observations_are_due_thirty_days_after_the_draft() -> None:
    assert observations(DRAFTED) == DutyNow("due", OBSERVATIONS_DUE, None, "resolution-2617-2021", "practice")


@pytest.mark.parametrize(
    ("type_", "state"), [("observations.received.v1", "met"), ("observations.lapsed.v1", "not_answered")]
)
def test_observations_arrive_or_lapse(type_: str, state: str) -> None:
    assert observations(DRAFTED, event(type_)).state == state


def test_a_later_draft_begins_the_time_for_observations_anew() -> None:
    later = event("assessment.drafted.v1", observations_due_on=date(2024, 8, 1))
    for before in (event("observations.received.v1"), event("observations.lapsed.v1")):
        assert observations(DRAFTED, before, later) == DutyNow(
            "due", date(2024, 8, 1), None, "resolution-2617-2021", "practice"
        )


def test_an_extended_time_is_due_on_the_decided_day_even_if_it_had_lapsed_before_that_was_recorded() -> None:
    extended = event("observations.extended.v1", observations_due_on=date(2024, 6, 19))
    due = DutyNow("due", date(2024, 6, 19), None, "resolution-2617-2021", "practice")
    assert observations(DRAFTED, extended) == due
    assert observations(DRAFTED, event("observations.lapsed.v1"), extended) == due


def test_observations_within_the_extended_time_are_not_late() -> None:
    extended = event("observations.extended.v1", observations_due_on=date(2024, 6, 19))
    arrived = event("observations.received.v1", occurred_on=date(2024, 6, 18), observations_due_on=date(2024, 6, 19))
    found = observations(DRAFTED, extended, arrived)
    assert (found.state, found.late) == ("met", False)


def test_a_final_report_ends_the_time_for_observations() -> None:
    assert observations(DRAFTED, event("assessment.completed.v1")).state == "cancelled"
    lapsed = event("observations.lapsed.v1")
    assert observations(DRAFTED, lapsed, event("assessment.completed.v1")).state == "not_answered"


def test_a_draft_without_a_mandate_has_no_day_for_observations() -> None:
    assert duties(event("assessment.drafted.v1", observations_due_on=None)) == {}


# ---- as an item ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "obligation", "service", "owner", "paragraph"),
    [
        ([SCHEDULED], "follow-up-report", "followup", "CTED", "OP16"),
        ([SCHEDULED], "state-response", "followup", "assessed State", "practice"),
        ([DRAFTED], "factual-observations", "assessments", "assessed State", "practice"),
    ],
)
def test_an_item_says_who_owes_what_to_whom_by_which_paragraph(
    events: Iterable[Event[Any]], obligation: str, service: str, owner: str, paragraph: str
) -> None:
    shown = show_duty(duties(*events)[obligation], REFERENCE, date(2024, 3, 1))
    assert (shown["service"], shown["owner"], shown["paragraph"]) == (service, owner, paragraph)
    assert shown["what"]
    assert shown["wording"]
    assert shown["subject"] == "KEN"


def test_an_obligation_and_a_duty_share_the_fields_of_an_item() -> None:
    obligation = show_obligation(list_occurrences(REFERENCE)[0])
    duty = show_duty(duties(SCHEDULED)["follow-up-report"], REFERENCE, date(2024, 3, 1))
    promised = {"id", "what", "owner", "recipient", "paragraph", "due_on", "state", "subject", "wording", "service"}
    assert promised <= obligation.keys() & duty.keys()
