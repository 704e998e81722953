"""Figures about States that others publish. They are imported as reasons to list a State (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from services.council.signals.commands import RecordSignals
from simulator.actions import DONE, Ask, Dated, a_day, likely


def signals(random: Random, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """A line of a file: new, repeated, or revised by its publisher.

    For a treaty, a line may say that it is not signed.
    """
    state, day = random.choice(states), a_day(random, date(year, 1, 10), date(year, 10, 1))
    line = random.choice(
        (
            RecordSignals("fatf", state, f"{year - 1}-06", (("R5", "LC"), ("R6", random.choice(("C", "PC")))), True),
            RecordSignals("terrorism_index", state, f"{year - 1}", (("score", f"{random.randint(0, 9)}.1"),), True),
            RecordSignals("treaty", state, None, (("A synthetic convention", "not signed"),), True),
        )
    )
    yield day, _build_ask("signal imported", f"{year}", line)
    if likely(random, 0.3):
        yield day + timedelta(days=7), _build_ask("the same signal again", f"{year}", line)
    if likely(random, 0.3):
        revision = replace(line, measured=tuple((measure, "revised") for measure, _ in line.measured))
        yield day + timedelta(days=14), _build_ask("signal revised", f"{year}", revision)


def _build_ask(stage: str, of: str, data: object) -> Ask:
    return Ask(stage, "council", f"{stage}/{of}", data, DONE)
