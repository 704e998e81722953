"""Reads what the thematic report counts: one query, after the wordings in use were matched with the provisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import asyncpg

from reference import Reference, named_provisions
from services.council.queries import query
from services.council.reports.populations import Tally
from services.council.reports.reading import MADE, rows
from services.council.reports.scope import Counts, Scope
from services.council.reports.thematic.figures import OnProvision, Population, figures
from services.council.reports.thematic.tables import tables
from shared.dates import add_months
from shared.tables import Connection

Record: TypeAlias = "asyncpg.Record"

FINDINGS: Final = (*MADE, "findings")
"""The files by which they are defined; another one counts or lists them."""
FIVE_YEARS: Final = 60
"""In months."""
WHOEVER_COUNTS: Final = {"inside": True, "own": [], "levels": [], "parties": []}
"""Sees all, as `Asks.values()` has it; what the report's readers see of that is a column."""


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All that its editions state."""
    of = await population(connection, scope, reference)
    found = figures(of, reference)
    return Counts(found, of.withheld, of.synthetic, tables(of, found, reference))


async def population(connection: Connection, scope: Scope, reference: Reference) -> Population:
    """All that the thematic report counts."""
    values = await parameters(connection, scope, reference) | WHOEVER_COUNTS
    found = await rows(connection, query(*FINDINGS, "findings_counted"), values)
    whole, recommendations = _one(found, "findings"), _one(found, "recommendations")
    return Population(
        cut_off=scope.cut_off,
        members=members(scope, reference),
        findings=whole["counted"],
        findings_seen=whole["seen"],
        findings_seen_other=whole["first"],
        findings_seen_on=whole["second"],
        states=frozenset(whole["states"] or ()),
        on={row["name"]: _on(row) for row in found if row["among"] == "provision"},
        recommendations=_tally(recommendations),
        recommendations_seen=recommendations["seen"],
        by_theme={row["name"]: _tally(row) for row in found if row["among"] == "theme"},
        synthetic=whole["synthetic"] or recommendations["synthetic"],
    )


def members(scope: Scope, reference: Reference) -> dict[str, str]:
    """The Member States at the cut-off, each with its region."""
    return {one.id: one.region for one in reference.states if one.member_on(scope.cut_off)}


async def parameters(connection: Connection, scope: Scope, reference: Reference) -> dict[str, Any]:
    """What defines the findings, and which words and themes stand for which provision."""
    said = [row["provision"] for row in await rows(connection, query("wordings"), {})]
    named = [(text, code) for text in said for code in named_provisions(text, reference.provisions)]
    of_themes = [(theme, one.code) for one in reference.provisions for theme in one.themes]
    return scope.values() | {
        "wordings": [text for text, _ in named],
        "codes": [code for _, code in named],
        "themes": [theme for theme, _ in of_themes],
        "codes_of_themes": [code for _, code in of_themes],
        "members": sorted(members(scope, reference)),
        "five_years_before": add_months(scope.cut_off, -FIVE_YEARS),
    }


def _one(found: Sequence[Record], among: str) -> Record:
    return next(row for row in found if row["among"] == among)


def _tally(row: Record) -> Tally:
    return Tally(row["counted"], row["first"], row["second"])


def _on(row: Record) -> OnProvision:
    return OnProvision(
        states=tuple(row["states"]),
        full=row["first"],
        partial=row["second"],
        none=row["third"],
        with_need=row["need"],
        older=row["old"],
        good_practices=row["good"],
        shortfalls=row["short"],
    )
