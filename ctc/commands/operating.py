"""`ctc clock`, `deadletters`, `rebuild`: for those who operate a running system."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from ctc.arguments import DAY
from ctc.client import Data, ask, connected, follow, get_all
from ctc.errors import CannotStart, Refused
from ctc.output import Json, Progress, group, tell

NAMES = ("assessments", "followup", "unoct", "council", "exchange")
Service = Annotated[str, typer.Argument(help=f"One of {', '.join(NAMES)}.")]
Number = Annotated[int, typer.Argument(help="Of the dead letter.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    clock = group("Moving a simulated clock, and confirming a real one that jumped.", "ctc clock advance 2025-01-01")
    clock.command("advance", epilog="Example: ctc clock advance 2025-01-01")(advance)
    clock.command("confirm", epilog="Example: ctc clock confirm 2025-01-01")(confirm)
    app.add_typer(clock, name="clock")
    letters = group("What could not be read or decided.", "ctc deadletters list")
    letters.command("list", epilog="Example: ctc deadletters list")(list_letters)
    letters.command("show", epilog="Example: ctc deadletters show followup 3")(show_letter)
    letters.command("retry", epilog="Example: ctc deadletters retry followup 3")(retry)
    letters.command("discard", epilog="Example: ctc deadletters discard followup 3 4 --why 'sent by mistake'")(discard)
    letters.command("resume", epilog="Example: ctc deadletters resume followup")(resume)
    app.add_typer(letters, name="deadletters")
    rebuild = group("Build what can be built again.", "ctc rebuild council")
    rebuild.command("council", epilog="Example: ctc rebuild council --data ./data")(rebuild_council)
    app.add_typer(rebuild, name="rebuild")


def advance(
    to: Annotated[date, typer.Argument(**DAY, help="The day to go to; never backwards.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Goes to each due date in order, lets everything settle in between, and says what acted."""
    with connected(data) as client:
        stops = list(_stops(client, to.isoformat(), show=not json))
    if json:
        tell({"stops": stops[:-1], "now": to}, json, "")
    else:
        print(f"now {to}, all quiet")


def _stops(client: httpx.Client, to: str, show: bool) -> Iterator[dict[str, Any]]:
    """Where the clock stopped on its way, as it happens."""
    stop: dict[str, Any] = {}
    for stop in follow(client, "POST", "/clock", json={"to": to}):
        for what, number in stop.get("fired", {}).items() if show else ():
            print(f"{stop['day']}  {what}: {number}", flush=True)
        yield stop
    if not stop.get("quiet"):
        raise CannotStart("the clock stopped on its way; see the system's log, then go on")


def confirm(
    today: Annotated[date, typer.Argument(**DAY, help="What day it is, as you know it.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Lets deadlines act again after the clock jumped; refused where a service's clock tells another day."""
    with connected(data) as client:
        answers = {
            name: ask(client, "POST", f"/services/{name}/clock/confirmations", json={"today": today.isoformat()}).json()
            for name in NAMES
        }
    lines = [f"{name}: {one['now']}, believed from now on" for name, one in answers.items()]
    tell(answers, json, "\n".join(lines))


# ---- dead letters -------------------------------------------------------------------------


def list_letters(
    service: Annotated[str | None, typer.Argument(help=f"One of {', '.join(NAMES)}.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Those that are open, with reason and position; of one service or of all."""
    paths = {name: _letters(name) for name in ([service] if service else NAMES)}
    with connected(data) as client:
        found = {name: get_all(client, path, {}) for name, path in paths.items()}
    lines = [
        f"{name} {one['number']}: {one['reason']} ({one['topic']}/{one['partition']}/{one['offset']})"
        for name, letters in found.items()
        for one in letters
    ]
    tell(found, json, "\n".join(lines) or "none")


def show_letter(service: Service, number: Number, data: Data = None, json: Json = False) -> None:
    """One of them, with its payload."""
    _say(_on_letter("GET", f"{_letters(service)}/{number}", data), json)


def retry(service: Service, number: Number, data: Data = None, json: Json = False) -> None:
    """Tries one again, on today's state; exit 1 if it could not be handled."""
    became = _on_letter("POST", f"{_letters(service)}/{number}/retry", data)
    _say(became, json)
    raise typer.Exit(0 if became["outcome"] == "handled" else 1)


def discard(
    service: Service,
    numbers: Annotated[list[int], typer.Argument(help="Of the dead letters.", metavar="NUMBER...")],
    why: Annotated[str, typer.Option(help="The reason, which is kept with each.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Gives some up; they are kept, with the reason. Exit 1 if one of them was not open; the others are given up."""
    outcomes: dict[int, str] = {}
    with connected(data) as client:
        for number in numbers:
            try:
                ask(client, "POST", f"{_letters(service)}/{number}/discard", json={"why": why})
                outcomes[number] = "discarded"
            except Refused as refusal:
                outcomes[number] = str(refusal)
    tell({"outcomes": outcomes}, json, "\n".join(f"{number}: {became}" for number, became in outcomes.items()))
    raise typer.Exit(0 if set(outcomes.values()) == {"discarded"} else 1)


def resume(service: Service, data: Data = None, json: Json = False) -> None:
    """Lets a consumer that was stopped by too many dead letters in a row go on."""
    _say(_on_letter("POST", f"{_letters(service)}/resume", data), json)


def _letters(service: str) -> str:
    if service not in NAMES:
        raise CannotStart(f"there is no service {service}: take one of {', '.join(NAMES)}")
    return f"/services/{service}/deadletters"


def _on_letter(method: str, path: str, data: Data, body: dict[str, str] | None = None) -> dict[str, Any]:
    with connected(data) as client:
        told: dict[str, Any] = ask(client, method, path, **({"json": body} if body else {})).json()
    return told


def _say(told: dict[str, Any], json: bool) -> None:
    tell(told, json, "\n".join(f"{name}: {value}" for name, value in told.items() if value is not None))


# ---- rebuild ------------------------------------------------------------------------------


def rebuild_council(
    accept_loss: Annotated[
        list[str] | None, typer.Option(help="The id of an event that may be lost; can be repeated.")
    ] = None,
    accept_losses: Annotated[
        Path | None, typer.Option(help="A file with lines `lost ID ...`, as this command prints them.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="Why they may be lost; it is kept with the rebuild.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Builds council's projected facts again from the events, compares, and swaps; exit 1 if they differed.

    Where the facts know of events that Kafka no longer has, it swaps only if all of them are named.
    """
    progress = Progress("events")
    accepting = {"accept_losses": [*(accept_loss or ()), *_ids_in(accept_losses)], "why": why}
    with connected(data) as client:
        told = ask(client, "POST", "/rebuilds", json=accepting).json()
        while told["state"] == "running":
            time.sleep(0.2)
            told = ask(client, "GET", f"/rebuilds/{told['id']}").json()
            progress.at(told["progress"]["read"], told["progress"]["expected"])
    progress.end()
    result = told.get("result") or {}
    lines = [f"{name}: {value}" for name, value in result.items() if name not in ("tables", "lost_events")]
    lines += [f"lost {one['id']} {one['type']} {one['thing'] or ''}" for one in result.get("lost_events", ())]
    tell(told, json, "\n".join(lines))
    if told["state"] != "done":
        raise CannotStart(f"the rebuild failed: {told.get('problem') or 'it was interrupted'}")
    raise typer.Exit(1 if result.get("differing") or not result.get("swapped") else 0)


def _ids_in(file: Path | None) -> list[str]:
    """The ids of the lines `lost ID ...`; others are passed over."""
    if file is None:
        return []
    try:
        lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{file} cannot be read: {error}") from error
    return [words[1] for words in lines if len(words) > 1 and words[0] == "lost"]
