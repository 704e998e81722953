"""Events about briefings and meetings. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.unoct import BriefingCancelled, BriefingHeld, BriefingInvited
from services.unoct.briefings.model import Briefing


def build_invited_event(briefing: Briefing, today: date) -> BriefingInvited:
    """UNOCT is invited, or the invitation changed. Once it is held, `speaker` is no part of the invitation.

    A plan to which nobody was invited is told on the day on which it became known.
    """
    speaker = None if briefing.held_on else briefing.speaker
    occurred_on = briefing.invited_on or today
    return BriefingInvited(**_shared_fields(briefing) | {"occurred_on": occurred_on, "speaker": speaker})


def build_held_event(briefing: Briefing) -> BriefingHeld:
    """It was held."""
    return BriefingHeld(**_shared_fields(briefing) | {"occurred_on": briefing.held_on})


def build_cancelled_event(briefing: Briefing) -> BriefingCancelled:
    """It does not take place."""
    cancellation = {"occurred_on": briefing.cancelled_on, "reason": briefing.cancelled_because}
    return BriefingCancelled(**_shared_fields(briefing) | cancellation)


def _shared_fields(briefing: Briefing) -> dict[str, Any]:
    """The fields that all these events have."""
    return {
        "synthetic": briefing.synthetic, "briefing_id": briefing.id, "kind": briefing.kind,
        "invited_on": briefing.invited_on, "planned_for": briefing.planned_for, "speaker": briefing.speaker,
        "title": briefing.title,
    }  # fmt: skip
