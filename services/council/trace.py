"""What caused a thing or an event, and what it caused, across services.

Each event names its cause (`parent`). Two gaps are bridged: a deadline between, which the parent
already sees through, and a released copy, which council does not read: a case hangs on the last event
before it that released its recommendation. What a copy set off has the copy's id as its correlation and
as its cause, since a copy tells nobody what caused it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

import asyncpg

from services.council.facts import SCHEMA
from services.council.things import deadline_of, kind_of
from services.council.visibility import Sight, visible, without_unseen
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.lists import Pool

Record: TypeAlias = "asyncpg.Record"

MOST_EVENTS: Final = 2_000
"""In one trace: a whole assessment with its follow-up has some hundreds."""
DEEPEST: Final = 50
"""Steps from what is asked for, up or down: an event caused by an event, and so on."""

_COLUMNS: Final = (
    "e.id, e.source, e.type, e.topic, e.subject, e.thing, e.time, e.occurred_on, e.correlationid, e.causationid, "
    "e.parent, e.partition, e.position, e.synthetic"
)


@dataclass(slots=True)
class Found:
    """Events, each with its cause where that is one of them."""

    events: dict[str, Record] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """Where it is not simply the event's own column."""
    complete: bool = True
    """Whether all were found within the limits."""

    def add(self, records: Iterable[Record]) -> list[str]:
        """Takes in those that are new, up to the limit; returns their ids."""
        new: list[str] = []
        for record in records:
            if record["id"] in self.events:
                continue
            if len(self.events) >= MOST_EVENTS:
                self.complete = False
                break
            self.events[record["id"]] = record
            new.append(record["id"])
        return new

    def parent(self, id_: str) -> str:
        """The id of its cause."""
        bridged: str = self.parents.get(id_) or self.events[id_]["parent"]
        return bridged


Step: TypeAlias = "Callable[[Pool, Found, Sequence[str]], Awaitable[Sequence[Record]]]"
"""From some events to those beside them."""


async def trace(pool: Pool, principal: Principal, id_: str) -> Found:
    """The trace, as far as this principal may see it. Raises NotFound where there is nothing that it may see.

    Whether it may is asked first: what is hidden takes no more work than what does not exist.
    """
    if not await openable(pool, principal, [id_]):
        raise NotFound
    found = Found()
    seeds = found.add(await pool.fetch(_SEEDS, [id_], MOST_EVENTS + 1))
    await _walk(pool, found, seeds, _above)
    await _walk(pool, found, seeds, _below)
    seen = await visible(pool, principal, list(found.events))
    found.events = {event: record for event, record in found.events.items() if event in seen}
    return found


async def openable(pool: Pool, principal: Principal, ids: Sequence[str]) -> set[str]:
    """Those of these events and things of which `trace` would show this principal something."""
    sight = Sight(principal, 2)
    query = (
        f"select s.asked, e.id, e.type, e.subject from {SCHEMA}.events e join ({_ABOUT}) s on s.id = e.id "
        f"where {sight.of_event} and not {sight.withheld('s.asked')}"
    )
    records = await pool.fetch(query, ids, *sight.parameters)
    seen = await without_unseen(pool, principal, {(one["id"], one["type"], one["subject"]) for one in records})
    return {record["asked"] for record in records if record["id"] in seen}


async def _walk(pool: Pool, found: Found, frontier: Sequence[str], step: Step) -> None:
    for _ in range(DEEPEST):
        if not frontier:
            return
        frontier = found.add(await step(pool, found, frontier))
    found.complete = found.complete and not frontier


async def _above(pool: Pool, found: Found, ids: Sequence[str]) -> Sequence[Record]:
    """The causes of these events."""
    bridges = await pool.fetch(_BRIDGE.format(which="c.id = any($1)"), ids)
    found.parents |= {record["child"]: record["parent"] for record in bridges}
    causes = sorted({found.parent(id_) for id_ in ids} - {""})
    return await pool.fetch(f"select {_COLUMNS} from {SCHEMA}.events e where e.id = any($1)", causes)


async def _below(pool: Pool, found: Found, ids: Sequence[str]) -> Sequence[Record]:
    """What these events caused."""
    bridges = await pool.fetch(_BRIDGE.format(which="by_event.event_id = any($1)"), ids)
    found.parents |= {record["child"]: record["parent"] for record in bridges}
    query = f"select {_COLUMNS} from {SCHEMA}.events e where e.parent = any($1) or e.id = any($2) limit {MOST_EVENTS}"
    return await pool.fetch(query, ids, [record["child"] for record in bridges])


_ABOUT: Final = f"""
    select id as asked, id from {SCHEMA}.events where id = any($1)
    union select thing, id from {SCHEMA}.events where thing = any($1)
    union select parent, id from {SCHEMA}.events where parent = any($1)
    union select thing_id, event_id from {SCHEMA}.disclosures where thing_id = any($1)
    union select recommendation_id, event_id from {SCHEMA}.statuses where recommendation_id = any($1)
    union select visit_id, event_id from {SCHEMA}.visits where visit_id = any($1) and stage in ('merged', 'separated')
    union select overlap_id, event_id from {SCHEMA}.visit_overlaps where overlap_id = any($1)
    union select other_visit_id, event_id from {SCHEMA}.visit_overlaps where other_visit_id = any($1)
"""
"""An event, what is said of a thing, what a command or notice caused, what brought or closed a recommendation, and
what made a visit part of another or near to one.
"""

_SEEDS: Final = f"""
select distinct {_COLUMNS} from {SCHEMA}.events e join ({_ABOUT}) s on s.id = e.id order by e.time, e.position limit $2
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
    and not exists (select from {SCHEMA}.events known where known.id = e.parent)
order by c.id, cause.time desc, cause.position
"""
"""Cases whose cause was a released copy, and the event in whose transaction it was released.

Copies of earlier versions had the correlation of that event.
"""


# ---- in causal order ------------------------------------------------------------------------


def in_order(found: Found) -> list[tuple[int, Record]]:
    """The events, causes before effects, each with its depth below the first cause that is shown."""
    children: dict[str, list[str]] = defaultdict(list)
    for id_ in found.events:
        children[found.parent(id_) if found.parent(id_) in found.events else ""].append(id_)
    ordered: list[tuple[datetime, int, str]] = []
    level = [(found.events[id_]["time"], 0, id_) for id_ in children[""]]
    while level:
        ordered += level
        # A cause stands before its effect even where the clocks of two machines disagree.
        level = [
            (max(time, found.events[id_]["time"]), depth + 1, id_)
            for time, depth, parent in level
            for id_ in children[parent]
        ]
    return [(depth, found.events[id_]) for _, depth, id_ in sorted(ordered)]


def show(found: Found, depth: int, event: Record, inside: bool) -> dict[str, Any]:
    """An event without its data: the payload is shown where its thing is."""
    parent = found.parent(event["id"])
    shown = {
        "id": event["id"],
        "type": event["type"],
        "source": event["source"],
        "subject": event["subject"],
        "thing": {"kind": kind_of(event["type"]), "id": event["thing"]} if event["thing"] else None,
        "time": event["time"],
        "occurred_on": event["occurred_on"],
        "depth": depth,
        "parent": parent if parent in found.events else None,
        "deadline": deadline_of(event["causationid"]),
        "synthetic": event["synthetic"],
    }
    if not inside:
        return shown
    cause = {"causationid": event["causationid"], "correlationid": event["correlationid"]}
    return shown | cause | {name: event[name] for name in ("topic", "partition", "position")}


def things(found: Found) -> list[Mapping[str, str]]:
    """All things that these events are about, in order of their first event."""
    seen: dict[str, str] = {}
    for _, event in in_order(found):
        if event["thing"]:
            seen[event["thing"]] = seen.get(event["thing"]) or kind_of(event["type"])
    return [{"kind": kind, "id": id_} for id_, kind in seen.items()]
