"""Which events a subscription is to be sent: what is new in its feed, and receipts for its owner's sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg
import orjson

from contracts.catalog import PREFIX
from contracts.ids import uuid5
from services.exchange.deliveries import store
from services.exchange.deliveries.finding import find_behind
from services.exchange.deliveries.model import Stream
from services.exchange.released.model import item_key
from services.exchange.subscriptions.checks import ALL_RECEIPTS, ALL_RELEASED, RECEIPTS, RELEASED
from services.exchange.subscriptions.model import Subscription
from shared.engine.port import Outgoing
from shared.engine.principals import Principal
from shared.engine.storage import journal
from shared.operations.pools import Connection

AT_ONCE: Final = 500
"""Events that are looked at in one step."""
SCHEMA: Final = "exchange"
WITHDRAWN: Final = "released.withdrawn"
CONFIRMATION: Final = "subscription.confirmation.v1"


@dataclass(frozen=True, slots=True)
class Planned:
    """A delivery that is to be made."""

    stream: Stream
    place: int
    event_id: str
    type: str
    thing_id: str
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the feed has of a thing, without the event itself."""

    number: int
    event_id: str
    thing_id: str
    type: str
    of: str | None
    """For a withdrawal: the kind of thing."""
    state: str | None
    themes: tuple[str, ...]
    report: str | None = None
    """For an edition: of which report."""


def wants_item(subscription: Subscription, item: Item) -> bool:
    """Whether the subscription is for such things. A withdrawal belongs to the things that it takes away.

    By e-mail it comes only to who was sent the thing: others would not know what it is about.
    """
    kind = item.type.rpartition(".v")[0]
    kinds = {kind, f"released.{item.of}", ALL_RELEASED}
    return (
        not kinds.isdisjoint(subscription.types)
        and (subscription.channel == "webhook" or kind != WITHDRAWN)
        and (not subscription.reports or item.report is None or item.report in subscription.reports)
        and (not subscription.states or item.state in subscription.states)
        and (not subscription.themes or kind == WITHDRAWN or not set(subscription.themes).isdisjoint(item.themes))
    )


def wants_receipt(subscription: Subscription, principal: Principal, type_: str, source: str | None) -> bool:
    """Whether the receipt is for a source for which the owner speaks, and of a type that is asked for."""
    kinds = {type_.rpartition(".v")[0], ALL_RECEIPTS}
    return not kinds.isdisjoint(subscription.types) and source is not None and principal.speaks_for(source)


def reads_released(subscription: Subscription) -> bool:
    """Whether it is for anything of the feed."""
    return not RELEASED.isdisjoint(subscription.types)


def reads_receipts(subscription: Subscription) -> bool:
    """Whether it is for receipts."""
    return not RECEIPTS.isdisjoint(subscription.types)


async def plan_released(
    connection: Connection, one: Subscription, after: int, again: int, now: datetime
) -> tuple[int, int]:
    """Makes deliveries of what is new in the feed. Returns the number up to which that is done, and how many it read.

    Who was sent a thing is sent its later copies, also where these have other themes, for as long as deliveries are
    kept. Up to the number `again` what went out before goes out once more.
    """
    items = [item_of(record) for record in await connection.fetch(NEW_ITEMS, one.reads, after, AT_ONCE)]
    sent_before = await _things_sent(connection, one, [item.thing_id for item in items])
    wanted = [item for item in items if item.thing_id in sent_before or wants_item(one, item)]
    await add(connection, one, map_items(one, wanted), now, again)
    return items[-1].number if items else after, len(items)


async def plan_receipts(
    connection: Connection, one: Subscription, principal: Principal, after: int, again: int, now: datetime
) -> tuple[int, int]:
    """The same for new receipts for its owner's sources, and for positions in the journal."""
    end = await journal.end(connection, SCHEMA)
    positions = await find_behind(connection, principal, after, AT_ONCE)
    rows = await journal.read_at(connection, SCHEMA, positions)
    await add(connection, one, map_receipts(one, principal, rows), now, again)
    is_all = len(rows) == len(positions) < AT_ONCE
    return max(end, after) if is_all else rows[-1].position, len(rows)


async def end_of_feed(connection: Connection, one: Subscription) -> int:
    """The last number of the feed."""
    end: int | None = await connection.fetchval("select number from exchange.feed_ends where audience = $1", one.reads)
    return end or 0


async def plan_confirmation(connection: Connection, one: Subscription, now: datetime) -> None:
    """Makes the delivery of the code, once."""
    event_id = uuid5("confirmation", one.id, one.code)
    await add(connection, one, [Planned("confirmation", 0, event_id, CONFIRMATION, one.id)], now)


def map_items(one: Subscription, items: Iterable[Item]) -> list[Planned]:
    """The deliveries of these items."""
    return [
        Planned("released", item.number, item.event_id, item.type, item.thing_id, item_key(one.reads, item.thing_id))
        for item in items
    ]


def map_receipts(one: Subscription, principal: Principal, rows: Iterable[Outgoing]) -> list[Planned]:
    """The deliveries of those of these receipts that are wanted. Those of one notice go out in order."""
    planned = []
    for row in rows:
        data, type_ = orjson.loads(row.data), row.attributes["type"].removeprefix(PREFIX)
        if wants_receipt(one, principal, type_, data.get("source")):
            thing = f"{data['source']} {data.get('id', row.attributes['id'])}"
            planned.append(Planned("receipts", row.position, row.attributes["id"], type_, thing))
    return planned


def delivery_id(one: Subscription, event_id: str) -> str:
    """The id of the delivery of an event to a subscription."""
    return uuid5("delivery", one.id, event_id)


async def add(
    connection: Connection, one: Subscription, planned: Collection[Planned], now: datetime, again: int = -1
) -> None:
    """Adds these deliveries, but for those that there are. Of these, those up to the place `again` wait again."""
    if not planned:
        return
    if to_repeat := [delivery_id(one, each.event_id) for each in planned if each.place <= again]:
        await store.wait_again(connection, one.id, to_repeat, now)
    columns = list(zip(*((p.stream, p.place, p.event_id, p.type, p.thing_id, p.item_id) for p in planned), strict=True))
    ids = [delivery_id(one, each.event_id) for each in planned]
    await connection.execute(_ADD, one.id, now, ids, *map(list, columns))


async def _things_sent(connection: Connection, one: Subscription, things: list[str]) -> set[str]:
    """Those about which it has a delivery; by e-mail: about which a letter went to the server."""
    return {record[0] for record in await connection.fetch(_SENT, one.id, things, one.channel == "email")}


def item_of(record: asyncpg.Record) -> Item:
    """An item from the columns of `ITEM`."""
    return Item(**dict(record.items()) | {"themes": tuple(record["themes"])})


ITEM: Final = "number, event_id, thing_id, type, withdraws as of, state, themes, report"
NEW_ITEMS: Final = (
    f"select {ITEM} from exchange.feed_items where audience = $1 and number > $2 order by number limit $3"
)
_SENT: Final = """
select distinct thing_id from exchange.deliveries
where subscription_id = $1 and thing_id = any($2) and (not $3 or link is not null)
"""
_ADD: Final = """
insert into exchange.deliveries
    (subscription_id, made_at, next_try_at, id, stream, place, event_id, type, thing_id, item_id)
select $1, $2, $2, u.id, u.stream, u.place, u.event_id, u.type, u.thing_id, u.item_id
from unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[])
    with ordinality as u(id, stream, place, event_id, type, thing_id, item_id, at)
order by at on conflict (subscription_id, event_id) do update set place = excluded.place
    where deliveries.place <> excluded.place
"""
