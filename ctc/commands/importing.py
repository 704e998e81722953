"""`ctc import`: sends a file to the system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ctc.client import Data, connect, follow
from ctc.errors import CannotStart, Refused
from ctc.output import Json, Progress, tell

if TYPE_CHECKING:  # help must not wait for it
    import httpx

MEDIA = {".csv": "text/csv", ".jsonl": "application/jsonl"}
LARGEST_FILE = 12 * 1024 * 1024
"""Bytes. A larger file must be sent in parts, so that a refusal comes before it is sent."""
WHAT_STAYS = "what was accepted stays: send the same file again, it goes on from there"
Kind = Literal["visits", "assessments", "projects", "fatf", "terrorism-index", "treaties"]
WITH_SOURCE = ("assessments", "projects")
"""Kinds of files whose references belong to a source; the others are identified by their content."""


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
    media = _check_kind(kind, file, source, treaty)
    params = {name: value for name, value in (("source", source), ("treaty", treaty)) if value}
    try:
        with connect(data) as client, Reading(file) as content:
            result = _import(client, kind, params, content, media)
    except Refused as refusal:
        raise CannotStart(f"{file}: {refusal}") from None
    tell(result, json, "\n".join(_describe(result)))
    raise typer.Exit(1 if result["rejected"] else 0)


def _check_kind(kind: Kind, file: Path, source: str | None, treaty: str | None) -> str:
    """The media type of the file. Raises CannotStart if the options do not fit this kind of file."""
    media = MEDIA.get(file.suffix.lower())
    if media is None:
        raise CannotStart(f"{file}: its name must end in .csv or .jsonl, to say what it is")
    if source and kind not in WITH_SOURCE:
        raise CannotStart(f"{kind} have no source of their own: leave --source out")
    if (treaty is not None) != (kind == "treaties"):
        problem = "treaties need --treaty, the treaty's name" if treaty is None else f"{kind} take no --treaty"
        raise CannotStart(problem)
    return media


def _describe(result: Mapping[str, Any]) -> Iterator[str]:
    """The lines that people read."""
    yield f"accepted {result['accepted']}"
    yield f"rejected {len(result['rejected'])}"
    yield f"unchanged {result['unchanged']}"
    if not (result["accepted"] or result["rejected"] or result["unchanged"]):
        yield "the file names its columns and has no row"
    for one in result["rejected"]:
        yield f"line {one['line']}: {one['reason']}"
    if result.get("stopped"):
        yield result["stopped"]
    if result.get("not_members"):
        yield f"no Member States: {len(result['not_members'])} ({', '.join(result['not_members'])})"
    for one, other in result.get("candidates", ()):
        yield f"lines {one} and {other} look like components of one visit: if so, merge them (`ctc visit merge`)"
    for line, visit in result.get("resembling", ()):
        yield f"line {line} resembles the visit {visit} of another file: if it is that one, merge them"
    for line, visit in result.get("changed", ()):
        yield f"line {line} corrects the visit {visit} of an earlier file"


def _import(
    client: httpx.Client, kind: str, params: dict[str, str], content: Iterator[bytes], media: str
) -> dict[str, Any]:
    """Sends the file and shows the progress; returns the result."""
    progress, answer = Progress("rows"), dict[str, Any]()
    headers = {"Content-Type": media, "Accept": "application/x-ndjson"}
    try:
        for answer in follow(client, "POST", f"/imports/{kind}", content=content, headers=headers, params=params):
            if "problem" in answer:
                raise CannotStart(f"the import stopped on its way: {Refused(answer)}")
            if isinstance(answer["rejected"], int):
                progress.at(answer["accepted"] + answer["rejected"] + answer["unchanged"])
    except CannotStart as silence:
        raise CannotStart(f"{silence}; {WHAT_STAYS}" if answer else str(silence)) from silence
    progress.end()
    if not isinstance(answer.get("rejected"), list):
        raise CannotStart(f"the import stopped on its way; {WHAT_STAYS}")
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
