"""The trace of a request goes on in everything it causes."""

from __future__ import annotations

import re

import pytest

from shared.operations.tracing import Trace, _parse, continue_trace, parse

HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_header_is_read_and_written_alike() -> None:
    assert str(parse(HEADER)) == HEADER


def test_a_child_stays_in_the_trace_with_a_span_of_its_own() -> None:
    child = continue_trace(HEADER, "event-1")
    assert child.trace_id == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert child.span_id != "00f067aa0ba902b7"
    assert child.flags == "01"


def test_the_same_cause_gives_the_same_span_and_another_cause_another() -> None:
    assert continue_trace(HEADER, "event-1") == continue_trace(HEADER, "event-1")
    assert continue_trace(HEADER, "event-1") != continue_trace(HEADER, "event-2")


def test_an_unsampled_trace_stays_unsampled() -> None:
    assert continue_trace(HEADER[:-2] + "00", "event-1").flags == "00"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "rubbish",
        HEADER.upper(),
        HEADER + "-more",
        "ff" + HEADER[2:],
        "00-" + "0" * 32 + HEADER[35:],
        HEADER[:36] + "0" * 16 + "-01",
    ],
)
def test_an_invalid_header_starts_a_new_trace(header: str | None) -> None:
    assert parse(header) is None
    assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-01", str(continue_trace(header, "request-1")))


def test_a_later_version_is_read_as_far_as_it_is_known() -> None:
    assert parse("cc" + HEADER[2:] + "-what-comes-later") == Trace(HEADER[3:35], HEADER[36:52], "01")


def test_a_header_without_end_is_not_read_and_so_not_kept() -> None:
    """What was read before is kept for a while: sixty of four megabytes would fill a container."""
    before = _parse.cache_info().currsize
    assert parse("cc" + HEADER[2:] + "-" + "x" * 1_000_000) is None
    assert _parse.cache_info().currsize == before
