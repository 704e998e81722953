"""How many places of its sender's lane a notice takes: more where it causes more."""

from __future__ import annotations

from typing import Any

import pytest

from services.exchange.lanes.rules import count_places
from tests.unit.services.assessments.desk import visit_planned, withdrawal_notice


@pytest.mark.parametrize(("notice", "places"), [(visit_planned(), 3), (withdrawal_notice(), 12)])
def test_what_is_compared_with_much_or_ends_much_takes_several(notice: Any, places: int) -> None:
    """A visit is compared with all of its years; with a report some hundred recommendations end."""
    assert count_places(notice) == places
