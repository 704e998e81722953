"""An entry of the access log, and the chain that entries make. Pure.

An entry is JSON with sorted keys. It holds the hash of the entry before it, and its own hash is the SHA-256 of that
text. So nobody can change, remove or insert one without changing all that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import orjson

BEGINNING: Final = "0" * 64
"""What the first entry has in place of the hash of one before."""


@dataclass(frozen=True, slots=True)
class Access:
    """What is noted of a request. It holds no query and nothing of a body."""

    at: datetime
    principal: str
    """Empty: nobody who is known."""
    proof: str
    """By what it proved who it is: `token`, `key ID`, `jwt ISSUER`; empty for the token of `ctc up`."""
    right: str
    """What the address demands: `reader`, `holder`, `commander`, `officer`, `of_the_un` or `operator`."""
    audience: str
    parties: tuple[str, ...]
    """By these two it sees what it sees."""
    method: str
    route: str
    """The template, such as `/visits/{visit}`."""
    thing: str
    """What the path names, or the id of what was made."""
    status: int
    refusal: str
    """The last part of the problem's `type`; empty where nothing was refused."""
    correlation_id: str
    address: str
    """From where the request came, as the gateway says."""
    times: int = 1
    """Requests for which this entry stands. Of whoever is refused again and again only some have their own.

    Where it stands for several, it names no thing, and the rest of it is of the last one.
    """


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log. Noted elsewhere, it shows whether the end of the log was cut off."""

    number: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as it is kept."""

    number: int
    at: datetime
    entry: str
    hash: str


def chain(head: Head, service: str, accesses: Sequence[Access]) -> list[Entry]:
    """The entries that follow this head, in order."""
    entries = list[Entry]()
    for access in accesses:
        number = head.number + 1
        content = asdict(access) | {"service": service, "number": number, "before": head.hash}
        text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z).decode()
        head = Head(number, _hash(text))
        entries.append(Entry(number, access.at, text, head.hash))
    return entries


def find_breaks(head: Head, entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Head, str | None]]:
    """For each entry the new head, and what is wrong there, if something is.

    After a break the chain goes on from what stands there, so that each place is found once.
    """
    for one in entries:
        number, text, digest = int(one["number"]), str(one["entry"]), str(one["hash"])
        yield (after := Head(number, digest)), _explain_break(head, after, text)
        head = after


def _explain_break(before: Head, here: Head, text: str) -> str | None:
    if here.number != before.number + 1:
        return f"entries {before.number + 1} to {here.number - 1} are missing"
    if _hash(text) != here.hash:
        return f"entry {here.number} was changed"
    if _link_of(text) != (here.number, before.hash):
        return f"entry {here.number} does not follow the one before: one of them was put in place of another"
    return None


def _link_of(text: str) -> tuple[object, object]:
    """The number of an entry and the hash of the one before, as its text has them."""
    try:
        content = orjson.loads(text)
        return content["number"], content["before"]
    except (ValueError, TypeError, KeyError):
        return None, None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
