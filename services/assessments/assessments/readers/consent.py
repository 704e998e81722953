"""Whether the State's word on its report covers a decision that opens it beyond the UN system (OP19). Pure.

Its word is on the parts that were there. One that came on that day or later may say what the State kept confidential.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reference import Reference
from services.assessments.assessments.consent_model import AnswerOnReport, ConfidentialityRequest, ReportConsent
from services.assessments.assessments.model import Part, Report
from services.assessments.disclosure import Decision, is_beyond_the_un
from shared.engine.rules import Refusal


class BeyondTheConsent(Refusal):
    """The State was asked about this report. Its answer does not cover this, or came before it: record its consent."""

    paragraph = "OP19"


class KeptConfidential(Refusal):
    """The State asked to keep this confidential, and said nothing else since: record its consent first."""

    paragraph = "OP19"


def check_covered(
    consent: ReportConsent | None, decision: Decision, chosen: frozenset[str], report: Report, reference: Reference
) -> None:
    """Raises BeyondTheConsent or KeptConfidential if it would leave the UN system without the State's word that it may.

    `chosen`: the parts of the report to which the decision is limited; none: it holds for the whole. Where the State
    was never asked, the decision itself says which of its offices consented.
    """
    if consent is None or not is_beyond_the_un(decision.audience, decision.parties, consent.state, reference):
        return
    if any(_is_standing(one, consent) and _may_mean(one, chosen, report) for one in consent.requests):
        raise KeptConfidential(fields=("audience",))
    if consent.asked_on is not None and not _is_consented(consent.last_answer, chosen, report):
        raise BeyondTheConsent(fields=("audience",))


def has_come_since(parts: Iterable[Part], day: date) -> bool:
    """Whether one of the parts came on this day or later, once the report was final."""
    return any(one.came_on is not None and one.came_on >= day for one in parts)


def _may_mean(request: ConfidentialityRequest, chosen: frozenset[str], report: Report) -> bool:
    """Whether it is about one of these parts. What came later may have taken the place of what it names."""
    if not request.parts or not chosen.isdisjoint(request.parts):
        return True
    return has_come_since((one for one in report.parts if one.id in chosen), request.requested_on)


def _is_consented(last: AnswerOnReport | None, chosen: frozenset[str], report: Report) -> bool:
    if last is None or last.answer not in ("full", "part"):
        return False
    if last.answer == "part":
        return bool(chosen) and chosen.issubset(last.parts)
    return not has_come_since(_list_opened(report, chosen), last.answered_on)


def _list_opened(report: Report, chosen: frozenset[str]) -> Iterator[Part]:
    """The parts that a decision opens: those on which it is, or those that go as far as the whole."""
    for one in report.parts:
        if one.id in chosen or (not chosen and one.own_audience is None and one.is_live):
            yield one


def _is_standing(request: ConfidentialityRequest, consent: ReportConsent) -> bool:
    """Whether the State answered nothing since that day. Of one day the request holds."""
    last = consent.last_answer
    return last is None or last.answered_on <= request.requested_on
