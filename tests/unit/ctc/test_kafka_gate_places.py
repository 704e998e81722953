"""Who has a place at the Kafka gate, and who has its turn."""

from __future__ import annotations

from collections import Counter

import pytest

from ctc.kafka_gate.places import (
    AHEAD,
    BYTES_A_SECOND,
    MOST,
    MOST_OF_A_NETWORK,
    MOST_OF_A_USER,
    MOST_STRANGERS,
    REQUESTS_A_SECOND,
    WORK_A_SECOND,
    Full,
    Pace,
    Places,
    Visitor,
)
from ctc.kafka_gate.requests import LARGEST_PRODUCE

# ---- places -----------------------------------------------------------------------------------


@pytest.fixture
def places() -> Places:
    return Places()


def enter(places: Places, network: str, gone: list[str] | None = None) -> Visitor | None:
    visitor = Visitor(network)
    if gone is not None:
        visitor.cut_off = lambda: gone.append(network)
    return visitor if places.enter(visitor) else None


def log_in(places: Places, user: str, number: int, gone: list[str] | None = None) -> Visitor:
    visitor = enter(places, f"192.0.2.{number}")
    assert visitor
    visitor.user = user
    if gone is not None:
        visitor.cut_off = lambda: gone.append(user)
    places.welcome(visitor)
    return visitor


def test_a_network_has_few_places_before_the_log_in(places: Places) -> None:
    taken = [enter(places, "192.0.2.1") for _ in range(MOST_OF_A_NETWORK + 5)]
    assert [one is not None for one in taken] == [True] * MOST_OF_A_NETWORK + [False] * 5
    assert enter(places, "192.0.2.2")
    assert taken[0]
    places.leave(taken[0])
    places.leave(taken[0])
    assert [enter(places, "192.0.2.1") is not None for _ in range(2)] == [True, False]


def test_what_a_user_left_and_kafka_still_counts_is_among_its_own(places: Places) -> None:
    """Else it leaves one after the other, until Kafka takes nobody."""
    left = [log_in(places, "unodc", number) for number in range(MOST_OF_A_USER)]
    for visitor in left:
        places.leave_unanswered(visitor)
        places.leave(visitor)
    with pytest.raises(Full):
        log_in(places, "unodc", 100)
    log_in(places, "iom", 101)
    places.note_answered(left[0])
    log_in(places, "unodc", 102)
    with pytest.raises(Full):
        log_in(places, "unodc", 103)


def test_where_all_are_taken_whoever_has_most_loses_its_oldest(places: Places) -> None:
    gone: list[str] = []
    networks = MOST_STRANGERS // MOST_OF_A_NETWORK
    for number in range(networks):
        for _ in range(MOST_OF_A_NETWORK):
            assert enter(places, f"192.0.2.{number}", gone)
    first = enter(places, "198.51.100.1", gone)
    assert first
    assert gone == ["192.0.2.0"]
    for _ in range(networks - 1):
        enter(places, "198.51.100.2", gone)
    assert sorted(gone) == [f"192.0.2.{number}" for number in range(networks)]


def test_whoever_has_logged_in_takes_no_stranger_s_place(places: Places) -> None:
    for number in range(MOST_OF_A_NETWORK * 2):
        visitor = enter(places, "192.0.2.1")
        assert visitor
        visitor.user = f"user-{number}"
        places.welcome(visitor)
        assert visitor.name == {"user": f"user-{number}"}


def test_a_user_has_a_part_of_all_places(places: Places) -> None:
    ours = [log_in(places, "a", number) for number in range(MOST_OF_A_USER)]
    with pytest.raises(Full, match="50"):
        log_in(places, "a", 200)
    places.leave(ours[0])
    places.leave(ours[0])
    log_in(places, "a", 201)
    with pytest.raises(Full, match="50"):
        log_in(places, "a", 202)


def test_where_users_have_all_places_whoever_has_most_loses_its_oldest(places: Places) -> None:
    gone: list[str] = []
    for user, share in {"a": MOST_OF_A_USER, "b": 1, "c": MOST_OF_A_USER - 1, "d": MOST - 2 * MOST_OF_A_USER}.items():
        for number in range(share):
            log_in(places, user, number, gone)
    log_in(places, "b", 200, gone)
    assert gone == ["a"]
    for number in range(10):
        log_in(places, "e", number, gone)
    assert Counter(gone) == {"a": 6, "c": 5}


def test_whoever_comes_and_goes_among_all_takes_no_place_of_who_has_few(places: Places) -> None:
    gone: list[str] = []
    log_in(places, "few", 1, gone)
    for number in range(1_000):
        log_in(places, f"many-{number % 3}", number % 200, gone)
    assert len(gone) == 1_001 - MOST
    assert "few" not in gone


# ---- turns ------------------------------------------------------------------------------------


def test_a_user_s_requests_pass_one_behind_the_other_on_all_connections(places: Places) -> None:
    one, two, other = log_in(places, "a", 1), log_in(places, "a", 2), log_in(places, "b", 3)
    waits = [visitor.pace.ask(1_000.0, 36) for _ in range(REQUESTS_A_SECOND) for visitor in (one, two)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(2 - AHEAD, abs=0.01)
    assert other.pace.ask(1_000.0, 36) == 0


def test_a_new_connection_gives_no_new_turns(places: Places) -> None:
    first = log_in(places, "a", 1)
    for _ in range(2 * REQUESTS_A_SECOND):
        first.pace.ask(1_000.0, 36)
    assert log_in(places, "a", 2).pace.ask(1_000.0, 36) > 1


def test_whoever_asks_no_faster_than_it_may_does_not_wait() -> None:
    pace = Pace()
    assert not any(pace.ask(1_000 + number / REQUESTS_A_SECOND, 10_000) for number in range(5_000))


def test_what_is_large_takes_more_than_a_turn_in_both_directions() -> None:
    pace = Pace()
    pace.ask(1_000.0, 36)
    for _ in range(10):
        pace.ask(1_000.0, LARGEST_PRODUCE)
        last = pace.answer(1_000.0, 1_000_000)
    assert last == pytest.approx(10 * (LARGEST_PRODUCE + 1_000_000) / BYTES_A_SECOND - AHEAD, abs=0.01)


def test_an_answer_takes_no_turn_of_a_request() -> None:
    pace = Pace()
    assert not any(pace.answer(1_000.0, 10) for _ in range(10 * REQUESTS_A_SECOND))


def test_a_line_of_the_log_names_a_user_only_after_the_log_in() -> None:
    assert Visitor("192.0.2.1", user="claims to be").name == {"address": "192.0.2.1"}


# ---- what TLS takes ----------------------------------------------------------------------------


def test_a_user_s_tls_has_a_share_of_the_processor_on_all_its_connections(places: Places) -> None:
    one, another, other = (log_in(places, user, number) for number, user in enumerate(("a", "a", "b")))
    assert one.pace.work(60.0, AHEAD * WORK_A_SECOND) == 0, "it was silent before"
    assert one.pace.work(60.0, 0.1) == pytest.approx(0.1 / WORK_A_SECOND - AHEAD)
    assert another.pace.work(60.0, 0.1) == pytest.approx(0.2 / WORK_A_SECOND - AHEAD)
    assert other.pace.work(60.0, 0.01) == 0
    assert one.pace.ask(60.0, 100) == 0, "requests have their own pace"
    assert one.pace.work(90.0, 0.001) == 0
