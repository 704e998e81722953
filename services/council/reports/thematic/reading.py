"""Reads what the thematic report counts, after the wordings in use were matched with the provisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reference import Reference, find_provisions
from services.council.counting.reading import WHOEVER_COUNTS, count_all, fetch_rows, parameters, rows
from services.council.counting.scope import Scope
from services.council.counting.stating import Stating
from services.council.figures.thematic import ON_RECOMMENDATIONS
from services.council.figures.words import words_of
from services.council.populations import FINDINGS, RECOMMENDATIONS
from services.council.reports.counts import Counts
from services.council.reports.thematic.figures import Making
from services.council.reports.thematic.findings import Finding, Findings
from services.council.reports.thematic.tables import tables
from services.council.sql import load_statement
from shared.engine.time.dates import add_months
from shared.operations.pools import Connection

FIVE_YEARS: Final = 60
"""In months."""
COLUMNS: Final = "id, state, code, result, seen, is_old, good_practice, shortfall, events[1] as event_id, synthetic"


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All that its editions state."""
    values = {**parameters(scope, reference), **WHOEVER_COUNTS}
    tallies = await count_all(connection, ON_RECOMMENDATIONS, values)
    found = await read_findings(connection, scope, reference, values)
    making = Making(Stating(words_of("thematic"), scope, reference), found, tallies)
    figures = making.figures()
    return Counts(
        figures,
        found.withheld + tallies.withheld[RECOMMENDATIONS.name],
        tallies.synthetic or any(one.synthetic for one in found.all),
        tables(making, figures),
    )


async def read_findings(
    connection: Connection, scope: Scope, reference: Reference, values: Mapping[str, Any]
) -> Findings:
    """The findings that whoever asks may see: some thousands at most."""
    five_years_before = add_months(scope.cut_off, -FIVE_YEARS)
    asked = {**values, **await _wordings(connection, reference), "five_years_before": five_years_before}
    in_need = await _states_in_need(connection, reference, values)
    found = await fetch_rows(connection, FINDINGS, COLUMNS, "true", asked)
    return Findings(
        tuple(Finding(**row, is_in_need=(row["state"], row["code"]) in in_need) for row in found),
        {one.id: one.region for one in reference.states if one.member_on(scope.cut_off)},
    )


async def _wordings(connection: Connection, reference: Reference) -> dict[str, list[str]]:
    """The words in which findings name provisions, and which one each means."""
    said = [row["provision"] for row in await rows(connection, load_statement(__file__, "../queries/wordings"), {})]
    named = [(text, code) for text in said for code in find_provisions(text, reference.provisions)]
    return {"wordings": [text for text, _ in named], "codes": [code for _, code in named]}


async def _states_in_need(
    connection: Connection, reference: Reference, values: Mapping[str, Any]
) -> set[tuple[str, str]]:
    """States with a live recommendation, on a provision or a theme of it, that needs assistance and readers may see."""
    columns = "distinct states[1] as state, provision, themes"
    found = await fetch_rows(connection, RECOMMENDATIONS, columns, "seen and needs_assistance", values)
    return {
        (row["state"], code)
        for row in found
        for code in (
            *(find_provisions(row["provision"], reference.provisions) if row["provision"] else ()),
            *(one.code for one in reference.provisions if not set(one.themes).isdisjoint(row["themes"])),
        )
    }
