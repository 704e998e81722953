"""`ctc resend`: for those who bring a system together again after a loss."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Annotated, Any

import httpx
import typer

from ctc.client import Data, ask, connected
from ctc.commands.operating import NAMES
from ctc.errors import CannotStart
from ctc.output import Json, Progress, tell
from shared.dates import start_of_day

LOOK_AGAIN = 0.3
"""Seconds between looks at how far it is."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: ctc resend all --from 2024-06-01")(resend)


def resend(
    service: Annotated[str, typer.Argument(help=f"One of {', '.join(NAMES)}, or all.")],
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
    names, body = _named(service), _place(since)
    with connected(data) as client:
        begun = {name: ask(client, "POST", _path(name), json=body).json() for name in names}
        for name, first in begun.items():
            _wait(client, name, first)
    sent = {name: first["sent"] - first["position"] for name, first in begun.items()}
    tell({"rows": sent}, json, "\n".join(f"{name}: {rows} rows of the journal" for name, rows in sent.items()))


def _named(service: str) -> tuple[str, ...]:
    if service != "all" and service not in NAMES:
        raise CannotStart(f"there is no service {service}: take all, or one of {', '.join(NAMES)}")
    return NAMES if service == "all" else (service,)


def _path(name: str) -> str:
    return f"/services/{name}/resendings"


def _place(since: str | None) -> dict[str, Any]:
    """Where to begin, as the request says it. A day begins in New York."""
    if since is None:
        return {}
    if since.isdecimal():
        return {"from_position": int(since)}
    try:
        instant = start_of_day(date.fromisoformat(since)) if len(since) == len("2024-06-01") else None
        instant = instant or datetime.fromisoformat(since)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise CannotStart(f"--from {since}: write 1200, 2024-06-01 or 2024-06-01T08:00:00Z")
    return {"from_time": instant.isoformat()}


def _wait(client: httpx.Client, name: str, now: dict[str, Any]) -> None:
    """Returns when the journal is sent up to where it had been sent before."""
    begin, end, progress = now["position"], now["sent"], Progress(f"{name}: rows")
    while now["position"] < end:
        progress.at(now["position"] - begin, end - begin)
        time.sleep(LOOK_AGAIN)
        now = ask(client, "GET", _path(name)).json()
    progress.end()
