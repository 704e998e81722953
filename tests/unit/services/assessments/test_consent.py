"""Consent to a visit (OP12): asked of States on the list, given, declined, or not answered by the year's end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pytest

from contracts.assessments import (
    ConsentAsked,
    ConsentDeclined,
    ConsentGiven,
    ConsentLapsed,
    VisitAgreed,
)
from contracts.ids import visit_id
from contracts.vocabulary import VisitKind
from services.assessments.consents.commands import AnswerConsent, AskConsent, AskedConsent
from services.assessments.consents.model import CONSENTS, ConsentAnswer
from services.assessments.programmes.rules import NotOnTheList
from services.assessments.visits.commands.planning import Agreement, PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS
from shared.engine.principals import Principal
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import CTED, OFFICER, Desk, Told, about_visit
from tests.unit.services.assessments.test_programme import adopt, change, entry

KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
UGANDA = Principal("uganda", "public", frozenset({"state:UGA"}), may_command=True)
ASKED_ON = date(2024, 2, 1)
KEN = "consent-2024-KEN"


def ask(desk: Desk, state: str = "KEN", on: date = ASKED_ON, kind: VisitKind | None = None) -> Told:
    return desk.command(AskConsent(2024, AskedConsent(state, on, kind)))


def reply(
    desk: Desk,
    answer: Literal["given", "declined"],
    on: date = date(2024, 3, 1),
    reason: str | None = None,
    principal: Principal = OFFICER,
) -> Told:
    return desk.command(AnswerConsent(KEN, ConsentAnswer(answer, on, reason)), principal)


@pytest.fixture
def desk() -> Desk:
    """With KEN and FJI on the list of 2024, and KEN asked."""
    desk = Desk()
    adopt(desk)
    ask(desk)
    return desk


# ---- asked ----------------------------------------------------------------------------------


def test_a_state_on_the_list_is_asked_and_has_until_the_end_of_the_year() -> None:
    desk = Desk()
    adopt(desk)
    event = ask(desk, kind="comprehensive").only(ConsentAsked)
    assert (event.consent_id, event.state, event.occurred_on, event.kind) == (KEN, "KEN", ASKED_ON, "comprehensive")
    assert (event.programme_id, event.year, event.synthetic) == ("programme-2024", 2024, True)
    deadline = desk.deadlines["consent", KEN]
    assert (deadline.due_on, deadline.paragraph, deadline.mandate) == (
        date(2024, 12, 31), "OP12", "resolution-2617-2021",
    )  # fmt: skip
    assert ask(desk, kind="comprehensive").outcome == "unchanged"


def test_consent_is_for_the_committee_and_the_state_itself(desk: Desk) -> None:
    row = desk.get(CONSENTS, KEN)
    assert (row.audience, row.parties) == ("committee", ("state:KEN",))


def test_nobody_is_asked_who_is_not_on_the_list(desk: Desk) -> None:
    for state, code in (("PER", "not-on-the-list"), ("HKG", "only-members-are-listed")):
        with pytest.raises(Refusal) as refused:
            ask(desk, state)
        assert (refused.value.code, refused.value.paragraph) == (code, "OP12")
        assert refused.value.fields == ("state",)


def test_who_was_added_later_can_be_asked_and_who_was_removed_cannot(desk: Desk) -> None:
    change(desk, removed=("FJI",))
    change(desk, added=(entry("PER"),), changed_on=date(2024, 6, 20))
    assert ask(desk, "PER", date(2024, 6, 21)).only(ConsentAsked).state == "PER"
    with pytest.raises(NotOnTheList):
        ask(desk, "FJI", date(2024, 6, 21))


def test_whether_a_state_was_on_the_list_is_asked_of_the_day_on_which_it_was_asked(desk: Desk) -> None:
    change(desk, added=(entry("PER"),), changed_on=date(2024, 6, 20))
    with pytest.raises(NotOnTheList) as refused:
        ask(desk, "PER", date(2024, 6, 19))
    assert refused.value.fields == ("state", "asked_on")
    change(desk, removed=("FJI",), changed_on=date(2024, 6, 21))
    assert ask(desk, "FJI", date(2024, 6, 21)).only(ConsentAsked).state == "FJI"


def test_asked_on_another_day_is_refused_naming_what_differs(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        ask(desk, on=date(2024, 2, 2), kind="focused")
    assert (refused.value.code, refused.value.fields) == ("asked-otherwise", ("asked_on", "kind"))


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2024, 1, 9), "dates-contradict"),
        (date(2024, 7, 2), "in-the-future"),
    ],
)
def test_nobody_is_asked_before_the_list_is_adopted_or_in_the_future(desk: Desk, on: date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask(desk, "FJI", on)
    assert refused.value.code == code


# ---- answered -------------------------------------------------------------------------------


def test_a_state_gives_its_consent_and_nothing_lapses(desk: Desk) -> None:
    event = reply(desk, "given").only(ConsentGiven)
    assert (event.occurred_on, event.asked_on) == (date(2024, 3, 1), ASKED_ON)
    assert desk.get(CONSENTS, KEN).status == "given"
    assert desk.pass_until(date(2025, 1, 1)) == []
    assert reply(desk, "given").outcome == "unchanged"


def test_a_state_declines_and_may_say_why(desk: Desk) -> None:
    event = reply(desk, "declined", reason="[Synthetic example] Elections").only(ConsentDeclined)
    assert event.reason == "[Synthetic example] Elections"


def test_a_state_may_change_its_mind_and_its_last_answer_stands(desk: Desk) -> None:
    reply(desk, "declined")
    assert reply(desk, "given", date(2024, 5, 1)).only(ConsentGiven).occurred_on == date(2024, 5, 1)
    row = desk.get(CONSENTS, KEN)
    assert (row.status, [one.answer for one in row.answers]) == ("given", ["declined", "given"])
    assert reply(desk, "declined").outcome == "unchanged"


def test_a_state_may_change_its_mind_twice_on_one_day(desk: Desk) -> None:
    for answer in ("declined", "given", "declined"):
        reply(desk, answer)
        assert desk.get(CONSENTS, KEN).status == answer
        assert reply(desk, answer).outcome == "unchanged"


@pytest.mark.parametrize(
    ("answer", "on", "code", "fields"),
    [
        ("given", date(2024, 3, 2), "answered-otherwise", ("answered_on",)),
        ("declined", date(2024, 2, 28), "dates-contradict", ("earlier_answered_on", "answered_on")),
        ("declined", date(2024, 1, 31), "dates-contradict", ("asked_on", "answered_on")),
        ("declined", date(2024, 7, 2), "in-the-future", ("answered_on",)),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(
    desk: Desk, answer: Literal["given", "declined"], on: date, code: str, fields: tuple[str, ...]
) -> None:
    reply(desk, "given")
    with pytest.raises(Refusal) as refused:
        reply(desk, answer, on)
    assert (refused.value.code, refused.value.fields) == (code, fields)


def test_another_state_does_not_even_see_what_there_is_to_answer(desk: Desk) -> None:
    with pytest.raises(NotFound):
        reply(desk, "given", principal=UGANDA)


# ---- not answered ---------------------------------------------------------------------------


def test_silence_until_the_end_of_the_lists_year_is_a_state_with_a_date(desk: Desk) -> None:
    assert desk.pass_until(date(2024, 12, 31)) == []
    (told,) = desk.pass_until(date(2025, 1, 1))
    event = told.only(ConsentLapsed)
    assert (event.occurred_on, event.asked_on) == (date(2024, 12, 31), ASKED_ON)
    assert (desk.get(CONSENTS, KEN).status, desk.get(CONSENTS, KEN).lapsed_on) == ("lapsed", date(2024, 12, 31))


def test_an_answer_after_it_stands_and_the_silence_stays_on_record(desk: Desk) -> None:
    desk.pass_until(date(2025, 2, 1))
    reply(desk, "given", date(2025, 1, 20))
    assert (desk.get(CONSENTS, KEN).status, desk.get(CONSENTS, KEN).lapsed_on) == ("given", date(2024, 12, 31))


def test_an_answer_in_time_that_was_recorded_late_leaves_no_silence(desk: Desk) -> None:
    desk.pass_until(date(2025, 2, 1))
    reply(desk, "given", date(2024, 12, 20))
    assert (desk.get(CONSENTS, KEN).status, desk.get(CONSENTS, KEN).lapsed_on) == ("given", None)


# ---- and the visit --------------------------------------------------------------------------


def agree(desk: Desk, on: date = date(2024, 6, 1), body: str = "CTED") -> Told:
    planned = PlannedVisit("V1", "KEN", "2024-09-02", body=body)
    if visit_id(CTED, "V1") not in desk.rows.get(VISITS, {}):
        desk.command(PlanVisit(CTED, planned))
    return desk.command(about_visit(visit_id(CTED, "V1"), Agreement(on)))


def test_a_state_that_declined_cannot_be_on_the_schedule_before_it_consents(desk: Desk) -> None:
    reply(desk, "declined")
    with pytest.raises(Refusal) as refused:
        agree(desk)
    assert (refused.value.code, refused.value.paragraph) == ("declined-for-the-year", "OP12")
    reply(desk, "given", date(2024, 5, 1))
    assert agree(desk).only(VisitAgreed).agreed_on == date(2024, 6, 1)


def test_to_agree_to_the_visit_is_an_answer(desk: Desk) -> None:
    told = agree(desk)
    assert (told.only(VisitAgreed).agreed_on, told.only(ConsentGiven).occurred_on) == (date(2024, 6, 1),) * 2
    assert desk.pass_until(date(2025, 1, 1)) == []
    assert agree(desk).outcome == "unchanged"


def test_another_bodys_visit_asks_nothing_of_the_ctcs_list(desk: Desk) -> None:
    reply(desk, "declined")
    assert agree(desk, body="UNODC").only(VisitAgreed).body == "UNODC"


def test_a_state_that_was_not_asked_can_agree_to_a_visit() -> None:
    told = agree(Desk())
    assert (len(told.all(VisitAgreed)), told.all(ConsentGiven)) == (1, [])


# ---- what a State sends itself is dated by its arrival (rule 4) --------------------------------


def test_a_state_dates_its_own_answer_by_its_arrival(desk: Desk) -> None:
    for answer in ("given", "declined"):
        with pytest.raises(Refusal) as refused:
            reply(desk, answer, date(2024, 3, 1), None, KENYA)
        assert (refused.value.code, refused.value.rule, refused.value.paragraph, refused.value.fields) == (
            "dated-by-its-arrival", "4", "OP12", ("answered_on",),
        )  # fmt: skip
    assert reply(desk, "given", desk.today, None, KENYA).only(ConsentGiven).occurred_on == desk.today
    desk.today += timedelta(days=1)
    assert reply(desk, "given", desk.today - timedelta(days=1), None, KENYA).outcome == "unchanged", (
        "the same again is known"
    )


def test_an_officer_records_the_day_of_a_states_letter(desk: Desk) -> None:
    assert reply(desk, "given", date(2024, 3, 1)).only(ConsentGiven).occurred_on == date(2024, 3, 1)
