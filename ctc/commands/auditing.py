"""`ctc audit`: whether the access log is whole, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import orjson
import typer

from ctc.arguments import SERVICE_NAMES, ServiceName
from ctc.client import Data, ask, connect
from ctc.errors import CannotStart
from ctc.output import Json, tell, write_bytes
from shared.engine.access_log.entries import Head, find_breaks

if TYPE_CHECKING:  # help must not wait for it
    import httpx

PAGE: Final = 5_000
Service = Annotated[ServiceName | None, typer.Argument(help="Which service; else all.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("verify", epilog="Example: ctc audit verify --head exchange:1200:9f86d081884c7d65...")(verify)
    app.command("export", epilog="Example: ctc audit export --since 2026-01-01T00:00:00Z > access.jsonl")(export)


def verify(
    service: Service = None,
    head: Annotated[
        list[str] | None,
        typer.Option(help="A head noted elsewhere, as SERVICE:NUMBER:HASH; can be repeated."),
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Says whether each entry follows the one before. Exit 1 where one was changed or is missing."""
    heads = dict(map(_read_head, head or ()))
    with connect(data) as client:
        found = {name: verify_log(client, name, heads.get(name)) for name in _names(service)}
    lines = [line for name, one in found.items() for line in _lines(name, one)]
    tell({"services": found}, json, "\n".join(lines))
    raise typer.Exit(1 if any(one["problems"] for one in found.values()) else 0)


def export(
    service: Service = None,
    since: Annotated[str | None, typer.Option(help="An instant, such as 2026-01-01T00:00:00Z.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; else standard output.")] = None,
    data: Data = None,
) -> None:
    """Writes the entries as lines of JSON: each with its hash, in the text that was hashed."""
    query = {"since": _read_instant(since)} if since else {}
    with connect(data) as client:
        lines = (_line(one) for name in _names(service) for one in _entries(client, name, **query))
        if out is None:
            write_bytes(lines)
            return
        try:
            with out.open("wb") as file:
                file.writelines(lines)
        except OSError as error:
            raise CannotStart(f"{out} cannot be written: {error.strerror}") from error


def verify_log(client: httpx.Client, service: str, noted: Head | None) -> dict[str, Any]:
    """The head, and what is wrong. `noted`: the head as somebody noted it elsewhere."""
    problems, last = list[str](), Head()
    seen_noted = noted is None or noted == last
    for after, problem in find_breaks(last, _entries(client, service)):
        last = after
        if problem:
            problems.append(problem)
        seen_noted = seen_noted or after == noted
    if noted is not None and not seen_noted:
        problems.append(f"entry {noted.number} is not the one that was noted: the log was cut off or written anew")
    return {"entries": last.number, "head": f"{service}:{last.number}:{last.hash}", "problems": problems}


def _entries(client: httpx.Client, service: str, **query: str) -> Iterator[dict[str, Any]]:
    """All entries up to the last one that there is now."""
    path, after, until = f"/services/{service}/audit", 0, None
    while True:
        bounds = {"after": str(after), "limit": str(PAGE), **({} if until is None else {"until": str(until)})}
        page = ask(client, "GET", path, params={**query, **bounds}).json()
        until = page["head"]["number"] if until is None else until
        yield from page["items"]
        if len(page["items"]) < PAGE:
            return
        after = page["items"][-1]["number"]


def _lines(service: str, found: dict[str, Any]) -> Iterator[str]:
    yield f"{service}: {found['entries']} entries, {'broken' if found['problems'] else 'whole'}, head {found['head']}"
    yield from (f"{service}: {problem}" for problem in found["problems"])


def _line(entry: dict[str, Any]) -> bytes:
    return orjson.dumps({"entry": entry["entry"], "hash": entry["hash"]}) + b"\n"


def _names(service: str | None) -> tuple[str, ...]:
    return (service,) if service else SERVICE_NAMES


def _read_head(text: str) -> tuple[str, Head]:
    service, _, rest = text.partition(":")
    number, _, digest = rest.partition(":")
    if service not in SERVICE_NAMES or not number.isdecimal() or len(digest) != 64:
        raise CannotStart(f"--head {text}: write SERVICE:NUMBER:HASH, as `ctc audit verify` prints it")
    return service, Head(int(number), digest)


def _read_instant(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise CannotStart(f"--since {text}: write an instant such as 2026-01-01T00:00:00Z")
    return instant.isoformat()
