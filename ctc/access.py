"""Bringing Kafka and the database to the users and rights that follow from the registrations."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from contracts.exchange import PublisherChanged
from ctc import composition
from ctc.errors import CannotStart
from ctc.kafka import find_kafka
from services.exchange.service import SERVICE as EXCHANGE
from shared.engine.registrations import REGISTRATIONS
from shared.engine.storage import tables
from shared.operations.pools import Connection
from shared.operations.settings import Settings
from shared.transports import topics
from shared.transports.access import Access, bring_to, compare
from shared.transports.kafka.access import UsersOfKafka

PASSWORD_BYTES = 32


async def apply(settings: Settings, new_password: str | None, prune: bool) -> tuple[list[str], str | None]:
    """What was changed, a line each, and the password that was asked for."""
    async with connect(settings) as connection:
        access = Access(await read_registrations(connection))
    if new_password is not None:
        _check_may_come_in(access, new_password)
    bootstrap, security = find_kafka(settings)
    kafka = UsersOfKafka(bootstrap, security)
    created = await topics.create(bootstrap, access.topics(), security)
    lines = [f"created {name}" for name in created] + await bring_to(kafka, access, prune)
    if new_password is None:
        return lines, None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    await kafka.set_passwords({new_password: password})
    return lines, password


async def check(settings: Settings) -> list[str]:
    """What differs, a line each."""
    async with connect(settings) as connection:
        access = Access(await read_registrations(connection))
    bootstrap, security = find_kafka(settings)
    of_topics = await topics.check(bootstrap, access.topics(), security)
    return of_topics + (await compare(UsersOfKafka(bootstrap, security), access)).lines()


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Connection]:
    """A connection to the database, whose schemas must be up to date. Raises CannotStart or MigrationError."""
    if settings.dsn is None:
        raise CannotStart("which database? set DATABASE_URL to where the registrations are")
    try:
        connection = await asyncpg.connect(settings.dsn)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CannotStart(f"the database cannot be reached ({error}): start it, or correct DATABASE_URL") from error
    try:
        await composition.check_migrated(connection, composition.SERVICES)
        yield connection
    finally:
        await connection.close()


async def read_registrations(connection: Connection) -> dict[str, PublisherChanged]:
    """Every publisher by its id, as exchange, which owns the registrations, has it."""
    at = tables.storage_of(REGISTRATIONS, EXCHANGE.name)
    rows = await connection.fetch(f"select {at.column_list} from {at.full_name}")
    return {row.id: row.content for row in map(at.build, rows)}


def _check_may_come_in(access: Access, publisher_id: str) -> None:
    """Raises CannotStart unless a publisher of this id is let in."""
    publisher = access.publishers.get(publisher_id)
    if publisher is None:
        known = ", ".join(sorted(access.publishers)) or "nobody is"
        raise CannotStart(f"no publisher is registered as {publisher_id}: take its id, of those registered ({known})")
    if not publisher.active:
        raise CannotStart(f"{publisher_id} is not let in: it must be approved, and not suspended")
