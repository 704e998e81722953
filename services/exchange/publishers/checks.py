"""What several rules about publishers need and refuse. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from contracts.catalog import NOTICES
from services.exchange.publishers.model import OWNED_SOURCES, PUBLISHERS, OwnedSource, Publisher
from shared.engine.rules import Change, Known, Need, NotFound, Put, Refusal, Remove

ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
"""An absolute URI. Our own sources are paths, so no publisher can take one."""
TYPES: Final = frozenset(name.rpartition(".v")[0] for name in NOTICES)


class SourceTaken(Refusal):
    """Another publisher speaks for this source: a source belongs to one system alone."""


class SourceNotAbsolute(Refusal):
    """A source is an absolute URI, such as `https://cases.example.org/ct` or `urn:un:unodc`."""

    status = 422


class UnknownNoticeType(Refusal):
    """There is no notice of this type: take one of `GET /contracts/asyncapi.json`, without its version."""

    status = 422


def needs_of_sources(sources: Iterable[str]) -> Iterator[Need]:
    """Who owns these sources."""
    for source in sorted(set(sources)):
        yield Need(OWNED_SOURCES, source)


def find_publisher(publisher_id: str, known: Known) -> Publisher:
    """The publisher. Raises NotFound."""
    publisher = known.get(PUBLISHERS, publisher_id)
    if publisher is None:
        raise NotFound
    return publisher


def check_notice_types(types: Sequence[str]) -> None:
    """Raises UnknownNoticeType."""
    if not set(types) <= TYPES:
        raise UnknownNoticeType(fields=("notice_types",))


def check_sources(publisher: Publisher, known: Known) -> None:
    """Raises SourceNotAbsolute or SourceTaken."""
    for source in publisher.sources:
        if not ABSOLUTE.fullmatch(source):
            raise SourceNotAbsolute(fields=("sources",))
        owner = known.get(OWNED_SOURCES, source)
        if owner is not None and owner.publisher_id != publisher.id:
            raise SourceTaken(fields=("sources",))


def claim_sources(publisher: Publisher, before: Sequence[str], known: Known) -> Iterator[Change]:
    """The publisher now owns its sources, and no longer those that it had before and has not now."""
    for source in publisher.sources:
        if known.get(OWNED_SOURCES, source) is None:
            yield Put(OWNED_SOURCES, OwnedSource(source, publisher.id))
    for source in sorted(set(before) - set(publisher.sources)):
        yield Remove(OWNED_SOURCES, source)
