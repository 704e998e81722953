"""`/meetings`: to which the Chair invites States (OP16, OP17), who answered, and who came. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.vocabulary import MeetingKind, Year
from services.followup.meetings.commands.answering import AnswerInvitation, answer_invitation
from services.followup.meetings.commands.outcome import CancelMeeting, RecordMeeting, cancel_meeting, record_meeting
from services.followup.meetings.commands.planning import (
    ChangePlan,
    PlanMeeting,
    change_plan,
    needs_of_change,
    needs_of_plan,
    plan_meeting,
)
from services.followup.meetings.correcting import CORRECTABLE
from services.followup.meetings.model import MeetingStatus, party_of
from services.followup.meetings.needs import needs_of_meeting
from services.followup.meetings.views import MEETING
from shared.engine.declarations import Action, By, Filter, Listing, Member, Resource, Single, Viewer, select_year
from shared.web.corrections import corrections_of


def _select_invited(state: str, viewer: Viewer) -> Iterable[Filter]:
    """Meetings to which the State was invited. Another State may not find out who else was: it gets none."""
    yield Filter("parties", party_of(state), "has")
    if not viewer.principal.insider(state):
        yield Filter("id", "")


RESOURCE = Resource(
    "meetings",
    (
        Listing(
            "list_meetings",
            "/meetings",
            "Meetings that you may see; `state`: to which it was invited. A State sees its own part in each.",
            MEETING,
            (
                By("state", Member, means=_select_invited),
                By("kind", MeetingKind),
                By("status", MeetingStatus),
                By(
                    "year",
                    Year,
                    about="In which it is planned for, or was held.",
                    means=select_year("day"),
                ),
            ),
        ),
        Single("show_meeting", "/meetings/{meeting}", "One meeting.", MEETING),
        Action(
            "plan", "/meetings", PlanMeeting, needs_of_plan, plan_meeting, creates="/meetings", answers=MEETING.shape
        ),
        Action("change_plan", "/meetings/{meeting}/plan", ChangePlan, needs_of_change, change_plan, MEETING),
        Action(
            "respond", "/meetings/{meeting}/answers", AnswerInvitation, needs_of_meeting, answer_invitation, MEETING
        ),
        Action("record", "/meetings/{meeting}/record", RecordMeeting, needs_of_meeting, record_meeting, MEETING),
        Action("cancel", "/meetings/{meeting}/cancellation", CancelMeeting, needs_of_meeting, cancel_meeting, MEETING),
        *corrections_of(CORRECTABLE, "/meetings/{meeting}", MEETING),
    ),
)
