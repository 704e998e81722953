"""What the invariants compare: the history, and what each service has in its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import asyncpg

from contracts.catalog import decode
from contracts.followup import FollowupFact
from ctc.world import World
from reference import Reference
from services.council.counting import reading
from services.council.counting.scope import Scope
from services.council.documents.counts import Counts
from services.council.facts import DUTIES, PROJECTED, DutyFact
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS, NAMED
from services.council.reports.reading import count_report
from services.followup.cycles.model import CYCLES, Cycle
from shared.engine.storage import tables
from shared.operations.pools import Connection
from simulator.actions import Send
from simulator.history.history import History
from simulator.invariants.shelf import Numbers, Shelf

Rows = list[asyncpg.Record]

QUERIES: Final[Mapping[str, str]] = {
    "cycles": """
        select id, assessment_id, status, sequence, due_on::text, response_due_on::text, responded_on, not_answered_on,
            response_pending_since, overdue_since, pending_since, reported_on, closed_on, cancelled_on,
            opened_on::text, anchor_on::text, original_anchor_on::text, received_by_state_on::text,
            decision is not null as decided, response_decision is not null as response_decided
        from followup.cycles""",
    "recommendations": """
        select id, assessment_id, cycle_id, parents, position, reported, assessed, lifecycle, reported_capacity,
            reported_assistance_needed, assessed_capacity, assessed_assistance_needed, due_on::text
        from followup.recommendations""",
    "responses": "select id, cycle_id, received_on::text from followup.responses",
    "corrections": " union all ".join(
        f"select thing, thing_id, number, field, after from {name}.record_corrections"
        for name in ("assessments", "followup", "unoct", "council")
    ),
    "corrections_told": "select thing_id from council_projected.corrections",
    "meetings": "select id, status, day::text, invitations from followup.meetings",
    "briefings": """
        select id, kind, held_on::text, invited_on::text, planned_for::text, speaker, cancelled_on::text
        from unoct.briefings""",
    "steps": "select id, due_on::text, owner, done_on::text from unoct.steps where is_agreed",
    "programmes": "select year, entries from assessments.programmes",
    "consents": "select id, status from assessments.consents",
    "visit_requests": "select id from assessments.visit_requests",
    "visits": """
        select id, state, body, status, merged_into, jsonb_array_length(components) as components,
            awaits_report_since::text
        from assessments.visits""",
    "overlaps": "select visit_id, other_visit_id, status from assessments.visit_overlaps",
    "assessments": "select id, status from assessments.assessments",
    "copies": "select audience, thing_id, type from assessments.released_copies",
    "cases": "select id, recommendation_id, assessment_id, status, project_id, parts from unoct.cases",
    "un_recommendations": "select id from unoct.recommendations where withdrawn_on is null and text is not null",
    "un_products": "select id from unoct.products where withdrawn_on is null",
    "projects": "select id, status, products, withdrawn_products from unoct.projects",
    "duplications": "select id, status from unoct.duplications",
    "notices": """
        select source, notice_id, standing->>'status' as status, received_at from exchange.notices
        where notice_type <> ''""",
    "registrations": " union all ".join(
        f"select '{name}' as service, id, content::text from {name}.registrations"
        for name in ("exchange", "assessments", "followup", "unoct", "council")
    ),
    "feed": "select audience, thing_id, type, number from exchange.feed_items",
    "feed_ends": "select audience, number from exchange.feed_ends",
    "obligations": (
        "select id, obligation, period, due_on, state, count, held_by from council.obligations where in_mandate"
    ),
    "documents": "select id, encode(sha256(document), 'hex') as digest from council.edition_documents",
    "drafts": "select id, series, stage, edition->>'id' as edition_id, adopted_on from council.report_drafts",
    "scheduled_drafts": "select id from council.scheduled_drafts",
    "signals": "select id, value from council.signals",
    "editions": "select id, series, audience, narrowings, settled, corrects, withdrawn_on from council.editions",
    "behind": """
        select one.id from council.editions as one where exists (
            select from council_projected.events as e
            where e.topic <> 'ctc.council' and e.time <= one.frozen_at
                and e.position > coalesce((one.positions->>(e.topic || '/' || e.partition))::bigint, -1))""",
}
"""What is read of the services' tables."""


@dataclass(frozen=True, slots=True)
class Look:
    """A copy of everything after it has settled."""

    history: History
    tables: Mapping[str, Rows]
    deadlines: Rows
    """The deadlines of all services: service, kind, subject, due_on, state, acts_on."""
    services: Rows
    """Dead letters, stopped consumers, and the oldest inbox row of each service."""
    facts: Mapping[str, str]
    """Council's events since the last look: id and digest of the data."""
    all_facts: int
    duties: Mapping[str, Sequence[DutyFact]]
    """Council's facts about each duty, in the order of their recording."""
    owned_cycles: Sequence[Cycle]
    """Followup's rows."""
    told_cycles: Mapping[str, FollowupFact]
    """Of each cycle the last event that council has of it."""
    fact_ids: Mapping[str, set[str]]
    """The ids of the rows since then, for each other table of council's facts."""
    figures: Mapping[str, Mapping[str, Numbers]]
    """What the reports on this year would state now, by their names."""
    withheld_counts: Mapping[str, int]
    """How much each of them withholds from its readers."""
    cycles: Mapping[str, Mapping[str, Numbers]]
    """What follow-up reports on some cycles would state now."""
    shelf: Shelf
    """The editions that were published."""
    sendings: Mapping[tuple[str, str], Sequence[Send]]
    reference: Reference
    now: datetime
    today: date
    years: range
    """The simulated years so far."""

    @property
    def behind(self) -> set[str]:
        """Editions that were made before council had read everything recorded up to their freeze."""
        return {row["id"] for row in self.tables["behind"]}

    def is_governed(self, day: date) -> bool:
        """Whether a mandate is in force on that day."""
        return self.reference.mandate_on(day) is not None


async def look(
    world: World,
    history: History,
    sendings: Mapping[tuple[str, str], Sequence[Send]],
    shelf: Shelf,
    since: datetime,
    years: range,
) -> Look:
    """Reads everything, but only those of council's facts that were recorded since the last look."""
    pool, names = world.pool, tuple(world.runtimes)
    await shelf.read(pool)
    rows = {name: await pool.fetch(query) for name, query in QUERIES.items()}
    facts = await pool.fetch(
        "select id, encode(sha256(data), 'hex') from council_projected.events where time > $1", since
    )
    reports = await _reports(world)
    fact_ids = {}
    for table in PROJECTED[1:]:
        query = f"select id from {table.schema}.{table.name} where recorded_at > $1"
        fact_ids[table.name] = {record[0] for record in await pool.fetch(query, since)}
    return Look(
        history=history,
        tables=rows,
        deadlines=await pool.fetch(" union all ".join(_DEADLINES.format(name=name) for name in names)),
        services=await pool.fetch(" union all ".join(_SERVICE.format(name=name) for name in names)),
        facts={record[0]: record[1] for record in facts},
        all_facts=await pool.fetchval("select count(*) from council_projected.events"),
        duties=await _duties(world),
        owned_cycles=await _owned_cycles(world),
        told_cycles=await _told_cycles(world),
        fact_ids=fact_ids,
        figures={name: _numbers(counts) for name, counts in reports.items()},
        withheld_counts={name: counts.withheld for name, counts in reports.items()},
        cycles=await _cycles(world, history),
        shelf=shelf,
        sendings=sendings,
        reference=world.reference,
        now=world.clock.instant,
        today=world.today,
        years=years,
    )


async def _duties(world: World) -> dict[str, list[DutyFact]]:
    at = tables.storage_of(DUTIES, "council")
    facts: dict[str, list[DutyFact]] = {}
    for record in await world.pool.fetch(f"select {at.column_list} from {at.full_name} order by recorded_at, position"):
        row: DutyFact = at.build(record)
        facts.setdefault(row.duty_id, []).append(row)
    return facts


async def _owned_cycles(world: World) -> list[Cycle]:
    at = tables.storage_of(CYCLES, "followup")
    return [at.build(record) for record in await world.pool.fetch(f"select {at.column_list} from {at.full_name}")]


async def _told_cycles(world: World) -> dict[str, FollowupFact]:
    query = """
        select distinct on (followup_id) followup_id, e.type, e.data
        from council_projected.followups f join council_projected.events e on e.id = f.event_id
        order by followup_id, f.recorded_at desc, f.position desc
    """
    facts = (
        (record["followup_id"], decode(record["type"], record["data"])) for record in await world.pool.fetch(query)
    )
    return {cycle: data for cycle, data in facts if isinstance(data, FollowupFact)}


async def _reports(world: World) -> dict[str, Counts]:
    async with reading.snapshot(world.pool) as connection:
        return {kind.name: await _count(world, connection, kind) for kind in KINDS if not kind.by_thing}


async def _cycles(world: World, history: History) -> dict[str, dict[str, Numbers]]:
    """The figures of a few cycles, and of those into which something was carried last."""
    cycles = list(history.followups)
    joined = [cycle for cycle in history.in_cycle.values() if cycle in history.followups]
    some = (*cycles[:: max(1, len(cycles) // SOME_CYCLES)], *joined[-SOME_CYCLES:])
    async with reading.snapshot(world.pool) as connection:
        return {
            cycle: _numbers(await _count(world, connection, NAMED["followup"], cycle)) for cycle in dict.fromkeys(some)
        }


async def _count(world: World, connection: Connection, kind: Kind, thing: str = "") -> Counts:
    scope = Scope(world.today.year, world.today, world.clock.instant, kind.shown_to, thing)
    return await count_report(connection, kind, scope, world.reference)


def _numbers(counts: Counts) -> dict[str, Numbers]:
    return {one.id: (one.numerator, one.denominator) for one in counts.figures}


SOME_CYCLES: Final = 8
"""The number of cycles whose report is counted at each look."""
_DEADLINES: Final = "select '{name}' as service, kind, subject, due_on::text, state, acts_on from {name}.deadlines"
_SERVICE: Final = (
    "select '{name}' as service, (select count(*) from {name}.dead_letters) as letters, "
    "(select count(*) from {name}.consumer_state where stopped_at is not null) as stopped, "
    "(select min(recorded_at) from {name}.inbox) as oldest"
)


def by_id(rows: Rows) -> dict[str, asyncpg.Record]:
    """The rows by their ids."""
    return {row["id"]: row for row in rows}
