"""Words that a part for fewer readers says, or once said, reach nobody new in another part (OP19)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from threading import Event

import pytest

from contracts.audiences import Audience
from contracts.released import ReleasedRecommendation
from services.assessments.assessments.model import (
    ASSESSMENTS,
    RECOMMENDATIONS,
    ClosedSentence,
    Part,
    Recommendation,
    Report,
)
from services.assessments.assessments.readers import closed_words
from services.assessments.assessments.readers.closed_words import (
    ANY_SENTENCE,
    MOST_REMEMBERED,
    Words,
    remember_sentences,
)
from services.assessments.assessments.readers.words import list_sentences
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    finding,
    recommendation,
    recommendation_of_ken,
    submission_notice,
)
from tests.unit.services.assessments.test_new_readers import (
    KEN,
    OPEN,
    OTHER,
    R1,
    R2,
    SECRET,
    UGA,
    close,
    correct,
    decide,
    find,
    find_recommendation,
    is_secret_told,
    open_desk,
    readers,
    say,
)
from tests.unit.services.assessments.test_report_consents import ask, open_to, reply, request

ONE, TWO, THREE, ZERO = (f"[Synthetic example] Do what is said under {one}." for one in ("one", "two", "three", "zero"))
CLOSED = ("committee", (KEN,))


def open_desk_of(**texts: str) -> Desk:
    """R2 is closed by the State."""
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(**texts)))
    close(desk, R2)
    return desk


def list_recommendations(**texts: str) -> tuple[object, ...]:
    return tuple(recommendation(reference, text=text) for reference, text in texts.items())


def recommend(desk: Desk, **texts: str) -> Told:
    return correct(desk, finding(), recommendations=list_recommendations(**texts))


def get_refused_fields(desk: Desk, **texts: str) -> tuple[str, ...]:
    answer = desk.get_refusal(correction_notice(findings=(finding(),), recommendations=list_recommendations(**texts)))
    assert answer.code == "widened-by-correction"
    return answer.fields


def read_texts(desk: Desk) -> dict[str, str]:
    """By text, for whom its recommendation is."""
    rows = (row for row in desk.rows[RECOMMENDATIONS].values() if isinstance(row, Recommendation))
    return {row.text: row.audience for row in rows}


# ---- in one correction -----------------------------------------------------------------------


@pytest.mark.parametrize("text", [TWO, f"{TWO} ", TWO.upper(), TWO.replace(".", "!"), f"{ZERO} {TWO}"])
def test_a_part_that_stays_is_not_given_what_a_closed_one_says(text: str) -> None:
    fields = get_refused_fields(open_desk_of(R1=ONE, R2=TWO, R3=THREE), R1=ZERO, R2=ONE, R3=text, R4=THREE)
    assert fields == ("recommendations.text",)
    assert get_refused_fields(open_desk_of(R1=ONE, R2=TWO), R1=text, R2=TWO) == ("recommendations.text",)


def test_a_part_whose_words_change_is_for_no_more_than_the_words_that_vanish() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO, R3=THREE)
    told = recommend(desk, R1="[Synthetic example] Do two, in other words.", R2=ZERO, R3=THREE, R4="[Synthetic] More.")
    assert readers(find_recommendation(desk, R1)) == CLOSED
    assert read_texts(desk)["[Synthetic] More."] == "committee"
    assert read_texts(desk)[THREE] == "un"
    assert told.all(ReleasedRecommendation) == []


def test_it_is_for_nobody_either_who_is_named_beside_its_own_audience() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    decide(desk, "un", "state:UGA", in_part=(R1,))
    decide(desk, "un", in_part=(R2,))
    recommend(desk, R1=TWO)
    assert readers(find_recommendation(desk, R1)) == ("un", (KEN,))


def test_case_spaces_and_punctuation_are_no_other_words() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    recommend(desk, R1=ONE.replace(".", " !").upper())
    assert read_texts(desk) == {ONE.replace(".", " !").upper(): "un"}


def test_a_typo_in_a_closed_part_bounds_nothing_that_comes_later() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    recommend(desk, R1=ONE, R2=f"{TWO} Soon.")
    recommend(desk, R1=f"{ONE} Soon.", R2=f"{TWO} Soon.", R3=THREE)
    assert read_texts(desk) == {f"{ONE} Soon.": "un", f"{TWO} Soon.": "committee", THREE: "un"}


# ---- in a later correction -------------------------------------------------------------------


@pytest.mark.parametrize("text", [SECRET, f"{SECRET}!", f"{OPEN} {SECRET}"])
def test_a_part_that_says_what_an_earlier_correction_left_out_is_as_closed(text: str) -> None:
    desk = open_desk()
    close(desk, R2, find(desk, SECRET).id)
    correct(desk, say(OPEN), recommendations=(recommendation("R1"),))
    correct(desk, say(OPEN), say(OTHER), recommendations=(recommendation("R1"),))
    told = correct(desk, say(text), say(OTHER), recommendations=(recommendation("R1", text=text),))
    assert readers(find(desk, text)) == readers(find_recommendation(desk, R1)) == CLOSED
    assert not is_secret_told(told)
    assert told.all(ReleasedRecommendation) == []


@pytest.mark.parametrize(
    ("closed", "carried"),
    [
        ("Ratify the protocol.", "One. Ratify the protocol."),
        ("Ratify the protocol.", "At once, ratify the protocol of 1999."),
        ("Prosecute the cell found at Wajir in May.", "As agreed, prosecute the cell found at Wajir in May."),
        ("Prosecute the cell found at Wajir in May.", "Prosecute the cell found at Wajir without delay."),
        ("起诉在瓦吉尔发现的小组。", "按照商定起诉在瓦吉尔发现的小组并报告。"),
    ],
)
def test_words_are_known_again_within_other_sentences(closed: str, carried: str) -> None:
    desk = open_desk_of(R1=ONE, R2=closed)
    recommend(desk, R1=ONE)
    recommend(desk, R1=carried)
    assert readers(find_recommendation(desk, R1)) == CLOSED
    assert get_refused_fields(open_desk_of(R1=ONE, R2=closed), R1=carried, R2=closed) == ("recommendations.text",)


def test_so_it_is_in_a_public_report() -> None:
    desk = open_desk()
    ask(desk)
    reply(desk, "full")
    open_to(desk, on=date(2024, 6, 3))
    close(desk, find(desk, SECRET).id)
    correct(desk, say(OPEN))
    told = correct(desk, say(f"{OPEN} {SECRET}"))
    assert readers(find(desk, f"{OPEN} {SECRET}")) == CLOSED
    assert not is_secret_told(told)


def test_a_part_that_says_nothing_of_it_is_corrected_as_before() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    recommend(desk, R1=ONE)
    recommend(desk, R1=f"{ONE} Soon.")
    assert read_texts(desk) == {f"{ONE} Soon.": "un"}


def test_what_is_opened_by_a_decision_is_said_by_others_too() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    recommend(desk, R1=ONE)
    recommend(desk, R1=ONE, R3=TWO)
    decide(desk, "un", in_part=(recommendation_of_ken("R3"),))
    recommend(desk, R1=f"{ONE} {TWO}", R3=TWO)
    assert read_texts(desk) == {f"{ONE} {TWO}": "un", TWO: "un"}


def test_what_is_not_known_any_more_may_be_in_whatever_is_corrected() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    for number in range(3):
        many = (f"{number}-{place:04}" for place in range(MOST_REMEMBERED // 4))
        recommend(desk, R1=ONE, R2=" ".join(many))
    recommend(desk, R1=ONE, R2=TWO)
    sentences = desk.get(ASSESSMENTS, KEN_REPORT).closed_sentences
    assert (len(sentences), sentences[0]) == (MOST_REMEMBERED, ClosedSentence(ANY_SENTENCE, "committee"))
    recommend(desk, R1=f"{ONE} Soon.", R2=TWO)
    assert readers(find_recommendation(desk, R1)) == CLOSED


def test_of_a_sentence_that_was_left_out_twice_the_fewest_readers_are_remembered() -> None:
    once: dict[str, Audience] = {"a": "committee", "b": "un"}
    again: dict[str, Audience] = {"a": "council"}
    kept = (ClosedSentence("a", "committee"), ClosedSentence("b", "un"))
    assert remember_sentences(once, again) == remember_sentences(again, once) == kept


# ---- kept behind with the report while another part goes further -----------------------------


def close_report_but(desk: Desk) -> None:
    request(desk)
    decide(desk, "un", in_part=(R1,))


def publish_one(desk: Desk) -> None:
    ask(desk)
    reply(desk, "part", parts=(R1,))
    decide(desk, "public", in_part=(R1,))


def give_one_to_uganda(desk: Desk) -> None:
    decide(desk, "un", UGA, in_part=(R1,))


@pytest.mark.parametrize(
    ("open_one", "left"),
    [(close_report_but, CLOSED), (publish_one, ("un", (KEN,))), (give_one_to_uganda, ("un", (KEN,)))],
)
def test_what_a_part_without_an_audience_of_its_own_said_bounds_the_part_that_goes_further(
    open_one: Callable[[Desk], None], left: tuple[str, tuple[str, ...]]
) -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    open_one(desk)
    recommend(desk, R1=ONE)
    recommend(desk, R1=f"{ONE} {TWO}")
    assert readers(find_recommendation(desk, R1)) == left


def build_report(text: str) -> Report:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=text)))
    return Report(desk.get(ASSESSMENTS, KEN_REPORT), (desk.get(RECOMMENDATIONS, R1),), ())


async def test_nobody_waits_while_the_words_of_another_report_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long one is read in a thread."""
    has_begun, may_end = Event(), Event()
    short, long = (Words(build_report(text)) for text in (ONE, TWO))

    def wait(part: Part) -> frozenset[str]:
        if TWO in part.words:
            has_begun.set()
            assert may_end.wait(10)
        return list_sentences(part)

    monkeypatch.setattr(closed_words, "list_sentences", wait)
    reading = asyncio.create_task(asyncio.to_thread(lambda: long.live))
    assert await asyncio.to_thread(has_begun.wait, 10)
    assert short.live
    may_end.set()
    assert await reading
