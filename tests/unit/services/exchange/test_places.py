"""How many places of its sender's lane a notice takes: more where it causes more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.notices import RespondedPosition
from services.exchange.lanes.rules import count_places
from tests.unit.services.assessments.desk import visit_planned, withdrawal_notice
from tests.unit.services.followup.desk import response

POSITION = RespondedPosition(recommendation_reference="R1", position="accepted")
RESPONSE = response(date(2024, 1, 1), *[POSITION] * 500).notice


@pytest.mark.parametrize(("notice", "places"), [(visit_planned(), 3), (withdrawal_notice(), 12), (RESPONSE, 24)])
def test_what_is_compared_with_much_or_ends_much_takes_several(notice: Any, places: int) -> None:
    """A visit is compared with those of its years. Each ended recommendation, and each position, causes an event."""
    assert count_places(notice) == places
