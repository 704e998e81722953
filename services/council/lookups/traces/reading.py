"""Reads what caused a thing or an event, and what it caused, across services.

Each event names its cause (`parent`). Two gaps are bridged. A deadline may lie between: the parent already sees
through it. And council does not read released copies: a case hangs on the last event before it that released its
recommendation. What a copy set off has the copy's id as its correlation and as its cause, since a copy tells nobody
what caused it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

import asyncpg

from services.council.facts import SCHEMA
from services.council.facts.disclosure.reading import OF_THE_COMMITTEE, Sight, find_visible, leave_out_unseen
from services.council.lookups.traces.model import MOST_EVENTS, Lineage
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.lists import Pool

Record: TypeAlias = "asyncpg.Record"

DEEPEST: Final = 50
"""Steps from what is asked for, up or down: an event caused by an event, and so on."""
FIRST_EVENTS: Final = 10
"""Of each thing, that are looked at to know whether there is something to show."""

_COLUMNS: Final = (
    "e.id, e.source, e.type, e.topic, e.subject, e.thing, e.time, e.occurred_on, e.correlationid, e.causationid, "
    "e.parent, e.partition, e.position, e.synthetic"
)


Step: TypeAlias = "Callable[[Pool, Lineage, Sequence[str]], Awaitable[Sequence[Record]]]"
"""From some events to those beside them."""


async def read_lineage(pool: Pool, principal: Principal, id_: str) -> Lineage:
    """The trace, as far as this principal may see it. Raises NotFound where there is nothing that it may see.

    Whether it may is asked first: what is hidden takes no more work than what does not exist.
    """
    if not await find_openable(pool, principal, [id_]):
        raise NotFound
    lineage = Lineage(passed_over=frozenset(() if principal.audience == "committee" else OF_THE_COMMITTEE))
    query = (
        f"select distinct {_COLUMNS} from {SCHEMA}.events e join ({_select_about(principal)}) s on s.id = e.id "
        "order by e.time, e.position limit $2"
    )
    seeds = lineage.add(await pool.fetch(query, [id_], MOST_EVENTS + 1))
    await _walk(pool, lineage, seeds, _read_causes)
    await _walk(pool, lineage, seeds, _read_effects)
    seen = await find_visible(pool, principal, list(lineage.events))
    lineage.events = {event: record for event, record in lineage.events.items() if event in seen}
    return lineage


async def find_openable(pool: Pool, principal: Principal, ids: Sequence[str]) -> set[str]:
    """Those of these events and things of which `read_lineage` would show this principal something.

    The first events of each thing answer it: what is told for the first time is new to whoever may see it.
    """
    sight = Sight(principal, 2)
    query = f"""
    with about as ({_select_about(principal)}), padded as (
        select asked, id from about
        union all ({_PADDING})
    )
    select asked, id, type, subject from (
        select s.asked, e.id, e.type, e.subject,
            row_number() over (partition by s.asked, e.thing order by e.time, e.position) as number
        from {SCHEMA}.events e join padded s on s.id = e.id
        where {sight.of_event} and not {sight.is_withheld("s.asked")}
    ) numbered where number <= {FIRST_EVENTS} and asked <> ''
    """
    records = await pool.fetch(query, ids, *sight.parameters)
    seen = await leave_out_unseen(pool, principal, {(one["id"], one["type"], one["subject"]) for one in records})
    return {record["asked"] for record in records if record["id"] in seen}


async def _walk(pool: Pool, lineage: Lineage, frontier: Sequence[str], step: Step) -> None:
    for _ in range(DEEPEST):
        if not frontier:
            return
        frontier = lineage.add(await step(pool, lineage, frontier))
    lineage.complete = lineage.complete and not frontier


async def _read_causes(pool: Pool, lineage: Lineage, ids: Sequence[str]) -> Sequence[Record]:
    """The causes of these events."""
    bridges = await pool.fetch(_BRIDGE.format(which="c.id = any($1)"), ids)
    lineage.parents |= {record["child"]: record["parent"] for record in bridges}
    causes = sorted({lineage.parent(id_) for id_ in ids} - {""})
    return await pool.fetch(f"select {_COLUMNS} from {SCHEMA}.events e where e.id = any($1)", causes)


async def _read_effects(pool: Pool, lineage: Lineage, ids: Sequence[str]) -> Sequence[Record]:
    """What these events caused."""
    bridges = await pool.fetch(_BRIDGE.format(which="by_event.event_id = any($1)"), ids)
    lineage.parents |= {record["child"]: record["parent"] for record in bridges}
    query = f"select {_COLUMNS} from {SCHEMA}.events e where e.parent = any($1) or e.id = any($2) limit {MOST_EVENTS}"
    return await pool.fetch(query, ids, [record["child"] for record in bridges])


_PADDING: Final = f"""
select '' as asked, id from {SCHEMA}.events
order by id limit {FIRST_EVENTS} - (select count(*) from (select from about limit {FIRST_EVENTS}) first)
"""
"""Other events in place of those that are not there: what is hidden costs as much as what does not exist.

To judge one event takes a millisecond. Whoever could guess an id, and asked often, learnt by that whether it exists.
"""

_NAMED_BY_OTHERS: Final = "'{notice.%,publisher.%}'::text[]"
"""Types of events on things whose ids others choose."""


def _select_about(principal: Principal) -> str:
    """Selects an event, the events about a thing, or the events that a command caused.

    Also those that brought or closed a recommendation, and those that merged a visit or flagged it as near another.

    What has an id that others choose is found by it for the Committee alone, unless something of ours has that id. A
    sender could choose the id of a hidden thing, and learn that there is one: nothing would be found then.
    """
    named_by_others = f"""
        {str(principal.audience == "committee").lower()} and not exists (
            select from {SCHEMA}.events o
            where o.id = e.thing or o.thing = e.thing and o.type not like all({_NAMED_BY_OTHERS})
        )
    """
    return f"""
    select id as asked, id from {SCHEMA}.events where id = any($1)
    union select thing, id from {SCHEMA}.events e
        where thing = any($1) and (type not like all({_NAMED_BY_OTHERS}) or {named_by_others})
    union select parent, id from {SCHEMA}.events where parent = any($1)
    union select thing_id, event_id from {SCHEMA}.disclosures where thing_id = any($1)
    union select recommendation_id, event_id from {SCHEMA}.statuses where recommendation_id = any($1)
    union select visit_id, event_id from {SCHEMA}.visits where visit_id = any($1) and stage in ('merged', 'separated')
    union select overlap_id, event_id from {SCHEMA}.visit_overlaps where overlap_id = any($1)
    union select other_visit_id, event_id from {SCHEMA}.visit_overlaps where other_visit_id = any($1)
    """


_BRIDGE: Final = f"""
select distinct on (c.id) c.id as child, cause.id as parent
from {SCHEMA}.cases c
join {SCHEMA}.events e on e.id = c.id
join (
    select thing_id as recommendation_id, event_id from {SCHEMA}.disclosures
    union all
    select r.recommendation_id, a.id from {SCHEMA}.assessments a
    join {SCHEMA}.recommendations r on r.assessment_id = a.assessment_id where a.withdrawn
) by_event on by_event.recommendation_id = c.recommendation_id
join {SCHEMA}.events cause on cause.id = by_event.event_id
where {{which}} and e.correlationid in (cause.correlationid, e.causationid) and cause.time <= e.time
    and not starts_with(e.causationid, 'key/')
    and not exists (select from {SCHEMA}.events known where known.id = e.parent)
order by c.id, cause.time desc, cause.position
"""
"""Cases whose cause was a released copy, and the event in whose transaction it was released.

Copies of earlier versions had the correlation of that event. A command is no copy, whatever correlation it was given.
"""
