"""What every event's data has in common."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class EventData(BaseModel):
    """The `data` of one type of event. Readers ignore fields that they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str] = ""
    """Short name with version, such as `assessment.completed.v1`; on the wire `org.un.ctc.` stands before it."""
    topic: ClassVar[str] = ""
    """The topic it goes to; empty for released copies, whose topic is that of their audience."""
