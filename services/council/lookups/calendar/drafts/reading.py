"""Reads the steps of reports on their way, each with its day: what was done, and what awaits a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.council.drafts.schedule import DRAFTING
from services.council.lookups.calendar.drafts.views import show_scheduled, show_step
from services.council.names import SCHEMA
from shared.engine.principals import Principal
from shared.web.lists import Pool, readable

Found = tuple[tuple[date, str], dict[str, Any]]
"""The day and the id of an item, and the item."""


async def read_steps(
    pool: Pool, principal: Principal, days: tuple[date, date], after: tuple[date, str], limit: int, today: date
) -> Sequence[Found]:
    """The first steps within these days, in order of day and id."""
    condition, parameters = readable(principal, 6)
    records = await pool.fetch(_STEPS.format(condition=condition), *days, *after, limit, *parameters)
    items = [((one["day"], one["id"]), show_step(dict(one), today)) for one in records]
    if principal.audience != "committee":
        return items
    scheduled = await pool.fetch(_SCHEDULED, *days, *after, limit, DRAFTING)
    items += [((one["day"], one["id"]), show_scheduled(dict(one))) for one in scheduled]
    return sorted(items, key=lambda item: item[0])[:limit]


_STEPS = f"""
select d.id || '/' || step as id, step, day, d.series, d.number, d.stage, d.edition ->> 'title' as title,
    d.edition ->> 'report' as report, (d.edition ->> 'synthetic')::boolean as synthetic, d.adopted_on
from {SCHEMA}.report_drafts d cross join lateral (values
    ('drafted', d.drafted_on), ('consideration', d.ends_on), ('adopted', d.adopted_on),
    ('transmitted', d.transmitted_on)
) as steps (step, day)
where day between $1 and $2 and (day, d.id || '/' || step) > ($3, $4) and {{condition}}
    and (d.stage <> 'set_aside' or step = 'drafted')
order by day, d.id || '/' || step limit $5
"""
_SCHEDULED = f"""
select kind || '/' || subject as id, subject as series, due_on + 1 as day from {SCHEMA}.deadlines
where kind = $6 and state = 'pending' and due_on + 1 between $1 and $2
    and (due_on + 1, kind || '/' || subject) > ($3, $4)
order by due_on, subject limit $5
"""
