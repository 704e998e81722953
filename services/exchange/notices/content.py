"""The content of a notice: in this system's codes, and as digests that tell what differs. Pure."""

from __future__ import annotations

import hashlib
from typing import Any

from contracts.ids import project_id
from contracts.notices import NoticeData, NoticeProjectRegistered, NoticeVisitPlanned
from reference import Reference
from services.exchange.notices.model import SentNotice
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.rules import Event, Refusal

Sending = Event[Any]
"""A sending: a notice as its sender sent it. Its data is one of the models of notices."""


class OursAlone(Refusal):
    """No other system may send in the name of this one: use a source of your own."""


def normalize_notice(sending: Sending, reference: Reference) -> Any:
    """The notice with ids of States and names of bodies in place of aliases. Raises a Refusal."""
    if sending.source.startswith("/services/"):
        raise OursAlone
    notice: NoticeData = sending.data
    # The owner judges whether it was a Member State on the day that counts.
    if isinstance(notice, NoticeProjectRegistered):
        states = tuple(state_id(reference, code, "states") for code in notice.states)
        lead_body = body_name(reference, notice.lead_body, "lead_body")
        return notice.model_copy(update={"states": states, "lead_body": lead_body})
    body = {"body": body_name(reference, notice.body)} if isinstance(notice, NoticeVisitPlanned) else {}
    return notice.model_copy(update={"state": state_id(reference, sending.data.state), **body})


def subject_of(source: str, notice: Any) -> str:
    """The State; for a project with several States or none, the id of the project."""
    if not isinstance(notice, NoticeProjectRegistered):
        state: str = notice.state
        return state
    return notice.states[0] if len(notice.states) == 1 else project_id(source, notice.reference)


def digest_fields(notice: NoticeData) -> dict[str, str]:
    """A digest of each field of the notice. An absent field counts as its default."""
    return {name: _digest(value) for name, value in notice.model_dump(mode="json").items()}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def find_differing_fields(row: SentNotice, notice: NoticeData) -> tuple[str, ...]:
    """The names of the fields that differ from the row."""
    content = digest_fields(notice)
    names = row.content.keys() | content.keys()
    return tuple(sorted(name for name in names if row.content.get(name) != content.get(name)))
