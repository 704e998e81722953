"""How much room a quota has, when it has room again, and how HTTP tells it."""

from __future__ import annotations

import pytest

from services.exchange.quotas.model import DAY, MINUTE, QuotaUse, Window


def events(used: int, most: int = 10, left: int = 20) -> Window:
    return Window("events", most, used, MINUTE, left)


def use(used: int = 0, size: int = 0) -> QuotaUse:
    return QuotaUse(events(used), Window("bytes", 1_000, size, DAY, 3_600))


@pytest.mark.parametrize(
    ("used", "amount", "seconds"),
    [
        (0, 10, 0),
        (9, 1, 0),
        (10, 0, 0),
        (10, 1, 20),  # the next minute begins
        (19, 1, 20),
        (20, 1, 80),  # Kafka brought twice the quota, so the next minute is used up too
        (0, 11, 20),  # it never fits; nobody is told to try at once
    ],
)
def test_a_request_waits_for_the_window_in_which_it_fits(used: int, amount: int, seconds: int) -> None:
    assert events(used).wait_for(amount) == seconds


def test_the_longer_wait_counts() -> None:
    assert use(used=10, size=1_000).wait_for(1, 1) == 3_600


def test_the_headers_tell_policy_and_what_is_left() -> None:
    assert use(used=3, size=1_200).headers == {
        "RateLimit-Policy": '"events";q=10;w=60, "bytes";q=1000;w=86400;qu="content-bytes"',
        "RateLimit": '"events";r=7;t=20, "bytes";r=0;t=3600',
    }


def test_the_refusal_says_how_much_there_is_room_for() -> None:
    assert "room for 1 events until the end of this minute" in use(used=9).refuse(2, 100).sentence
    assert "10 events a minute and 1000 bytes a day: send it in parts" in use().refuse(11, 100).sentence
