"""`ctc calendar`, `show`, `trace`: what the system knows, as the reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

import typer

from ctc.arguments import DAY
from ctc.client import Data, ask, connect, get_all
from ctc.errors import CannotStart, Refused
from ctc.output import Json, outline, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx
    from rich.console import RenderableType

IDS_AT_ONCE = 100
OF_SERVICES = "/services/"
View = Literal["build_calendar", "build_state", "build_trace"]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: ctc calendar --state KEN --from 2024-01-01 --to 2024-12-31")(calendar)
    app.command(epilog="Example: ctc show KEN --json")(show)
    app.command(epilog="Example: ctc trace 7d44a5c1-6f0e-5f0b-9b57-0c9a3a8f7d11")(trace)


def calendar(
    state: Annotated[str | None, typer.Option(help="Only what concerns this State, such as KEN.")] = None,
    first: Annotated[date | None, typer.Option("--from", **DAY, help="Due on this day or later.")] = None,
    last: Annotated[date | None, typer.Option("--to", **DAY, help="Due by this day.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Obligations and deadlines: what, who owes it to whom, paragraph, due, state."""
    days = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
    with connect(data) as client:
        items = get_all(client, "/calendar", {"state": state and state.upper(), **days})
    tell(
        {"items": items},
        json,
        "\n".join(map(in_the_calendar, items)) or "nothing is due",
        partial(_view, "build_calendar", items),
    )


def in_the_calendar(item: dict[str, Any]) -> str:
    """An item of the calendar as one line for people."""
    return (
        f"{item.get('due_on') or 'no date':<10}  {item['state']:<15}  {item['paragraph']:<8}  "
        f"{item['subject'] or '':<3}  {item['what']}"
        f"  ({item['owner']}{' to ' + item['recipient'] if item.get('recipient') else ''})"
        + (f"  assessment {item['assessment_id']}" if item.get("assessment_id") else "")
        + _when_held(item)
    )


def _when_held(item: dict[str, Any]) -> str:
    """How often an obligation was held, or when last if it has no period (rule 10)."""
    if item.get("count", 1) != 1:
        nudge = f", nudged on {item['nudged_on']}" if item["nudged_on"] else ""
        return f"  held {item['held']} of {item['count']}{nudge}"
    of_council = "last_held_on" in item
    return f"  last held {item['last_held_on'] or 'never'}" if of_council and item.get("due_on") is None else ""


def show(
    state: Annotated[str, typer.Argument(help="A State's id, such as KEN.")], data: Data = None, json: Json = False
) -> None:
    """Everything about a State."""
    with connect(data) as client:
        answer = ask(client, "GET", f"/states/{quote(state.upper(), safe='')}").json()
    tell(answer, json, "\n".join(outline(answer)), partial(_view, "build_state", answer))


def _view(name: View, answer: Any) -> RenderableType:
    """What a terminal shows of the answer."""
    from ctc.terminal import views  # noqa: PLC0415 - nothing else waits for it

    build: Callable[[Any], RenderableType] = getattr(views, name)
    return build(answer)


def trace(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Of an event, or of any thing.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """What caused a thing and what it caused, across services; for the Committee's staff also who."""
    with connect(data) as client:
        answer = ask(client, "GET", f"/trace/{quote(identity, safe='')}").json()
        add_principals(client, answer["items"])
    tell(answer, json, "\n".join(outline(answer)), partial(_view, "build_trace", answer))


def add_principals(client: httpx.Client, events: list[dict[str, Any]]) -> None:
    """Adds to each event who caused it, where its service knows that and says so to us."""
    by_service = defaultdict[str, list[dict[str, Any]]](list)
    for event in events:
        if event["source"].startswith(OF_SERVICES):
            by_service[event["source"].removeprefix(OF_SERVICES)].append(event)
    for service, own in by_service.items():
        for first in range(0, len(own), IDS_AT_ONCE):
            part = own[first : first + IDS_AT_ONCE]
            query = {"ids": ",".join(event["id"] for event in part)}
            try:
                known = ask(client, "GET", f"/services/{service}/journal/principals", params=query).json()["items"]
            except (CannotStart, Refused):  # others than the Committee's staff see the trace without it
                return
            for event in part:
                if event["id"] in known:
                    event["principal"] = known[event["id"]]
