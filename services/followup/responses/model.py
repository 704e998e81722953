"""The stored response of a State. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.ids import uuid5
from services.followup.recommendations.model import Statement
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Response:
    """What arrived from a State on one day. Known by cycle and day, so that it counts once."""

    id: str
    cycle_id: str
    received_on: date
    said: tuple[Statement, ...]
    """In order of recommendation."""
    synthetic: bool


RESPONSES: Table[Response] = Table("responses", Response)


def response_id(cycle_id: str, received_on: date) -> str:
    """The id of the response that arrived for the cycle on that day."""
    return uuid5("response", cycle_id, received_on.isoformat())
