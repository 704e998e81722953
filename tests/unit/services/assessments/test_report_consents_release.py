"""What a State's word on a report does to its release, and its request for confidentiality (OP18, OP19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.assessments import (
    ConfidentialityRequested,
    DisclosureChanged,
)
from contracts.audiences import Audience
from contracts.vocabulary import ReportAnswer
from services.assessments.assessments.model import FINDINGS, RECOMMENDATIONS
from services.assessments.disclosure import Decision
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    OFFICER,
    Desk,
    disclosure,
)
from tests.unit.services.assessments.test_report_consents import (
    LETTER,
    R1,
    R2,
    TODAY,
    ask,
    audience_of,
    audience_of_part,
    build_desk,
    consent_of,
    get_refusal,
    open_to,
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


# ---- what the State's word does to the release -----------------------------------------------


@pytest.mark.parametrize("answer", ["refused", "none", "asked"])
def test_nothing_goes_wider_than_the_un_without_the_consent_that_was_asked_for(desk_asked: Desk, answer: str) -> None:
    if answer != "asked":
        reply(desk_asked, answer)
    refusal = get_refusal(open_to, desk_asked)
    assert (refusal.code, refusal.paragraph) == ("beyond-the-consent", "OP19")
    assert open_to(desk_asked, "un").outcome == "accepted", "within the United Nations release is the rule"


def test_with_consent_in_full_the_report_is_opened_after_consultation(desk_asked: Desk) -> None:
    reply(desk_asked, "full")
    decision = Decision("public", "Permanent Mission", TODAY)
    assert get_refusal(desk_asked.command, disclosure(KEN_REPORT, decision)).code == "wider-than-the-un"
    open_to(desk_asked)
    assert audience_of(desk_asked) == "public"


def test_with_consent_in_part_these_parts_alone_are_opened(desk_asked: Desk) -> None:
    reply(desk_asked, "part", parts=(R1,))
    assert get_refusal(open_to, desk_asked).code == "beyond-the-consent"
    assert get_refusal(open_to, desk_asked, in_part=(R1, R2)).code == "beyond-the-consent"
    alone = Decision("public", "Permanent Mission", TODAY, consulted_ctc=True)
    assert get_refusal(desk_asked.command, disclosure(KEN_REPORT, alone, R2)).code == "beyond-the-consent"
    open_to(desk_asked, in_part=(R1,))
    assert (audience_of_part(desk_asked, R1), audience_of_part(desk_asked, R2)) == ("public", "un")


def test_where_the_state_was_never_asked_the_decision_itself_names_who_consented(desk: Desk) -> None:
    assert open_to(desk).only(DisclosureChanged).decided_by == "Permanent Mission"


def test_a_state_that_takes_its_consent_back_closes_the_report_to_all_but_the_un(desk_asked: Desk) -> None:
    reply(desk_asked, "full")
    open_to(desk_asked, on=date(2024, 6, 3))
    told = reply(desk_asked, "refused", TODAY)
    change = told.only(DisclosureChanged)
    assert (change.audience, change.decided_by, change.decided_on) == ("un", "Kenya", TODAY)
    assert {audience for audience, _ in told.released_copies} == {"partners", "public"}
    assert (audience_of(desk_asked), audience_of_part(desk_asked, R1)) == ("un", "un")


def test_a_state_that_refuses_again_on_the_day_of_its_consent_closes_the_report(desk_asked: Desk) -> None:
    for answer in ("refused", "full"):
        reply(desk_asked, answer, TODAY)
    open_to(desk_asked)
    assert audience_of(desk_asked) == "public"
    reply(desk_asked, "refused", TODAY)
    assert (consent_of(desk_asked).status, audience_of(desk_asked), audience_of_part(desk_asked, R1)) == (
        "refused", "un", "un",
    )  # fmt: skip
    assert get_refusal(open_to, desk_asked).code == "beyond-the-consent"
    assert reply(desk_asked, "refused", TODAY).outcome == "unchanged"


def test_a_consent_that_shrinks_to_a_part_closes_the_other_parts(desk_asked: Desk) -> None:
    reply(desk_asked, "full")
    open_to(desk_asked, on=date(2024, 6, 3))
    told = reply(desk_asked, "part", TODAY, parts=(R1,))
    assert set(told.only(DisclosureChanged).in_part) == {R2, *desk_findings(desk_asked)}
    assert (audience_of_part(desk_asked, R1), audience_of_part(desk_asked, R2)) == ("public", "un")


def desk_findings(desk: Desk) -> set[str]:
    return set(desk.rows[FINDINGS])


def test_an_answer_recorded_after_a_later_decision_is_kept_and_moves_nothing(desk_asked: Desk) -> None:
    reply(desk_asked, "full")
    open_to(desk_asked, on=date(2024, 6, 3))
    told = reply(desk_asked, "refused", date(2024, 6, 1))
    assert told.all(DisclosureChanged) == []
    assert (consent_of(desk_asked).status, audience_of(desk_asked)) == ("refused", "public")


# ---- a request for confidentiality -----------------------------------------------------------


def test_what_the_state_asks_to_keep_confidential_leaves_the_un_at_once(desk: Desk) -> None:
    told = request(desk)
    event = told.only(ConfidentialityRequested)
    assert (event.occurred_on, event.parts, event.document) == (TODAY, (), None)
    assert told.only(DisclosureChanged).audience == "committee"
    assert (audience_of(desk), audience_of_part(desk, R1)) == ("committee", "committee")
    consent = consent_of(desk)
    assert (consent.status, consent.asked_on, len(consent.requests)) == ("not_asked", None, 1)
    assert request(desk).outcome == "unchanged"


def test_confidentiality_may_be_asked_for_parts_alone_by_letter(desk: Desk) -> None:
    assert get_refusal(request, desk, OFFICER).code == "letter-needed"
    request(desk, OFFICER, date(2024, 6, 3), document=LETTER, parts=(R1,))
    assert (audience_of(desk), audience_of_part(desk, R1), audience_of_part(desk, R2)) == ("un", "committee", "un")
    assert get_refusal(request, desk, parts=("none-of-it",)).code == "not-a-part"


@pytest.mark.parametrize("whole", ["committee", "un"])
def test_a_request_for_the_whole_closes_what_was_opened_of_it_too(desk: Desk, whole: Audience) -> None:
    desk.command(disclosure(KEN_REPORT, Decision(whole, "Permanent Mission", TODAY)))
    desk.command(disclosure(KEN_REPORT, Decision("public", "Permanent Mission", TODAY, consulted_ctc=True), R1))
    shared = Decision("committee", "Permanent Mission", TODAY, parties=("state:UGA",))
    desk.command(disclosure(KEN_REPORT, shared, R2))
    request(desk)
    rows = desk.rows[RECOMMENDATIONS]
    assert {(rows[one].audience, rows[one].parties) for one in (R1, R2)} == {("committee", ("state:KEN",))}
    assert {one.audience for one in desk.rows[FINDINGS].values()} == {"committee"}


def test_what_the_state_asked_to_keep_confidential_goes_to_the_public_by_its_own_word_alone(desk_asked: Desk) -> None:
    reply(desk_asked, "full", date(2024, 6, 3))
    request(desk_asked, parts=(R2,))
    alone = Decision("public", "Permanent Mission", TODAY, consulted_ctc=True)
    assert get_refusal(desk_asked.command, disclosure(KEN_REPORT, alone, R2)).code == "kept-confidential"
    assert get_refusal(open_to, desk_asked, in_part=(R1, R2)).code == "kept-confidential"
    open_to(desk_asked, in_part=(R1,))
    open_to(desk_asked)
    assert (audience_of_part(desk_asked, R1), audience_of_part(desk_asked, R2)) == ("public", "committee")
    desk_asked.today = date(2024, 7, 2)
    reply(desk_asked, "full", desk_asked.today)
    desk_asked.command(disclosure(KEN_REPORT, replace(alone, decided_on=desk_asked.today), R2))
    assert audience_of_part(desk_asked, R2) == "public"


@pytest.mark.parametrize("party", ["state:TZA", "body:fatf", "body:osce", "principal:somebody"])
def test_nor_does_anybody_else_beyond_the_un_have_it_without_that(desk_asked: Desk, party: str) -> None:
    reply(desk_asked, "refused", date(2024, 6, 3))
    shared = Decision("un", "CTED desk", TODAY, parties=(party,))
    assert get_refusal(desk_asked.command, disclosure(KEN_REPORT, shared)).code == "beyond-the-consent"
    desk_asked.command(disclosure(KEN_REPORT, replace(shared, parties=("body:unodc",))))


@pytest.mark.parametrize(("answer", "parts"), [("refused", ()), ("part", (R1,))])
@pytest.mark.parametrize("party", ["state:UGA", "body:fatf"])
def test_whoever_is_beyond_the_un_and_shared_it_has_it_no_longer(
    desk: Desk, party: str, answer: ReportAnswer, parts: tuple[str, ...]
) -> None:
    shared = Decision("un", "Permanent Mission", date(2024, 6, 2), (party, "body:unodc"))
    desk.command(disclosure(KEN_REPORT, shared))
    desk.command(disclosure(KEN_REPORT, replace(shared, audience="committee"), R2))
    ask(desk)
    reply(desk, answer, date(2024, 6, 3), parts=parts)
    rows = desk.rows[RECOMMENDATIONS]
    assert {one.id for one in rows.values() if party in one.parties} == set(parts)
    assert (rows[R2].audience, set(rows[R2].parties)) == ("committee", {"state:KEN", "body:unodc"})


def test_a_letter_closes_the_parts_on_which_nobody_decided_later(desk: Desk) -> None:
    later = Decision("partners", "Permanent Mission", TODAY, consulted_ctc=True)
    desk.command(disclosure(KEN_REPORT, later, R1))
    request(desk, OFFICER, date(2024, 6, 3), document=LETTER, parts=(R1, R2))
    assert (audience_of_part(desk, R1), audience_of_part(desk, R2)) == ("partners", "committee")


@pytest.mark.parametrize("word", ["request", "refusal"])
def test_a_word_on_the_whole_closes_what_was_opened_apart_though_the_whole_was_decided_on_later(
    desk: Desk, word: str
) -> None:
    opened = Decision("public", "Permanent Mission", date(2024, 6, 2), consulted_ctc=True)
    desk.command(disclosure(KEN_REPORT, opened, R1))
    desk.command(disclosure(KEN_REPORT, replace(opened, audience="partners", decided_on=TODAY)))
    assert (audience_of_part(desk, R1), audience_of_part(desk, R2)) == ("public", "partners")
    ask(desk)
    if word == "request":
        request(desk, OFFICER, date(2024, 6, 3), document=LETTER)
    else:
        reply(desk, "refused", date(2024, 6, 3))
    closed: Audience = "committee" if word == "request" else "un"
    assert (audience_of_part(desk, R1), audience_of_part(desk, R2)) == (closed, "partners")


def test_a_consent_in_part_closes_those_on_which_nobody_decided_later(desk_asked: Desk) -> None:
    reply(desk_asked, "full", date(2024, 6, 2))
    open_to(desk_asked, on=date(2024, 6, 3))
    later = Decision("partners", "Permanent Mission", TODAY, consulted_ctc=True)
    desk_asked.command(disclosure(KEN_REPORT, later, R1))
    reply(desk_asked, "part", date(2024, 6, 4), parts=tuple(desk_findings(desk_asked)))
    assert (audience_of_part(desk_asked, R1), audience_of_part(desk_asked, R2)) == ("partners", "un")


def test_who_asks_for_confidentiality_again_closes_what_was_opened_meanwhile(desk: Desk) -> None:
    request(desk)
    desk.command(disclosure(KEN_REPORT, Decision("un", "CTED desk", TODAY)))
    assert audience_of(desk) == "un"
    assert request(desk).outcome == "accepted"
    assert (audience_of(desk), len(consent_of(desk).requests)) == ("committee", 1)


def test_a_whole_that_was_never_asked_about_stays_confidential_once_the_state_asked_for_it(desk: Desk) -> None:
    request(desk)
    assert get_refusal(open_to, desk).code == "kept-confidential"


def test_a_request_for_confidentiality_answers_no_question(desk: Desk) -> None:
    request(desk, parts=(R1,))
    assert get_refusal(reply, desk, "full").code == "not-asked-yet"
    ask(desk)
    consent = consent_of(desk)
    assert (consent.status, len(consent.requests)) == ("asked", 1)


def test_a_state_cannot_date_its_request_back(desk: Desk) -> None:
    assert get_refusal(request, desk, on=date(2024, 6, 3)).code == "dated-by-its-arrival"
