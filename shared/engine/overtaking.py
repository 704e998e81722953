"""An event that an operator tries again may come behind others that told of the same thing since. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shared.engine.rules import Event


def is_overtaken(event: Event[Any], position: int | None, told_at: datetime, *, in_doubt: bool) -> bool:
    """Whether it is tried again, though something told of its thing came since.

    `position`: where that stands in its partition, if it was kept; `told_at`: its time. Positions began anew where
    Kafka was lost meanwhile, and times say less where a clock was ahead. `in_doubt`: the answer where the two differ.
    """
    if not event.retry_of:
        return False
    own = position_of(event)
    stands_before = position is not None and own is not None and position > own
    is_earlier = told_at > event.time
    return stands_before or is_earlier if in_doubt else stands_before and is_earlier


def position_of(event: Event[Any]) -> int | None:
    """Where it stands in its partition; None where no transport brought it."""
    return event.message.offset if event.message else None
