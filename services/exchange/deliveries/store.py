"""What the loop reads and writes: whose turn it is, which deliveries are due, and what became of each try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import asyncpg
from pydantic import TypeAdapter

from services.exchange.deliveries.model import Tried, Try, Waiting
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription
from shared.engine.storage import tables
from shared.operations.pools import Connection

LEASE: Final = timedelta(seconds=60)
"""How long a turn belongs to the copy that took it. A copy that died loses it then."""
MOST_TURNS_OF_ONE: Final = 4
"""Turns of one principal at the same time, so that its endpoints do not use up what there is for all."""
FORGOTTEN: Final = timedelta(days=90)
"""After so long what became of a delivery is forgotten."""
LOOKS_EVERY: Final = timedelta(hours=1)
"""So often a subscription has a turn, though nothing is due as far as the loop knows."""
_TRIES: Final = TypeAdapter(tuple[Try, ...])
_AT: Final = tables.storage_of(SUBSCRIPTIONS, "exchange")


@dataclass(frozen=True, slots=True)
class Places:
    """A number in the feed, and a position in the journal."""

    released: int
    receipts: int

    def earlier(self, other: Places) -> Places:
        """Of each the earlier one."""
        return Places(min(self.released, other.released), min(self.receipts, other.receipts))

    def later(self, other: Places) -> Places:
        """Of each the later one."""
        return Places(max(self.released, other.released), max(self.receipts, other.receipts))


@dataclass(frozen=True, slots=True)
class Claim:
    """A subscription whose turn it is, and how far it is."""

    subscription: Subscription
    reached: Places
    """Up to there deliveries were made."""
    again: Places
    """Up to there what went out before goes out once more."""
    failures: int
    resend_since: datetime | None
    """Everything from then on is to be sent again."""


async def enter_new(connection: Connection) -> None:
    """Each subscription has a row of progress, from its first turn on."""
    await connection.execute(_ENTER)


async def claim(connection: Connection, now: datetime, most: int) -> list[Claim]:
    """Takes subscriptions that have something to do and that no other copy works on."""
    records = await connection.fetch(_CLAIM, now, most, LEASE, MOST_TURNS_OF_ONE)
    progress = {record["subscription_id"]: record for record in records}
    rows = await connection.fetch(f"select {_AT.column_list} from {_AT.full_name} where id = any($1)", list(progress))
    return [_build_claim(one, progress[one.id]) for one in map(_AT.build, rows)]


def _build_claim(one: Subscription, progress: asyncpg.Record) -> Claim:
    reached = Places(progress["released"], progress["receipts"])
    again = Places(progress["again_released"], progress["again_receipts"])
    return Claim(one, reached, again, progress["failures"], progress["resend_since"])


async def reload(connection: Connection, subscription_id: str) -> Subscription:
    """The subscription as it now is."""
    record = await connection.fetchrow(f"select {_AT.column_list} from {_AT.full_name} where id = $1", subscription_id)
    found: Subscription = _AT.build(record)  # type: ignore[arg-type]  # no subscription is ever deleted
    return found


async def move(connection: Connection, claim: Claim, reached: Places, again: Places) -> None:
    """Deliveries were made up to here. What was asked for since the turn began still stands."""
    await connection.execute(
        _MOVE, claim.subscription.id, claim.resend_since,
        reached.released, reached.receipts, again.released, again.receipts,
    )  # fmt: skip


async def release(connection: Connection, claim: Claim, failures: int, now: datetime, rest: timedelta | None) -> None:
    """Ends the turn. The endpoint rests for so long, and the next turn is when the next delivery is due."""
    rests_until = now + rest if rest else None
    await connection.execute(_RELEASE, claim.subscription.id, failures, rests_until, now + LOOKS_EVERY)


async def look_soon(connection: Connection, subscription_id: str) -> None:
    """The subscription has a turn soon, and one more if one is under way: somebody else made a delivery wait."""
    await connection.execute(
        "update exchange.webhook_progress set due_at = '-infinity' where subscription_id = $1", subscription_id
    )


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


async def oldest_due(connection: Connection, now: datetime) -> float:
    """For how many seconds a subscription with a delivery that is due has waited for its turn; 0 without one."""
    seconds: float = await connection.fetchval(_OLDEST, now)
    return seconds


async def forget(connection: Connection, now: datetime) -> int:
    """Forgets some of what ended long ago, and returns how many that were."""
    status: str = await connection.execute(_FORGET, now - FORGOTTEN)
    return int(status.rpartition(" ")[2])


_ENTER = """
insert into exchange.webhook_progress (subscription_id, owner, released, receipts)
select id, owner, after_released, after_receipts from exchange.subscriptions as s
where status in ('active', 'unconfirmed')
    and not exists (select from exchange.webhook_progress where subscription_id = s.id)
on conflict do nothing
"""
_CLAIM = """
with busy as (
    select owner, count(*) as turns from exchange.webhook_progress where leased_until > clock_timestamp() group by owner
), wanting as (
    select p.subscription_id, p.served_at,
        row_number() over (partition by p.owner order by p.served_at) + coalesce(busy.turns, 0) as turn
    from exchange.webhook_progress as p
        join exchange.subscriptions as s on s.id = p.subscription_id
        left join busy on busy.owner = p.owner
    where p.leased_until <= clock_timestamp() and p.rests_until <= $1 and (
        s.status = 'active' and (
            p.released < coalesce((select number from exchange.feed_ends where audience = s.reads), 0)
            or p.receipts < coalesce((select max(position) from exchange.journal), 0)
            or p.resend_since is not null)
        or s.status in ('active', 'unconfirmed') and p.due_at <= $1)
)
update exchange.webhook_progress as p
set leased_until = clock_timestamp() + $3, served_at = clock_timestamp(), due_at = $1
from (
    select q.subscription_id from exchange.webhook_progress as q join wanting using (subscription_id)
    where turn <= $4 and q.leased_until <= clock_timestamp()
    order by wanting.served_at limit $2 for update of q skip locked
) as mine
where p.subscription_id = mine.subscription_id
returning p.subscription_id, p.released, p.receipts, p.again_released, p.again_receipts, p.failures, p.resend_since
"""
_MOVE = """
update exchange.webhook_progress
set resend_since = nullif(resend_since, $2), released = $3, receipts = $4, again_released = $5, again_receipts = $6
where subscription_id = $1
"""
_FIRST = """
select distinct on (thing_id) number, next_try_at, stream from exchange.deliveries
where subscription_id = $1 and status = 'waiting' order by thing_id, number
"""
"""What waits of each thing first. It is read and sorted once: a look for each row is quadratic by some plans."""
_RELEASE = f"""
update exchange.webhook_progress as p
set leased_until = '-infinity', failures = $2, rests_until = coalesce($3::timestamptz, '-infinity'),
    due_at = case when p.due_at = '-infinity' then p.due_at else least($4::timestamptz, (
        select min(first.next_try_at) from ({_FIRST}) as first join exchange.subscriptions as s on s.id = $1
        where (first.stream = 'confirmation') = (s.confirmed_at is null))) end
where subscription_id = $1
"""
_DUE = f"""
with due as (
    select number from ({_FIRST}) as first where next_try_at <= $2 and (stream = 'confirmation') = $4
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
_OLDEST = """
select greatest(0, extract(epoch from
    max($1 - greatest(p.due_at, p.rests_until, s.resumed_at, p.served_at))))::float
from exchange.webhook_progress as p join exchange.subscriptions as s on s.id = p.subscription_id
where s.status in ('active', 'unconfirmed') and p.due_at <= $1 and p.rests_until <= $1
    and isfinite(greatest(p.due_at, p.rests_until, s.resumed_at, p.served_at))
"""
_FORGET = """
delete from exchange.deliveries where id in (
    select id from exchange.deliveries where ended_at < $1 and status <> 'waiting'
    and link is null limit 1000)
"""
