"""What the loop reads and writes: whose turn it is, which deliveries are due, and what became of each try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter

from services.exchange.deliveries.model import TAKEN, Tried, Try, Waiting, rest_after
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription
from shared.engine.storage import tables
from shared.operations.pools import Connection

LEASE: Final = timedelta(seconds=60)
"""How long a turn belongs to the copy that took it. A copy that died loses it then."""
MOST_TURNS_OF_ONE: Final = 4
"""Turns of one principal at the same time, so that its endpoints do not use up what there is for all."""
FORGOTTEN: Final = timedelta(days=90)
"""After so long what became of a delivery is forgotten."""
_TRIES: Final = TypeAdapter(tuple[Try, ...])
_AT: Final = tables.storage_of(SUBSCRIPTIONS, "exchange")


@dataclass(frozen=True, slots=True)
class Claim:
    """A subscription whose turn it is, and how far it is."""

    subscription: Subscription
    released: int
    receipts: int
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
    return [
        Claim(one, *(progress[one.id][name] for name in ("released", "receipts", "failures", "resend_since")))
        for one in map(_AT.build, rows)
    ]


async def reload(connection: Connection, subscription_id: str) -> Subscription:
    """The subscription as it now is."""
    record = await connection.fetchrow(f"select {_AT.column_list} from {_AT.full_name} where id = $1", subscription_id)
    found: Subscription = _AT.build(record)  # type: ignore[arg-type]  # no subscription is ever deleted
    return found


async def move(connection: Connection, claim: Claim, released: int, receipts: int) -> None:
    """Deliveries were made up to here. What was asked for since the turn began still stands."""
    await connection.execute(
        "update exchange.webhook_progress set released = $2, receipts = $3, resend_since = nullif(resend_since, $4) "
        "where subscription_id = $1",
        claim.subscription.id, released, receipts, claim.resend_since,
    )  # fmt: skip


async def release(connection: Connection, subscription_id: str, failures: int, rests_until: datetime | None) -> None:
    """Ends the turn. The endpoint rests until then."""
    await connection.execute(_RELEASE, subscription_id, failures, rests_until)


async def read_due(
    connection: Connection, subscription_id: str, is_confirmation: bool, now: datetime, most: int
) -> list[Waiting]:
    """What is due, in order, one event of a thing at a time; with the event as the feed has it at this moment."""
    records = await connection.fetch(_DUE, subscription_id, now, most, is_confirmation)
    return [
        Waiting(
            record["id"], record["stream"], record["place"], record["event_id"], record["type"],
            record["first_try_at"], _TRIES.validate_json(record["tries"]), record["present"], record["event"],
            record["source"], record["about"],
        )
        for record in records
    ]  # fmt: skip


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
        [one.done.at + rest_after(_failures(one)) for one in tried],
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


def _failures(tried: Tried) -> int:
    """How often it failed since it was last taken, or since the beginning."""
    count = 0
    for one in reversed(tried.tries):
        if one.outcome == TAKEN:
            break
        count += 1
    return count


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
            or p.resend_since is not null
            or exists (select from exchange.deliveries as d where d.subscription_id = s.id
                and d.status = 'waiting' and d.next_try_at <= $1 and d.stream <> 'confirmation'
                and not exists (select from exchange.deliveries as e where e.subscription_id = d.subscription_id
                    and e.thing_id = d.thing_id and e.number < d.number and e.status = 'waiting')))
        or s.status = 'unconfirmed' and (
            not exists (select from exchange.deliveries as d where d.subscription_id = s.id)
            or exists (select from exchange.deliveries as d where d.subscription_id = s.id
                and d.status = 'waiting' and d.next_try_at <= $1)))
)
update exchange.webhook_progress as p set leased_until = clock_timestamp() + $3, served_at = clock_timestamp()
from (
    select q.subscription_id from exchange.webhook_progress as q join wanting using (subscription_id)
    where turn <= $4 and q.leased_until <= clock_timestamp()
    order by wanting.served_at limit $2 for update of q skip locked
) as mine
where p.subscription_id = mine.subscription_id
returning p.subscription_id, p.released, p.receipts, p.failures, p.resend_since
"""
_RELEASE = """
update exchange.webhook_progress
set leased_until = '-infinity', failures = $2, rests_until = coalesce($3::timestamptz, '-infinity')
where subscription_id = $1
"""
_DUE = """
select d.id, d.stream, d.place, d.event_id, d.type, d.first_try_at, d.tries, i.number as present, i.event,
    convert_from(j.data, 'UTF8')::jsonb ->> 'source' as source,
    case when f.failing_since is not null then jsonb_build_object('subscription_id', f.id, 'owner', f.owner,
        'because', coalesce(f.ended_because, f.paused_because), 'failing_since', f.failing_since)::text end as about
from exchange.deliveries as d left join exchange.feed_items as i on i.id = d.item_id
    left join exchange.subscriptions as f on d.stream = 'word' and f.id = d.thing_id
    left join exchange.journal as j on d.stream = 'receipts' and j.position = d.place
where d.subscription_id = $1 and d.status = 'waiting' and d.next_try_at <= $2 and (d.stream = 'confirmation') = $4
    and not exists (select from exchange.deliveries as e where e.subscription_id = d.subscription_id
        and e.thing_id = d.thing_id and e.number < d.number and e.status = 'waiting')
order by d.number limit $3
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
    max($1 - greatest(d.next_try_at, p.rests_until, s.resumed_at, p.served_at))))::float
from exchange.deliveries as d join exchange.webhook_progress as p using (subscription_id)
    join exchange.subscriptions as s on s.id = d.subscription_id
where d.status = 'waiting' and d.next_try_at <= $1 and p.rests_until <= $1
    and (s.status = 'active' and d.stream <> 'confirmation' or s.status = 'unconfirmed' and d.stream = 'confirmation')
    and not exists (select from exchange.deliveries as e where e.subscription_id = d.subscription_id
        and e.thing_id = d.thing_id and e.number < d.number and e.status = 'waiting')
"""
_FORGET = """
delete from exchange.deliveries where id in (
    select id from exchange.deliveries where ended_at < $1 and status <> 'waiting'
    and link is null limit 1000)
"""
