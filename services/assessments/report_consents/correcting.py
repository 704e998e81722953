"""The days of a State's word on the release of its report are put right, and its letters (rule 4, OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.corrections import Replaced
from contracts.vocabulary import Day, Line
from services.assessments.assessments.consent_model import REPORT_CONSENTS, ReportConsent
from services.assessments.assessments.needs import get_report, needs_of_report
from services.assessments.names import TOPIC
from services.assessments.report_consents.rules import tell_answer, tell_question, tell_request
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    """The report, with what the State was asked and said about it."""
    yield from needs_of_report(key)


def _order(consent: ReportConsent, known: Known) -> Iterator[Days]:
    report_date = get_report(consent.id, known).assessment.report_date
    answers = ((f"answers.{place}.answered_on", one.answered_on) for place, one in enumerate(consent.answers))
    yield ("report_date", report_date), ("asked_on", consent.asked_on), *answers
    for place, one in enumerate(consent.requests):
        yield ("report_date", report_date), (f"requests.{place}.requested_on", one.requested_on)


def _list_replaced(consent: ReportConsent, path: str, *_: object) -> Iterator[Replaced]:
    names = ("confidentiality.requested",) if path.startswith("requests.") else _ASKED
    for name in names:
        yield Replaced(type=f"{name}.v1", id=consent.id)


_ASKED = ("report_consent.asked", "report_consent.answered")


def _apply(before: ReportConsent, after: ReportConsent, known: Known, _context: Context) -> Iterator[Change]:
    """What it says is told again in order. Who may have the report stays as it was decided."""
    assessment = get_report(after.id, known).assessment
    yield Put(REPORT_CONSENTS, after)
    if after.requests != before.requests:
        yield from (tell_request(assessment, after, one) for one in after.requests)
    else:
        yield from tell_question(assessment, after)
        yield from (tell_answer(assessment, after, one) for one in after.answers)


CORRECTABLE: Correctable[ReportConsent] = Correctable(
    name="report-consent",
    table=REPORT_CONSENTS,
    topic=TOPIC,
    paragraph="OP19",
    fields={
        "asked_on": Day,
        "answers.*.answered_on": Day,
        "answers.*.document": Line,
        "requests.*.requested_on": Day,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda consent, _: Whose(consent.state),
    subject=lambda consent: consent.state,
)
