"""`ctc resend`, `ctc journal`: for those who bring a system together again after a loss."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.arguments import SERVICE_NAMES, AnyService
from ctc.client import Data, ask, connect, follow
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

    So it is after an older database was restored: enter again what these events told, or accept the loss.
    """
    with connect(data) as client:
        differences = {name: _differences(client, name) for name in _services(service)}
    lines = [
        f"lost {one['id']} {one['type']} {one['subject']}"
        for each in differences.values()
        for one in each["lost_events"]
    ]
    lines += [_summary(name, one) for name, one in differences.items()]
    tell(differences, json, "\n".join(lines))
    raise typer.Exit(1 if any(one["lost"] for one in differences.values()) else 0)


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
