"""The stored response of a State. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.ids import uuid5
from services.followup.recommendations.model import Statement
from shared.engine.rules import Known, Need, Table


@dataclass(frozen=True, slots=True)
class Response:
    """What arrived from a State on one day."""

    id: str
    """Of cycle and day as first recorded, so that it counts once."""
    cycle_id: str
    state: str
    received_on: date
    """As now known (rule 4)."""
    said: tuple[Statement, ...]
    """In order of recommendation."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    cycle_day: str
    """Cycle and day as now known, by which a further word of that day finds it."""


RESPONSES: Table[Response] = Table("responses", Response, is_heavy=True)


def response_id(cycle_id: str, received_on: date) -> str:
    """The id of the response that arrived for the cycle on that day, as first recorded."""
    return uuid5("response", cycle_id, received_on.isoformat())


def cycle_day_of(cycle_id: str, received_on: date) -> str:
    """Cycle and day, joined."""
    return f"{cycle_id} {received_on}"


def needs_of_response_of_day(cycle_id: str, received_on: date) -> Iterator[Need]:
    """The response of that day: as it now stands, and as it was first recorded."""
    yield Need(RESPONSES, cycle_day_of(cycle_id, received_on), by="cycle_day")
    yield Need(RESPONSES, response_id(cycle_id, received_on))


def find_response(cycle_id: str, received_on: date, known: Known) -> Response | None:
    """What is known of the cycle's response of that day: as it now stands, or as it was first recorded."""
    of_that_day = known.all(RESPONSES, "cycle_day", cycle_day_of(cycle_id, received_on))
    return next(iter(of_that_day), None) or known.get(RESPONSES, response_id(cycle_id, received_on))
