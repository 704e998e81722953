"""The whole cycle of an assessment, as each event about it carries it."""

from __future__ import annotations

from typing import Literal

from contracts.base import Part
from contracts.vocabulary import Day, Line, Sequence

CycleStatus = Literal[
    "open", "responded", "not_answered", "reported", "overdue", "closed", "cancelled", "pending_mandate"
]  # fmt: skip


class FollowUpContent(Part):
    """One follow-up of a cycle: the report that CTED owes the CTC, or made (OP16)."""

    sequence: Sequence
    anchor: Line
    """The name of the date from which it is counted."""
    anchor_on: Day
    due_on: Day | None = None
    """Absent: no mandate gives a period."""
    mandate: Line | None = None
    paragraph: Line | None = None
    reported_on: Day | None = None


class ResponseContent(Part):
    """The State's response: one for the cycle, however many follow-ups it has (rule 6)."""

    due_on: Day | None = None
    received_on: Day | None = None
    """When the first response arrived."""
    not_answered_on: Day | None = None
    """The first day after its time ended without one."""
    pending_since: Day | None = None
    """Since when no mandate governs it, while it is awaited (rule 9)."""


class CycleContent(FollowUpContent):
    """The cycle with its present follow-up, and those before it. Texts and decisions are in events of their own."""

    status: CycleStatus
    opened_on: Day
    """The day on which the assessment was submitted to the CTC, as now known."""
    received_by_state_on: Day | None = None
    overdue_since: Day | None = None
    pending_since: Day | None = None
    """Since when no mandate governs the report (rule 9)."""
    response: ResponseContent
    earlier: tuple[FollowUpContent, ...] = ()
    """In order. Each was reported, and a further one came."""
    closed_on: Day | None = None
    cancelled_on: Day | None = None
