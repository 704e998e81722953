"""Rule 4: CTED's report is moved before or after what CTED assessed between reports, and the last one counts."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.base import EventData
from contracts.corrections import RecordCorrected
from contracts.followup import RecommendationAssessed
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.reports.correcting import CORRECTABLE
from tests.unit.services.followup.decisions import report, statuses
from tests.unit.services.followup.desk import Desk, completed_event, kinds
from tests.unit.services.followup.test_correcting_records import correction

REPORT = date(2025, 1, 10)
BETWEEN = date(2025, 2, 1)


def assess(desk: Desk, on: date = BETWEEN) -> list[EventData]:
    given = GivenAssessment(on, "implemented", "Synthetic: a law.", "Synthetic: a unit.", False)
    return [*desk.asks(AssessRecommendation(desk.cycle().id, desk.recommendation().id, given))]


def move(desk: Desk, to: str) -> list[EventData]:
    return [*desk.asks(correction(CORRECTABLE, desk.cycle().id, "report.submitted_on", to))]


def list_replaced(desk: Desk) -> list[tuple[str, date | None]]:
    return [(one.type, one.occurred_on) for one in desk.list_events(RecordCorrected)[-1].replaces]


@pytest.fixture
def desk() -> Desk:
    """The report of 10 January says `partly_implemented` of R1; CTED assessed it as implemented on 1 February."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2025, 3, 1))
    desk.asks(report(desk, REPORT, recommendations=statuses(desk, R1="partly_implemented")))
    assess(desk)
    return desk


def test_a_report_moved_to_another_day_before_is_told_again_and_the_later_status_stays(desk: Desk) -> None:
    move(desk, "2025-01-05")
    assert list_replaced(desk) == [("followup.reported.v1", REPORT), ("recommendation.assessed.v1", REPORT)]
    told = desk.list_events(RecommendationAssessed)[-1]
    assert (told.occurred_on, told.implementation) == (date(2025, 1, 5), "partly_implemented")
    assert (desk.recommendation().assessed, desk.recommendation().assessed_on) == ("implemented", BETWEEN)


def test_a_report_moved_behind_the_other_gives_the_last_status(desk: Desk) -> None:
    move(desk, "2025-02-20")
    told = desk.list_events(RecommendationAssessed)[-1]
    assert (told.occurred_on, told.implementation) == (date(2025, 2, 20), "partly_implemented")
    one = desk.recommendation()
    assert (one.assessed, one.assessed_on, one.assessed_capacity) == ("partly_implemented", date(2025, 2, 20), None)
    move(desk, "2025-01-20")
    one = desk.recommendation()
    assert (one.assessed, one.assessed_on, one.assessed_capacity) == ("implemented", BETWEEN, "Synthetic: a unit.")
    assert one.assessed_assistance_needed is False


def test_what_was_assessed_before_the_report_counts_once_that_is_moved_before_it(desk: Desk) -> None:
    assess(desk, date(2025, 1, 2))
    assert desk.recommendation().assessed_on == BETWEEN, "one that is recorded late replaces no later one"
    move(desk, "2025-01-01")
    assert desk.recommendation().assessed_on == BETWEEN
    assert [one.assessed_on for one in desk.recommendation().assessed_before] == [date(2025, 1, 1), date(2025, 1, 2)]


def test_the_same_assessment_of_before_again_changes_nothing(desk: Desk) -> None:
    assert kinds(assess(desk, date(2025, 1, 2))) == ["recommendation.assessed"]
    assert assess(desk, date(2025, 1, 2)) == []
    assert assess(desk) == []


def test_a_report_and_another_assessment_of_the_same_day_cannot_be_told_apart(desk: Desk) -> None:
    refused = desk.refuses(correction(CORRECTABLE, desk.cycle().id, "report.submitted_on", "2025-02-01"))
    assert (refused.code, refused.rule, refused.paragraph) == ("assessed-that-day", "4", "OP16")
    assert refused.detail == "It is `R1`."
