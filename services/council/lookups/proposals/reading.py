"""Reads what council knows of each State for the proposal of a year's list (OP12), on one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import asyncpg

from services.council.counting.sql import load_statement
from services.council.facts import WHOLE
from services.council.lookups.proposals.ranking import Dossier, Evidence, Open, Proposal, rank_states
from services.council.signals.model import Signal
from shared.engine.handler import Handler
from shared.engine.time.dates import civil_date
from shared.operations.pools import Connection

Record: TypeAlias = "asyncpg.Record"

WEIGHED = ("lapsed", "given", "requested")
"""How a consent may stand, or that the State asked itself: what bears on the next list."""


async def read_proposal(handler: Handler, year: int) -> Proposal:
    """Weighs all that is known now."""
    async with (
        handler.reads.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        await connection.execute(WHOLE)
        await connection.execute("set local jit = off")  # compiling takes longer than the queries
        on = civil_date(await handler.clock.now(connection))
        known = await _read_dossiers(connection, year, on)
        listed = await _read_list(connection, year)
    treaties = {signal.measure for one in known.values() for signal in one.signals if signal.kind == "treaty"}
    members = (state.id for state in handler.reference.states if state.member_on(on))
    dossiers = (replace(known[state], treaties=tuple(sorted(treaties))) for state in members)
    candidates = rank_states(dossiers, handler.reference.ranking, on)
    synthetic = any(reason.synthetic for one in candidates for reason in one.reasons)
    return Proposal(year, on, candidates, listed, synthetic)


class _Dossiers(dict[str, Dossier]):
    """By State; empty where nothing is known."""

    def __missing__(self, state: str) -> Dossier:
        return Dossier(state)

    def set(self, state: str, **parts: Any) -> None:
        self[state] = replace(self[state], **parts)

    def add(self, state: str, part: str, one: Evidence | Signal) -> None:
        self.set(state, **{part: (*getattr(self[state], part), one)})


async def _read_dossiers(connection: Connection, year: int, on: date) -> _Dossiers:
    known = _Dossiers()
    for record in await _read_rows(connection, "visits", body="CTED", day=on):
        known.set(record["state"], visited=_build_evidence(record, "visited"))
    for record in await _read_rows(connection, "assessments", day=on):
        known.set(record["state"], assessed=_build_evidence(record, "submitted"))
    for record in await _read_rows(connection, "recommendations"):
        known.set(record["state"], open=Open(record["open"], tuple(record["ids"]), record["synthetic"]))
    for record in await _read_rows(connection, "asked"):
        part, of_year = record["stage"], record["year"]
        if part in WEIGHED and _bears_on(part, of_year, year):
            known.add(record["state"], part, _build_evidence(record, f"for {of_year or 'as soon as can be'}"))
    for record in await _read_rows(connection, "signals", until=on.isoformat()):
        known.add(record["state"], "signals", _build_signal(record))
    return known


def _bears_on(part: str, of_year: int | None, year: int) -> bool:
    """A consent if its list is an earlier one; a request unless it is for a later year."""
    return of_year is None or of_year < year or (part == "requested" and of_year == year)


def _build_evidence(record: Record, value: str) -> Evidence:
    return Evidence(record["id"], record["occurred_on"].isoformat(), value, record["synthetic"])


def _build_signal(record: Record) -> Signal:
    fields = {name: record[name] for name in ("id", "kind", "state", "measure", "period", "value", "synthetic")}
    return Signal(**fields, audience="committee", parties=())


async def _read_list(connection: Connection, year: int) -> frozenset[str]:
    records = await _read_rows(connection, "listed", year=year)
    return frozenset(state for record in records for state in record["states"])


async def _read_rows(connection: Connection, name: str, **values: Any) -> Sequence[Record]:
    statement = load_statement(__file__, f"queries/{name}")
    return await connection.fetch(statement.text, *statement.arguments(values))
