"""Risk signals: what others publish about a State, imported as a reason to consider it for the list (OP12). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.audiences import Audience
from contracts.ids import uuid5
from contracts.vocabulary import SignalKind
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Signal:
    """One value of what somebody else measures about a State; of a treaty, how the State stands to it."""

    id: str
    kind: SignalKind
    state: str
    measure: str
    """`R6`, `score`, or the treaty's name."""
    period: str
    """What it is about, as precise as known: the day of a rating, the year of an index, the day of a ratification."""
    value: str
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


SIGNALS: Table[Signal] = Table("signals", Signal)


def build_signal_id(kind: SignalKind, state: str, measure: str, period: str | None) -> str:
    """The id of one measure of a State for a period. A treaty has no period: a State has one status at a time."""
    if kind == "treaty":
        return f"treaty-{state}-{uuid5('treaty', measure.casefold())}"
    return f"{kind}-{state}-{measure}-{period}"
