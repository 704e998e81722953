"""An error that passes is none; one that comes again at every try for a minute is."""

from __future__ import annotations

import time

import pytest

from shared.operations.recurring import Recurring


class Watch:
    """The time, as a test sets it."""

    now = 1_000.0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(time, "monotonic", lambda: watch.now)
    return watch


def stumble(recurring: Recurring, watch: Watch, seconds: int, error: str = "a") -> None:
    for _ in range(0, seconds, 5):
        recurring.note(error)
        watch.now += 5


def test_the_same_error_for_a_minute_is_lasting(watch: Watch) -> None:
    recurring = Recurring(gap=15)
    stumble(recurring, watch, 55)
    assert not recurring.is_lasting
    stumble(recurring, watch, 15)
    assert recurring.is_lasting


def test_it_is_over_when_it_stays_away_or_a_try_succeeds(watch: Watch) -> None:
    away, cleared = Recurring(gap=15), Recurring(gap=15)
    for each in (away, cleared):
        stumble(each, watch, 90)
        assert each.is_lasting
    cleared.clear()
    assert not cleared.is_lasting
    watch.now += 20
    assert not away.is_lasting
    away.note("a")
    assert not away.is_lasting, "it begins anew"


def test_errors_that_differ_are_not_one(watch: Watch) -> None:
    recurring = Recurring(gap=15)
    for each in range(30):
        stumble(recurring, watch, 5, error=str(each))
    assert not recurring.is_lasting
