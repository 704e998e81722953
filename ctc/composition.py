"""The list of services, and how they are put together on one database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import shared
from services.assessments.service import SERVICE as ASSESSMENTS
from services.council.service import SERVICE as COUNCIL
from services.council.service import make_own_loops, renew
from services.exchange.quotas.counting import build_meter
from services.exchange.service import SERVICE as EXCHANGE
from services.exchange.service import make_own_loops as make_loops_of_exchange
from services.followup.service import SERVICE as FOLLOWUP
from services.unoct.service import SERVICE as UNOCT
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import AfterStart, OwnLoops, Runtime
from shared.engine.service import Service
from shared.operations import migrate
from shared.operations.metrics import Metrics
from shared.operations.pools import Connection

SERVICES: tuple[Service, ...] = (EXCHANGE, ASSESSMENTS, FOLLOWUP, UNOCT, COUNCIL)
"""In the order in which events mostly flow."""

NAMES = tuple(service.name for service in SERVICES)

AFTER_START: Mapping[str, AfterStart] = {COUNCIL.name: renew}
"""What a service does once after its start, beside its loops; by its name."""

OWN_LOOPS: Mapping[str, OwnLoops] = {EXCHANGE.name: make_loops_of_exchange, COUNCIL.name: make_own_loops}
"""The loops that a service has beside those that all have; by its name."""

SHARED_MIGRATIONS = Path(shared.__file__).parent / "migrations"


def find_service(name: str) -> Service:
    """The service of this name; KeyError if there is none."""
    return {service.name: service for service in SERVICES}[name]


async def migrate_all(connection: Connection, services: Sequence[Service] = SERVICES) -> list[str]:
    """Brings the schemas of these services up to date; returns the migrations that were run."""
    names: list[str] = []
    for schema, directories in list_schemas(services):
        names += [f"{schema}: {name}" for name in await migrate.migrate(connection, schema, directories)]
    return names


async def check_migrated(connection: Connection, services: Sequence[Service]) -> None:
    """Raises MigrationError unless the schemas of these services are up to date."""
    for schema, directories in list_schemas(services):
        if missing := await migrate.list_pending(connection, schema, directories):
            raise migrate.MigrationError(f"schema {schema} lacks {missing[0]}: run `ctc migrate` first")


def list_schemas(services: Sequence[Service]) -> list[tuple[str, Sequence[Path]]]:
    """Every schema of these services, with the directories of its migrations."""
    own = [(service.name, [SHARED_MIGRATIONS, *service.migrations]) for service in services]
    return own + [further for service in services for further in service.further_schemas.items()]


def make_runtimes(services: Sequence[Service], resources: Resources) -> list[Runtime]:
    """A runtime for each service, not yet started."""
    return [
        Runtime(
            service,
            resources,
            Metrics(service.name),
            meter=build_meter(resources.pool, service.name) if service.own_topics else None,
            after_start=AFTER_START.get(service.name),
            make_own_loops=OWN_LOOPS.get(service.name),
        )
        for service in services
    ]
