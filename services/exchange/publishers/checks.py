"""What several rules about publishers need and refuse. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from services.exchange.notices.entitlement import TYPES, can_ever_send
from services.exchange.publishers.model import PUBLISHERS, Publisher
from shared.engine.rules import Known, NotFound, Refusal

_CHARACTERS: Final = r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
SOURCE: Final = re.compile(
    rf"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{{1,5}})?(?:[/?#]{_CHARACTERS}*)?"
    rf"|urn:[a-z0-9][a-z0-9-]{{1,31}}:{_CHARACTERS}+"
)
"""An absolute URI of RFC 3986, so no two look alike. Our own sources are paths, which nobody can take."""


class SourceNotAbsolute(Refusal):
    """A source is an absolute URI in ASCII, with `https:` or `urn:`: `https://cases.example.org/ct`, `urn:un:unodc`."""

    status = 422


class NotApprovedYet(Refusal):
    """This registration is not approved: it waits for that, or it was rejected or withdrawn."""


class UnknownNoticeType(Refusal):
    """There is no notice of this type: take one of `/codes/notice-types`."""

    status = 422


class NoticeOfAnotherBody(Refusal):
    """Responses come from the State or the CTED, notices of assessments from the CTED, and others from any body."""

    status = 422


def find_publisher(publisher_id: str, known: Known) -> Publisher:
    """The publisher. Raises NotFound."""
    publisher = known.get(PUBLISHERS, publisher_id)
    if publisher is None:
        raise NotFound
    return publisher


def check_decided(publisher: Publisher) -> None:
    """Raises NotApprovedYet for an application, whatever became of it."""
    if publisher.status not in ("approved", "suspended"):
        raise NotApprovedYet


def check_notice_types(publisher: Publisher) -> None:
    """Raises UnknownNoticeType, or NoticeOfAnotherBody where this one could never send them."""
    if not set(publisher.notice_types) <= TYPES.keys():
        raise UnknownNoticeType(fields=("notice_types",))
    if not all(can_ever_send(type_, publisher.body) for type_ in publisher.notice_types):
        raise NoticeOfAnotherBody(fields=("notice_types",))


def check_sources(sources: Sequence[str]) -> None:
    """Raises SourceNotAbsolute."""
    if not all(SOURCE.fullmatch(source) for source in sources):
        raise SourceNotAbsolute(fields=("sources",))
