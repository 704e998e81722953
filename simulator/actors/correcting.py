"""The Committee puts right what is on record wrongly (rule 4). Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.kinds import Correctable
from simulator.actions import MAYBE, SECRET, Ask, CommandOutcome


def put_right(
    service: str,
    of: Correctable[Any],
    key: str,
    field: str,
    value: date,
    parent: str = "",
    outcomes: frozenset[CommandOutcome] = MAYBE,
) -> Ask:
    """A day of a record is put right. By default this may be refused: the record may not be there, or have changed."""
    given = GivenCorrection(field, value.isoformat(), f"{SECRET}misread", f"DRAFT/right/{key}")
    stage = f"{of.name} put right"
    return Ask(stage, service, f"{stage}/{key}/{field}/{value}", CorrectRecord(of, key, parent, given), outcomes)
