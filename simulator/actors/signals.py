"""What others publish about States, imported as a reason to list them (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from services.council.signals import RecordSignals
from simulator.actions import DONE, Ask, Dated, a_day, likely


def signals(random: Random, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """A line of a file: new, the same again, or revised by its publisher; of a treaty, also that nothing was signed."""
    state, day = random.choice(states), a_day(random, date(year, 1, 10), date(year, 10, 1))
    line = random.choice(
        (
            RecordSignals("fatf", state, f"{year - 1}-06", (("R5", "LC"), ("R6", random.choice(("C", "PC")))), True),
            RecordSignals("terrorism_index", state, f"{year - 1}", (("score", f"{random.randint(0, 9)}.1"),), True),
            RecordSignals("treaty", state, None, (("A synthetic convention", "not signed"),), True),
        )
    )
    yield day, _asked("signal imported", f"{year}", line)
    if likely(random, 0.3):
        yield day + timedelta(days=7), _asked("the same signal again", f"{year}", line)
    if likely(random, 0.3):
        revised = replace(line, measured=tuple((measure, "revised") for measure, _ in line.measured))
        yield day + timedelta(days=14), _asked("signal revised", f"{year}", revised)


def _asked(stage: str, of: str, data: object) -> Ask:
    return Ask(stage, "council", f"{stage}/{of}", data, DONE)
