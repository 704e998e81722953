"""What a receipt is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from contracts.cloudevents import LONGEST, cut_text
from contracts.vocabulary import Outcome

Status = Literal["waiting", "accepted", "refused", "unreadable"]


def receipt_subject(source: str) -> str:
    """The subject of the receipts of this source. Sources that begin alike may share one."""
    return cut_text(source, LONGEST["subject"])


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer to a sender. It holds ids, names and reasons, never content."""

    status: Status
    at: datetime
    outcome: Outcome | None = None
    """For an accepted notice: whether it took effect now or before."""
    caused: tuple[str, ...] = ()
    """Ids of the things that the notice made or changed."""
    reason: str = ""
    code: str = ""
    rule: str = ""
    paragraph: str = ""
    fields: tuple[str, ...] = ()
    """Names of the fields that contradict what is known."""
    refused_on: date | None = None
    """For a waiting notice: the day on which it is refused, if what it waits for is still unknown."""
