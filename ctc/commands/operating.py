"""`ctc clock`, `deadletters`, `rebuild`: for those who operate a running system."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.arguments import DAY, SERVICE_NAMES, ServiceName
from ctc.client import Data, ask, connect, follow, get_all
from ctc.errors import CannotStart, Refused
from ctc.groups import group
from ctc.output import Json, Progress, outline, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx

Service = Annotated[ServiceName, typer.Argument(help="Which service.")]
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
    with connect(data) as client:
        stops = list(_stops(client, to.isoformat(), show=not json))
    if json:
        tell({"stops": stops[:-1], "now": to}, json, "")
    else:
        print(f"now {to}, all quiet")


def _stops(client: httpx.Client, to: str, show: bool) -> Iterator[dict[str, Any]]:
    """The stops of the clock on its way, as they happen."""
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
    with connect(data) as client:
        answers = {
            name: ask(client, "POST", f"/services/{name}/clock/confirmations", json={"today": today.isoformat()}).json()
            for name in SERVICE_NAMES
        }
    lines = [f"{name}: {one['now']}, believed from now on" for name, one in answers.items()]
    tell(answers, json, "\n".join(lines))


# ---- dead letters -------------------------------------------------------------------------


def list_letters(
    service: Annotated[ServiceName | None, typer.Argument(help="Which service; else all.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Those that are open, with reason and position; of one service or of all."""
    paths = {name: _letters(name) for name in ([service] if service else SERVICE_NAMES)}
    with connect(data) as client:
        by_service = {name: get_all(client, path, {}) for name, path in paths.items()}
    lines = [
        f"{name} {one['number']}: {one['reason']} ({one['topic']}/{one['partition']}/{one['offset']})"
        for name, letters in by_service.items()
        for one in letters
    ]
    tell(by_service, json, "\n".join(lines) or "none")


def show_letter(service: Service, number: Number, data: Data = None, json: Json = False) -> None:
    """One of them, with its payload."""
    _say(_on_letter("GET", f"{_letters(service)}/{number}", data), json)


def retry(service: Service, number: Number, data: Data = None, json: Json = False) -> None:
    """Tries one again, on today's state; exit 1 if it could not be handled."""
    outcome = _on_letter("POST", f"{_letters(service)}/{number}/retry", data)
    _say(outcome, json)
    raise typer.Exit(0 if outcome["outcome"] == "handled" else 1)


def discard(
    service: Service,
    numbers: Annotated[list[int], typer.Argument(help="Of the dead letters.", metavar="NUMBER...")],
    why: Annotated[str, typer.Option(help="The reason, which is kept with each.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Gives some up; they are kept, with the reason. Exit 1 if one of them was not open; the others are given up."""
    outcomes: dict[int, str] = {}
    with connect(data) as client:
        for number in numbers:
            try:
                ask(client, "POST", f"{_letters(service)}/{number}/discard", json={"why": why})
                outcomes[number] = "discarded"
            except Refused as refusal:
                outcomes[number] = str(refusal)
    tell({"outcomes": outcomes}, json, "\n".join(f"{number}: {outcome}" for number, outcome in outcomes.items()))
    raise typer.Exit(0 if set(outcomes.values()) == {"discarded"} else 1)


def resume(service: Service, data: Data = None, json: Json = False) -> None:
    """Lets a consumer go on that was stopped, by too many dead letters in a row or by an operator."""
    _say(_on_letter("POST", f"{_letters(service)}/resume", data), json)


def _letters(service: str) -> str:
    return f"/services/{service}/deadletters"


def _on_letter(method: str, path: str, data: Data) -> dict[str, Any]:
    with connect(data) as client:
        answer: dict[str, Any] = ask(client, method, path).json()
    return answer


def _say(answer: dict[str, Any], json: bool) -> None:
    tell(answer, json, "\n".join(outline(answer)))


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
    with connect(data) as client:
        rebuild = ask(client, "POST", "/rebuilds", json=accepting).json()
        while rebuild["state"] == "running":
            time.sleep(0.2)
            rebuild = ask(client, "GET", f"/rebuilds/{rebuild['id']}").json()
            progress.at(rebuild["progress"]["read"], rebuild["progress"]["expected"])
    progress.end()
    result = rebuild.get("result") or {}
    lines = [f"{name}: {value}" for name, value in result.items() if name not in ("tables", "lost_events")]
    lines += [f"lost {one['id']} {one['type']} {one['thing'] or ''}" for one in result.get("lost_events", ())]
    tell(rebuild, json, "\n".join(lines))
    if rebuild["state"] != "done":
        raise CannotStart(f"the rebuild failed: {rebuild.get('problem') or 'it was interrupted'}")
    raise typer.Exit(1 if result.get("differing") or not result.get("swapped") else 0)


def _ids_in(file: Path | None) -> list[str]:
    """The ids of the lines `lost ID ...`; other lines are ignored."""
    if file is None:
        return []
    try:
        lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{file} cannot be read: {error}") from error
    return [words[1] for words in lines if len(words) > 1 and words[0] == "lost"]
