"""Before a service lets anybody in, it reads on Kafka who is registered. Its database may be an older one, restored.

By an older one a key that was revoked would let its holder in, until the consumer has come so far; and exchange reads
none of its own events. So each service reads what was told since it last looked. After a restore that is since some
time before the dump, and exchange takes its own rows back. On loopback the events are in the same database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import structlog

from contracts.catalog import PREFIX, Unreadable, decode
from contracts.cloudevents import instant_of
from contracts.exchange import PublisherChanged
from shared.engine.handler import Handler
from shared.engine.outcomes import Done, Outcome
from shared.engine.port import Message, Positions, Transport
from shared.engine.principals import PUBLIC
from shared.engine.registrations import LearnRegistrations, Told, keep_last
from shared.engine.rules import Command
from shared.operations.logs import ids
from shared.operations.pools import Connection

log = structlog.get_logger()

TOPIC: Final = PublisherChanged.topic
READER: Final = "registrations"
"""The consumer in `subscription`, beside that of loopback. There a partition stands for a journal."""


async def learn_registrations(handler: Handler, transport: Transport) -> None:
    """Brings the registrations of the service up to what exchange told. Raises TransportAway."""
    schema, ends = handler.service.name, await transport.ends((TOPIC,))
    async with handler.pool.acquire() as connection:
        told = await read_told(connection, schema, transport, ends)
    if told:
        # Nobody's command: it tells nothing, so no journal says whose it is.
        command = Command(PUBLIC, TOPIC, LearnRegistrations(told), TOPIC, can_repeat=False)
        _report(await handler.handle([command]))
    async with handler.pool.acquire() as connection:
        await _keep_positions(connection, schema, ends)


def _report(outcomes: Iterable[Outcome]) -> None:
    """Exchange says which rows it took back."""
    for outcome in outcomes:
        answer = (outcome.answer if isinstance(outcome, Done) else None) or {}
        if answer.get("taken_back"):
            log.warning("registrations taken back", publishers=ids(answer["taken_back"]))
        if answer.get("not_taken_back"):
            what = "another has this now, and the rest was taken back: change the registration to what is to hold"
            log.error("registrations not taken back", publishers=ids(answer["not_taken_back"]), do=what)


async def read_told(connection: Connection, schema: str, transport: Transport, ends: Positions) -> tuple[Told, ...]:
    """What exchange told of publishers since the service last looked, and up to these ends: what counts of each.

    Left out is a publisher of whom the service has told what is not on Kafka yet: what somebody entered since a restore
    holds. Raises TransportAway.
    """
    since = await _read_positions(connection, schema, ends)
    rows = await connection.fetch(_UNSENT.format(schema=schema), PublisherChanged.type)
    unsent, told = {row["id"]: row["subject"] for row in rows}, dict[tuple[str, str], Told]()
    async for messages in transport.replay((TOPIC,), since, ends):
        for message in messages:
            unsent.pop(message.attributes.get("id", ""), None)
            if one := _read_message(message):
                keep_last(told, one)
    if left_out := {name for name, _ in told}.intersection(unsent.values()):
        what = "something was entered since, perhaps by the publisher itself: look whether it is to be let in"
        log.warning("registrations told elsewhere passed over", publishers=ids(sorted(left_out)), do=what)
    return tuple(one for one in told.values() if one.content.publisher_id not in left_out)


def _read_message(message: Message) -> Told | None:
    """None for what is no change of a registration. What cannot be read is the consumers' dead letter."""
    if message.problem or message.attributes.get("type") != PREFIX + PublisherChanged.type:
        return None
    try:
        content = decode(PublisherChanged.type, message.data or b"")
        told_at = instant_of(message.attributes.get("time", ""))
    except Unreadable as broken:
        log.error("registration not read", partition=message.partition, offset=message.offset, why=broken.reason)
        return None
    assert isinstance(content, PublisherChanged)
    return Told(content, told_at)


async def _read_positions(connection: Connection, schema: str, ends: Positions) -> Positions:
    """How far it has looked. A partition that ends before that was made anew, and is read from its beginning."""
    rows = await connection.fetch(f"select journal, position from {schema}.subscription where consumer = $1", READER)
    looked = {(TOPIC, int(journal)): position for journal, position in rows}
    return {each: position for each, position in looked.items() if position <= ends.get(each, 0)}


async def _keep_positions(connection: Connection, schema: str, ends: Positions) -> None:
    await connection.execute(
        f"insert into {schema}.subscription (consumer, journal, position) "
        "select $1, journal, position from unnest($2::text[], $3::bigint[]) as ends (journal, position) "
        "order by journal on conflict (consumer, journal) do update set position = excluded.position",
        READER,
        [str(partition) for _, partition in ends],
        list(ends.values()),
    )


_UNSENT = """
select id, subject from {schema}.journal, {schema}.relay
where journal.position > greatest(relay.position, relay.sent) and type = $1
"""
