"""What people and programs may ask of followup: a file an occasion. Pure."""

from collections.abc import Mapping
from typing import Any

from services.followup.commands.carrying import CarryOver, carry_over, needs_of_carry_over
from services.followup.commands.closing import CloseCycle, close_cycle, needs_of_closure
from services.followup.commands.due_dates import DecideDueDate, decide_due_date
from services.followup.commands.ending import EndRecommendation, end_recommendation
from services.followup.commands.further import OpenFurtherFollowUp, open_further_follow_up
from services.followup.commands.looking import LookAgain, look_at_all_again, needs_of_look
from services.followup.commands.meetings.answering import AnswerInvitation, answer_invitation
from services.followup.commands.meetings.common import needs_of_meeting
from services.followup.commands.meetings.outcome import CancelMeeting, RecordMeeting, cancel_meeting, record_meeting
from services.followup.commands.meetings.planning import (
    ChangePlan,
    PlanMeeting,
    change_plan,
    needs_of_change,
    needs_of_plan,
    plan_meeting,
)
from services.followup.commands.own_days import SetOwnDay, set_own_day
from services.followup.commands.principals import needs_of_cycle
from services.followup.commands.reporting import FileReport, file_report, needs_of_report
from services.followup.commands.responding import RecordResponse, needs_of_record, record_response
from services.followup.commands.status import (
    AddRecommendation,
    AssessRecommendation,
    StatePosition,
    add_recommendation,
    assess_recommendation,
    needs_of_addition,
    needs_of_assessment,
    needs_of_position,
    state_position,
)
from services.followup.commands.succession import Succeed, needs_of_succession, succeed
from shared.engine.rules import Rule

COMMANDS: Mapping[type, Rule[Any]] = {
    RecordResponse: Rule(needs_of_record, record_response),
    StatePosition: Rule(needs_of_position, state_position),
    FileReport: Rule(needs_of_report, file_report),
    AssessRecommendation: Rule(needs_of_assessment, assess_recommendation),
    AddRecommendation: Rule(needs_of_addition, add_recommendation),
    SetOwnDay: Rule(needs_of_assessment, set_own_day),
    EndRecommendation: Rule(needs_of_assessment, end_recommendation),
    CarryOver: Rule(needs_of_carry_over, carry_over),
    Succeed: Rule(needs_of_succession, succeed),
    DecideDueDate: Rule(needs_of_cycle, decide_due_date),
    OpenFurtherFollowUp: Rule(needs_of_cycle, open_further_follow_up),
    CloseCycle: Rule(needs_of_closure, close_cycle),
    PlanMeeting: Rule(needs_of_plan, plan_meeting),
    ChangePlan: Rule(needs_of_change, change_plan),
    AnswerInvitation: Rule(needs_of_meeting, answer_invitation),
    RecordMeeting: Rule(needs_of_meeting, record_meeting),
    CancelMeeting: Rule(needs_of_meeting, cancel_meeting),
    LookAgain: Rule(needs_of_look, look_at_all_again),
}

__all__ = ["COMMANDS"]
