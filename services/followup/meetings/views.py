"""How a meeting looks to its readers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.followup.meetings.model import MEETINGS, Meeting
from shared.engine.declarations import View
from shared.engine.principals import Principal
from shared.web.documents.shapes import shape


def show_meeting(meeting: Meeting, principal: Principal) -> Mapping[str, Any]:
    """A meeting as this reader may see it: a State its own part, a body none, the Committee each State's."""
    return {
        "id": meeting.id,
        "reference": meeting.reference,
        "title": meeting.title,
        "kind": meeting.kind,
        "status": meeting.status,
        "invited_on": meeting.invited_on,
        "day": meeting.day,
        "invitations": [one for one in meeting.invitations if principal.insider(one.state)],
        "bodies": meeting.bodies,
        "themes": meeting.themes,
        "assessment_id": meeting.assessment_id if principal.insider(meeting.concerns) else None,
        "cancelled_on": meeting.cancelled_on,
        "cancelled_because": meeting.cancelled_because,
        "synthetic": meeting.synthetic,
    }


_MEETING = shape("Meeting", Meeting, hidden={"concerns", "audience", "parties", "counts"}, always=("id", "status"))


MEETING: View[Meeting] = View(MEETINGS, lambda meeting, viewer: show_meeting(meeting, viewer.principal), _MEETING)
