"""What the tests of exchange bring to its rules, and how they look at what these change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from pydantic_core import to_json

from contracts.notices import NoticeAccepted, NoticeRefused
from services.exchange.notices.model import NOTICES, SentNotice, notice_key
from services.exchange.service import SERVICE
from shared.engine.port import Message
from shared.engine.principals import register_owner
from shared.engine.receiving import build_trigger
from shared.engine.rules import Change, Context, Emit, Event, Trigger
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory, read_record

CONTEXT = Context(datetime(2024, 6, 3, 12, tzinfo=UTC), date(2024, 6, 3), REFERENCE)
RECEIVED = {"reference": "SYN-1", "state": "KEN", "received_by_state_on": "2024-06-03", "synthetic": True}
PROJECT = {
    "reference": "SYN-P1", "title": "A synthetic project", "lead_body": "UNODC", "states": ["KEN"],
    "themes": ["travel"], "status": "active", "synthetic": True,
}  # fmt: skip


def message(
    data: Any, *, id_: str = "n-1", type_: str = "notice.assessment.received.v1", offset: int = 1,
    topic: str = "ctc.external", **more: str,
) -> Message:  # fmt: skip
    attributes = {
        "specversion": "1.0", "id": id_, "source": "urn:example:cted", "type": f"org.un.ctc.{type_}",
        "time": "2024-06-03T12:00:00Z", "datacontenttype": "application/json",
    } | more  # fmt: skip
    return Message(topic, 0, offset, "KEN", attributes, data if isinstance(data, bytes) else to_json(data))


class Desk(Memory):
    """Exchange on that day."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        super().__init__(read_record(SERVICE, self.changes), CONTEXT.today)


def trigger(sent: Message) -> Trigger:
    """The message as a trigger; its source is the owner's."""
    found = build_trigger(SERVICE, sent, lambda source: (register_owner(source),))
    assert found is not None
    return found


def decide(sent: Message | Trigger, desk: Desk) -> list[Change]:
    """What the rule changes; `desk` shows it afterwards."""
    before = len(desk.changes)
    desk.handle(trigger(sent) if isinstance(sent, Message) else sent)
    return desk.changes[before:]


def list_emitted(changes: Sequence[Change]) -> list[Any]:
    return [change.data for change in changes if isinstance(change, Emit)]


def only(changes: Sequence[Change], model: type) -> Any:
    (data,) = list_emitted(changes)
    assert isinstance(data, model)
    return data


def row(desk: Desk, id_: str = "n-1") -> SentNotice:
    return desk.get(NOTICES, notice_key("urn:example:cted", id_))


def owner_says(data: NoticeAccepted | NoticeRefused) -> Event[Any]:
    return Event("/services/assessments", "e-1", data.type, "KEN", CONTEXT.now, data, "c-1")


WHOSE: dict[str, Any] = {"source": "urn:example:cted", "id": "n-1", "notice_type": "notice.assessment.received"}
ACCEPTED = NoticeAccepted(**WHOSE, outcome="accepted", caused=("a-1",))
REFUSED = NoticeRefused(**WHOSE, reason="No.", code="still-unknown", rule="9", paragraph="OP16", fields=("state",))
