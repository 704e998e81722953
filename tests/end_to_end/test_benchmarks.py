"""Every benchmark runs to its end: a small run of each, whose figures nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks.__main__ import measure
from benchmarks.parts import PARTS
from benchmarks.places import Places
from benchmarks.sizes import FULL, SMALL
from tests.support.kafka import Broker
from tests.support.postgres import PostgresServer


@pytest.fixture
def small(postgres_server: PostgresServer, kafka: Broker) -> Places:
    return Places(postgres_server, kafka, SMALL)


@pytest.mark.parametrize("name", PARTS)
async def test_a_small_run_of_each_benchmark_ends_with_its_figures(name: str, small: Places) -> None:
    figures = await PARTS[name](small)
    assert figures
    assert all(figure.value > 0 for figure in figures)


async def test_a_part_that_fails_takes_no_other_parts_figures_with_it(
    small: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Places) -> Sequence[object]:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("benchmarks.__main__.PARTS", {"broken": fail, "deadlines": PARTS["deadlines"]})
    figures, failed = await measure(["broken", "deadlines"], small)
    assert failed == ["broken"]
    assert figures


def test_a_small_run_is_smaller_in_everything() -> None:
    for name in FULL.__slots__:
        assert getattr(SMALL, name) < getattr(FULL, name), f"{name} of {replace(SMALL)}"
