"""Reads what the programme of visits lists: the States on it, and what was said of each."""

from __future__ import annotations

from services.council.counting.reading import dicts, fetch_rows
from services.council.populations import STATES
from services.council.reports.plan import Listed, Wanted
from services.council.reports.programme.tables import Lists, changes, table
from services.council.sql import load_statement
from shared.operations.pools import Connection


async def list_programme(connection: Connection, wanted: Wanted) -> Listed:
    """The list with its reasons, and its changes."""
    states = await fetch_rows(
        connection, STATES, "id as state, last_visit_on as last_visit, is_to_the_day as to_the_day",
        'is_listed order by id collate "C"', wanted.values,
    )  # fmt: skip
    lists = Lists(
        states=states,
        told=await dicts(connection, load_statement(__file__, "../queries/programme_told"), wanted.values),
        consents=await dicts(
            connection,
            load_statement(__file__, "../queries/programme_consents"),
            {**wanted.values, "states": [one["state"] for one in states]},
        ),
    )
    year, reference = wanted.scope.year, wanted.reference
    return Listed((table(lists, year, reference), changes(lists, year, reference)))
