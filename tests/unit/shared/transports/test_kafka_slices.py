"""How what is to be sent is cut into slices, each of which is one batch a partition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.engine.port import Outgoing
from shared.transports.kafka.producer import ENVELOPE, LARGEST_SLICE, slices


def event(position: int, size: int) -> Outgoing:
    return Outgoing(position, "topic", "KEN", {}, bytes(size))


@given(st.lists(st.integers(0, LARGEST_SLICE), max_size=30))
def test_slices_are_the_whole_in_order_and_none_is_too_large(sizes: list[int]) -> None:
    outgoing = [event(position, size) for position, size in enumerate(sizes)]
    parts = list(slices(outgoing))
    assert [each for part in parts for each in part] == outgoing
    assert all(len(part) == 1 or sum(len(each.data) + ENVELOPE for each in part) <= LARGEST_SLICE for part in parts)


def test_small_events_go_together() -> None:
    assert len(list(slices([event(position, 700) for position in range(500)]))) == 1


def test_nothing_is_no_slice() -> None:
    assert list(slices([])) == []
