"""`ctc import` and `ctc publish`: what people and other systems send."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import orjson
import typer

from ctc.client import Data, Refused, ask, connected, refused
from ctc.errors import CannotStart
from ctc.output import Json, Progress, note, tell

MEDIA = {".csv": "text/csv", ".jsonl": "application/jsonl"}
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes; a larger file is sent in parts, so that a refused one does not cost an hour."""
KINDS = ("visits", "assessments", "projects")
RECEIPTS_WITHIN = 30.0
"""Seconds to wait for receipts."""
BATCH = 500
"""Events a request: well within the largest body."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import", epilog="Example: ctc import visits visits.csv --data ./data")(import_file)
    app.command(epilog="Example: ctc publish notices.jsonl --data ./data")(publish)


def import_file(
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")],
    file: Annotated[Path, typer.Argument(help="A CSV, or JSON Lines of the notices' data.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Takes a file in; the same file again changes nothing. Exit 1 if any line was rejected."""
    if kind not in KINDS:
        raise CannotStart(f"there is no import of {kind}: take one of {', '.join(KINDS)}")
    media = MEDIA.get(file.suffix.lower())
    if media is None:
        raise CannotStart(f"{file}: its name must end in .csv or .jsonl, to say what it is")
    try:
        with connected(data) as client, Reading(file) as content:
            result = ask(client, "POST", f"/imports/{kind}", content=content, headers={"Content-Type": media}).json()
    except Refused as refusal:
        raise CannotStart(f"{file}: {refusal}") from None
    lines = [
        f"accepted {result['accepted']}",
        f"rejected {len(result['rejected'])}",
        f"unchanged {result['unchanged']}",
    ]
    lines += [f"line {one['line']}: {one['reason']}" for one in result["rejected"]]
    lines += [f"candidate: {one}" for one in result.get("candidates", ())]
    tell(result, json, "\n".join(lines))
    raise typer.Exit(1 if result["rejected"] else 0)


class Reading:
    """A file as a request's body, with progress."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Iterator[bytes]:
        try:
            size = self.path.stat().st_size
            self.file = self.path.open("rb")
        except OSError as error:
            raise CannotStart(f"{self.path} cannot be read: {error.strerror}") from error
        if size > LARGEST_FILE:
            raise CannotStart(f"{self.path} has {size:,} bytes, and {LARGEST_FILE:,} are the most: send it in parts")
        return self._chunks(size)

    def _chunks(self, size: int) -> Iterator[bytes]:
        progress, sent = Progress(f"sending {self.path.name}: bytes"), 0
        while chunk := self.file.read(1 << 20):
            yield chunk
            sent += len(chunk)
            progress.at(sent, size)
        progress.end()

    def __exit__(self, *_: object) -> None:
        self.file.close()


# ---- publish ------------------------------------------------------------------------------


def publish(
    file: Annotated[
        Path, typer.Argument(help="CloudEvents in JSON, one a line or a batch array; - is standard input.")
    ] = Path("-"),
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Wait for the receipts.")] = True,
    data: Data = None,
    json: Json = False,
) -> None:
    """Sends events, checked against their contracts first, and prints their receipts."""
    events = list(_checked(_read(file)))
    try:
        with connected(data) as client:
            taken = _send(client, events)
            receipts = _receipts(client, taken) if wait else taken
    except Refused as refusal:
        raise refused(refusal) from None
    tell({"receipts": receipts}, json, "\n".join(map(_line, receipts)))
    states = {receipt["status"] for receipt in receipts}
    if wait and "waiting" in states:
        note(f"some receipts were not in after {RECEIPTS_WITHIN:g} seconds: ask again at their addresses")
    late = {"waiting"} if wait else set()
    raise typer.Exit(1 if states & ({"refused", "unreadable"} | late) else 0)


def _read(file: Path) -> list[Any]:
    try:
        text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        if text.lstrip().startswith(b"["):
            return list(orjson.loads(text))
        return [orjson.loads(line) for line in text.splitlines() if line.strip()]
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CannotStart(f"{file} is not JSON: {error}") from error


def _checked(events: Iterable[Any]) -> Iterator[Any]:
    """The events; CannotStart for the first one that breaks its contract, before anything is sent."""
    from contracts.catalog import PREFIX, Unreadable, decode  # noqa: PLC0415 - help must not wait for the models
    from contracts.cloudevents import carried, unwrap  # noqa: PLC0415

    for number, event in enumerate(events, 1):
        try:
            read = carried(event)
            if read.problem:
                raise Unreadable(read.problem)
            # Its arrival stands in for the time of an event that brings none.
            attributes, body = unwrap({"time": "2000-01-01T00:00:00Z", **read.attributes}, read.data)
            decode(attributes["type"].removeprefix(PREFIX), body)
        except Unreadable as error:
            raise CannotStart(f"event {number}: {error.reason}; nothing was sent") from error
        yield event


def _send(client: httpx.Client, events: list[Any]) -> list[dict[str, Any]]:
    """What the system says of each event, with the address of its receipt."""
    taken: list[dict[str, Any]] = []
    progress = Progress("sending: events")
    headers = {"Content-Type": "application/cloudevents-batch+json"}
    for begin in range(0, len(events), BATCH):
        body = orjson.dumps(events[begin : begin + BATCH])
        taken += ask(client, "POST", "/events", content=body, headers=headers).json()["items"]
        progress.at(len(taken), len(events))
    progress.end()
    return taken


def _receipts(client: httpx.Client, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    until = time.monotonic() + RECEIPTS_WITHIN
    return [_receipt(client, one, until) for one in taken]


def _receipt(client: httpx.Client, taken: dict[str, Any], until: float) -> dict[str, Any]:
    """The receipt, once it is in; as it is when the time is up."""
    if "receipt" not in taken or taken["status"] == "unreadable":
        return taken
    while True:
        receipt: dict[str, Any] = ask(client, "GET", taken["receipt"]).json()
        if receipt["status"] != "waiting" or time.monotonic() > until:
            return receipt
        time.sleep(0.05)


def _line(receipt: dict[str, Any]) -> str:
    told = " ".join(str(receipt[name]) for name in ("outcome", "reason") if receipt.get(name))
    caused = f" caused {' '.join(receipt['caused'])}" if receipt.get("caused") else ""
    return f"{receipt.get('source')} {receipt.get('id')}: {receipt['status']} {told}{caused}".rstrip()
