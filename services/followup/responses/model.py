"""The stored response of a State. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pydantic import TypeAdapter

from contracts.audiences import Audience
from contracts.ids import uuid5
from services.followup.recommendations.model import Statement
from shared.engine.bounds import TooManyEntries
from shared.engine.principals import Principal
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
    size: int = 0
    """Bytes of what was said."""


RESPONSES: Table[Response] = Table("responses", Response, is_heavy=True)

MOST_SAID: Final = 8_000_000
"""Bytes of all responses of one cycle: some rules read all of them. It is sixteen of the longest notices."""
MOST_BY_NOTICE: Final = 4_000_000
"""Bytes of them after which no notice adds more: a State's own people have room beside whoever sends for it."""
_SAID: Final = TypeAdapter(tuple[Statement, ...])


def build_response(before: Response, said: tuple[Statement, ...], synthetic: bool) -> Response:
    """The response with these statements."""
    return replace(before, said=said, synthetic=synthetic, size=len(_SAID.dump_json(said)))


def check_has_room(size: int, before: int, principal: Principal | None) -> None:
    """Raises TooManyEntries where the responses of a cycle would have too many bytes: now `size`, and `before` so many.

    `principal`: who enters it; None: it came as a notice. What the Committee's officers enter always has room.
    """
    if principal is not None and principal.is_officer:
        return
    most = MOST_BY_NOTICE if principal is None else MOST_SAID
    if size > max(before, most):
        raise TooManyEntries(f"There are {most} bytes at most of all responses.", ("positions",), "OP16")


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
