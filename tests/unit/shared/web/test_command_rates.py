"""One principal gives many commands at once, and then goes on at a pace; another's are not counted with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.engine.principals import Principal
from shared.web.problems import TooManyCommands
from shared.web.server import command_rates
from shared.web.server.command_rates import (
    A_SECOND,
    MOST_AT_ONCE,
    OF_DESK_A_SECOND,
    OF_OTHERS_A_SECOND,
    OF_OTHERS_AT_ONCE,
    CommandRates,
)
from tests.support.http_example import Example

VISIT = {"state": "KEN", "start": "2024-02-29"}


DESK = Principal("", may_command=True)
ACCOUNT = Principal("")
"""One without any right."""


class Given:
    """Commands that come at the time that the test sets."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.rates = CommandRates(lambda: self.now)

    def count_taken(self, most: int, principal: str = "one", asks: Principal = DESK) -> int:
        """How many of so many commands are taken now."""
        for number in range(most):
            try:
                self.rates.count_commands(replace(asks, name=principal))
            except TooManyCommands:
                return number
        return most


def test_so_many_come_at_once_and_the_next_is_refused() -> None:
    given = Given()
    assert given.count_taken(10 * MOST_AT_ONCE) == MOST_AT_ONCE
    assert given.count_taken(1) == 0
    assert given.count_taken(1, "another") == 1


def test_after_these_they_go_on_at_a_pace() -> None:
    given = Given()
    given.count_taken(MOST_AT_ONCE)
    given.now += 60
    assert given.count_taken(MOST_AT_ONCE) == 60 * A_SECOND


def test_all_accounts_of_a_state_together_give_no_more_than_twice_as_many_at_once() -> None:
    given, kenya = Given(), replace(DESK, parties=frozenset({"state:KEN"}))
    taken = [given.count_taken(MOST_AT_ONCE, f"account {number}", kenya) for number in range(4)]
    assert taken == [MOST_AT_ONCE, MOST_AT_ONCE, 0, 0]
    given.now += 60
    assert given.count_taken(MOST_AT_ONCE, "account 3", kenya) == 60 * OF_DESK_A_SECOND
    assert given.count_taken(1, "of Norway", replace(DESK, parties=frozenset({"state:NOR"}))) == 1


def test_an_account_without_any_right_gives_few() -> None:
    given = Given()
    assert given.count_taken(MOST_AT_ONCE, asks=ACCOUNT) == OF_OTHERS_AT_ONCE
    given.now += 60
    assert given.count_taken(MOST_AT_ONCE, asks=ACCOUNT) == 60 * OF_OTHERS_A_SECOND
    assert given.count_taken(MOST_AT_ONCE) == MOST_AT_ONCE


def test_what_was_refused_does_not_count() -> None:
    given = Given()
    given.count_taken(MOST_AT_ONCE)
    for _ in range(1_000):
        given.count_taken(1)
    given.now += 1 / A_SECOND
    assert given.count_taken(1) == 1


def test_who_has_paused_has_all_at_once_again_and_never_more() -> None:
    given = Given()
    given.count_taken(MOST_AT_ONCE)
    given.now += 1_000_000
    assert given.count_taken(10 * MOST_AT_ONCE) == MOST_AT_ONCE


def test_several_are_counted_together_or_not_at_all() -> None:
    given = Given()
    given.rates.count_commands(replace(DESK, name="one"), MOST_AT_ONCE - 1)
    with pytest.raises(TooManyCommands):
        given.rates.count_commands(replace(DESK, name="one"), 2)
    assert given.count_taken(2) == 1


async def test_over_http_it_is_429_and_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_rates, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(command_rates, "A_SECOND", 0.001)  # none more while the test runs, however long it takes
    example = Example()
    async with example.client("desk") as client:
        given = [await client.post("/visits", json=VISIT) for _ in range(4)]
        read = await client.get("/visits/v1")
    async with example.client("other-desk") as client:
        others = await client.post("/visits", json=VISIT)
    assert [one.status_code for one in given] == [201, 201, 201, 429]
    assert (given[3].json()["type"], given[3].headers["retry-after"]) == ("/problems/too-many-commands", "5")
    assert (read.status_code, others.status_code) == (200, 201)
    assert len(example.handler.commands) == 4
