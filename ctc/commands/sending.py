"""`ctc import` and `ctc publish`: send files and events to the system."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import orjson
import typer

from ctc.client import Data, ask, connect, follow
from ctc.errors import CannotStart, Refused
from ctc.output import Json, Progress, note, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx

MEDIA = {".csv": "text/csv", ".jsonl": "application/jsonl"}
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. A larger file must be sent in parts, so that a refusal does not cost an hour."""
Kind = Literal["visits", "assessments", "projects", "fatf", "terrorism-index", "treaties"]
WITH_SOURCE = ("assessments", "projects")
"""Kinds of files whose references belong to a source; the others are identified by their content."""
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


def import_file(
    kind: Annotated[Kind, typer.Argument(help="What is in the file.")],
    file: Annotated[
        Path, typer.Argument(help="A CSV; of assessments and projects also JSON Lines of the notices' data.")
    ],
    source: Annotated[
        str | None, typer.Option(help="Whose references they are, such as urn:example:cted; else this system's own.")
    ] = None,
    treaty: Annotated[
        str | None, typer.Option(help="Of treaties: the treaty's name, by which the file is known when it comes again.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Takes a file in; the same file again changes nothing. Exit 1 if any line was rejected."""
    media = MEDIA.get(file.suffix.lower())
    if media is None:
        raise CannotStart(f"{file}: its name must end in .csv or .jsonl, to say what it is")
    if source and kind not in WITH_SOURCE:
        raise CannotStart(f"{kind} have no source of their own: leave --source out")
    if (treaty is not None) != (kind == "treaties"):
        problem = "treaties need --treaty, the treaty's name" if treaty is None else f"{kind} take no --treaty"
        raise CannotStart(problem)
    params = {name: value for name, value in (("source", source), ("treaty", treaty)) if value}
    try:
        with connect(data) as client, Reading(file) as content:
            result = _import(client, kind, params, content, media)
    except Refused as refusal:
        raise CannotStart(f"{file}: {refusal}") from None
    lines = [
        f"accepted {result['accepted']}",
        f"rejected {len(result['rejected'])}",
        f"unchanged {result['unchanged']}",
    ]
    lines += [f"line {one['line']}: {one['reason']}" for one in result["rejected"]]
    if result.get("stopped"):
        lines.append(result["stopped"])
    if result.get("not_members"):
        lines.append(f"no Member States: {len(result['not_members'])} ({', '.join(result['not_members'])})")
    lines += [
        f"lines {one} and {other} look like components of one visit: if so, merge them (`ctc visit merge`)"
        for one, other in result.get("candidates", ())
    ]
    lines += [
        f"line {line} resembles the visit {visit} of another file: if it is that one, merge them"
        for line, visit in result.get("resembling", ())
    ]
    lines += [f"line {line} corrects the visit {visit} of an earlier file" for line, visit in result.get("changed", ())]
    tell(result, json, "\n".join(lines))
    raise typer.Exit(1 if result["rejected"] else 0)


def _import(
    client: httpx.Client, kind: str, params: dict[str, str], content: Iterator[bytes], media: str
) -> dict[str, Any]:
    """Sends the file and shows the progress; returns the result."""
    progress, answer = Progress("rows"), dict[str, Any]()
    headers = {"Content-Type": media, "Accept": "application/x-ndjson"}
    for answer in follow(client, "POST", f"/imports/{kind}", content=content, headers=headers, params=params):
        if "problem" in answer:
            raise Refused(answer)
        if isinstance(answer["rejected"], int):
            progress.at(answer["accepted"] + answer["rejected"] + answer["unchanged"])
    progress.end()
    if not isinstance(answer.get("rejected"), list):
        raise CannotStart("the import stopped on its way: send the same file again, it goes on from there")
    return answer


class Reading:
    """A file as the body of a request, with progress."""

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
        progress, count = Progress(f"sending {self.path.name}: bytes"), 0
        while chunk := self.file.read(1 << 20):
            yield chunk
            count += len(chunk)
            progress.at(count, size)
        progress.end()

    def __exit__(self, *_: object) -> None:
        self.file.close()


# ---- publish ------------------------------------------------------------------------------


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
