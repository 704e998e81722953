"""Records of TLS are counted, however they come in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.operations.tls_records import RecordCounter


@given(st.lists(st.integers(0, 40), max_size=30), st.lists(st.integers(1, 12), min_size=1))
def test_each_record_counts_once_whatever_the_pieces(lengths: list[int], pieces: list[int]) -> None:
    stream = b"".join(b"\x17\x03\x03" + length.to_bytes(2) + b"x" * length for length in lengths)
    counter, at, number = RecordCounter(), 0, 0
    while at < len(stream):
        size = pieces[number % len(pieces)]
        counter.read(stream[at : at + size])
        at, number = at + size, number + 1
    assert counter.count == len(lengths)
    counter.begin()
    assert counter.count == 0
