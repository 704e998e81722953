"""How many places of its sender's lane a notice takes: more where it causes more."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from contracts.notices import NoticeAssessmentSubmitted, NoticeProjectRegistered, RespondedPosition
from contracts.tools.example_data import example
from services.exchange.lanes.rules import count_places
from shared.engine.notices import size
from tests.unit.services.assessments.desk import correction_notice, visit_planned, withdrawal_notice
from tests.unit.services.followup.desk import response

REPORT = cast(NoticeAssessmentSubmitted, example("notice.assessment.submitted.v1"))
PROJECT = cast(NoticeProjectRegistered, example("notice.project.registered.v1"))
POSITION = RespondedPosition(recommendation_reference="R1", position="accepted")
RESPONSE = response(date(2024, 1, 1), *[POSITION] * 500).notice


@pytest.mark.parametrize(("notice", "places"), [(visit_planned(), 3), (withdrawal_notice(), 12), (RESPONSE, 24)])
def test_what_is_compared_with_much_or_ends_much_takes_several(notice: Any, places: int) -> None:
    """A visit is compared with those of its years. Each ended recommendation, and each position, causes an event."""
    assert count_places(notice) == places


def test_a_correction_takes_as_many_as_a_withdrawal_however_short_it_is() -> None:
    """It may leave one of 500 recommendations. Four senders of such kept all others waiting for half a minute."""
    short = correction_notice(findings=())
    assert count_places(short) == 12
    (part, *_) = REPORT.recommendations
    long = correction_notice(recommendations=tuple(part.model_copy(update={"text": "x" * 10_000}) for _ in range(9)))
    assert count_places(long) > 12


@pytest.mark.parametrize(("cited", "places"), [(0, 1), (1, 1), (2, 2), (5, 5), (30, 24), (1_000, 24)])
def test_a_project_takes_one_place_and_four_more_for_each_five_that_it_cites(cited: int, places: int) -> None:
    assert (
        count_places(PROJECT.model_copy(update={"recommendations": tuple(f"r-{one}" for one in range(cited))}))
        == places
    )


@pytest.mark.parametrize(("texts", "places"), [(0, 1), (1, 3), (9, 19), (11, 23), (12, 24), (48, 24)])
def test_a_long_report_takes_places_so_that_others_have_their_turn_after_each(texts: int, places: int) -> None:
    """All its words are compared with what was said before."""
    (part, *_) = REPORT.recommendations
    parts = tuple(part.model_copy(update={"text": "x" * 10_000}) for _ in range(texts))
    assert count_places(REPORT.model_copy(update={"recommendations": parts, "findings": ()})) == places


@pytest.mark.parametrize(("parts", "places"), [(0, 1), (19, 1), (100, 6), (500, 24)])
def test_a_report_of_many_parts_takes_places_however_short_they_are(
    monkeypatch: pytest.MonkeyPatch, parts: int, places: int
) -> None:
    """Each causes events of its own. Four senders of 500 at a time kept all others waiting for ten seconds."""
    (part, *_) = REPORT.recommendations
    monkeypatch.setattr(size, "BYTES_FOR_A_PLACE", 1_000_000)
    short = tuple(part.model_copy(update={"text": "x"}) for _ in range(parts))
    assert count_places(REPORT.model_copy(update={"recommendations": short, "findings": ()})) == places


@pytest.mark.parametrize(("steps", "places"), [(100, 1), (5_000, 2), (25_000, 6), (400_000, 24)])
def test_a_long_response_takes_places_however_few_positions_it_has(steps: int, places: int) -> None:
    """Four senders of 48 responses of 447 kB kept all others waiting for twelve seconds."""
    said = POSITION.model_copy(update={"steps": "x" * steps})
    assert count_places(response(date(2024, 1, 1), said).notice) == places
