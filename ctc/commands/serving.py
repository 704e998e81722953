"""`ctc up` and `ctc serve`: services that run until they are told to stop."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.arguments import DAY, ServedName
from ctc.commands.telling import EXAMPLES
from ctc.errors import CannotStart
from ctc.garbage import loading

if TYPE_CHECKING:  # help must not wait for it
    from shared.operations.settings import Settings

Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="The port to listen on (0: any that is free); else CTC_PORT or 8000."),
]
Clock = Annotated[
    date | None, typer.Option(**DAY, help="A simulated clock that starts on this day, at New York's midnight.")
]
SANDBOX_BEGINS = date(2022, 1, 1)
"""The first day of the examples' story."""


def add_up(app: typer.Typer) -> None:
    """Adds what runs all services."""
    app.command(epilog="Example: ctc up --data ./data --clock 2024-01-01")(up)
    app.command(epilog="Example: ctc sandbox --data ./sandbox")(sandbox)


def add_serve(app: typer.Typer) -> None:
    """Adds what runs one service."""
    app.command(epilog="Example: DATABASE_URL=postgresql://ctc@db/ctc ctc serve followup --port 8000")(serve)


def up(
    data: Annotated[Path, typer.Option(help="The directory of the embedded PostgreSQL.")] = Path("data"),
    port: Port = None,
    clock: Clock = None,
) -> None:
    """All services in one process; prints its address and a token when it is ready."""
    settings = _settings(port, clock)
    with loading():
        from ctc.serving import up as run  # noqa: PLC0415 - help must not wait for all services to load

    _run(run(settings, data))


def sandbox(
    data: Annotated[Path, typer.Option(help="The directory of the embedded PostgreSQL.")] = Path("sandbox"),
    port: Port = None,
    examples: Annotated[
        Path, typer.Option(help="The directory of the examples.", show_default="those that come with ctc")
    ] = EXAMPLES,
) -> None:
    """An installation to try: `ctc up` on a simulated clock, filled once with the synthetic examples.

    Other systems can publish to it and read from it as from the real one.
    """
    settings = _settings(port, SANDBOX_BEGINS)
    with loading():
        from ctc.sandbox import fill  # noqa: PLC0415
        from ctc.serving import up as run  # noqa: PLC0415
        from ctc.tls import build_trust  # noqa: PLC0415

    _run(run(settings, data, partial(fill, examples, build_trust(settings))))


def serve(
    service: Annotated[ServedName, typer.Argument(help="Which service.")], port: Port = None, clock: Clock = None
) -> None:
    """One service, on the PostgreSQL of DATABASE_URL and the Kafka of KAFKA_BOOTSTRAP_SERVERS, if set.

    The portal needs neither: it asks the others, at CTC_SERVICE_ADDRESS.
    """
    settings = _settings(port, clock)
    if service != "portal" and settings.database_url is None:
        raise CannotStart("one service alone needs a PostgreSQL server: set DATABASE_URL, or run `ctc up` instead")
    with loading():
        from ctc import serving  # noqa: PLC0415

    _run(serving.serve_portal(settings) if service == "portal" else serving.serve(settings, service))


def _settings(port: int | None, clock: date | None) -> Settings:
    from shared.operations import settings as settings_of  # noqa: PLC0415

    read = settings_of.read()
    changes: dict[str, object] = {}
    if port is not None:
        changes["port"] = port
    if clock is not None:
        changes["clock"] = clock
    return read.model_copy(update=changes)


def _run(work: Coroutine[Any, Any, None]) -> None:
    import uvloop  # noqa: PLC0415

    uvloop.run(work)
