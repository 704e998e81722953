"""Which rule handles which event about an assessment. Pure."""

from collections.abc import Mapping
from typing import Any

from contracts.assessments import AssessmentCompleted, AssessmentCorrected, AssessmentReceived, AssessmentWithdrawn
from contracts.base import EventData
from services.followup.assessments.correcting import correct_assessment, needs_of_correction
from services.followup.assessments.opening import needs_of_opening, open_cycle
from services.followup.assessments.receiving import needs_of_receipt, note_receipt
from services.followup.assessments.withdrawing import needs_of_withdrawal, withdraw_assessment
from shared.engine.rules import Rule

REACTIONS: Mapping[type[EventData], Rule[Any]] = {
    AssessmentCompleted: Rule(needs_of_opening, open_cycle),
    AssessmentReceived: Rule(needs_of_receipt, note_receipt),
    AssessmentCorrected: Rule(needs_of_correction, correct_assessment),
    AssessmentWithdrawn: Rule(needs_of_withdrawal, withdraw_assessment),
}

__all__ = ["REACTIONS"]
