"""What the turns read and write: which deliveries are due, and what became of each try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter

from services.exchange.deliveries.model import Tried, Try, Waiting
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription
from shared.engine.storage import tables
from shared.operations.pools import Connection

FORGOTTEN: Final = timedelta(days=90)
"""After so long what became of a delivery is forgotten."""
_TRIES: Final = TypeAdapter(tuple[Try, ...])
AT: Final = tables.storage_of(SUBSCRIPTIONS, "exchange")


async def reload(connection: Connection, subscription_id: str) -> Subscription:
    """The subscription as it now is."""
    record = await connection.fetchrow(f"select {AT.column_list} from {AT.full_name} where id = $1", subscription_id)
    found: Subscription = AT.build(record)  # type: ignore[arg-type]  # no subscription is ever deleted
    return found


async def wait_again(connection: Connection, subscription_id: str, ids: Sequence[str], now: datetime) -> int:
    """Those of these deliveries that there are wait as if nobody had tried. Returns how many they are."""
    status: str = await connection.execute(_WAIT_AGAIN, subscription_id, ids, now)
    return int(status.rpartition(" ")[2])


async def read_due(
    connection: Connection, subscription_id: str, is_confirmation: bool, now: datetime, most: int
) -> list[Waiting]:
    """What is due, in order, one event of a thing at a time; without the events."""
    records = await connection.fetch(_DUE, subscription_id, now, most, is_confirmation)
    return [
        Waiting(
            record["id"], record["stream"], record["place"], record["event_id"], record["type"],
            record["first_try_at"], _TRIES.validate_json(record["tries"]), record["size"], record["present"],
            record["digest"], record["source"], record["about"],
        )
        for record in records
    ]  # fmt: skip


async def read_released(connection: Connection, deliveries: Sequence[Waiting]) -> dict[str, bytes]:
    """Of these deliveries the events that the feed has at this moment, by the delivery's id."""
    records = await connection.fetch(_RELEASED, [one.id for one in deliveries if one.stream == "released"])
    return {record["id"]: record["event"] for record in records}


async def supersede(connection: Connection, deliveries: Sequence[Waiting], now: datetime) -> None:
    """These are not sent: the audience has another copy by now, which has a delivery of its own."""
    await connection.execute(
        "update exchange.deliveries set status = 'superseded', ended_at = $2 where id = any($1)",
        [one.id for one in deliveries], now,
    )  # fmt: skip


async def record(connection: Connection, tried: Sequence[Tried]) -> None:
    """What became of these tries. It need not wait for the disk: after a crash they are sent again."""
    await connection.execute(
        _RECORD,
        [one.delivery.id for one in tried],
        [one.status for one in tried],
        [one.first_try_at for one in tried],
        [one.done.at + one.rest() for one in tried],
        [None if one.status == "waiting" else one.done.at for one in tried],
        [_TRIES.dump_json(one.tries).decode() for one in tried],
        [None if one.status == "waiting" else one.delivery.digest for one in tried],
    )


async def begin_sending(connection: Connection, delivery: Waiting, link: str | None, now: datetime) -> None:
    """Notes for good that a server is about to take this e-mail."""
    await connection.execute(
        "update exchange.deliveries set sending_at = $2, link = $3, digest = $4 where id = $1",
        delivery.id, now, link, delivery.digest,
    )  # fmt: skip


async def end_unsure(connection: Connection, subscription_id: str, now: datetime) -> None:
    """Ends e-mails that a server was taking when their turn broke off: nobody knows whether they went."""
    await connection.execute(
        "update exchange.deliveries set status = 'unsure', ended_at = $2, sending_at = null "
        "where subscription_id = $1 and status = 'waiting' and sending_at is not null",
        subscription_id, now,
    )  # fmt: skip


async def last_link(connection: Connection, delivery_id: str) -> str | None:
    """Where the last e-mail about the thing of this delivery led."""
    link: str | None = await connection.fetchval(_LAST_LINK, delivery_id)
    return link


async def make_due(connection: Connection, subscription_id: str, now: datetime) -> None:
    """What waits goes out as soon as its owner resumes the subscription."""
    await connection.execute(
        "update exchange.deliveries set next_try_at = $2 where subscription_id = $1 and status = 'waiting'",
        subscription_id, now,
    )  # fmt: skip


async def has_waiting(connection: Connection, subscription_id: str, number: int) -> bool:
    """Whether so many deliveries of it wait."""
    found: bool = await connection.fetchval(_HAS_WAITING, subscription_id, number - 1)
    return found


async def forget(connection: Connection, now: datetime) -> int:
    """Forgets some of what ended long ago, or waits in vain, and returns how many that were."""
    ended: str = await connection.execute(_FORGET, now - FORGOTTEN)
    in_vain: str = await connection.execute(_FORGET_CANCELLED)
    return sum(int(status.rpartition(" ")[2]) for status in (ended, in_vain))


FIRST: Final = """
select distinct on (thing_id) number, next_try_at, stream from exchange.deliveries
where subscription_id = $1 and status = 'waiting' order by thing_id, number
"""
"""What waits of each thing first. It is read and sorted once: a look for each row is quadratic by some plans."""
_DUE = f"""
with due as (
    select number from ({FIRST}) as first where next_try_at <= $2 and (stream = 'confirmation') = $4
    order by number limit $3
)
select d.id, d.stream, d.place, d.event_id, d.type, d.first_try_at, d.tries, i.number as present,
    coalesce(octet_length(i.event), octet_length(j.data), 0) as size,
    case when d.type like 'released.report.%' then i.event::jsonb -> 'data' ->> 'digest' end as digest,
    convert_from(j.data, 'UTF8')::jsonb ->> 'source' as source,
    case when f.failing_since is not null then jsonb_build_object('subscription_id', f.id, 'owner', f.owner,
        'because', coalesce(f.ended_because, f.paused_because), 'failing_since', f.failing_since)::text end as about
from due join exchange.deliveries as d using (number) left join exchange.feed_items as i on i.id = d.item_id
    left join exchange.subscriptions as f on d.stream = 'word' and f.id = d.thing_id
    left join exchange.journal as j on d.stream = 'receipts' and j.position = d.place
order by d.number
"""
_RELEASED = """
select d.id, convert_to(i.event, 'UTF8') as event
from exchange.deliveries as d join exchange.feed_items as i on i.id = d.item_id and i.number = d.place
where d.id = any($1)
"""
"""As bytes: as text one event takes up to four times as much."""
_WAIT_AGAIN = """
update exchange.deliveries set status = 'waiting', next_try_at = $3, first_try_at = null, ended_at = null,
    sending_at = null
where subscription_id = $1 and id = any($2) and stream <> 'confirmation'
"""
_RECORD = """
with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
update exchange.deliveries as d
set status = u.status, first_try_at = u.first_try_at, next_try_at = u.next_try_at, ended_at = u.ended_at,
    tries = u.tries::jsonb, sending_at = null, digest = coalesce(u.digest, d.digest)
from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[])
    as u(id, status, first_try_at, next_try_at, ended_at, tries, digest), unhurried
where d.id = u.id
"""
_LAST_LINK = """
select d.link from exchange.deliveries as d join exchange.deliveries as this using (subscription_id, thing_id)
where this.id = $1 and d.link is not null order by d.number desc limit 1
"""
_HAS_WAITING = """
select exists (
    select from exchange.deliveries where subscription_id = $1 and status = 'waiting' offset $2::bigint limit 1)
"""
_FORGET_CANCELLED = """
delete from exchange.deliveries where id in (
    select d.id from exchange.subscriptions as s
        join exchange.deliveries as d on d.subscription_id = s.id and d.status = 'waiting'
    where s.status = 'cancelled' limit 1000)
"""
"""What still waited for a subscription when it was cancelled is sent to nobody."""
_FORGET = """
delete from exchange.deliveries where id in (
    select id from exchange.deliveries where ended_at < $1 and status <> 'waiting'
    and link is null limit 1000)
"""
