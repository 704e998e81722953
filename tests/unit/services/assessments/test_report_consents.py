"""Consent to the release of a report (OP18, OP19): asked, given in full or in part, refused, not answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import (
    DisclosureChanged,
    ReportConsentAnswered,
    ReportConsentAsked,
)
from services.assessments.assessments.consent_model import REPORT_CONSENTS, ReportConsent
from services.assessments.assessments.model import ASSESSMENTS, RECOMMENDATIONS
from services.assessments.assessments.views import REPORT
from services.assessments.disclosure import Decision
from services.assessments.report_consents.commands import AskedOrAnsweredConsent, RequestedConfidentiality
from shared.engine.declarations import Viewer
from shared.engine.principals import Principal
from shared.engine.rules import Known, Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    OFFICER,
    Desk,
    Told,
    about_assessment,
    disclosure,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)

KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
UGANDA = Principal("uganda", "public", frozenset({"state:UGA"}), may_command=True)
UNOCT = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)
TODAY = date(2024, 7, 1)
ASKED_ON = date(2024, 4, 2)
LETTER = "DRAFT/SYN/KEN/1"
R1 = recommendation_of_ken("R1")
R2 = recommendation_of_ken("R2")


def say(desk: Desk, principal: Principal = OFFICER, **given: Any) -> Told:
    return desk.command(about_assessment(KEN_REPORT, AskedOrAnsweredConsent(**given)), principal)


def ask(desk: Desk, on: date = ASKED_ON) -> Told:
    return say(desk, asked_on=on)


def reply(desk: Desk, answer: str, on: date = date(2024, 5, 2), principal: Principal = OFFICER, **more: Any) -> Told:
    letter = {"document": LETTER} if principal is OFFICER and answer != "none" else {}
    return say(desk, principal, answer=answer, answered_on=on, **{**letter, **more})


def request(desk: Desk, principal: Principal = KENYA, on: date = TODAY, **more: Any) -> Told:
    return desk.command(about_assessment(KEN_REPORT, RequestedConfidentiality(on, **more)), principal)


def consent_of(desk: Desk) -> ReportConsent:
    consent: ReportConsent = desk.get(REPORT_CONSENTS, KEN_REPORT)
    return consent


def audience_of(desk: Desk) -> str:
    return str(desk.get(ASSESSMENTS, KEN_REPORT).audience)


def audience_of_part(desk: Desk, part: str) -> str:
    return str(desk.get(RECOMMENDATIONS, part).audience)


def open_to(desk: Desk, audience: Any = "public", on: date = TODAY, **more: Any) -> Told:
    decision = Decision(audience, "Permanent Mission", on, consulted_ctc=True, **more)
    return desk.command(disclosure(KEN_REPORT, decision))


def get_refusal(act: Any, *arguments: Any, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*arguments, **more)
    return refusal.value


def build_desk() -> Desk:
    """With a final report, of which Kenya was not asked yet."""
    desk = Desk(TODAY)
    desk.notice(submission_notice())
    return desk


@pytest.fixture
def desk() -> Desk:
    return build_desk()


@pytest.fixture
def desk_asked(desk: Desk) -> Desk:
    ask(desk)
    return desk


# ---- asked, and answered ---------------------------------------------------------------------


def test_a_default_release_is_no_consent(desk: Desk) -> None:
    assert audience_of(desk) == "un"
    assert REPORT_CONSENTS not in desk.rows or KEN_REPORT not in desk.rows[REPORT_CONSENTS]


def test_an_officer_records_that_the_state_was_asked(desk: Desk) -> None:
    event = ask(desk).only(ReportConsentAsked)
    assert (event.assessment_id, event.state, event.occurred_on) == (KEN_REPORT, "KEN", ASKED_ON)
    consent = consent_of(desk)
    assert (consent.status, consent.asked_on, consent.answers) == ("asked", ASKED_ON, ())
    assert (consent.audience, consent.parties) == ("committee", ("state:KEN",))
    assert ask(desk).outcome == "unchanged"


@pytest.mark.parametrize(("answer", "parts"), [("full", ()), ("part", (R1,)), ("refused", ())])
def test_the_state_answers_in_full_in_part_or_refuses(desk_asked: Desk, answer: str, parts: tuple[str, ...]) -> None:
    event = reply(desk_asked, answer, parts=parts).only(ReportConsentAnswered)
    assert (event.answer, event.parts, event.asked_on, event.document) == (answer, parts, ASKED_ON, LETTER)
    assert event.occurred_on == date(2024, 5, 2)
    assert consent_of(desk_asked).status == answer
    assert reply(desk_asked, answer, parts=parts).outcome == "unchanged"


def test_that_no_answer_came_is_noted_without_a_letter_and_a_late_answer_stands(desk_asked: Desk) -> None:
    event = reply(desk_asked, "none", date(2024, 6, 3)).only(ReportConsentAnswered)
    assert (event.answer, event.document) == ("none", None)
    reply(desk_asked, "full", date(2024, 6, 20))
    assert [one.answer for one in consent_of(desk_asked).answers] == ["none", "full"]


def test_a_report_refused_may_be_given_in_part_later(desk_asked: Desk) -> None:
    reply(desk_asked, "refused")
    reply(desk_asked, "part", date(2024, 6, 3), parts=(R1,))
    assert [one.answer for one in consent_of(desk_asked).answers] == ["refused", "part"]
    reply(desk_asked, "part", date(2024, 6, 10), parts=(R1, R2))
    assert consent_of(desk_asked).answers[-1].parts == (R1, R2)


def test_consent_by_itself_releases_nothing(desk_asked: Desk) -> None:
    told = reply(desk_asked, "full")
    assert (told.all(DisclosureChanged), told.released_copies, audience_of(desk_asked)) == ([], [], "un")


# ---- who may say so --------------------------------------------------------------------------


def test_a_state_answers_for_its_own_report_without_a_letter_and_on_the_day_of_its_arrival(desk_asked: Desk) -> None:
    event = reply(desk_asked, "full", TODAY, KENYA).only(ReportConsentAnswered)
    assert (event.occurred_on, event.document) == (TODAY, None)


def test_a_state_cannot_date_its_own_answer_back(desk_asked: Desk) -> None:
    refusal = get_refusal(reply, desk_asked, "full", date(2024, 5, 2), KENYA)
    assert (refusal.code, refusal.rule, refusal.fields) == ("dated-by-its-arrival", "4", ("answered_on",))


def test_an_officer_needs_the_states_letter(desk_asked: Desk) -> None:
    refusal = get_refusal(say, desk_asked, answer="full", answered_on=date(2024, 5, 2))
    assert (refusal.code, refusal.paragraph, refusal.fields) == ("letter-needed", "OP19", ("document",))


@pytest.mark.parametrize("principal", [UNOCT, UGANDA])
def test_nobody_else_answers_for_a_state(desk_asked: Desk, principal: Principal) -> None:
    refusal = get_refusal(reply, desk_asked, "full", TODAY, principal, document=LETTER)
    assert (refusal.code, refusal.status) == ("only-its-own-consent", 403)
    assert get_refusal(request, desk_asked, principal, document=LETTER).code == "only-its-own-consent"


def test_a_state_records_neither_that_it_was_asked_nor_that_it_was_silent(desk: Desk) -> None:
    assert get_refusal(say, desk, KENYA, asked_on=TODAY).code == "only-the-committee-records"
    ask(desk)
    assert get_refusal(reply, desk, "none", TODAY, KENYA).code == "only-the-committee-records"


def test_only_the_committee_and_the_state_see_it_in_the_assessment(desk_asked: Desk) -> None:
    known = Known({table: dict(rows) for table, rows in desk_asked.rows.items()})
    thing = REPORT.thing(known, KEN_REPORT)
    assert thing is not None

    def show_to(principal: Principal) -> Any:
        return REPORT.show(thing, Viewer(principal, REFERENCE))

    for insider in (OFFICER, KENYA):
        assert show_to(insider)["consent"] == consent_of(desk_asked)
    assert "consent" not in show_to(UNOCT)


# ---- what is refused -------------------------------------------------------------------------


def test_nobody_answers_who_was_not_asked(desk: Desk) -> None:
    refusal = get_refusal(reply, desk, "full")
    assert (refusal.code, refusal.paragraph) == ("not-asked-yet", "OP19")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"asked_on": ASKED_ON, "answer": "full", "answered_on": ASKED_ON},
        {"answer": "full"},
        {"answered_on": ASKED_ON},
        {"asked_on": ASKED_ON, "answered_on": ASKED_ON},
        {"asked_on": ASKED_ON, "parts": (R1,)},
    ],
)
def test_either_the_question_is_recorded_or_the_answer(desk_asked: Desk, given: dict[str, Any]) -> None:
    assert get_refusal(say, desk_asked, **given).code == "asked-or-answered"


@pytest.mark.parametrize(
    ("answer", "parts", "code"),
    [
        ("part", (), "parts-of-consent-in-part"),
        ("full", (R1,), "parts-of-consent-in-part"),
        ("refused", (R1,), "parts-of-consent-in-part"),
        ("part", ("none-of-it",), "not-a-part"),
    ],
)
def test_consent_in_part_names_parts_of_the_report(desk_asked: Desk, answer: str, parts: Any, code: str) -> None:
    refusal = get_refusal(reply, desk_asked, answer, parts=parts)
    assert (refusal.code, refusal.status) == (code, 422)


def test_the_days_follow_one_another(desk_asked: Desk) -> None:
    assert get_refusal(reply, desk_asked, "full", date(2024, 4, 1)).fields == ("asked_on", "answered_on")
    assert get_refusal(reply, desk_asked, "full", date(2024, 7, 2)).code == "in-the-future"
    reply(desk_asked, "refused", date(2024, 5, 2))
    assert get_refusal(reply, desk_asked, "full", date(2024, 5, 1)).fields == ("earlier_answered_on", "answered_on")


def test_nobody_corrects_by_sending_again_with_another_day(desk_asked: Desk) -> None:
    refusal = get_refusal(ask, desk_asked, date(2024, 4, 3))
    assert (refusal.code, refusal.rule) == ("report-asked-otherwise", "4")
    reply(desk_asked, "full")
    refusal = get_refusal(reply, desk_asked, "full", date(2024, 5, 3))
    assert (refusal.code, refusal.rule, refusal.fields) == ("report-answered-otherwise", "4", ("answered_on",))


def test_that_no_answer_came_is_not_noted_after_an_answer(desk_asked: Desk) -> None:
    reply(desk_asked, "refused")
    assert get_refusal(reply, desk_asked, "none", date(2024, 6, 3)).code == "an-answer-stands"


def test_a_state_is_asked_about_no_withdrawn_report(desk: Desk) -> None:
    desk.notice(withdrawal_notice())
    refusal = get_refusal(ask, desk)
    assert (refusal.code, refusal.rule) == ("was-withdrawn", "8")
