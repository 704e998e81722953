"""Each service keeps the last word on a publisher, whatever comes again, and to what moment exchange was restored."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.exchange import PublisherChange, PublisherChanged
from services.unoct.service import SERVICE
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Event
from tests.support.memory import Memory

NOON = datetime(2024, 7, 1, 12, tzinfo=UTC)


def tell(memory: Memory, sequence: int, change: PublisherChange, hour: int) -> None:
    data = PublisherChanged(
        publisher_id="one", change=change, changed_by="desk", name="one", contact="the desk", audience="un",
        active=change != "suspended", events_per_minute=1, bytes_per_day=1, sequence=sequence,
    )  # fmt: skip
    told_at = NOON + timedelta(hours=hour)
    memory.handle(Event("/services/exchange", f"{sequence}-{hour}", data.type, "one", told_at, data, "cor"))


def read_last_change(memory: Memory) -> str:
    change: str = memory.get(REGISTRATIONS, "one").content.change
    return change


@pytest.fixture
def memory() -> Memory:
    """The publisher was registered, and got a key at noon, by its fourth change."""
    memory = Memory(SERVICE, date(2024, 7, 2))
    tell(memory, 1, "registered", -4)
    tell(memory, 4, "key_issued", 0)
    return memory


def test_an_older_change_that_comes_again_changes_nothing(memory: Memory) -> None:
    tell(memory, 3, "suspended", -1)
    assert read_last_change(memory) == "key_issued"


@pytest.mark.parametrize("sequence", [3, 4])
def test_what_a_restored_exchange_tells_holds_though_it_counts_from_its_dump(memory: Memory, sequence: int) -> None:
    tell(memory, sequence, "suspended", 1)
    assert read_last_change(memory) == "suspended"
    tell(memory, sequence + 1, "resumed", 2)
    assert read_last_change(memory) == "resumed"


def test_a_further_change_holds_though_the_clock_was_put_back(memory: Memory) -> None:
    tell(memory, 5, "suspended", -1)
    assert read_last_change(memory) == "suspended"
