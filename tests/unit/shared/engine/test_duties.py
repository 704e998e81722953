"""Rule 9: which mandate carries a duty on a day, when mandates end and successors begin."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import Mandate
from shared.engine.time.duties import carrier, carriers, find_lapsed_on, first_late_day, next_carrier
from tests.support.frozen import REFERENCE

FIRST = REFERENCE.mandate("resolution-2617-2021")
assert FIRST is not None


def mandate(name: str, begins: date, ends: date, renews: str, **said: object) -> Mandate:
    assert FIRST is not None
    fields = {"id": name, "adopted": begins, "in_force_from": begins, "in_force_until": ends, "renews": renews}
    return replace(FIRST, **fields | {"synthetic": True} | said)  # type: ignore[arg-type]


AFTER_A_GAP = mandate("synthetic-after-gap", date(2026, 7, 1), date(2029, 12, 31), "resolution-2617-2021")
WITHOUT_TEXT = replace(AFTER_A_GAP, id="synthetic-without-text", obligations=None)
OF_ANOTHER_LINE = replace(AFTER_A_GAP, id="synthetic-other", renews=None)


def line(*successors: Mandate) -> list[Mandate]:
    assert FIRST is not None
    return carriers(replace(REFERENCE, mandates=(FIRST, *successors)), FIRST.id, "follow-up-report")


def test_a_successor_that_renews_the_obligations_carries_on() -> None:
    found = carriers(REFERENCE, "resolution-2617-2021", "follow-up-report")
    assert [one.id for one in found] == ["resolution-2617-2021", "resolution-2810-2025"]
    assert carrier(found, date(2025, 12, 31)) == found[0]
    assert carrier(found, date(2026, 1, 1)) == found[1]
    assert carrier(found, date(2029, 1, 6)) is None


def test_nothing_is_late_before_a_mandate_asks_for_it_again() -> None:
    days = [date(2025, 6, 30), date(2025, 12, 31), date(2026, 3, 1), date(2030, 1, 1)]
    late = [first_late_day(line(AFTER_A_GAP), day) for day in days]
    assert late == [date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1), date(2030, 1, 2)]


def test_what_fell_due_by_the_last_day_of_a_mandate_does_not_lapse_with_it() -> None:
    found, in_the_gap = line(AFTER_A_GAP), date(2026, 3, 1)
    assert find_lapsed_on(found, in_the_gap, due_on=date(2025, 12, 31)) is None
    assert find_lapsed_on(found, in_the_gap, due_on=date(2026, 1, 1)) == date(2026, 1, 1)


def test_a_one_off_obligation_is_never_carried_on() -> None:
    found = carriers(REFERENCE, "resolution-2617-2021", "interim-review")
    assert [one.id for one in found] == ["resolution-2617-2021"]


def test_a_mandate_revives_nothing_of_the_one_before_it() -> None:
    found = carriers(REFERENCE, "resolution-2810-2025", "follow-up-report")
    assert [one.id for one in found] == ["resolution-2810-2025"]


@pytest.mark.parametrize("successor", [WITHOUT_TEXT, OF_ANOTHER_LINE], ids=lambda one: one.id)
def test_who_does_not_renew_the_obligations_does_not_carry_on(successor: Mandate) -> None:
    assert line(successor) == [FIRST]


def test_a_line_goes_on_through_a_mandate_whose_text_is_not_at_hand() -> None:
    third = mandate("synthetic-third", date(2030, 1, 1), date(2033, 12, 31), WITHOUT_TEXT.id)
    assert line(WITHOUT_TEXT, third) == [FIRST, third]


def test_a_gap_lasts_from_the_day_after_the_end_to_the_day_before_the_successor() -> None:
    found = line(AFTER_A_GAP)
    assert find_lapsed_on(found, date(2025, 12, 31)) is None
    assert find_lapsed_on(found, date(2026, 1, 1)) == date(2026, 1, 1)
    assert find_lapsed_on(found, date(2026, 6, 30)) == date(2026, 1, 1)
    assert find_lapsed_on(found, date(2026, 7, 1)) is None
    assert next_carrier(found, date(2025, 12, 31)) == AFTER_A_GAP
    assert next_carrier(found, date(2026, 7, 1)) is None


def test_nothing_has_lapsed_before_the_first_mandate_begins() -> None:
    assert find_lapsed_on(line(), date(2021, 12, 29)) is None


@given(st.dates(date(2022, 1, 1), date(2035, 1, 1)))
def test_a_duty_is_either_carried_or_has_lapsed_on_a_day_that_is_past(day: date) -> None:
    found = line(AFTER_A_GAP)
    lapsed = find_lapsed_on(found, day)
    assert (lapsed is None) == (carrier(found, day) is not None)
    if lapsed is not None:
        assert lapsed <= day
        assert carrier(found, lapsed - timedelta(days=1)) is not None
