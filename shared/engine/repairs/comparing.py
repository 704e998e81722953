"""Compares a service's events on Kafka with its journal: what one has and the other lacks.

An older database may be restored. Then later events are on Kafka and in the rows of other services, but in no journal.
People must enter again what those events said, or give it up by name. The relay can send again what only the journal
has (`shared.engine.repairs.resending`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.catalog import PREFIX, TOPICS, Unreadable, json_value
from shared.engine.port import Message, Transport
from shared.engine.service import Service
from shared.operations.pools import Connection

NARROWING: Final = frozenset(
    {
        "activity.withdrawn.v1",
        "assessment.withdrawn.v1",
        "confidentiality.requested.v1",
        "consent.declined.v1",
        "disclosure.changed.v1",
        "product.withdrawn.v1",
        "report.withdrawn.v1",
        "report_consent.answered.v1",
        "visit.cancelled.v1",
    }
)
"""Events that may take something from readers; not those that follow from these, nor registrations, which come back."""


@dataclass(frozen=True, slots=True)
class LostEvent:
    """An event of the service that is on Kafka and in no journal."""

    id: str
    type: str
    topic: str
    subject: str
    time: str
    narrows: bool
    """Whether it took something from somebody: it is to be entered again before the service reads on."""
    content: object | None
    """What it says, if it narrows: whoever enters it again needs that. Nothing is shown of any other."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides, counted."""

    on_kafka: int
    """Events of this service."""
    lost: int
    """Those of them that its journal has not."""
    not_on_kafka: int
    """Rows that were sent to topics that are kept for ever, and are not there."""
    resend_from: int | None
    """The position of the first of these rows."""


async def compare(
    connection: Connection, transport: Transport, service: Service, topics: Sequence[str]
) -> AsyncIterator[int | LostEvent | Compared]:
    """How many messages are read, as it goes on; then each lost event, those that narrow first; at last the counts.

    In time and memory of the order of the topics, in a table of its own that lasts as long as this.
    Raises TransportAway. It holds a transaction, so it must be read to its end or closed.
    """
    async with connection.transaction():
        await connection.execute(_HEARD)
        read = 0
        async for messages in transport.replay(topics):
            rows = [_row(message) for message in messages if message.attributes.get("source") == service.source]
            await connection.copy_records_to_table("heard", records=rows)
            read += len(messages)
            yield read
        await connection.execute("analyze heard")
        lost = await connection.fetch(_LOST.format(schema=service.name), list(NARROWING))
        for record in lost:
            values = dict(record)
            yield LostEvent(content=_content(values.pop("data")), **values)
        forever = [topic for topic in topics if topic not in TOPICS or TOPICS[topic].keeps == "for ever"]
        counts = await connection.fetchrow(_COUNTS.format(schema=service.name), forever)
        assert counts is not None
        yield Compared(counts["on_kafka"], len(lost), counts["not_on_kafka"], counts["resend_from"])


def _row(message: Message) -> tuple[str, str, str, str, str, bytes | None]:
    of = message.attributes
    type_ = of.get("type", "").removeprefix(PREFIX)
    data = message.data if type_ in NARROWING else None
    return of.get("id", ""), type_, message.topic, of.get("subject", ""), of.get("time", ""), data


def _content(data: bytes | None) -> object | None:
    """None also where somebody stored what cannot be read."""
    try:
        return None if data is None else json_value(data)
    except Unreadable:
        return None


_HEARD = """
create temporary table heard (
    id text collate "C", type text collate "C", topic text collate "C", subject text collate "C", time text collate "C",
    data bytea
) on commit drop
"""
_LOST = """
select id, type, topic, subject, time, type = any($1) as narrows, data from (
    select distinct on (time, id) * from heard
    where not exists (select from {schema}.journal where journal.id = heard.id) order by time, id
) as lost order by narrows desc, time, id
"""
_COUNTS = """
select (select count(distinct id) from heard) as on_kafka, count(*) as not_on_kafka, min(position) as resend_from
from {schema}.journal
where topic = any($1) and position <= (select position from {schema}.relay)
    and not exists (select from heard where heard.id = journal.id)
"""
