"""What the State's word on the release of its report does at once: it only narrows (OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from contracts.audiences import Audience, reaches
from services.assessments.assessments.consent_model import AnswerOnReport, ConfidentialityRequest
from services.assessments.assessments.disclosing import decide_on_report, tell_decision
from services.assessments.assessments.model import Assessment, Part, Report
from services.assessments.disclosure import ALaterDecisionStands, Decision, is_beyond_the_un, list_beyond_the_un
from shared.engine.rules import Change, Context

Whole: TypeAlias = Assessment | Part
_Reach: TypeAlias = tuple[Audience, tuple[str, ...]]
"""An audience, and parties beside it."""


def narrow_to_answer(report: Report, answer: AnswerOnReport, context: Context) -> Iterator[Change]:
    """Without consent nothing of the report goes wider than the UN system, or to another State."""
    if answer.answer not in ("refused", "part"):
        return
    decided_by, on = _name_state(report, context), answer.answered_on
    parts = _list_live
    if answer.answer == "refused" and _goes_further(report.assessment, context):
        decision = _build(_bound(report.assessment, context), decided_by, on)
        after = _decide(report, decision, context)
        if after is None:
            parts = _list_apart
        else:
            yield from tell_decision(report, after, decision, context)
            report = after
    further: dict[_Reach, list[str]] = {}
    for one in parts(report, on):
        if _goes_further(one, context) and one.id not in answer.parts:
            further.setdefault(_bound(one, context), []).append(one.id)
    yield from _narrow(report, [_build(to, decided_by, on, *ids) for to, ids in further.items()], context)


def _build(reach: _Reach, decided_by: str, on: date, *in_part: str) -> Decision:
    audience, parties = reach
    return Decision(audience, decided_by, on, parties, in_part)


def _goes_further(one: Whole, context: Context) -> bool:
    return is_beyond_the_un(one.audience, one.parties, one.state, context.reference)


def _bound(one: Whole, context: Context) -> _Reach:
    """Its audience and parties without whoever is beyond the UN system."""
    audience: Audience = one.audience if reaches("un", one.audience) else "un"
    beyond = {f"state:{one.state}", *list_beyond_the_un(one.parties, one.state, context.reference)}
    return audience, tuple(party for party in one.parties if party not in beyond)


def narrow_to_request(report: Report, request: ConfidentialityRequest, context: Context) -> Iterator[Change]:
    """What is to be kept confidential is for the Committee and the State alone; the whole with all that was opened."""
    decided_by, on, named = _name_state(report, context), request.requested_on, set(request.parts)
    whole = Decision("committee", decided_by, on)
    after = None if named else _decide(report, whole, context, closes_parts=True)
    if after is not None:
        yield from tell_decision(report, after, whole, context)
        return
    parts = _list_live(report, on) if named else _list_apart(report, on)
    in_part = tuple(one.id for one in parts if not named or one.id in named)
    yield from _narrow(report, [replace(whole, in_part=in_part)] if in_part else [], context)


def _narrow(report: Report, decisions: Iterable[Decision], context: Context) -> Iterator[Change]:
    for decision in decisions:
        after = _decide(report, decision, context)
        if after is not None:
            yield from tell_decision(report, after, decision, context)
            report = after


def _decide(report: Report, decision: Decision, context: Context, closes_parts: bool = False) -> Report | None:
    """None: a later decision stands. A word that is recorded after it is kept, and changes nothing of it."""
    try:
        return decide_on_report(report, decision, context, closes_parts=closes_parts)
    except ALaterDecisionStands:
        return None


def _list_live(report: Report, on: date) -> Iterator[Part]:
    """The parts on which nobody decided later, but for what is no longer live: that is the Committee's alone."""
    for one in report.parts:
        if one.is_live and (one.disclosure_decided_on or on) <= on:
            yield one


def _list_apart(report: Report, on: date) -> Iterator[Part]:
    """Those of them on which was decided apart: they do not follow a later decision on the whole."""
    return (one for one in _list_live(report, on) if one.own_audience is not None)


def _name_state(report: Report, context: Context) -> str:
    """The State decides, through whichever office it wrote."""
    state = context.reference.member(report.assessment.state)
    return state.name if state is not None else report.assessment.state
