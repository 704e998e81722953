"""What the State's word on the release of its report does at once: it only narrows (OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.audiences import Audience, reaches
from services.assessments.assessments.consent_model import AnswerOnReport, ConfidentialityRequest
from services.assessments.assessments.disclosing import disclose_report
from services.assessments.assessments.model import Finding, Recommendation, Report
from services.assessments.disclosure import ALaterDecisionStands, Decision
from shared.engine.rules import Change, Context


def narrow_to_answer(report: Report, answer: AnswerOnReport, context: Context) -> Iterator[Change]:
    """Without consent nothing of the report goes wider than the UN system."""
    if answer.answer == "refused" and _is_wider("un", report.assessment.audience):
        yield from _narrow(report, Decision("un", _name_state(report, context), answer.answered_on), context)
    elif answer.answer in ("refused", "part"):
        wider = (one for one in _list_live(report, answer.answered_on) if _is_wider("un", one.audience))
        beyond = tuple(one.id for one in wider if one.id not in answer.parts)
        if beyond:
            decision = Decision("un", _name_state(report, context), answer.answered_on, in_part=beyond)
            yield from _narrow(report, decision, context)


def narrow_to_request(report: Report, request: ConfidentialityRequest, context: Context) -> Iterator[Change]:
    """What is to be kept confidential is for the Committee and the State alone; the whole with all that was opened."""
    decided_by, named = _name_state(report, context), set(request.parts)
    in_part = tuple(one.id for one in _list_live(report, request.requested_on) if one.id in named)
    if in_part or not named:
        decision = Decision("committee", decided_by, request.requested_on, in_part=in_part)
        yield from _narrow(report, decision, context, closes_parts=not named)


def _narrow(report: Report, decision: Decision, context: Context, closes_parts: bool = False) -> Iterator[Change]:
    """A word that is recorded after a later decision is kept, and changes nothing of that decision."""
    try:
        changes = list(disclose_report(report, decision, context, closes_parts=closes_parts))
    except ALaterDecisionStands:
        return
    yield from changes


def _is_wider(limit: Audience, audience: Audience) -> bool:
    return not reaches(limit, audience)


def _list_live(report: Report, on: date) -> Iterator[Recommendation | Finding]:
    """The parts on which nobody decided later, but for what is no longer live: that is the Committee's alone."""
    for one in report.parts:
        is_live = not isinstance(one, Recommendation) or one.is_live
        if is_live and (one.disclosure_decided_on or on) <= on:
            yield one


def _name_state(report: Report, context: Context) -> str:
    """The State decides, through whichever office it wrote."""
    state = context.reference.member(report.assessment.state)
    return state.name if state is not None else report.assessment.state
