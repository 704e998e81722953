"""What followup does when something happens elsewhere: a file an occasion. Pure."""

from collections.abc import Mapping
from typing import Any

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentCorrected,
    AssessmentReceived,
    AssessmentWithdrawn,
    AssistanceRequested,
    DisclosureChanged,
)
from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.followup import TOPIC
from services.followup.reactions.answering import needs_of_notice, take_response
from services.followup.reactions.correcting import correct, needs_of_correction
from services.followup.reactions.learning import (
    needs_of_disclosure,
    needs_of_request,
    note_disclosure,
    note_request,
)
from services.followup.reactions.opening import needs_of_opening, open_cycle
from services.followup.reactions.receiving import needs_of_receipt, needs_of_withdrawal, note_receipt, withdraw
from shared.engine.notices.judging import answer_failure
from shared.engine.rules import Rule

REACTIONS: Mapping[type[EventData], Rule[Any]] = {
    AssessmentCompleted: Rule(needs_of_opening, open_cycle),
    AssessmentReceived: Rule(needs_of_receipt, note_receipt),
    AssessmentCorrected: Rule(needs_of_correction, correct),
    AssessmentWithdrawn: Rule(needs_of_withdrawal, withdraw),
    DisclosureChanged: Rule(needs_of_disclosure, note_disclosure),
    AssistanceRequested: Rule(needs_of_request, note_request),
    NoticeTakenIn: Rule(needs_of_notice, take_response, answer_failure(TOPIC)),
}

__all__ = ["REACTIONS"]
