"""Disclosure (OP19): who may have a report and its parts, as the State and the CTC decide. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.assessments import AssessmentCompleted, Disclosed, DisclosureChanged
from contracts.audiences import reaches
from services.assessments.assessments.checks import check_final, check_live
from services.assessments.assessments.consent_model import ReportConsent
from services.assessments.assessments.events import build_fact
from services.assessments.assessments.model import OneKind, Report
from services.assessments.assessments.readers.consent import check_covered
from services.assessments.assessments.reports import write_report
from services.assessments.checks import check_happened
from services.assessments.disclosure import (
    Decision,
    NotAPart,
    add_state,
    check_consulted,
    check_no_later_decision,
    check_parties,
    describe_decision,
)
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit


def disclose_report(
    current: Report, consent: ReportConsent | None, decision: Decision, context: Context, recommendation: str = ""
) -> Iterator[Change]:
    """Narrows or widens who may have the report, some of its parts, or one recommendation.

    `consent`: what the State was asked and said about its release; None: nothing. It opens no more than that covers.
    """
    check_covered(consent, decision, _list_chosen(decision, recommendation), current, context.reference)
    report = decide_on_report(current, decision, context, recommendation)
    yield from tell_decision(current, report, decision, context, recommendation)


def decide_on_report(
    current: Report, decision: Decision, context: Context, recommendation: str = "", closes_parts: bool = False
) -> Report:
    """The report after the decision. Raises what is wrong with it.

    `closes_parts`: the decision on the whole holds for each part too, whatever was decided on that before.
    """
    check_final(current.assessment)
    check_happened(context, decided_on=decision.decided_on)
    check_consulted(decision)
    check_parties(decision, context)
    chosen = _choose_parts(current, decision, recommendation)
    _check_latest(current, decision, chosen)
    return _disclose_parts(current, decision, chosen) if chosen else _disclose_whole(current, decision, closes_parts)


def tell_decision(
    current: Report, report: Report, decision: Decision, context: Context, recommendation: str = ""
) -> Iterator[Change]:
    """Writes what the decision changed, and tells it and the released copies; nothing if all is as it was."""
    if report == current:
        return
    yield from write_report(current, report)
    yield Emit(_build_event(report, decision, recommendation), report.assessment.state)
    before, after = (build_fact(one, AssessmentCompleted) for one in (current, report))
    yield from release_report(report.assessment.id, report.assessment.state, before, after, "narrowed", context)


def _check_latest(current: Report, decision: Decision, chosen: frozenset[str]) -> None:
    """Raises ALaterDecisionStands. A later decision on the whole bars only what opens a part further."""
    whole = current.assessment.disclosure_decided_on
    if not chosen:
        check_no_later_decision(whole, decision)
    for part in current.parts:
        if part.id in chosen:
            check_no_later_decision(part.disclosure_decided_on, decision)
            if not (reaches(part.audience, decision.audience) and set(decision.parties).issubset(part.parties)):
                check_no_later_decision(whole, decision)


def _choose_parts(current: Report, decision: Decision, recommendation: str) -> frozenset[str]:
    """The parts to which the decision is limited; empty if it holds for the whole."""
    assessment = current.assessment
    parts = (recommendation,) if recommendation else (*assessment.recommendation_ids, *assessment.finding_ids)
    if not set(decision.in_part).issubset(parts):
        raise NotAPart(fields=("in_part",))
    for one in current.recommendations:
        if one.id == recommendation or one.id in decision.in_part:
            check_live(one)
    return _list_chosen(decision, recommendation)


def _list_chosen(decision: Decision, recommendation: str) -> frozenset[str]:
    return frozenset((recommendation,) if recommendation else decision.in_part)


def _disclose_parts(current: Report, decision: Decision, chosen: frozenset[str]) -> Report:
    """Gives the parts an audience of their own, which may be wider or narrower than that of the whole."""

    def give_audience(part: OneKind) -> OneKind:
        if part.id not in chosen:
            return part
        own: dict[str, Any] = {"own_audience": decision.audience, **describe_decision(decision)}
        return replace(part, audience=decision.audience, parties=add_state(part.state, decision.parties), **own)

    return replace(
        current,
        recommendations=tuple(give_audience(one) for one in current.recommendations),
        findings=tuple(give_audience(one) for one in current.findings),
    )


def _disclose_whole(current: Report, decision: Decision, closes_parts: bool) -> Report:
    """Gives the whole this audience, and each part as far as the last decision on that part allows.

    One that was opened further than the report stays open until the report is narrowed; so does one to whoever
    is named beside it alone, until the report reaches the UN no more.
    """
    before, audience = current.assessment, decision.audience
    narrowed = not reaches(audience, before.audience)
    parties = add_state(before.state, decision.parties)
    named_no_more = set(before.parties).difference(parties)
    below_the_un = narrowed and not reaches(audience, "un")

    def adapt(part: OneKind) -> OneKind:
        if not part.is_live or (part.disclosure_decided_on or date.min) > decision.decided_on:
            return part
        own = part.own_audience
        if own is None:
            return replace(part, audience=audience, parties=parties)
        if closes_parts:
            return replace(part, own_audience=audience, audience=audience, parties=parties)
        rest = tuple(one for one in part.parties if one in parties or not (below_the_un or one in named_no_more))
        allowed = audience if reaches(own, audience) else own
        opened_further = not narrowed and reaches(part.audience, allowed)
        return replace(part, audience=part.audience if opened_further else allowed, parties=rest)

    return Report(
        replace(before, audience=audience, parties=parties, **describe_decision(decision)),
        tuple(adapt(one) for one in current.recommendations),
        tuple(adapt(one) for one in current.findings),
    )


def _build_event(report: Report, decision: Decision, recommendation: str) -> DisclosureChanged:
    """The event about the decision, with the audience of every part after it."""
    assessment = report.assessment
    return DisclosureChanged(
        occurred_on=decision.decided_on,
        synthetic=assessment.synthetic,
        of="recommendation" if recommendation else "assessment",
        id=recommendation or assessment.id,
        state=assessment.state,
        assessment_id=assessment.id,
        audience=decision.audience,
        parties=add_state(assessment.state, decision.parties),
        in_part=() if recommendation else decision.in_part,
        parts=tuple(Disclosed(id=part.id, audience=part.audience, parties=part.parties) for part in report.parts),
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        consulted_ctc=decision.consulted_ctc,
    )
