"""Instants as parameters: what lies outside every calendar of ours is refused before the database sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

FIRST = datetime(1945, 1, 1, tzinfo=UTC)
"""Nothing was recorded before the Organization was there."""
LAST = datetime(9999, 1, 1, tzinfo=UTC)
"""Days can be added to what comes before it."""


def _check_in_reach(instant: datetime) -> datetime:
    """The instant in UTC. Raises PydanticCustomError if it is before 1945 or beyond the calendar."""
    try:
        moment = instant.astimezone(UTC)
        if FIRST <= moment < LAST:
            return moment
    except OverflowError:
        pass
    raise PydanticCustomError("instant_out_of_reach", "must be an instant from 1945 on")


Instant = Annotated[AwareDatetime, AfterValidator(_check_in_reach)]
"""An instant with its offset, from 1945 on."""
