"""Whose turn it is: what the loop reads and writes of how far each subscription is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import asyncpg

from services.exchange.deliveries.store import AT, FIRST
from services.exchange.subscriptions.checks import RECEIPTS, RELEASED
from services.exchange.subscriptions.model import Subscription
from shared.operations.pools import Connection

LEASE: Final = timedelta(seconds=60)
"""How long a turn belongs to the copy that took it. A copy that died loses it then."""
MOST_TURNS: Final = 100
"""Turns at the same time in one process."""
MOST_TURNS_OF_ONE: Final = 4
"""Turns of one principal at the same time while half of all are free; then one. An endpoint may keep a turn for half a
minute, so two dozen principals would have them all."""
LOOKS_EVERY: Final = timedelta(hours=1)
"""So often a subscription has a turn, though nothing is due as far as the loop knows."""


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


async def list_receivers(connection: Connection) -> list[str]:
    """Who has a subscription that reads receipts: the principals themselves."""
    return [record["party"] for record in await connection.fetch(_RECEIVERS, sorted(RECEIPTS))]


async def claim(connection: Connection, now: datetime, most: int, newest: Mapping[str, int]) -> list[Claim]:
    """Takes so many subscriptions at most that have something to do and that no other copy works on.

    `most`: the turns that are free here. Once half of all are taken, each principal is given one alone.

    `newest` says of each principal where the newest receipt for its sources is. Whatever else exchange tells gives no
    turn: hundreds of idle subscriptions would have one for each notice of anybody.
    """
    free_of_first_half = most - MOST_TURNS // 2
    records = await connection.fetch(
        _CLAIM, now, most, LEASE, MOST_TURNS_OF_ONE, sorted(RELEASED), sorted(RECEIPTS),
        list(newest), list(newest.values()), free_of_first_half,
    )  # fmt: skip
    progress = {record["subscription_id"]: record for record in records}
    rows = await connection.fetch(f"select {AT.column_list} from {AT.full_name} where id = any($1)", list(progress))
    return [_build_claim(one, progress[one.id]) for one in map(AT.build, rows)]


def _build_claim(one: Subscription, progress: asyncpg.Record) -> Claim:
    reached = Places(progress["released"], progress["receipts"])
    again = Places(progress["again_released"], progress["again_receipts"])
    return Claim(one, reached, again, progress["failures"], progress["resend_since"])


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


async def oldest_due(connection: Connection, now: datetime) -> float:
    """For how many seconds a subscription with a delivery that is due has waited for its turn; 0 without one."""
    seconds: float = await connection.fetchval(_OLDEST, now)
    return seconds


_ENTER: Final = """
insert into exchange.webhook_progress (subscription_id, owner, released, receipts)
select id, owner, after_released, after_receipts from exchange.subscriptions as s
where status in ('active', 'unconfirmed')
    and not exists (select from exchange.webhook_progress where subscription_id = s.id)
on conflict do nothing
"""
_RECEIVERS = """
select distinct unnest(parties) as party from exchange.subscriptions where status = 'active' and types && $1::text[]
"""
_CLAIM = """
with busy as (
    select owner, count(*) as turns from exchange.webhook_progress where leased_until > clock_timestamp() group by owner
), wanting as (
    select p.subscription_id, p.served_at,
        row_number() over (partition by p.owner order by p.served_at) + coalesce(busy.turns, 0) as turn
    from exchange.webhook_progress as p
        join exchange.subscriptions as s on s.id = p.subscription_id
        left join unnest($7::text[], $8::bigint[]) as newest (party, position) on newest.party = any(s.parties)
        left join busy on busy.owner = p.owner
    where p.leased_until <= clock_timestamp() and p.rests_until <= $1 and (
        s.status = 'active' and (
            s.types && $5::text[]
                and p.released < coalesce((select number from exchange.feed_ends where audience = s.reads), 0)
            or s.types && $6::text[] and p.receipts < newest.position
            or p.resend_since is not null)
        or s.status in ('active', 'unconfirmed') and p.due_at <= $1)
), possible as (
    select subscription_id, served_at, turn, row_number() over (order by served_at) as number from wanting
    where turn <= $4
)
update exchange.webhook_progress as p
set leased_until = clock_timestamp() + $3, served_at = clock_timestamp(), due_at = $1
from (
    select q.subscription_id from exchange.webhook_progress as q join possible using (subscription_id)
    where (turn = 1 or number <= $9) and q.leased_until <= clock_timestamp()
    order by possible.served_at limit $2 for update of q skip locked
) as mine
where p.subscription_id = mine.subscription_id
returning p.subscription_id, p.released, p.receipts, p.again_released, p.again_receipts, p.failures, p.resend_since
"""
_MOVE = """
update exchange.webhook_progress
set resend_since = nullif(resend_since, $2), released = $3, receipts = $4, again_released = $5, again_receipts = $6
where subscription_id = $1
"""
_RELEASE = f"""
update exchange.webhook_progress as p
set leased_until = '-infinity', failures = $2, rests_until = coalesce($3::timestamptz, '-infinity'),
    due_at = case when p.due_at = '-infinity' then p.due_at else least($4::timestamptz, (
        select min(first.next_try_at) from ({FIRST}) as first join exchange.subscriptions as s on s.id = $1
        where (first.stream = 'confirmation') = (s.confirmed_at is null))) end
where subscription_id = $1
"""
_OLDEST = """
select greatest(0, extract(epoch from
    max($1 - greatest(p.due_at, p.rests_until, s.resumed_at, p.served_at))))::float
from exchange.webhook_progress as p join exchange.subscriptions as s on s.id = p.subscription_id
where s.status in ('active', 'unconfirmed') and p.due_at <= $1 and p.rests_until <= $1
    and isfinite(greatest(p.due_at, p.rests_until, s.resumed_at, p.served_at))
"""
