"""`ctc resend`, `ctc journal`, `ctc consumer`: for those who bring a system together again after a loss."""

from __future__ import annotations

import asyncio
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.arguments import SERVICE_NAMES, AnyService, ServiceName
from ctc.client import Data, ask, connect, follow
from ctc.commands.operating import resume
from ctc.database import connect_as_owner
from ctc.errors import CannotStart
from ctc.groups import group
from ctc.output import Json, Progress, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx

LOOK_AGAIN = 0.3
"""Seconds between two looks at the progress."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: ctc resend all --from 2024-06-01")(resend)
    journals = group("The journals beside Kafka.", "ctc journal compare")
    journals.command("compare", epilog="Example: ctc journal compare followup")(compare_journal)
    app.add_typer(journals, name="journal")
    consumers = group("Whether a service reads what others tell.", "ctc consumer resume assessments")
    stop = "Example: DATABASE_URL=postgresql://ctc@db/ctc ctc consumer stop assessments"
    consumers.command("stop", epilog=stop)(stop_consumer)
    consumers.command("resume", epilog="Example: ctc consumer resume assessments")(resume)
    app.add_typer(consumers, name="consumer")


def stop_consumer(service: Annotated[ServiceName, typer.Argument(help="Which service.")], json: Json = False) -> None:
    """Stops a service's reading, in the database at DATABASE_URL, before the service starts after a restore.

    It still takes commands and sends what they tell. `ctc consumer resume` lets it read on.
    """
    if not asyncio.run(_stop(service)):
        raise CannotStart(f"{service} never stops: it reads what other systems send")
    tell({"stopped": service}, json, f"{service}: reads nothing until `ctc consumer resume {service}`")


async def _stop(service: ServiceName) -> bool:
    from ctc import composition  # noqa: PLC0415 - help must not wait for all services to load
    from shared.engine.repairs import stopping  # noqa: PLC0415

    async with connect_as_owner("the service itself must not run yet") as connection:
        return await stopping.stop_consumer(connection, composition.find_service(service))


def resend(
    service: Annotated[AnyService, typer.Argument(help="Which service, or all.")],
    since: Annotated[
        str | None,
        typer.Option("--from", help="A position of the journal, a day, or an instant with its offset from UTC."),
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Sends journals to Kafka again, from the beginning or from a place on, and returns when all of it is sent.

    Services may run meanwhile: they pass over what they know. Of what was released, only the last word on each
    thing goes out again, so nobody gets what was withdrawn or narrowed since.
    """
    names, body = _services(service), _place(since)
    with connect(data) as client:
        resendings = {name: ask(client, "POST", _path(name), json=body).json() for name in names}
        for name, first in resendings.items():
            _wait(client, name, first)
    counts = {name: first["sent"] - first["position"] for name, first in resendings.items()}
    tell({"rows": counts}, json, "\n".join(f"{name}: {rows} rows of the journal" for name, rows in counts.items()))


def compare_journal(
    service: Annotated[AnyService, typer.Argument(help="Which service, or all.")] = "all",
    data: Data = None,
    json: Json = False,
) -> None:
    """What Kafka has of a service and its journal has not, a line each; exit 1 if there is anything.

    So it is after an older database was restored: enter again what these events told, or accept the loss. What took
    something from readers comes first, with what it said.
    """
    with connect(data) as client:
        differences = {name: _differences(client, name) for name in _services(service)}
    lines = [line for each in differences.values() for one in each["lost_events"] for line in _describe(one)]
    lines += [_summary(name, one) for name, one in differences.items()]
    tell(differences, json, "\n".join(lines))
    raise typer.Exit(1 if any(one["lost"] for one in differences.values()) else 0)


def _describe(lost: dict[str, Any]) -> list[str]:
    """A line for the event; below it what it said, if it narrowed: who enters it again needs that."""
    line = f"lost {lost['id']} {lost['type']} {lost['subject']}"
    said = lost["content"] if isinstance(lost["content"], dict) else {}
    short = {name: value for name, value in said.items() if value not in (None, []) and not _has_parts(value)}
    return [line, *(f"    {name}: {_say_value(value)}" for name, value in short.items())]


def _has_parts(value: object) -> bool:
    """Whether it is long: all parts of a thing. `--json` has them."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _say_value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _differences(client: httpx.Client, name: str) -> dict[str, Any]:
    """The differences that the service found after it has read everything."""
    lost_events: list[dict[str, Any]] = []
    progress = Progress(f"{name}: messages")
    for line in follow(client, "GET", f"/services/{name}/journal/differences"):
        if "compared" in line:
            progress.end()
            return {**line["compared"], "lost_events": lost_events}
        if "lost" in line:
            lost_events.append(line["lost"])
        else:
            progress.at(line["read"])
    raise CannotStart(f"{name} stopped on its way; see its log, then try again")


def _summary(name: str, one: dict[str, Any]) -> str:
    line = f"{name}: {one['on_kafka']} events on Kafka, {one['lost']} of them not in the journal"
    if one["not_on_kafka"]:
        line += f"; {one['not_on_kafka']} only in the journal: `ctc resend {name} --from {one['resend_from']}`"
    return line


def _services(service: AnyService) -> tuple[str, ...]:
    return SERVICE_NAMES if service == "all" else (service,)


def _path(name: str) -> str:
    return f"/services/{name}/resendings"


def _place(since: str | None) -> dict[str, Any]:
    """The body of the request: where to begin. A day begins in New York."""
    if since is None:
        return {}
    if since.isdecimal():
        return {"from_position": int(since)}
    from shared.engine.time.dates import start_of_day  # noqa: PLC0415 - help must not wait for all models to load

    try:
        instant = start_of_day(date.fromisoformat(since)) if len(since) == len("2024-06-01") else None
        instant = instant or datetime.fromisoformat(since)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise CannotStart(f"--from {since}: write 1200, 2024-06-01 or 2024-06-01T08:00:00Z")
    return {"from_time": instant.isoformat()}


def _wait(client: httpx.Client, name: str, now: dict[str, Any]) -> None:
    """Waits until the journal is sent again up to the old mark."""
    begin, end, progress = now["position"], now["sent"], Progress(f"{name}: rows")
    while now["position"] < end:
        progress.at(now["position"] - begin, end - begin)
        time.sleep(LOOK_AGAIN)
        now = ask(client, "GET", _path(name)).json()
    progress.end()
