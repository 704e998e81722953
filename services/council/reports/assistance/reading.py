"""Reads needs, duplication, programmes, briefings and steps from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import asyncpg

from services.council.queries import query
from services.council.reports.assistance.population import Answers, Briefing, Duplication, Needs, Programme, Step
from services.council.reports.reading import MADE, rows
from services.council.reports.scope import Scope
from shared.tables import Connection

Record: TypeAlias = "asyncpg.Record"

NEEDS: Final = (*MADE, "needs")
"""The files by which they are defined; another one counts or lists them."""


async def needs(connection: Connection, scope: Scope) -> Needs:
    """D and what came of it, in all, by pillar and by State."""
    found = await rows(connection, query(*NEEDS, "needs_counted"), scope.values())
    whole = next(row for row in found if row["among"] == "all")
    return Needs(
        all=_answers(whole),
        seen=whole["seen"],
        by_pillar={row["name"]: _answers(row) for row in found if row["among"] == "pillar"},
        by_state={row["name"]: _answers(row) for row in found if row["among"] == "state"},
        measured=whole["measured"],
        middle=tuple(whole["middle"] or ()),
        synthetic=whole["synthetic"],
    )


def _answers(row: Record) -> Answers:
    return Answers(row["wanted"], row["offered"], row["taken_up"], row["delivered"], row["declined"])


async def duplications(connection: Connection, scope: Scope) -> tuple[Duplication, ...]:
    """All that were flagged by the cut-off, in order of id."""
    found = await rows(connection, query("duplications"), scope.values())
    return tuple(
        Duplication(
            id=row["id"],
            recommendation_id=row["recommendation_id"],
            state=row["state"],
            project_ids=tuple(row["project_ids"]),
            flagged_on=row["flagged_on"],
            resolved_on=row["resolved_on"],
            resolution=row["resolution"],
            events=tuple(row["events"]),
            synthetic=row["synthetic"],
        )
        for row in found
    )


async def programmes(connection: Connection, scope: Scope) -> tuple[Programme, ...]:
    """Those that were not cancelled by the cut-off, in order of id."""
    found = await rows(connection, query("programmes"), scope.values())
    return tuple(
        Programme(row["id"], tuple(row["states"]), row["cites"], row["event_id"], row["synthetic"]) for row in found
    )


async def briefings(connection: Connection, scope: Scope, kinds: Sequence[str]) -> tuple[Briefing, ...]:
    """Those of these kinds that were held in the period, in order of day."""
    found = await rows(connection, query("briefings"), scope.values())
    return tuple(
        Briefing(
            id=row["id"],
            kind=row["kind"],
            held_on=row["held_on"],
            invited_on=row["invited_on"],
            speaker=row["speaker"],
            events=tuple(row["events"]),
            synthetic=row["synthetic"],
        )
        for row in found
        if row["kind"] in kinds
    )


async def steps(connection: Connection, scope: Scope) -> tuple[Step, ...]:
    """All that were agreed by the cut-off, in order of due date."""
    found = [
        Step(**{name: row[name] for name in Step.__slots__ if name != "events"}, events=tuple(row["events"]))
        for row in await rows(connection, query("steps"), scope.values())
    ]
    return tuple(sorted(found, key=lambda step: (step.due_on, step.id)))
