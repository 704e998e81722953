"""A batch has so many messages as are handled within half a second."""

from __future__ import annotations

from shared.transports.kafka.batch_size import FEWEST, QUICK, BatchSize


def test_after_a_slow_batch_the_next_one_has_as_many_as_are_quick() -> None:
    size = BatchSize(2_000)
    size.note(600, 4 * QUICK)
    assert size.most == 150
    size.note(150, 2 * QUICK)
    assert size.most == 75


def test_a_slow_batch_of_few_leaves_a_few() -> None:
    size = BatchSize(2_000)
    size.note(3, 100 * QUICK)
    assert size.most == FEWEST
    size.note(2_000, 0.0)
    size.note(20, 2 * QUICK)
    assert size.most == FEWEST


def test_a_slow_batch_never_makes_the_next_one_larger() -> None:
    size = BatchSize(300)
    size.note(300, 1.1 * QUICK)
    assert size.most < 300
    size.note(100, 30 * QUICK)
    before = size.most
    size.note(2_000, 1.1 * QUICK)
    assert size.most == before


def test_full_batches_that_are_quick_grow_to_the_largest() -> None:
    size = BatchSize(300)
    size.note(300, 10 * QUICK)
    for expected in (60, 120, 240, 300, 300):
        size.note(size.most, QUICK / 2)
        assert size.most == expected


def test_a_batch_with_room_left_says_nothing_of_larger_ones() -> None:
    size = BatchSize(300)
    size.note(300, 10 * QUICK)
    size.note(29, QUICK / 100)
    assert size.most == 30
