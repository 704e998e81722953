"""Facts of an earlier version, which lack what is kept since: council makes them again before it counts them."""

from __future__ import annotations

from typing import Any

from services.council.facts import SCHEMA
from shared.engine.rules import Refusal


class FactsOutdated(Refusal):
    """After an update the facts are made again from the events, and lack something until then: ask again in a while."""

    rule = "11"
    status = 503


async def is_outdated(connection: Any) -> bool:
    """Whether a migration found facts that were there before it; a rebuild puts others in their place."""
    exists: bool = await connection.fetchval(f"select to_regclass('{SCHEMA}.outdated') is not null")
    return exists


async def check_up_to_date(connection: Any) -> None:
    """Raises FactsOutdated: what is counted now would be published for good."""
    if await is_outdated(connection):
        raise FactsOutdated
