"""Which events a reader may know. This is part of each query that looks for events.

What a reader may not see is not read at all. So the answer is the same as for a thing that does not exist. The work is
the same too: neither the time nor the number of queries reveals that an id exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from typing import Final

from services.council.facts import SCHEMA
from services.council.facts.disclosure.changes import (
    CORRECTED,
    NOTHING,
    PUBLIC,
    REGISTERED,
    RETELLING,
    TOLD_WHOLE,
    Decision,
    Told,
    digest_shown,
    list_things,
    read_told,
)
from services.council.facts.disclosure.conditions import LATEST, OFF_SCHEDULE, PUBLICLY_CANCELLED, WITHDRAWN
from services.council.facts.disclosure.model import find_in_the_un
from shared.engine.principals import Principal
from shared.engine.turns import Turns
from shared.operations.pools import Connection
from shared.web.lists import Pool, readable
from shared.web.pieces import Places

LARGE: Final = 500_000
"""Bytes of events that are compared at once. A full report that was corrected thirty times has thirty times as many."""
_PLACES: Final = {True: Places(1), False: Places(1)}
"""One of the longer comparisons at a time, by whether its reader has a right: strangers have few connections.

They take a second, and no page of an officer has one.
"""
PATIENCE: Final = 8.0
"""Seconds until who waits for it is told to come back."""
_OF_THE_UN: Final = (REGISTERED,)
OF_THE_COMMITTEE: Final = ("visit.overlap_flagged.v1", "visit.overlap_resolved.v1", "signal.recorded.v1")
"""About a State, and not for it: whose visits come near to one another (OP35), and what speaks for a visit (OP12)."""


class Sight:
    """What one principal may see: conditions in SQL, and their parameters from the number `first` on."""

    def __init__(self, principal: Principal, first: int) -> None:
        self._all = principal.audience == "committee"
        in_the_un = find_in_the_un(principal)
        self._states, self._types, self._withheld = first, first + 1, first + 2
        self._readable, parameters = readable(principal, first + 3)
        self._readable_in_the_un, more = readable(in_the_un, first + 5) if in_the_un else ("false", [])
        types = [*PUBLIC, *(_OF_THE_UN if in_the_un else ())]
        self._parameters = [principal.states, types, OF_THE_COMMITTEE, *parameters, *more]

    @property
    def parameters(self) -> list[object]:
        """The parameters of all conditions together."""
        return [] if self._all else self._parameters

    @property
    def of_event(self) -> str:
        """The condition on an event `e`. What tells nothing new to the reader is for `leave_out_unseen`."""
        if self._all:
            return "true"
        of_assessment = self._may_have("e.thing", self._readable)
        return f"""e.type <> all(${self._withheld}::text[]) and (
            e.subject = any(${self._states}::text[])
            or e.type = any(${self._types}::text[]) and not {OFF_SCHEDULE.format(visit="e.thing")}
            or case when e.type = 'visit.cancelled.v1' then {PUBLICLY_CANCELLED.format(data="e.data")} end
            or starts_with(e.type, 'obligation.')
            or case when starts_with(e.type, 'report.') then {self._of_report} end
            or case when e.type in ('assessment.completed.v1', '{CORRECTED}') then {of_assessment} end
            or case when starts_with(e.type, 'case.') then {self._of_case} end
        )"""

    def is_withheld(self, thing: str) -> str:
        """The condition that a column names an assessment or recommendation that the reader may not have.

        The report that it is part of, which the reader may have, must not betray it.
        """
        if self._all:
            return "false"
        of_others = (
            f"exists (select from {SCHEMA}.disclosures w where w.thing_id = {thing} and w.state is not null "
            f"and w.state <> all(${self._states}::text[]))"
        )
        return f"({of_others} and not {self._may_have(thing, self._readable)})"

    def _may_have(self, thing: str, readable: str) -> str:
        latest, withdrawn = LATEST.format(thing=thing), WITHDRAWN.format(assessment="d.assessment_id")
        return f"exists (select from {latest} where {readable} and not {withdrawn})"

    @property
    def _of_case(self) -> str:
        """A case's row has its event's id."""
        may_have = self._may_have("c.recommendation_id", self._readable_in_the_un)
        return f"exists (select from {SCHEMA}.cases c where c.id = e.id and {may_have})"

    @property
    def _of_report(self) -> str:
        """Who may see an edition stands in its event."""
        return f"""exists (
            select from (
                select edition ->> 'audience' as audience,
                    array(select jsonb_array_elements_text(edition -> 'parties')) as parties
                from (select convert_from(e.data, 'utf8')::jsonb as edition) as data
            ) as report where {self._readable}
        )"""


async def find_visible(pool: Pool, principal: Principal, ids: Sequence[str]) -> set[str]:
    """Those of these events that the reader may know of."""
    sight = Sight(principal, 2)
    query = f"select e.id, e.type, e.subject from {SCHEMA}.events e where e.id = any($1) and {sight.of_event}"
    records = await pool.fetch(query, ids, *sight.parameters)
    return await leave_out_unseen(pool, principal, [(one["id"], one["type"], one["subject"]) for one in records])


async def leave_out_unseen(pool: Pool, principal: Principal, events: Iterable[tuple[str, str, str]]) -> set[str]:
    """The ids of these events (id, type, subject), without those that changed nothing that the reader may see."""
    events = list(events)
    retold = [id_ for id_, type_, subject in events if type_ in RETELLING and not principal.insider(subject)]
    return {id_ for id_, _, _ in events} - await _find_unseen(pool, principal, retold)


async def _find_unseen(pool: Pool, principal: Principal, events: Sequence[str]) -> set[str]:
    """Those of these events that told their thing again as it was, as far as this principal may see it now.

    All is asked even of none: one query more would betray that there is such an event.
    """
    retold = await pool.fetch(_RETOLD, events, TOLD_WHOLE)
    sizes = {one["id"]: one["size"] for one in retold}
    sizes |= {one["before_id"]: one["before_size"] for one in retold if one["before_id"]}
    places = _PLACES[principal.has_rights]
    async with places.place(PATIENCE) if sum(sizes.values()) > LARGE else nullcontext():
        shown = await _digest_all(pool, principal, sizes)
    return {one["id"] for one in retold if shown.get(one["id"]) == shown.get(one["before_id"], NOTHING)}


async def _digest_all(pool: Pool, principal: Principal, sizes: Mapping[str, int]) -> dict[str, bytes]:
    """What each of these events shows, as a digest: few of them are in memory at a time, and each is read once."""
    shown, asked, decided, turns = dict[str, bytes](), set[str](), dict[str, Decision](), Turns()
    for ids in _split(sizes):
        records = await pool.fetch(f"select id, type, data from {SCHEMA}.events where id = any($1)", ids)
        told = dict[str, Told]()
        for record in records:
            told[record["id"]] = read_told(record["type"], record["data"])
            await turns.let_others()
        new = {thing for one in told.values() for thing in list_things(one)} - asked
        asked |= new
        decided |= await read_disclosures(pool, sorted(new))
        for id_, one in told.items():
            shown[id_] = digest_shown(principal, one, decided)
            await turns.let_others()
    return shown


def _split(sizes: Mapping[str, int]) -> list[list[str]]:
    """The ids in groups of at most LARGE bytes, or of one event; one empty group of none."""
    groups, size = [list[str]()], 0
    for id_, of_event in sizes.items():
        if groups[-1] and size + of_event > LARGE:
            groups.append([])
            size = 0
        groups[-1].append(id_)
        size += of_event
    return groups


_RETOLD = f"""
select e.id, octet_length(e.data) as size, before.id as before_id, before.size as before_size
from {SCHEMA}.events e
left join lateral (
    select id, octet_length(data) as size from {SCHEMA}.events earlier
    where earlier.thing = e.thing and earlier.type = any($2) and (earlier.time, earlier.position) < (e.time, e.position)
    order by earlier.time desc, earlier.position desc limit 1
) before on true
where e.id = any($1)
"""
"""Each event, with the one that told its thing before."""


async def read_disclosures(pool: Pool | Connection, things: Sequence[str]) -> dict[str, Decision]:
    """For each of these, what was last decided: audience and parties."""
    query = (
        f"select distinct on (thing_id) thing_id, audience, parties from {SCHEMA}.disclosures "
        "where thing_id = any($1) order by thing_id, recorded_at desc, position desc"
    )
    return {row["thing_id"]: (row["audience"], row["parties"]) for row in await pool.fetch(query, things)}
