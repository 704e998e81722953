"""`ctc import` and `ctc publish`: send files and events to the system."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from ctc.client import Data, ask, connect
from ctc.commands.importing import import_file
from ctc.errors import CannotStart
from ctc.output import Json, Progress, note, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx

RECEIPTS_WITHIN = 30.0
"""Seconds to wait for receipts."""
BATCH = 500
"""The most events and bytes of one request: well within the largest body."""
REHEARSED = 50
"""The most events of one request that only asks what they would cause."""
BATCH_BYTES = 2 * 1024 * 1024
BOM = b"\xef\xbb\xbf"


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import", epilog="Example: ctc import visits visits.csv --data ./data")(import_file)
    app.command(epilog="Example: ctc publish notices.jsonl --data ./data")(publish)


def publish(
    file: Annotated[
        Path, typer.Argument(help="CloudEvents in JSON, one a line or a batch array; - is standard input.")
    ] = Path("-"),
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Wait for the receipts.")] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Send nothing: say what each would cause, judged alone.")
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Sends events, checked against their contracts first, and prints their receipts."""
    events = list(_check(_read(file)))
    wait = wait and not dry_run
    with connect(data) as client:
        answers = _send(client, events, dry_run)
        receipts = _receipts(client, answers) if wait else answers
    tell({"receipts": receipts}, json, "\n".join(map(_line, receipts)) or "there was nothing to send")
    states = {receipt["status"] for receipt in receipts}
    if wait and "waiting" in states:
        note(f"some receipts were not in after {RECEIPTS_WITHIN:g} seconds: ask again at their addresses")
    late = {"waiting"} if wait else set()
    raise typer.Exit(1 if states & ({"refused", "unreadable"} | late) else 0)


def _read(file: Path) -> list[Any]:
    """The events of a file: one a line, an array, or one event over several lines."""
    try:
        text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}") from error
    text = text.removeprefix(BOM)
    with suppress(ValueError):
        whole = orjson.loads(text)
        return whole if isinstance(whole, list) else [whole]
    return [_parse(file, number, line) for number, line in enumerate(text.split(b"\n"), 1) if line.strip()]


def _parse(file: Path, number: int, line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise CannotStart(f"{file}: line {number} is not JSON: {error.msg}, at character {error.colno}") from error


def _check(events: Iterable[Any]) -> Iterator[Any]:
    """The events. Raises CannotStart for the first one that breaks its contract, before anything is sent."""
    from contracts.catalog import PREFIX, Unreadable, decode_notice  # noqa: PLC0415 - help must not wait
    from contracts.cloudevents import read_object, unwrap  # noqa: PLC0415

    for number, event in enumerate(events, 1):
        try:
            read = read_object(event)
            if read.problem:
                raise Unreadable(read.problem)
            # An event without a time gets that of its arrival.
            attributes, body = unwrap({"time": "2000-01-01T00:00:00Z", **read.attributes}, read.data)
            decode_notice(attributes["type"].removeprefix(PREFIX), body)
        except Unreadable as error:
            raise CannotStart(f"event {number}: {error.reason}; nothing was sent") from error
        yield event


def _send(client: httpx.Client, events: list[Any], dry_run: bool) -> list[dict[str, Any]]:
    """Sends the events; returns the answer to each, with the address of its receipt or what it would cause."""
    answers: list[dict[str, Any]] = []
    progress = Progress("sending: events")
    headers = {"Content-Type": "application/cloudevents-batch+json"}
    params = {"dry_run": "true"} if dry_run else {}
    for body in _batches(events, REHEARSED if dry_run else BATCH):
        answers += ask(client, "POST", "/events", content=body, headers=headers, params=params).json()["items"]
        progress.at(len(answers), len(events))
    progress.end()
    return answers


def _batches(events: Iterable[Any], most: int) -> Iterator[bytes]:
    """Bodies with at most so many events each, none of them too large."""
    batch: list[bytes] = []
    for event in map(orjson.dumps, events):
        if batch and (len(batch) == most or sum(map(len, batch)) + len(event) > BATCH_BYTES):
            yield b"[" + b",".join(batch) + b"]"
            batch = []
        batch.append(event)
    if batch:
        yield b"[" + b",".join(batch) + b"]"


def _receipts(client: httpx.Client, answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    until = time.monotonic() + RECEIPTS_WITHIN
    return [_receipt(client, one, until) for one in answers]


def _receipt(client: httpx.Client, answer: dict[str, Any], until: float) -> dict[str, Any]:
    """Waits for the receipt. When the time is up, returns the last one."""
    if "receipt" not in answer or answer["status"] == "unreadable":
        return answer
    while True:
        receipt: dict[str, Any] = ask(client, "GET", answer["receipt"]).json()
        if receipt["status"] != "waiting" or time.monotonic() > until:
            return receipt
        time.sleep(0.05)


def _line(receipt: dict[str, Any]) -> str:
    again = " (unchanged)" if receipt.get("outcome") == "unchanged" else ""
    fields = f" ({', '.join(receipt['fields'])})" if receipt.get("fields") else ""
    reason = f", {receipt['reason']}{fields}" if receipt.get("reason") else ""
    things = f", caused {' '.join(receipt['caused'])}" if receipt.get("caused") else ""
    would = ", ".join(
        f"{one['count']} {one['type'].removeprefix('org.un.ctc.')}" for one in receipt.get("would_cause", ())
    )
    events = f", would cause {would}" if would else ""
    return f"{receipt.get('source')} {receipt.get('id')}: {receipt['status']}{again}{reason}{things}{events}"
