"""Bringing Kafka and the database to the users and rights that follow from the registrations."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from contracts.exchange import PublisherChanged
from ctc import composition
from ctc.errors import CannotStart
from ctc.kafka import find_kafka
from services.exchange.service import SERVICE as EXCHANGE
from shared.engine.port import Transport
from shared.engine.registrations import REGISTRATIONS, Registration, list_news
from shared.engine.running.learning import TOPIC, read_told
from shared.engine.storage import tables
from shared.engine.time import clock as clocks
from shared.operations.pools import Connection
from shared.operations.roles import OwnRole, bring_roles, compare_roles
from shared.operations.settings import Settings
from shared.transports import installation, topics
from shared.transports.access import Access, bring_to, compare, user_of
from shared.transports.kafka import KafkaTransport
from shared.transports.kafka.access import UsersOfKafka
from shared.transports.kafka.security import Security

PASSWORD_BYTES = 32
ROLES = tuple(OwnRole(one.name, tuple(one.further_schemas)) for one in composition.SERVICES)


async def apply(settings: Settings, new_password: str | None, prune: bool) -> tuple[list[str], str | None]:
    """What was changed, a line each, and the password that was asked for."""
    bootstrap, security = find_kafka(settings)
    kafka = UsersOfKafka(bootstrap, security)
    async with connect(settings) as connection:
        access = Access(await _prepare(connection, settings, bootstrap, security))
        if new_password is not None:
            _check_may_come_in(access, new_password)
        lines = await bring_roles(connection, ROLES, read_passwords(settings.service_passwords, "postgres"))
    changed = await topics.apply(bootstrap, access.topics(), security)
    lines += [f"now: topic {name}" for name in changed] + await bring_to(kafka, access, prune)
    of_services = read_passwords(settings.service_passwords, "kafka")
    await kafka.set_passwords({user_of(name): password for name, password in of_services.items()})
    if new_password is None:
        return lines, None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    await kafka.set_passwords({new_password: password})
    return lines, password


async def check(settings: Settings) -> list[str]:
    """What differs, a line each."""
    bootstrap, security = find_kafka(settings)
    async with connect(settings) as connection:
        access = Access(await read_registrations(connection))
        lines = (await compare_roles(connection, ROLES)).lines()
    lines += await topics.check(bootstrap, access.topics(), security)
    return lines + (await compare(UsersOfKafka(bootstrap, security), access)).lines()


async def _prepare(
    connection: Connection, settings: Settings, bootstrap: str, security: Security
) -> dict[str, PublisherChanged]:
    """Makes what belongs to no service, and finds out whether Kafka and the database belong together.

    A service's own role may not do it. Returns who is registered. Raises WrongClock and WrongInstallation.
    """
    await clocks.set_up(connection, settings.clock)

    async def belongs(read: installation.Read, send: installation.Send) -> None:
        await installation.join(connection, read, send, composition.NAMES)

    transport = KafkaTransport(bootstrap, "ctc-access", belongs=belongs, security=security)
    await transport.start()
    try:
        await transport.check()
        return await _read_newest(connection, transport)
    finally:
        await transport.stop()


async def _read_newest(connection: Connection, transport: Transport) -> dict[str, PublisherChanged]:
    """The registrations, also where exchange has not started since an older database was restored."""
    known = await _read_rows(connection)
    told = await read_told(connection, EXCHANGE.name, transport, await transport.ends((TOPIC,)))
    known |= {one.id: one for one in list_news(told, known.get)}
    return {name: registration.content for name, registration in known.items()}


def read_passwords(directory: Path | None, store: str) -> dict[str, str]:
    """The passwords of our services at this store, by service. Raises CannotStart for one that cannot be read."""
    if directory is None:
        return {}
    passwords = {}
    for name in composition.NAMES:
        file = directory / f"{store}_{name}"
        try:
            passwords[name] = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CannotStart(f"CTC_SERVICE_PASSWORDS: {file} cannot be read as a password in ASCII") from error
        if not passwords[name]:
            raise CannotStart(f"CTC_SERVICE_PASSWORDS: {file} is empty")
    return passwords


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
    return {name: registration.content for name, registration in (await _read_rows(connection)).items()}


async def _read_rows(connection: Connection) -> dict[str, Registration]:
    at = tables.storage_of(REGISTRATIONS, EXCHANGE.name)
    rows = await connection.fetch(f"select {at.column_list} from {at.full_name}")
    return {row.id: row for row in map(at.build, rows)}


def _check_may_come_in(access: Access, publisher_id: str) -> None:
    """Raises CannotStart unless a publisher of this id is let in."""
    publisher = access.publishers.get(publisher_id)
    if publisher is None:
        known = ", ".join(sorted(access.publishers)) or "nobody is"
        raise CannotStart(f"no publisher is registered as {publisher_id}: take its id, of those registered ({known})")
    if not publisher.active:
        raise CannotStart(f"{publisher_id} is not let in: it must be approved, and not suspended")
