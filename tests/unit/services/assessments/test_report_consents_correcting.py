"""What is on record of consent to a report is put right (rule 4)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import (
    ConfidentialityRequested,
    DisclosureChanged,
    ReportConsentAnswered,
    ReportConsentAsked,
)
from contracts.corrections import RecordCorrected
from services.assessments.report_consents.correcting import CORRECTABLE
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
)
from tests.unit.services.assessments.test_report_consents import (
    R1,
    ask,
    build_desk,
    consent_of,
    get_refusal,
    reply,
    request,
)


@pytest.fixture
def desk() -> Desk:
    return build_desk()


@pytest.fixture
def desk_asked(desk: Desk) -> Desk:
    ask(desk)
    return desk


def correct(desk: Desk, field: str, value: str) -> Told:
    given = GivenCorrection(field, value, "Misread.", "DRAFT/SYN/9")
    return desk.command(CorrectRecord(CORRECTABLE, KEN_REPORT, "", given))


def test_the_day_of_the_question_is_put_right_and_its_answers_are_told_again(desk_asked: Desk) -> None:
    reply(desk_asked, "refused")
    reply(desk_asked, "part", date(2024, 6, 3), parts=(R1,))
    told = correct(desk_asked, "asked_on", "2024-04-01")
    assert [one.id for one in told.only(RecordCorrected).replaces] == [KEN_REPORT, KEN_REPORT]
    assert told.only(ReportConsentAsked).occurred_on == date(2024, 4, 1)
    assert [(one.answer, one.asked_on) for one in told.all(ReportConsentAnswered)] == [
        ("refused", date(2024, 4, 1)),
        ("part", date(2024, 4, 1)),
    ]
    assert (consent_of(desk_asked).asked_on, consent_of(desk_asked).status) == (date(2024, 4, 1), "part")
    assert told.all(DisclosureChanged) == []


def test_a_request_for_confidentiality_is_put_right_by_itself(desk: Desk) -> None:
    request(desk)
    told = correct(desk, "requests.0.requested_on", "2024-06-28")
    assert told.only(ConfidentialityRequested).occurred_on == date(2024, 6, 28)
    assert told.all(ReportConsentAsked) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("asked_on", "2024-02-01", "before-what-it-rests-on"),
        ("asked_on", "2024-05-03", "before-what-it-rests-on"),
        ("answers.0.answered_on", "2024-04-01", "before-what-it-rests-on"),
        ("status", "full", "not-correctable"),
    ],
)
def test_a_correction_to_a_day_before_what_it_rests_on_is_refused(
    desk_asked: Desk, field: str, value: str, code: str
) -> None:
    reply(desk_asked, "refused")
    refusal = get_refusal(correct, desk_asked, field, value)
    assert (refusal.code, refusal.rule) == (code, "4")
