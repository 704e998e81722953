"""Facts about records that were put right, of whichever service (rule 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts.base import EventData
from contracts.corrections import RecordCorrected
from services.council.facts import CORRECTIONS, CorrectionFact
from services.council.facts.projections.rows import Fact, when
from shared.engine.rules import Event


def _project_correction(event: Event[Any], data: RecordCorrected) -> Iterable[Fact]:
    types = tuple(one.type for one in data.replaces)
    things = tuple(one.id for one in data.replaces)
    days = tuple(one.occurred_on.isoformat() if one.occurred_on else "" for one in data.replaces)
    of = data.thing, data.id, data.state, types, things, days
    yield CORRECTIONS, CorrectionFact(event.id, event.id, *of, *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    RecordCorrected: _project_correction,
}
