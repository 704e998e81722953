"""What the calendar shows of duties that other services time: from their events alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.council.calendar.duties import DutyNow, sum_up_duty
from services.council.calendar.views import show_duty
from services.council.facts import DUTIES, DutyFact
from services.council.facts.projections import facts_of
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


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


SCHEDULED = event("followup.scheduled.v1")
OVERDUE = event("followup.overdue.v1", occurred_on=date(2025, 6, 15))


def move_due_date(to: str, recorded: str) -> Event[Any]:
    return event("followup.rescheduled.v1", time=at(recorded), due_on=date.fromisoformat(to))


# ---- CTED's report ---------------------------------------------------------------------------


def test_a_scheduled_report_is_due_under_its_mandate() -> None:
    found = report(SCHEDULED)
    assert found == DutyNow("due", DUE, None, "resolution-2617-2021", "OP16")
    assert found.late is None


@pytest.mark.parametrize(("reported", "late"), [(DUE, False), (date(2025, 6, 15), True)])
def test_a_report_on_its_day_is_in_time_and_on_the_next_one_late(reported: date, late: bool) -> None:
    found = report(SCHEDULED, event("followup.reported.v1", occurred_on=reported))
    assert (found.state, found.met_on, found.late) == ("met", reported, late)


def test_an_overdue_report_is_met_late_when_it_comes() -> None:
    assert report(SCHEDULED, OVERDUE).state == "overdue"
    found = report(SCHEDULED, OVERDUE, event("followup.reported.v1", occurred_on=date(2025, 9, 1)))
    assert (found.state, found.late) == ("met", True)


def test_a_date_that_moves_ahead_makes_it_due_again() -> None:
    found = report(SCHEDULED, OVERDUE, move_due_date("2025-12-31", "2025-07-01"))
    assert (found.state, found.due_on) == ("due", date(2025, 12, 31))


def test_a_date_that_moves_to_another_one_gone_by_leaves_it_overdue() -> None:
    found = report(SCHEDULED, OVERDUE, move_due_date("2025-06-20", "2025-07-01"))
    assert (found.state, found.due_on) == ("overdue", date(2025, 6, 20))


def test_of_a_report_that_was_made_only_the_punctuality_changes() -> None:
    found = report(SCHEDULED, event("followup.reported.v1", occurred_on=DUE), move_due_date("2025-06-01", "2025-07-01"))
    assert (found.state, found.met_on, found.late) == ("met", DUE, True)


def test_a_report_is_pending_without_a_mandate_and_due_again_with_one() -> None:
    pending = event("followup.pending.v1")
    assert report(SCHEDULED, pending).state == "pending_mandate"
    assert report(SCHEDULED, OVERDUE, pending).state == "pending_mandate"
    assert report(SCHEDULED, pending, move_due_date("2025-06-14", "2025-03-01")).state == "due"


def test_what_was_overdue_before_the_mandate_ended_is_so_again_under_a_successor() -> None:
    pending, revived = event("followup.pending.v1"), move_due_date("2025-06-14", "2037-07-01")
    assert report(SCHEDULED, OVERDUE, pending, pending, revived).state == "overdue"
    assert report(SCHEDULED, OVERDUE, pending, move_due_date("2037-12-31", "2037-07-01")).state == "due"
    assert report(SCHEDULED, OVERDUE, move_due_date("2037-12-31", "2037-07-01"), pending, revived).state == "due"


def test_a_withdrawn_assessment_cancels_what_was_open_and_leaves_what_was_done() -> None:
    cancelled = event("followup.cancelled.v1")
    assert report(SCHEDULED, cancelled) == DutyNow("cancelled", DUE, None, "resolution-2617-2021", "OP16")
    assert report(SCHEDULED, OVERDUE, cancelled).state == "cancelled"
    assert report(SCHEDULED, event("followup.reported.v1"), cancelled).state == "met"


def test_a_closed_cycle_leaves_its_report_met() -> None:
    assert report(SCHEDULED, event("followup.reported.v1"), event("followup.closed.v1")).state == "met"


def test_a_cycle_that_goes_on_after_it_ended_has_its_duties_back_late_as_they_were() -> None:
    closed, reopened = event("followup.closed.v1"), event("followup.reopened.v1", time=at("2025-07-01"), due_on=DUE)
    assert report(SCHEDULED, closed, reopened) == DutyNow("due", DUE, None, "resolution-2617-2021", "OP16")
    assert report(SCHEDULED, OVERDUE, closed, reopened).state == "overdue"
    assert report(SCHEDULED, event("followup.reported.v1"), closed, reopened).state == "met"
    answered = event("followup.response_received.v1")
    assert response(SCHEDULED, closed, reopened).state == "due"
    assert response(SCHEDULED, answered, closed, reopened).state == "met"


def test_a_further_follow_up_is_a_duty_of_its_own_while_the_response_stays_one() -> None:
    rows = duties(SCHEDULED, event("followup.scheduled.v1", sequence=2, due_on=date(2026, 6, 14)))
    assert len({row.duty_id for row in rows["follow-up-report"]}) == 2
    assert len({row.duty_id for row in rows["state-response"]}) == 1


# ---- the State's response --------------------------------------------------------------------


def test_a_response_is_expected_once_the_state_received_the_report() -> None:
    assert "state-response" not in duties(event("followup.scheduled.v1", response_due_on=None))
    assert response(SCHEDULED) == DutyNow("due", RESPONSE_DUE)


def test_a_response_in_time_and_a_late_one() -> None:
    received = event("followup.response_received.v1", occurred_on=date(2024, 11, 29))
    assert (response(SCHEDULED, received).state, response(SCHEDULED, received).late) == ("met", False)
    silent = event("followup.not_answered.v1")
    assert response(SCHEDULED, silent).state == "not_answered"
    after = event("followup.response_received.v1", occurred_on=date(2025, 1, 5))
    assert (response(SCHEDULED, silent, after).state, response(SCHEDULED, silent, after).late) == ("met", True)


def test_the_first_response_counts() -> None:
    first = event("followup.response_received.v1", occurred_on=date(2024, 11, 29))
    second = event("followup.response_received.v1", occurred_on=date(2025, 1, 5))
    assert response(SCHEDULED, first, second).met_on == date(2024, 11, 29)


def test_not_answered_stays_a_normal_state_when_the_cycle_closes() -> None:
    assert response(SCHEDULED, event("followup.not_answered.v1"), event("followup.closed.v1")).state == "not_answered"


def test_not_answered_stays_so_when_a_further_follow_up_names_the_same_day() -> None:
    further = event("followup.scheduled.v1", sequence=2)
    assert response(SCHEDULED, event("followup.not_answered.v1"), further).state == "not_answered"


def test_a_receipt_that_is_taken_back_takes_the_duty_to_respond_with_it() -> None:
    taken_back = event("followup.rescheduled.v1", response_due_on=None)
    assert response(SCHEDULED, taken_back).state == "cancelled"


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


def test_a_response_is_pending_while_no_mandate_is_in_force_and_due_again_under_the_next() -> None:
    for today, state in ((date(2029, 1, 5), "due"), (date(2029, 1, 6), "pending_mandate")):
        assert show_duty(duties(SCHEDULED)["state-response"], REFERENCE, today)["state"] == state
