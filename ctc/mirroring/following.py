"""Follows the feed of what an audience has, and brings each edition in each form and language into the directory.

What is written is what was announced to the audience: its digest is compared first. So a token that sees more than
the audience puts nothing of that into the directory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from pydantic import TypeAdapter, ValidationError

from ctc.client import ask
from ctc.errors import CannotStart, Refused
from ctc.mirroring.feed import Announced, Event, Page, Withdrawn, read
from ctc.mirroring.shelf import FileName, Held, Shelf

if TYPE_CHECKING:  # help must not wait for it
    import httpx

PAGE: Final = 500
"""Events that are asked for at a time."""
_NAME: Final = re.compile(r'filename="([^"]+)"')
_FILE_NAME: Final = TypeAdapter(FileName)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a file, or why an edition has none."""

    what: Literal["written", "removed", "not there"]
    name: str
    sha256: str | None = None
    because: str | None = None


def fill(client: httpx.Client, shelf: Shelf) -> Iterator[Step]:
    """Takes away what is no longer there for the audience, and then brings what is missing.

    Raises CannotStart if the system cannot be asked. What was done by then is noted.
    """
    yield from _read_feed(client, shelf)
    for id_, edition in shelf.record.editions.items():
        if not edition.is_complete:
            yield from _bring(client, shelf, id_, edition)
            shelf.save()


def _read_feed(client: httpx.Client, shelf: Shelf) -> Iterator[Step]:
    record = shelf.record
    while True:
        query = {"audience": record.wish.audience, "limit": PAGE} | ({"after": record.cursor} if record.cursor else {})
        page = read(Page, ask(client, "GET", "/released", params=query).content)
        for event in page.items:
            yield from (Step("removed", name) for name in _take_in(shelf, event))
        record.cursor = page.next
        shelf.save()
        if not page.items:
            return


def _take_in(shelf: Shelf, event: Event) -> list[str]:
    if event.kind == "withdrawn":
        return shelf.take_away(read(Withdrawn, event.data).id)
    if event.kind != "report":
        return []
    edition, wanted = read(Announced, event.data), shelf.record.wish.reports
    return shelf.announce(edition) if not wanted or edition.report in wanted else []


def _bring(client: httpx.Client, shelf: Shelf, id_: str, edition: Held) -> Iterator[Step]:
    try:
        announced = _get(client, edition, "json", "en")
    except Refused as refused:  # it is gone, and the feed will say so
        yield Step("not there", id_, because=str(refused))
        return
    if not _is_as_announced(edition, announced.content, shelf.record.wish.audience):
        yield Step("not there", id_, because="it is not what the audience was told of: take a token of that audience")
        return
    for form, language in product(shelf.record.wish.forms, shelf.record.wish.languages):
        try:
            answer = _get(client, edition, form, language)
        except Refused as refused:
            yield Step("not there", f"{id_} {form} {language}", because=str(refused))
            continue
        name = _name_of(answer)
        if shelf.put(edition, name, answer.content):
            yield Step("written", name, edition.files[name])
    edition.is_complete = True


def _is_as_announced(edition: Held, document: bytes, audience: str) -> bool:
    """Whether it is what the audience was told of. The public's copy is asked for without a token, so it is."""
    if edition.digest is None:
        return audience == "public"
    return edition.digest == f"sha-256:{sha256(document).hexdigest()}"


def _get(client: httpx.Client, edition: Held, form: str, language: str) -> httpx.Response:
    place, _, query = edition.path.partition("?")
    return ask(client, "GET", f"{place}.{form}?{query}&lang={language}")


def _name_of(answer: httpx.Response) -> str:
    found = _NAME.search(answer.headers.get("content-disposition", ""))
    try:
        return _FILE_NAME.validate_python(found[1] if found else "")
    except ValidationError:
        raise CannotStart("the system names no file that can be written here: is CTC_URL right?") from None
