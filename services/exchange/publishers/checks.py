"""What several rules about publishers need and refuse. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.catalog import NOTICES
from services.exchange.publishers.model import PUBLISHERS, Publisher
from shared.engine.rules import Known, NotFound, Refusal

ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
"""An absolute URI. Our own sources are paths, so no publisher can take one."""
TYPES: Final = frozenset(name.rpartition(".v")[0] for name in NOTICES)


class SourceNotAbsolute(Refusal):
    """A source is an absolute URI, such as `https://cases.example.org/ct` or `urn:un:unodc`."""

    status = 422


class UnknownNoticeType(Refusal):
    """There is no notice of this type: take one of `GET /contracts/asyncapi.json`, without its version."""

    status = 422


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


def check_sources(sources: Sequence[str]) -> None:
    """Raises SourceNotAbsolute."""
    if not all(ABSOLUTE.fullmatch(source) for source in sources):
        raise SourceNotAbsolute(fields=("sources",))
