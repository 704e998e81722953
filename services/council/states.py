"""A State as its reader may see it, section by section: one query each over the facts of that State.

The reader is part of the query, so that neither a page's length nor its cursor betrays what is
withheld. Texts come from the events.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

import asyncpg

from services.council import state_views as views
from services.council.disclosure import LATEST, WITHDRAWN, Reader
from services.council.facts import SCHEMA
from shared.http.lists import Page, Pool, cursor, readable
from shared.http.problems import Invalid
from shared.principals import PUBLIC

View: TypeAlias = "Callable[[Pool, Reader, Sequence[asyncpg.Record]], Awaitable[list[dict[str, Any]]]]"

EVERYBODY: Final = "true"
READABLE: Final = readable(PUBLIC, 5)[0]
"""By what was last decided of the thing: $5 are the reader's levels, $6 its parties."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing."""

    sql: str
    """The present rows of the State $1, each with `sort_on` and `sort_id`; `{visible}` is the reader's condition."""
    view: View
    outsiders: Callable[[Reader], str | None]
    """Which of them a reader may see who is neither the Committee nor the State; None: none."""


async def section(pool: Pool, name: str, reader: Reader, page: Page) -> dict[str, object]:
    """One page of a section, newest first."""
    wanted = SECTIONS[name]
    visible = EVERYBODY if reader.insider else wanted.outsiders(reader)
    if visible is None:
        return {"items": [], "next": None}
    query = (
        f"select * from ({wanted.sql.format(visible=visible)}) found "
        "where (sort_on, sort_id) < ($2, $3) order by sort_on desc, sort_id desc limit $4"
    )
    levels_and_parties = readable(reader.principal)[1] if "$5" in visible else []
    records = await pool.fetch(query, reader.state, *_before(page), page.limit + 1, *levels_and_parties)
    shown, more = records[: page.limit], len(records) > page.limit
    following = cursor(f"{shown[-1]['sort_on']} {shown[-1]['sort_id']}") if more else None
    return {"items": await wanted.view(pool, reader, shown), "next": following}


def _before(page: Page) -> tuple[date, str]:
    if page.after is None:
        return date.max, ""
    day, _, id_ = page.after.partition(" ")
    try:
        return date.fromisoformat(day), id_
    except ValueError:
        raise Invalid("after: take the cursor as `next` gave it", ("after",)) from None


# ---- the sections ---------------------------------------------------------------------------

_VISITS = f"""
select v.*, v.occurred_on as sort_on, v.visit_id as sort_id, e.data from (
    select distinct on (visit_id) * from {SCHEMA}.visits where state = $1
    order by visit_id, recorded_at desc, position desc) v
join {SCHEMA}.events e on e.id = v.event_id where {{visible}}
"""

_ASSESSMENTS = f"""
select a.*, a.submitted_to_ctc_on as sort_on, a.assessment_id as sort_id, e.data,
    {WITHDRAWN.format(assessment="a.assessment_id")} as is_withdrawn, audience, parties from (
    select distinct on (assessment_id) * from {SCHEMA}.assessments where state = $1 and not withdrawn
    order by assessment_id, recorded_at desc, position desc) a
join {SCHEMA}.events e on e.id = a.event_id
cross join {LATEST.format(thing="a.assessment_id")} where {{visible}}
"""

_RECOMMENDATIONS = f"""
select r.*, r.occurred_on as sort_on, r.recommendation_id as sort_id, audience, parties from (
    select distinct on (recommendation_id) * from {SCHEMA}.recommendations where state = $1
    order by recommendation_id, recorded_at desc, position desc) r
cross join {LATEST.format(thing="r.recommendation_id")} where {{visible}}
    and not exists (
        select from {SCHEMA}.assessments told join {SCHEMA}.assessments later using (assessment_id)
        where told.id = r.event_id and not later.withdrawn
        and (later.recorded_at, later.position) > (told.recorded_at, told.position))
"""
"""Without those that a corrected assessment no longer has: its last event does not speak of them."""

_CYCLES = f"""
select f.*, f.occurred_on as sort_on, f.followup_id as sort_id from (
    select distinct on (followup_id) * from {SCHEMA}.followups where state = $1
    order by followup_id, recorded_at, position) f where {{visible}}
"""

_CASES = f"""
select c.*, c.occurred_on as sort_on, c.case_id as sort_id from (
    select distinct on (case_id) * from {SCHEMA}.cases where state = $1
    order by case_id, recorded_at desc, position desc) c
cross join {LATEST.format(thing="c.recommendation_id")} where {{visible}}
"""


def _visits(_reader: Reader) -> str:
    """Those agreed are on the public schedule, and those that took place are known."""
    return "stage in ('agreed', 'completed')"


def _assessments(_reader: Reader) -> str:
    return f"{READABLE} and not {WITHDRAWN.format(assessment='a.assessment_id')}"


def _recommendations(_reader: Reader) -> str:
    """Live ones: what was superseded, overtaken or withdrawn is told to insiders only."""
    closed = f"select from {SCHEMA}.statuses s where s.recommendation_id = r.recommendation_id and s.aspect = 'closed'"
    return f"{READABLE} and not exists ({closed}) and not {WITHDRAWN.format(assessment='r.assessment_id')}"


def _cases(reader: Reader) -> str | None:
    """The UN's, as far as it may have the recommendation."""
    if not reader.of_the_un:
        return None
    return f"{READABLE} and not {WITHDRAWN.format(assessment='d.assessment_id')}"


SECTIONS: Final[Mapping[str, Section]] = {
    "visits": Section(_VISITS, views.visits, _visits),
    "assessments": Section(_ASSESSMENTS, views.assessments, _assessments),
    "recommendations": Section(_RECOMMENDATIONS, views.recommendations, _recommendations),
    "cycles": Section(_CYCLES, views.cycles, lambda _: None),
    "cases": Section(_CASES, views.cases, _cases),
}


async def visited(pool: Pool) -> dict[str, tuple[int, date]]:
    """For each State that was visited: how many visits took place, and the last day of the last."""
    query = (
        f"select state, count(distinct visit_id), max(occurred_on) from {SCHEMA}.visits "
        "where stage = 'completed' group by state"
    )
    return {record[0]: (record[1], record[2]) for record in await pool.fetch(query)}
