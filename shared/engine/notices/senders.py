"""Whether the sender of a notice may send it still, when it is judged: it may have waited for days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeResponseReceived
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Event, Known, Need, Refusal

_PUBLISHER: Final = "publisher:"


class NoLongerEntitled(Refusal):
    """Its sender may not send this any more: the registration was suspended or changed since it came."""


def needs_of_sender(sent: NoticeTakenIn) -> Iterable[Need]:
    """The registration of the publisher that sent it. A principal of the tokens file has none."""
    if publisher := find_publisher(sent.parties):
        yield Need(REGISTRATIONS, publisher)


def check_still_entitled(taken: Event[NoticeTakenIn], known: Known) -> None:
    """Raises NoLongerEntitled, if the registration was changed since the notice came, and gives the right no more.

    What is known of a registration here may be older than what it was let in by.
    """
    sent = taken.data
    registration = known.get(REGISTRATIONS, find_publisher(sent.parties))
    if registration is None or sent.registration is None:
        return
    if not registration.is_newer_than(sent.registration, taken.time):
        return
    content, type_ = registration.content, sent.notice.notice_type
    has_sources = list_sources_spoken_for(sent).issubset(content.sources)
    if not (content.active and has_sources and type_ in content.notice_types):
        raise NoLongerEntitled


def list_sources_spoken_for(sent: NoticeTakenIn) -> frozenset[str]:
    """Its own source, and that of the assessment that it is about. A State responds to anybody's (OP16)."""
    notice = sent.notice
    if isinstance(notice, NoticeResponseReceived) and f"state:{notice.state}" in sent.parties:
        return frozenset({sent.source})
    return frozenset({sent.source, getattr(notice, "assessment_source", None) or sent.source})


def sources_of_sender(sent: NoticeTakenIn, known: Known) -> frozenset[str]:
    """All sources of the publisher that sent it; of whoever has no registration, this one alone."""
    registration = known.get(REGISTRATIONS, find_publisher(sent.parties))
    return frozenset({sent.source, *(registration.content.sources if registration else ())})


def find_publisher(parties: Iterable[str]) -> str:
    """The id of the publisher that alone sent it, by the parties of its senders; empty: none, or one of several."""
    return next((one.removeprefix(_PUBLISHER) for one in parties if one.startswith(_PUBLISHER)), "")
