"""Reads a State as its reader may see it, section by section: one query each over the facts of that State.

The reader is part of the query, so neither a page's length nor its cursor reveals what is withheld. Texts come from the
events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from datetime import date
from functools import partial
from typing import Any, Final, TypeAlias

import asyncpg
import orjson

from services.council.facts import SCHEMA
from services.council.facts.disclosure.model import Reader
from services.council.facts.disclosure.reading import read_disclosures
from services.council.lookups.states import programme_views, views
from services.council.lookups.states.sections import EVERYBODY, READABLE, SECTIONS
from shared.engine.storage.tables import PIECE
from shared.engine.turns import Turns
from shared.web.answers import dump
from shared.web.lists import LARGEST_PAGE, Page, Pool, cursor, read_page, readable
from shared.web.pieces import place_for_list, work_in_pieces
from shared.web.problems import Invalid

SHOWN_AT_ONCE: Final = 100
"""Rows of a page whose texts are in memory at once, before it is known how many bytes they have."""

Record: TypeAlias = "asyncpg.Record"
Shown: TypeAlias = "list[dict[str, Any]]"
Show: TypeAlias = "Callable[[Pool, Reader, Sequence[Record]], Awaitable[Shown]]"
"""Shows the rows of a page, and reads what stands elsewhere of them."""


async def read_section(pool: Pool, name: str, reader: Reader, page: Page) -> dict[str, object]:
    """One page of a section, newest first, with each thing as JSON. A page of many bytes ends early."""
    section = SECTIONS[name]
    visible, condition, levels_and_parties = EVERYBODY, EVERYBODY, list[object]()
    if not reader.insider:
        asks, others = section.as_whom(reader), section.outsiders(reader)
        if asks is None or others is None:
            return {"items": [], "next": None}
        visible, (condition, levels_and_parties) = others, readable(asks, 5)
    arguments: tuple[object, ...] = (reader.state, *_read_cursor(page), page.limit + 1)
    query = section.query(visible)
    if READABLE in query:
        query, arguments = query.replace(READABLE, condition), (*arguments, *levels_and_parties)
    async with place_for_list(page.limit):
        async with pool.acquire() as connection, connection.transaction(readonly=True):
            records, more = await read_page(connection, query, arguments, page.limit)
        items = await _show_until_full(SHOWN[name], pool, reader, records)
    more = more or len(items) < len(records)
    last = records[len(items) - 1] if more else None
    return {"items": items, "next": cursor(f"{last['sort_on']} {last['sort_id']}") if last else None}


async def _show_until_full(show: Show, pool: Pool, reader: Reader, records: Sequence[Record]) -> list[orjson.Fragment]:
    """The first of these rows, as JSON, that have 1 MiB together, and one at least: texts stand elsewhere."""
    items, size = list[orjson.Fragment](), 0
    for first in range(0, len(records), SHOWN_AT_ONCE):
        shown = await show(pool, reader, records[first : first + SHOWN_AT_ONCE])
        for thing in await work_in_pieces(dump, shown):
            size += len(thing)
            if items and size > LARGEST_PAGE:
                return items
            items.append(orjson.Fragment(thing))
    return items


def _read_cursor(page: Page) -> tuple[date, str]:
    if page.after is None:
        return date.max, ""
    day, _, id_ = page.after.partition(" ")
    try:
        return date.fromisoformat(day), id_
    except ValueError:
        raise Invalid("after: take the cursor as `next` gave it", ("after",)) from None


async def read_visit_counts(pool: Pool) -> dict[str, tuple[int, date]]:
    """For each State that was visited: how many visits took place, and the last day of the last.

    Nothing was told of these since, such as that one was merged into another. Plans do not matter.
    """
    query = (
        f"select state, count(*), max(occurred_on) from {SCHEMA}.visits visit where stage = 'completed' and id = ("
        f"select id from {SCHEMA}.visits latest where latest.visit_id = visit.visit_id "
        "and latest.stage not in ('planned', 'agreed') order by recorded_at desc, position desc limit 1"
        ") group by state"
    )
    return {record[0]: (record[1], record[2]) for record in await pool.fetch(query)}


# ---- how each section is shown --------------------------------------------------------------


def _show_each(show: Callable[[Reader, Record], dict[str, Any]]) -> Show:
    """Shows each row by itself: the row has everything that is shown."""

    async def show_all(_pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
        return await work_in_pieces(partial(show, reader), rows)

    return show_all


async def _show_assessments(pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    events = await work_in_pieces(lambda row: orjson.loads(row["data"]), rows)
    to = await read_disclosures(pool, [part["id"] for data in events for part in views.list_parts(data)])
    days = await _read_days(pool, [row["assessment_id"] for row in rows]) if reader.insider else {}
    pairs = zip(rows, events, strict=True)
    return await work_in_pieces(lambda pair: views.show_assessment(reader, *pair, to, days), pairs)


async def _show_recommendations(pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    contents = await _read_contents(pool, {(row["event_id"], row["recommendation_id"]) for row in rows})
    statuses = await _read_statuses(pool, [row["recommendation_id"] for row in rows]) if reader.insider else {}

    def show(row: Record) -> dict[str, Any]:
        id_ = row["recommendation_id"]
        return views.show_recommendation(reader, row, contents.get((row["event_id"], id_), {}), statuses.get(id_, {}))

    return await work_in_pieces(show, rows)


SHOWN: Final[Mapping[str, Show]] = {
    "visits": _show_each(views.show_visit),
    "assessments": _show_assessments,
    "recommendations": _show_recommendations,
    "cycles": _show_each(views.show_cycle),
    "cases": _show_each(views.show_case),
    "consents": _show_each(programme_views.show_consent),
    "report_consents": _show_each(programme_views.show_report_consent),
    "requests": _show_each(programme_views.show_request),
    "meetings": _show_each(programme_views.show_meeting),
    "corrections": _show_each(programme_views.show_correction),
    "products": _show_each(programme_views.show_product),
}


# ---- what stands elsewhere ------------------------------------------------------------------


async def _read_days(pool: Pool, assessments: Sequence[str]) -> dict[str, dict[str, Any]]:
    """When the draft was shared, the State received the report, and the CTC took note, as last told."""
    names = {
        "assessment.drafted.v1": "draft_shared_on",
        "assessment.received.v1": "received_by_state_on",
        "assessment.noted.v1": "noted_on",
    }
    query = (
        f"select thing, type, occurred_on from {SCHEMA}.events where thing = any($1) and type = any($2) "
        "order by time, position"
    )
    days: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in await pool.fetch(query, assessments, list(names)):
        days[row["thing"]][names[row["type"]]] = row["occurred_on"]
    return days


async def _read_contents(pool: Pool, wanted: Set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The recommendations as these events brought them, by event and id.

    An event may have hundreds of kilobytes, so few are in memory at once.
    """
    contents, turns = dict[tuple[str, str], dict[str, Any]](), Turns()
    query = f"select id, data from {SCHEMA}.events where id = any($1)"
    async with pool.acquire() as connection, connection.transaction(readonly=True):
        async for event, content in connection.cursor(query, sorted({event for event, _ in wanted}), prefetch=PIECE):
            data = orjson.loads(content)
            several = [*data.get("recommendations", ()), *(one["recommendation"] for one in data.get("successors", ()))]
            brought = {(event, one["recommendation_id"]): one for one in several or [data["recommendation"]]}
            contents |= {key: one for key, one in brought.items() if key in wanted}
            await turns.let_others()
    return contents


async def _read_statuses(pool: Pool, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Each aspect as of the latest day, with that: `closed` says why it is no longer live.

    What a correction has told again since does not count (rule 4).
    """
    replaced = (
        f"select from {SCHEMA}.corrections c "
        "cross join lateral unnest(c.replaced_types, c.replaced_things, c.replaced_days) as told (type, thing, day) "
        "where c.state = s.state and told.type = e.type and told.thing = e.thing "
        "and (told.day = '' or told.day::date = s.occurred_on) "
        "and (s.recorded_at, s.position) < (c.recorded_at, c.position)"
    )
    query = (
        "select distinct on (recommendation_id, aspect) recommendation_id, aspect, value, s.occurred_on "
        f"from {SCHEMA}.statuses s join {SCHEMA}.events e on e.id = s.event_id "
        f"where recommendation_id = any($1) and not exists ({replaced}) "
        "order by recommendation_id, aspect, case when aspect <> 'carried_over' then s.occurred_on end desc, "
        "s.recorded_at desc, s.position desc"
    )
    status: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in await pool.fetch(query, ids):
        status[row["recommendation_id"]] |= {row["aspect"]: row["value"], f"{row['aspect']}_on": row["occurred_on"]}
    return status
