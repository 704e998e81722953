"""Reads the calendar: council's own obligations, and the duties that other services time, in order of day.

An obligation is the same for all readers. A duty is a State's matter: the Committee's, and the State's own.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from services.council.facts import DUTIES, SCHEMA, DutyFact
from services.council.lookups.calendar.drafts.reading import read_steps
from services.council.lookups.calendar.views import show_duty
from services.council.names import SCHEMA as OWN
from services.council.obligations.model import OBLIGATIONS, Occurrence
from services.council.obligations.views import show_obligation
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.storage import tables
from shared.web.lists import Page, Pool, cursor, readable
from shared.web.pieces import place_for_list, work_in_pieces
from shared.web.problems import Invalid

UNDATED = date.max
"""Stands for a day that is not fixed: last in order. PostgreSQL knows it as `infinity`."""
LAST_DAY = date(9999, 12, 30)
"""The last day that a fixed one can be."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of the calendar is asked for."""

    state: str | None = None
    """Only the duties that concern this State."""
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last; what has no fixed day is within only if no day is asked for."""
        if self.since is None and self.until is None:
            return date.min, UNDATED
        return self.since or date.min, self.until or LAST_DAY


# ---- pages ----------------------------------------------------------------------------------

Key = tuple[date, str]
"""Where an item stands: its day and its id."""
Item = tuple[Key, dict[str, Any]]
View = Callable[[Sequence[DutyFact]], dict[str, Any]]
"""How a duty is shown, of all that was said of it."""


async def read_calendar(handler: Handler, principal: Principal, span: Span, page: Page) -> dict[str, object]:
    """One page of the calendar, as far as this principal may see it."""
    pool, after = handler.reads, _read_cursor(page.after)
    today = await handler.today()
    view = partial(show_duty, reference=handler.reference, today=today)
    async with place_for_list(page.limit):
        lists: list[list[Item]] = [await _read_duties(pool, view, principal, span, after, page.limit + 1)]
        if span.state is None:
            lists.append(await _read_obligations(pool, principal, span, after, page.limit + 1))
            lists.append(list(await read_steps(pool, principal, span.days, after, page.limit + 1, today)))
    items = list(heapq.merge(*lists, key=lambda item: item[0]))
    shown, more = items[: page.limit], len(items) > page.limit
    following = cursor(f"{shown[-1][0][0]} {shown[-1][0][1]}") if more else None
    return {"items": [item for _, item in shown], "next": following}


def _read_cursor(after: str | None) -> Key:
    if after is None:
        return date.min, ""
    day, _, id_ = after.partition(" ")
    try:
        return date.fromisoformat(day), id_
    except ValueError:
        raise Invalid("after: take the cursor as `next` gave it", ("after",)) from None


async def _read_obligations(pool: Pool, principal: Principal, span: Span, after: Key, limit: int) -> list[Item]:
    at = tables.storage_of(OBLIGATIONS, OWN)
    condition, parameters = readable(principal, 6)
    query = (
        f"select {at.column_list} from {at.full_name} where coalesce(due_on, 'infinity') between $1 and $2 "
        f"and (coalesce(due_on, 'infinity'), id) > ($3, $4) and in_mandate and {condition} "
        "order by coalesce(due_on, 'infinity'), id limit $5"
    )
    records = await pool.fetch(query, *span.days, *after, limit, *parameters)
    rows: list[Occurrence] = [at.build(record) for record in records]
    return [((one.due_on or UNDATED, one.id), show_obligation(one)) for one in rows]


async def _read_duties(pool: Pool, view: View, principal: Principal, span: Span, after: Key, limit: int) -> list[Item]:
    """Each duty stands at the day of its latest row; `ended` has none, and leaves it where it was."""
    states = find_states_within(principal)
    if span.state is not None:
        states = [span.state] if states is None or span.state in states else []
    if states == []:
        return []
    # One State by equality, so that the index gives its duties in order.
    whose = "" if states is None else "and d.state = $6" if len(states) == 1 else "and d.state = any($6)"
    parameter = () if states is None else (states[0],) if len(states) == 1 else (states,)
    records = await pool.fetch(_DUE.format(whose=whose), *span.days, *after, limit, *parameter)
    rows = await read_duties(pool, "duty_id", [record["duty_id"] for record in records])
    return await work_in_pieces(lambda r: ((r["due_on"], r["duty_id"]), view(rows[r["duty_id"]])), records)


_DUE = f"""
select coalesce(d.due_on, 'infinity') as due_on, d.duty_id from {SCHEMA}.duties d
where d.stage <> 'ended' and coalesce(d.due_on, 'infinity') between $1 and $2
    and (coalesce(d.due_on, 'infinity'), d.duty_id) > ($3, $4) {{whose}}
    and not exists (
        select from {SCHEMA}.duties later where later.duty_id = d.duty_id and later.stage <> 'ended'
        and (later.recorded_at, later.position) > (d.recorded_at, d.position))
order by coalesce(d.due_on, 'infinity'), d.duty_id limit $5
"""


async def read_duties(pool: Pool, by: str, values: Sequence[str]) -> dict[str, list[DutyFact]]:
    """All that was said of the duties whose column `by` has one of these values, by duty, in order."""
    at = tables.storage_of(DUTIES, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where {by} = any($1) order by duty_id, recorded_at, position"
    duties: dict[str, list[DutyFact]] = defaultdict(list)
    rows: list[DutyFact] = await work_in_pieces(at.build, await pool.fetch(query, values))
    for row in rows:
        duties[row.duty_id].append(row)
    return duties


def find_states_within(principal: Principal) -> list[str] | None:
    """The States whose internal matters this principal may see; None: all."""
    return None if principal.audience == "committee" else principal.states
