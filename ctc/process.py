"""A process of the system: its database, its transport, its clock, its services."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import asyncpg
import structlog

from ctc import composition
from ctc.errors import CannotStart
from ctc.learning import learn_who_is_registered
from ctc.own_topics import make_own_topics
from ctc.tls import build_mail_server
from reference import Reference
from shared.engine.port import Transport, TransportAway
from shared.engine.running.outside import Outside
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import Runtime
from shared.engine.running.simulated import answer_rounds
from shared.engine.running.waking import Wake, hear
from shared.engine.service import Service
from shared.engine.signing import UNSIGNED, Signer
from shared.engine.storage import journal
from shared.engine.time import clock as clocks
from shared.engine.time.clock import Clock
from shared.operations import pools
from shared.operations.embedded_postgres import EmbeddedPostgres
from shared.operations.pools import Pool
from shared.operations.settings import Settings
from shared.transports import installation
from shared.transports.loopback import LoopbackTransport
from shared.web.identity.directory import Directory
from shared.web.identity.identities import Identities
from shared.web.identity.jwt.checking import build_jwts
from shared.web.identity.jwt.mapping import load as load_identity_file
from shared.web.identity.sessions import build_sessions
from shared.web.tokens import Tokens

log = structlog.get_logger()


LONGEST_LOOK = 15.0
"""Seconds to wait at the start until Kafka answers to which installation it belongs. Later the services ask again."""


@dataclass(slots=True)
class Process:
    """What runs in this process."""

    resources: Resources
    runtimes: dict[str, Runtime]
    settings: Settings
    identities: Identities
    """Who asks."""


@asynccontextmanager
async def run_services(
    settings: Settings,
    dsn: str,
    reference: Reference,
    services: Sequence[Service],
    migrate: bool,
    tokens: Tokens | None = None,
    signer: Signer = UNSIGNED,
) -> AsyncIterator[Process]:
    """Runs the services until the end of the block. What was not finished then comes again.

    Raises CannotStart, or MigrationError or WrongClock with what to do.
    """
    async with AsyncExitStack() as stack:
        if settings.traces_url is not None:
            await stack.enter_async_context(_sending_spans(settings, settings.traces_url))
        pool, reads = await stack.enter_async_context(_pools(dsn))
        clock = await _prepare(pool, settings.clock, services, migrate)
        wake = Wake()
        transport = _transport(settings, services, pool, wake)
        identities = _build_identities(settings, tokens, Directory(reads, services[0].name, clock))
        await identities.directory.refresh()
        relays = settings.kafka_bootstrap_servers is not None
        resources = Resources(
            pool, dsn, transport, clock, reference, wake, relays,
            reads=reads,
            clock_bound=timedelta(hours=settings.clock_jump_hours),
            senders_of=identities.senders_of,
            outside=_build_outside(settings, identities),
            signer=signer,
        )  # fmt: skip
        runtimes = composition.make_runtimes(services, resources)
        await transport.start()
        stack.push_async_callback(transport.stop)
        is_there = await _check_installation(transport)
        if relays:
            await learn_who_is_registered(runtimes, identities.directory, is_there)
        log.info("starting", version=settings.version, services=" ".join(one.service.name for one in runtimes))
        for runtime in runtimes:
            stack.push_async_callback(runtime.stop)
            await _start(runtime, settings.version)
        named = {one.service.name: one for one in runtimes}
        process = Process(resources, named, settings, identities)
        _start_loops(process)
        yield process


def _build_identities(settings: Settings, tokens: Tokens | None, directory: Directory) -> Identities:
    trusted = load_identity_file(settings.identity_file) if settings.identity_file else None
    jwts = build_jwts(trusted, directory)
    return Identities(tokens or Tokens(), directory, jwts, build_sessions(jwts, settings.public_url))


def _build_outside(settings: Settings, identities: Identities) -> Outside:
    return Outside(
        settings.webhook_addresses_allowed, identities.principal_named, settings.public_url,
        identities.directory.principal_named, build_mail_server(settings),
    )  # fmt: skip


async def _start(runtime: Runtime, version: str) -> None:
    runtime.metrics.show_version(version)
    await runtime.apply_reference()
    runtime.start()
    if runtime.resources.clock.simulated:
        runtime.loops.start("clock rounds", partial(answer_rounds, runtime))


def _start_loops(process: Process) -> None:
    """Those of the process. The first service stands for it."""
    runtimes, directory, settings = process.runtimes, process.identities.directory, process.settings
    loops = next(iter(runtimes.values())).loops
    resources = process.resources
    channels = [] if resources.relays else [journal.channel(name) for name in composition.NAMES]
    if resources.clock.simulated:
        channels.append(clocks.CHANNEL)
    if channels:  # one connection listens for all services
        loops.start("hearing", partial(hear, resources.dsn, channels, resources.wake))
    loops.start("registrations", directory.run)
    if resources.relays and any(one.service.own_topics for one in runtimes.values()):
        loops.start("topics of publishers", partial(make_own_topics, settings, directory))
    for keys in process.identities.jwts.issuers.values():
        loops.start(f"keys of {keys.issuer.name}", keys.run)


def _sending_spans(settings: Settings, url: str) -> AbstractAsyncContextManager[None]:
    from shared.operations.collector import sending_spans  # noqa: PLC0415 - a third of a second that few need

    system = "postgresql" if settings.kafka_bootstrap_servers is None else "kafka"
    return sending_spans(url, settings.ca_file, system=system, version=settings.version, instance=settings.instance)


@asynccontextmanager
async def _pools(dsn: str) -> AsyncIterator[tuple[Pool, Pool]]:
    async with AsyncExitStack() as stack:
        try:
            both = await stack.enter_async_context(pools.open_pools(dsn))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise CannotStart(f"the database cannot be reached ({error}): start it, or correct DATABASE_URL") from error
        yield both


async def _prepare(
    pool: asyncpg.Pool[asyncpg.Record], start: date | None, services: Sequence[Service], migrate: bool
) -> Clock:
    async with pool.acquire() as connection:
        if migrate:
            await composition.migrate_all(connection, services)
        else:
            await composition.check_migrated(connection, services)
        return await clocks.set_up(connection, start)


def _transport(
    settings: Settings, services: Sequence[Service], pool: asyncpg.Pool[asyncpg.Record], wake: Wake
) -> Transport:
    if settings.kafka_bootstrap_servers is None:
        return LoopbackTransport(pool, composition.NAMES, wake)
    from ctc.kafka import security_of  # noqa: PLC0415 - half a second that loopback need not pay
    from shared.transports.kafka import KafkaTransport  # noqa: PLC0415

    async def belongs(read: installation.Read, send: installation.Send) -> None:
        async with pool.acquire() as connection:
            await installation.join(connection, read, send, composition.NAMES, _history(settings, services))

    return KafkaTransport(
        settings.kafka_bootstrap_servers,
        settings.instance,
        public_url=settings.public_url,
        belongs=belongs,
        security=security_of(settings),
    )


def _history(settings: Settings, services: Sequence[Service]) -> Sequence[str]:
    """The topics that tell whose this Kafka is. Where Kafka asks who we are, it shows a service only its own topics.

    There `ctc access apply` has read all of them before any service starts.
    """
    if settings.kafka_user is None:
        return installation.HISTORY
    own = {topic for one in services for topic in (*one.topics, f"ctc.{one.name}")}
    return [topic for topic in installation.HISTORY if topic in own]


async def _check_installation(transport: Transport) -> bool:
    """Whether it answers. Raises WrongInstallation.

    A Kafka that does not answer now is asked again before anything is sent or handled.
    """
    try:
        async with asyncio.timeout(LONGEST_LOOK):
            await transport.check()
    except (TransportAway, TimeoutError) as away:
        log.warning("Kafka could not be looked at", error=str(away))
        return False
    return True


@asynccontextmanager
async def database(settings: Settings, directory: Path) -> AsyncIterator[tuple[str, EmbeddedPostgres | None]]:
    """The DSN of the server that is configured, or of an embedded one on `directory`."""
    if settings.dsn is not None:
        yield settings.dsn, None
        return
    from shared.operations import embedded_postgres  # noqa: PLC0415 - the images come without it

    server = await asyncio.to_thread(embedded_postgres.start, directory)
    try:
        yield server.dsn, server
    finally:
        await asyncio.to_thread(server.stop)
