"""Editions from before there were signatures are signed, once their digests are those that were told of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.council.editions.model import EDITIONS
from services.council.editions.signatures.signing import find_digest, sign_edition
from shared.engine.rules import Change, Command, Context, Known, Need, Put


@dataclass(frozen=True, slots=True)
class SignEarlier:
    """Sign the edition, or its reissue, with this id. It has no signature; this must still be its digest."""

    edition_id: str
    id: str
    digest: str


def needs_of_earlier(command: Command[SignEarlier]) -> Iterable[Need]:
    """The edition."""
    yield Need(EDITIONS, command.data.edition_id)


def sign_earlier(command: Command[SignEarlier], known: Known, context: Context) -> Iterator[Change]:
    """Signs what was never signed. A signature that does not hold is never replaced."""
    asked = command.data
    edition = known.get(EDITIONS, asked.edition_id)
    if edition is not None and asked.id not in edition.signatures and find_digest(edition, asked.id) == asked.digest:
        yield Put(EDITIONS, sign_edition(edition, asked.id, context.signer))
