"""Counts and lists what the programme of visits states."""

from __future__ import annotations

from typing import Any, Final

from reference import Reference
from services.council.queries import query
from services.council.reports.programme.figures import Programme, figures
from services.council.reports.programme.tables import Lists, changes, table
from services.council.reports.reading import VISITS, dicts, rows
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

LISTED: Final = (*VISITS, "programme")
"""The files by which the list is defined."""
PROGRAMME: Final = (*LISTED, "standing", "unreported")
"""Those with the visits that have no report; another one counts, lists or shows it."""


def values_of(scope: Scope, reference: Reference) -> dict[str, Any]:
    """The parameters: those of every edition, the year, the Member States, and which visits lead to a report."""
    return scope.values() | {
        "year": scope.year,
        "members": [one.id for one in reference.states if one.member_on(scope.cut_off)],
        "with_report": [kind for kind, awaited in reference.practice.awaits_report.items() if awaited],
    }


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All figures of the programme, and its list."""
    values = values_of(scope, reference)
    counted = (await rows(connection, query(*PROGRAMME, "programme_counted"), values))[0]
    of = Programme(
        year=scope.year,
        cut_off=scope.cut_off,
        listed=counted["listed"],
        visited=counted["visited"],
        listed_never_visited=counted["listed_never_visited"],
        never_visited=counted["never_visited"],
        requested=counted["requested"],
        honoured=counted["honoured"],
        changes=counted["changes"],
        unreported=counted["unreported"],
    )
    states = await dicts(connection, query(*LISTED, "programme_table"), values)
    asked = values | {"states": [one["state"] for one in states]}
    lists = Lists(
        states=states,
        told=await dicts(connection, query("programme_told"), values),
        consents=await dicts(connection, query("programme_consents"), asked),
    )
    return Counts(
        figures(of),
        0,
        counted["synthetic"],
        (table(lists, scope.year, reference), changes(lists, scope.year, reference)),
    )
