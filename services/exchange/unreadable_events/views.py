"""How senders and operators see an unreadable event. Pure."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class UnreadableSummary(BaseModel):
    """What nobody could read, or what could not be judged, without its content."""

    number: int
    received_at: datetime
    source: str | None
    sent_by: str | None
    """Who sent it, such as `publisher:ID`, for operators alone. Null to these: nobody knows."""
    notice_id: str | None
    notice_type: str | None
    reason: str
    code: str | None
    """For programs: `could-not-be-judged` is a fault of ours. Null: there is none, or it was kept before codes were."""
    place: str
    size: int
    repaired_at: datetime | None
    repaired_by: str | None
    """The principal that sent it again, repaired."""


class UnreadableWhole(UnreadableSummary):
    """The same with its content."""

    attributes: dict[str, str]
    data_base64: str
