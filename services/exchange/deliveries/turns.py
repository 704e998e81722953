"""The turn of one subscription: its new deliveries are made, and those that are due are sent, wave by wave."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import orjson
import structlog

from contracts.audiences import reaches
from contracts.catalog import PREFIX
from contracts.cloudevents import JSON, instant
from services.exchange.deliveries import claims, planning, store
from services.exchange.deliveries.beginning_again import find_beginning
from services.exchange.deliveries.carrying import Carry, carrying
from services.exchange.deliveries.claims import LEASE, Claim, Places
from services.exchange.deliveries.model import FIRST_REST, GONE, TOO_BUSY, Tried, Try, Waiting, rest_after
from services.exchange.deliveries.owners import build_word
from services.exchange.deliveries.pace import WAVE, Look, Pace
from services.exchange.deliveries.room import Room, cut_wave
from services.exchange.receipts.views import receipt_as_json
from services.exchange.subscriptions.failing import DELIVERY, PauseEndpoint
from services.exchange.subscriptions.model import Subscription, valid_secrets
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import Command
from shared.engine.running.outside import Outside
from shared.engine.storage import journal
from shared.operations.pools import Connection
from shared.web.server.identifiers import fresh_id

log = structlog.get_logger()

AT_ONCE: Final = 8
"""Calls of one endpoint at the same time."""
FRESH: Final = 1.0
"""Seconds after which what was read of a wave is not sent any more, but read again: it may have been narrowed."""
LONGEST_TURN: Final = 30.0
"""Seconds, so that the lease outlasts the turn and the last call in it."""
BROKEN_OFF_AFTER: Final = LEASE - timedelta(seconds=5)
"""A turn whose statements take longer ends here: after the lease it would have one connection more."""
LONGEST_REST_ANSWERING: Final = timedelta(minutes=1)
"""Of an endpoint that answers, though it takes nothing: new events are offered that soon."""
LONGEST_REST_SILENT: Final = timedelta(hours=1)
"""Of one that does not answer: once it is back, it gets events that soon."""
MOST_WAITING: Final = 1_000
"""While so many deliveries of a subscription wait, no more are made: what is new waits in feed and journal."""
FULL: Final = timedelta(minutes=1)
"""Until it has its next turn, if so many wait and none of them is due."""
WITHOUT_RIGHTS: Final = timedelta(minutes=1)
"""Until it is asked again whether the owner may read what it has subscribed to."""
GAVE_UP: Final = "The endpoint took nothing for three days."
SAID_GONE: Final = "The endpoint answered 410: it is gone."
RESUME: Final = "Resume the subscription when it answers again."
BEGIN_ANEW: Final = "It was never confirmed: cancel the subscription, and make a new one when it answers again."


@dataclass(frozen=True, slots=True)
class _Wave:
    """Deliveries that are sent together, with their events. The whole is held no longer than its room."""

    subscription: Subscription
    now: datetime
    bodies: list[tuple[Waiting, bytes]]


@dataclass(slots=True)
class Turns:
    """Takes turns. Nothing of what an endpoint does is an error here."""

    handler: Handler
    outside: Outside
    pace: Pace = field(default_factory=Pace)
    room: Room = field(default_factory=Room)

    async def take(self, claim: Claim) -> None:
        """One turn; at its end the subscription is free for the next one."""
        try:
            async with asyncio.timeout(BROKEN_OFF_AFTER.total_seconds()):
                rest, failures = await self._take(claim)
                async with self.handler.pool.acquire() as connection:
                    now = await self.handler.clock.now(connection)
                    await claims.release(connection, claim, failures, now, rest)
        except Exception as error:  # the database is away or slow, or a fault of ours: the lease ends by itself
            log.warning("webhook turn broke off", subscription=claim.subscription.id, error=type(error).__name__)

    async def _take(self, claim: Claim) -> tuple[timedelta | None, int]:
        """How long the endpoint rests after this turn, and how often it has failed in a row."""
        principal = self._reader_of(claim.subscription)
        if principal is None:
            async with self.handler.pool.acquire() as connection:
                await claims.look_soon(connection, claim.subscription.id)
            return WITHOUT_RIGHTS, claim.failures
        async with self.pace.look(claim.subscription.owner) as look:
            is_full = not await self._plan(claim, principal, look)
        ends, failures, refused, has_tried = time.monotonic() + LONGEST_TURN, claim.failures, 0, False
        most = AT_ONCE  # nobody knows yet how quick the endpoint is
        async with carrying(claim.subscription, self.handler, self.outside, AT_ONCE) as carry:
            while time.monotonic() < ends:
                tried = await self._send_next(carry, claim.subscription, ends, most)
                if tried is None:
                    break
                has_tried = has_tried or bool(tried)
                most = WAVE if are_quick(tried) else AT_ONCE
                if any(one.has_succeeded for one in tried):
                    failures = refused = 0
                elif any(one.done.outcome == TOO_BUSY for one in tried):
                    return FIRST_REST, failures
                elif tried:
                    failures, refused = failures + 1, refused + len(tried)
                    if rest := rest_of_endpoint(tried, failures, refused):
                        return rest, failures
        return (FULL if is_full and not has_tried else None), failures

    def _reader_of(self, subscription: Subscription) -> Principal | None:
        """The owner, if it is let in and may still read what it has subscribed to."""
        (owner,) = subscription.parties
        principal = self.outside.principal_named(owner)
        return principal if principal is not None and reaches(subscription.reads, principal.audience) else None

    async def _plan(self, claim: Claim, principal: Principal, look: Look) -> bool:
        """Makes the next deliveries; False: so many wait already that the places stay where they are.

        What it read costs the owner something, also where nothing of it was wanted.
        """
        one, reached, again = claim.subscription, claim.reached, claim.again
        async with self.handler.pool.acquire() as connection, connection.transaction():
            now = await self.handler.clock.now(connection)
            await store.end_unsure(connection, one.id, now)
            if one.status == "unconfirmed":
                await planning.plan_confirmation(connection, one, now)
                return True
            if await store.has_waiting(connection, one.id, MOST_WAITING):
                return False
            if claim.resend_since is not None:
                first = await find_beginning(connection, one, claim.resend_since)
                again, reached = again.later(reached), reached.earlier(first)
            if planning.reads_released(one):
                released, read = await planning.plan_released(connection, one, reached.released, again.released, now)
                look.found += WAVE * read / planning.AT_ONCE
            else:
                released = await planning.end_of_feed(connection, one)
            if planning.reads_receipts(one):
                receipts, read = await planning.plan_receipts(
                    connection, one, principal, reached.receipts, again.receipts, now
                )
                look.found += WAVE * read / planning.AT_ONCE
            else:
                receipts = await journal.end(connection, planning.SCHEMA)
            await claims.move(connection, claim, Places(released, receipts), again)
        return True

    async def _send_next(self, carry: Carry, one: Subscription, ends: float, most: int) -> list[Tried] | None:
        """Sends the next wave of so many, and returns what was tried. None: there is no more for this turn."""
        async with self.pace.look(one.owner) as look:
            due = await self._find_next(one.id, most)
            look.found = len(due)
        async with self.room.hold(one.owner, due, ends - time.monotonic()) as has_room:
            wave = await self._read_wave(one.id, due) if due and has_room else None
            if wave is None:
                return None
            tried = await self._send(carry, wave)
        return None if await self._give_up(wave.subscription, tried) else tried

    async def _find_next(self, subscription_id: str, most: int) -> list[Waiting]:
        """What is due now and may be sent at this moment, without the events."""
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.clock.now(connection)
            while True:
                one = await store.reload(connection, subscription_id)
                principal = self._may_have_any(one)
                if principal is None:
                    return []
                due = cut_wave(await store.read_due(connection, one.id, one.status == "unconfirmed", now, most))
                outdated = [each for each in due if each.is_superseded or not _may_have(principal, each)]
                if not outdated:
                    return due
                await store.supersede(connection, outdated, now)

    async def _read_wave(self, subscription_id: str, due: Sequence[Waiting]) -> _Wave | None:
        """These with their events, without what was narrowed since; None: nothing may be sent any more."""
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.clock.now(connection)
            one = await store.reload(connection, subscription_id)
            principal = self._may_have_any(one)
            if principal is None:
                return None
            rightful = [each for each in due if _may_have(principal, each)]
            return _Wave(one, now, await self._read_bodies(connection, one, rightful))

    def _may_have_any(self, one: Subscription) -> Principal | None:
        """The owner, if it may be sent anything now."""
        return self._reader_of(one) if one.status in ("active", "unconfirmed") else None

    async def _read_bodies(
        self, connection: Connection, one: Subscription, due: Sequence[Waiting]
    ) -> list[tuple[Waiting, bytes]]:
        bodies = await store.read_released(connection, due)
        receipts = {each.place: each.id for each in due if each.stream == "receipts"}
        if receipts:
            rows = await journal.read_at(connection, planning.SCHEMA, list(receipts))
            bodies |= {receipts[row.position]: receipt_as_json(row, self.outside.public_url).encode() for row in rows}
        bodies |= {each.id: build_own_event(one, each) for each in due if each.stream in ("confirmation", "word")}
        return [(each, bodies[each.id]) for each in due if each.id in bodies]

    async def _send(self, carry: Carry, wave: _Wave) -> list[Tried]:
        """Sends a wave, and returns what was tried of it while it was fresh."""
        one, now = wave.subscription, wave.now
        begun, tried = time.monotonic(), list[Tried]()
        secrets = [secret.value for secret in valid_secrets(one.secrets, now)]
        waiting = iter(wave.bodies)

        async def send() -> None:
            for delivery, body in waiting:
                outcome, milliseconds = await carry(one, delivery, body, secrets)
                tried.append(Tried(delivery, Try(at=now, outcome=outcome, milliseconds=milliseconds)))
                takes_nothing = not any(one.has_succeeded for one in tried)
                if takes_nothing or time.monotonic() - begun > FRESH:
                    return

        await asyncio.gather(*(send() for _ in range(AT_ONCE)))
        async with self.handler.pool.acquire() as connection:
            await store.record(connection, tried)
        for one_tried in tried:
            self.handler.metrics.count_webhook(one_tried.has_succeeded)
            if one_tried.fails_at_our_server:
                self.handler.metrics.count_mail_server_failure()
        return tried

    async def _give_up(self, one: Subscription, tried: Sequence[Tried]) -> bool:
        """Pauses an endpoint that is gone, or that has taken something for days to no avail."""
        failures = [each for each in tried if each.done.outcome == GONE or each.gives_up(one.resumed_at)]
        if not failures:
            return False
        is_gone = any(each.done.outcome == GONE for each in failures)
        since = min(each.fails_since(one.resumed_at) for each in failures)
        because = f"{SAID_GONE if is_gone else GAVE_UP} {RESUME if one.confirmed_at else BEGIN_ANEW}"
        pause = PauseEndpoint(one.id, because, since)
        command = Command(DELIVERY, fresh_id(), pause, correlation_id=f"webhook/{one.id}", can_repeat=False)
        await self.handler.handle([command])
        async with self.handler.pool.acquire() as connection:
            await store.make_due(connection, one.id, tried[0].done.at)
        self.handler.metrics.count_paused_webhook()
        log.warning("webhook endpoint paused", subscription=one.id, owner=one.owner, gone=is_gone)
        return True


def _may_have(principal: Principal, delivery: Waiting) -> bool:
    """Whether the owner still speaks for the source of a receipt."""
    return delivery.source is None or principal.speaks_for(delivery.source)


def are_quick(tried: Sequence[Tried]) -> bool:
    """Whether of the next wave more can be sent than one at each connection, before it must be read again.

    The pace counts what is read for an endpoint. A slow one would use up others' with what is not sent to it.
    """
    return bool(tried) and all(one.done.milliseconds < 1000 * FRESH for one in tried)


def rest_of_endpoint(tried: Sequence[Tried], failures: int, refused: int) -> timedelta | None:
    """How long an endpoint rests that took none of these: if it did not answer at all, or has refused several."""
    if not any(one.done.outcome.startswith("status ") for one in tried):
        return rest_after(failures, LONGEST_REST_SILENT)
    return rest_after(failures, LONGEST_REST_ANSWERING) if refused > 1 else None


def build_own_event(one: Subscription, delivery: Waiting) -> bytes:
    """The event by which the owner of the address learns the code, or that another subscription of theirs fails."""
    code = {"subscription_id": one.id, "owner": one.owner, "code": one.code}
    data = code if delivery.about is None else build_word(delivery.about)
    event = {
        "specversion": "1.0",
        "id": delivery.event_id,
        "source": "/services/exchange",
        "type": f"{PREFIX}{delivery.type}",
        "subject": data["subscription_id"],
        "time": data.get("failing_since") or instant(one.made_at),
        "datacontenttype": JSON,
        "data": data,
    }
    return orjson.dumps(event)
