"""A batch has so many messages as are handled within half a second."""

from __future__ import annotations

from shared.transports.kafka.batch_size import FEWEST, QUICK, BatchSize


def work_off(size: BatchSize, batches: int, of_each: float = 0.0, of_all: float = 0.0) -> list[int]:
    """How many messages each batch has, where each message and each batch takes so many seconds."""
    numbers = []
    for _ in range(batches):
        numbers.append(size.most)
        size.note(size.most, of_all + of_each * size.most)
    return numbers


def test_batches_shrink_until_they_are_quick() -> None:
    assert work_off(BatchSize(2_000), 6, of_each=QUICK / 300) == [2_000, 1_000, 500, 250, 500, 250]


def test_messages_that_take_long_come_a_few_at_a_time() -> None:
    assert work_off(BatchSize(100), 5, of_each=QUICK) == [100, 50, 25, FEWEST, FEWEST]


def test_a_slow_batch_of_few_says_nothing_of_how_many_there_may_be() -> None:
    size = BatchSize(2_000)
    size.note(1, 100 * QUICK)
    assert size.most == 2_000


def test_full_batches_that_are_quick_grow_to_the_largest() -> None:
    size = BatchSize(300)
    size.note(100, 10 * QUICK)
    assert work_off(size, 5, of_each=QUICK / 1_000) == [50, 100, 200, 300, 300]


def test_a_batch_with_room_left_says_nothing_of_larger_ones() -> None:
    size = BatchSize(300)
    size.note(100, 10 * QUICK)
    size.note(29, QUICK / 100)
    assert size.most == 50


def test_where_each_batch_is_slow_they_stay_large() -> None:
    """A slow disk takes a second for each, whatever is in it."""
    numbers = work_off(BatchSize(2_000), 50, of_each=QUICK / 10_000, of_all=2 * QUICK)
    assert min(numbers) >= 500


def test_heavier_messages_are_not_taken_for_a_slow_disk_for_long() -> None:
    size = BatchSize(2_000)
    work_off(size, 4, of_each=QUICK / 200)
    numbers = work_off(size, 8, of_each=QUICK / 20)
    assert numbers[-1] <= 20
