"""Consent to the release of a report (OP18, OP19): asked, answered; and requests for confidentiality. Pure.

Release to the UN system is the rule, and no consent. Consent widens nothing by itself: the decision on disclosure does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from contracts.assessments import (
    AboutAssessment,
    ConfidentialityRequested,
    ReportConsentAnswered,
    ReportConsentAsked,
)
from services.assessments.assessments.checks import NoLongerLive, check_final
from services.assessments.assessments.consent_model import (
    REPORT_CONSENTS,
    AnswerOnReport,
    ConfidentialityRequest,
    ReportConsent,
)
from services.assessments.assessments.events import build_event
from services.assessments.assessments.model import Assessment, Report
from services.assessments.assessments.readers.consent import has_come_since
from services.assessments.checks import check_happened, check_order, is_last_of_its_day
from services.assessments.disclosure import NotAPart
from services.assessments.report_consents.narrowing import narrow_to_answer, narrow_to_request
from shared.engine.bounds import check_has_room
from shared.engine.rules import Change, Context, Emit, Put, Refusal

About = TypeVar("About", bound=AboutAssessment)


class ReportAskedOtherwise(Refusal):
    """The State is known to have been asked about this report on another day: if that is wrong, correct it."""

    rule = "4"
    paragraph = "OP19"


class NotAskedYet(Refusal):
    """The State was not asked about this report yet: record first on which day it was."""

    paragraph = "OP19"


class ReportAnsweredOtherwise(Refusal):
    """The State is known to have answered so on another day, or in another letter: if that is wrong, correct it."""

    rule = "4"
    paragraph = "OP19"


class AnAnswerStands(Refusal):
    """The State has answered: it cannot be noted any more that no answer came."""

    paragraph = "OP19"


class PartsOfConsentInPart(Refusal):
    """Consent in part names the findings and recommendations under `parts`; no other answer names any."""

    paragraph = "OP19"
    status = 422


def record_asking(report: Report, before: ReportConsent | None, on: date, context: Context) -> Iterator[Change]:
    """The State is asked, once for each report. No period is published in which it must answer."""
    assessment = report.assessment
    if before is not None and before.asked_on is not None:
        if before.asked_on != on:
            raise ReportAskedOtherwise(fields=("asked_on",))
        return
    check_final(assessment)
    check_happened(context, asked_on=on)
    check_order("OP19", report_date=assessment.report_date, asked_on=on)
    consent = before or _start_consent(assessment, context)
    after = replace(consent, status="asked", asked_on=on)
    yield Put(REPORT_CONSENTS, after)
    yield from tell_question(assessment, after)


def record_answer(
    report: Report, before: ReportConsent | None, answer: AnswerOnReport, context: Context
) -> Iterator[Change]:
    """The last answer stands. What it no longer covers is at once open to the UN system at most."""
    assessment = report.assessment
    check_final(assessment)
    if before is None or before.asked_on is None:
        raise NotAskedYet
    if is_last_of_its_day(answer, before.answers):
        return
    check_happened(context, answered_on=answer.answered_on)
    check_order("OP19", asked_on=before.asked_on, answered_on=answer.answered_on)
    _check_parts(report, answer)
    _check_follows(before, answer, report)
    check_has_room(before.answers, context, "answer", "OP19")
    after = replace(before, status=answer.answer, answers=(*before.answers, answer))
    yield Put(REPORT_CONSENTS, after)
    yield tell_answer(assessment, after, answer)
    yield from narrow_to_answer(report, answer, context)


def _check_parts(report: Report, answer: AnswerOnReport) -> None:
    if bool(answer.parts) is not (answer.answer == "part"):
        raise PartsOfConsentInPart(fields=("answer", "parts"))
    _check_are_parts(report, answer.parts)


def _check_are_parts(report: Report, parts: tuple[str, ...]) -> None:
    """Raises NotAPart, or NoLongerLive: what was closed is its own already, and what took its place is named apart."""
    if not {one.id for one in report.parts}.issuperset(parts):
        raise NotAPart(fields=("parts",))
    if any(one.id in parts and not one.is_live for one in report.recommendations):
        raise NoLongerLive(fields=("parts",))


def _check_follows(consent: ReportConsent, answer: AnswerOnReport, report: Report) -> None:
    """Raises what is wrong with a further answer: it says something new, and not before the one that stands."""
    last = consent.last_answer
    if last is None:
        return
    if _says_again(last, answer) and not (_is_asked_since(last, consent) or _covers_more(last, answer, report)):
        differing = (name for name in ("answered_on", "document") if getattr(answer, name) != getattr(last, name))
        raise ReportAnsweredOtherwise(fields=tuple(differing))
    if answer.answer == "none":
        raise AnAnswerStands(fields=("answer",))
    check_order("OP19", earlier_answered_on=last.answered_on, answered_on=answer.answered_on)


def _says_again(last: AnswerOnReport, answer: AnswerOnReport) -> bool:
    return (answer.answer, set(answer.parts)) == (last.answer, set(last.parts))


def _covers_more(last: AnswerOnReport, answer: AnswerOnReport, report: Report) -> bool:
    """Whether parts came since. Then the same answer of a later day is new: it covers those too."""
    return answer.answered_on > last.answered_on and has_come_since(report.parts, last.answered_on)


def _is_asked_since(last: AnswerOnReport, consent: ReportConsent) -> bool:
    """Whether the State asked for confidentiality since. Then the same answer again is new: it takes that back."""
    return any(one.requested_on >= last.answered_on for one in consent.requests)


def record_request(
    report: Report, before: ReportConsent | None, request: ConfidentialityRequest, context: Context
) -> Iterator[Change]:
    """What a State asks to keep confidential is the Committee's and its own from then on (OP19)."""
    assessment = report.assessment
    check_final(assessment)
    if before is not None and request in before.requests:
        yield from narrow_to_request(report, request, context)  # it may have been opened since
        return
    check_happened(context, requested_on=request.requested_on)
    check_order("OP19", report_date=assessment.report_date, requested_on=request.requested_on)
    _check_are_parts(report, request.parts)
    consent = before or _start_consent(assessment, context)
    check_has_room(consent.requests, context, "requested_on", "OP19")
    yield Put(REPORT_CONSENTS, replace(consent, requests=(*consent.requests, request)))
    yield tell_request(assessment, consent, request)
    yield from narrow_to_request(report, request, context)


def _start_consent(assessment: Assessment, context: Context) -> ReportConsent:
    return ReportConsent(
        id=assessment.id,
        state=assessment.state,
        status="not_asked",
        asked_on=None,
        answers=(),
        requests=(),
        audience=context.reference.practice.default_audiences["consent"],
        parties=(f"state:{assessment.state}",),
        synthetic=assessment.synthetic,
    )


def tell_question(assessment: Assessment, consent: ReportConsent) -> Iterator[Emit]:
    """That the State was asked; nothing where it was not."""
    if consent.asked_on is not None:
        yield _tell(assessment, consent, ReportConsentAsked, consent.asked_on)


def tell_answer(assessment: Assessment, consent: ReportConsent, answer: AnswerOnReport) -> Emit:
    """One answer, with the day of the question."""
    return _tell(
        assessment, consent, ReportConsentAnswered, answer.answered_on,
        asked_on=consent.asked_on, answer=answer.answer, parts=answer.parts, document=answer.document,
    )  # fmt: skip


def tell_request(assessment: Assessment, consent: ReportConsent, request: ConfidentialityRequest) -> Emit:
    """One request for confidentiality."""
    return _tell(
        assessment, consent, ConfidentialityRequested, request.requested_on,
        parts=request.parts, document=request.document,
    )  # fmt: skip


def _tell(assessment: Assessment, consent: ReportConsent, event: type[About], on: date, **more: Any) -> Emit:
    return Emit(build_event(assessment, event, on, **more), assessment.state, consent.audience)
