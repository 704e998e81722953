"""`ctc codes`: the codes and words that commands and notices take."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import typer

from ctc.client import Data, ask, connect
from ctc.output import Json, tell_list


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: ctc codes themes")(codes)


def codes(
    name: Annotated[
        str | None, typer.Argument(metavar="LIST", help="Such as themes; else all lists are named.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Themes, bodies, reasons and all other codes that commands and notices take."""
    path = "/codes" if name is None else f"/codes/{quote(name, safe='')}"
    with connect(data) as client:
        answer = ask(client, "GET", path).json()
    tell_list(answer, json, ("name", "about") if name is None else _columns(answer["items"]), answer["items"])


def _columns(items: list[dict[str, Any]]) -> tuple[str, ...]:
    return ("code", "title") if any(one.get("title") for one in items) else ("code",)
