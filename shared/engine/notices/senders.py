"""Whether the sender of a notice may send it still, when it is judged: it may have waited for days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from contracts.exchange import NoticeTakenIn
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Known, Need, Refusal

_PUBLISHER: Final = "publisher:"


class NoLongerEntitled(Refusal):
    """Its sender may not send this any more: the registration was suspended or changed since it came."""


def needs_of_sender(sent: NoticeTakenIn) -> Iterable[Need]:
    """The registration of the publisher that sent it. A principal of the tokens file has none."""
    if publisher := _find_publisher(sent):
        yield Need(REGISTRATIONS, publisher)


def check_still_entitled(sent: NoticeTakenIn, known: Known) -> None:
    """Raises NoLongerEntitled. What was not told yet of a registration takes no right away."""
    registration = known.get(REGISTRATIONS, _find_publisher(sent))
    if registration is None:
        return
    content, type_ = registration.content, sent.notice.notice_type
    if not content.active or sent.source not in content.sources or type_ not in content.notice_types:
        raise NoLongerEntitled


def _find_publisher(sent: NoticeTakenIn) -> str:
    named = (one.removeprefix(_PUBLISHER) for one in sent.parties if one.startswith(_PUBLISHER))
    return next(named, "")
