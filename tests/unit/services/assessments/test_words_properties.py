"""What a report says, and for whom: the same as if each sentence was looked up among all runs of all parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import (
    ASSESSMENTS,
    RECOMMENDATIONS,
    ClosedSentence,
    Part,
    Recommendation,
    Report,
)
from services.assessments.assessments.readers import closed_words, correction
from services.assessments.assessments.readers.closed_words import ANY_SENTENCE, Words, find_chosen, list_gone_now
from services.assessments.assessments.readers.words import (
    find_digest,
    find_said,
    list_new_runs,
    list_runs,
    list_sentences,
)
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    correction_notice,
    finding,
    recommendation,
    submission_notice,
)
from tests.unit.services.assessments.test_closed_words import ONE, THREE, TWO, ZERO, list_recommendations, recommend
from tests.unit.services.assessments.test_new_readers import KEN, R1, R2, UGA, UNODC, close

pytestmark = pytest.mark.thorough

DAY = date(2024, 7, 1)
DESK = Desk()
DESK.notice(submission_notice(recommendations=(recommendation("R1"),)))
WHOLE, PART = DESK.get(ASSESSMENTS, KEN_REPORT), DESK.get(RECOMMENDATIONS, R1)

audiences = st.sampled_from(AUDIENCES)
texts = st.lists(st.sampled_from(["a", "b", "ab", "c.", "d\n", "ba;"]), max_size=9).map(" ".join)
sentences = st.one_of(st.just(ANY_SENTENCE), texts.map(lambda text: find_digest(text.replace(" ", ""))))
parts = st.builds(
    lambda text, own, audience, parties, closed: replace(
        PART, text=text, own_audience=own, audience=audience, parties=parties, closed=closed
    ),
    texts,
    st.one_of(st.none(), audiences),
    audiences,
    st.sampled_from([(KEN,), (KEN, UGA), (KEN, UGA, UNODC)]),
    st.sampled_from([None, None, "superseded"]),
)
named = st.lists(parts, max_size=5).map(lambda some: [replace(one, id=f"R{place}") for place, one in enumerate(some)])
reports = st.builds(
    lambda to, known, some: Report(replace(WHOLE, audience=to, closed_sentences=tuple(known)), tuple(some)),
    audiences,
    st.lists(st.builds(ClosedSentence, sentences, audiences), max_size=4, unique_by=lambda one: one.digest),
    named,
)


def list_saying(report: Report) -> dict[str, list[Recommendation]]:
    """By sentence, the parts that say it."""
    said = {one for part in report.recommendations for one in list_sentences(part)}
    return {one: [part for part in report.recommendations if one in list_runs(part)] for one in said}


def find_widest(said_by: list[Recommendation], chosen: dict[str, Audience]) -> Audience | None:
    """The widest of the live parts, if each has a choice; the narrowest choice on those that are closed."""
    live = [chosen.get(one.id) for one in said_by if one.is_live]
    known = [one for one in live or [chosen.get(one.id) for one in said_by] if one is not None]
    if not known or len(known) < len(live):
        return None
    return (max if live else min)(known, key=AUDIENCES.index)


def has_readers(one: Recommendation, other: Recommendation) -> bool:
    return reaches(one.audience, other.audience) and set(other.parties) <= set(one.parties)


@settings(max_examples=300, deadline=None)
@given(reports)
def test_words_are_closed_and_left_out_as_if_each_was_looked_up(report: Report) -> None:
    words, said_by, chosen = Words(report), list_saying(report), find_chosen(report)
    widest = {one: find_widest(parts, chosen) for one, parts in said_by.items()}
    assert words.closed_now == {one: to for one, to in widest.items() if to is not None and reaches("un", to)}
    live = {find_digest(one) for one, parts in said_by.items() if any(part.is_live for part in parts)}
    remembered = report.assessment.closed_sentences
    assert words.left_out == {one.digest: one.audience for one in remembered if one.digest not in live}


@settings(max_examples=300, deadline=None)
@given(reports, parts, parts)
def test_a_part_has_readers_and_bounds_as_if_each_sentence_was_looked_up(
    report: Report, part: Recommendation, before: Recommendation
) -> None:
    words, said_by = Words(report), list_saying(report)
    for old, new in ((None, list_runs(part)), (before, list_runs(part) - list_runs(before))):
        said = [said_by[one] for one in new if one in said_by]
        assert words.has_readers(part, old) == all(any(has_readers(one, part) for one in some) for some in said)
    assert set(list_new_runs(part, before)) == new
    bounds = [words.left_out.get(one) for one in (ANY_SENTENCE, *map(find_digest, new))]
    known = [one for one in (before.own_audience, *bounds) if one is not None]
    assert words.find_left_out(new, before.own_audience) == min(known, key=AUDIENCES.index, default=None)
    closed = [to for one, to in words.closed_now.items() if one in list_runs(part)]
    assert words.find_closed(part) == min(closed, key=AUDIENCES.index, default=None)
    gone = {find_digest(one): to for one, to in words.closed_now.items() if one not in list_runs(part)}
    assert list(list_gone_now(words, [words.list_said(part)]).items()) == sorted(gone.items())


def test_each_text_is_read_once_and_none_where_nothing_was_kept_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, ...]] = []

    def find(sentences: frozenset[str], part: Part) -> frozenset[str]:
        read.append(part.words)
        return find_said(sentences, part)

    monkeypatch.setattr(closed_words, "find_said", find)
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    recommend(desk, R1=TWO, R2=ONE)
    assert read == []
    close(desk, R2)
    recommend(desk, R1=ZERO, R2=THREE)
    assert {(TWO,), (ONE,), (ZERO,), (THREE,)} <= set(read)
    assert len(read) == len(set(read))


@settings(max_examples=200, deadline=None)
@given(reports, st.sampled_from([*AUDIENCES, None]))
def test_where_no_words_change_all_parts_are_for_the_same_as_if_all_words_were_read(
    report: Report, stated: Audience | None
) -> None:
    mentioned = replace(
        report, recommendations=tuple(replace(one, stated_audience=stated) for one in report.recommendations)
    )
    now = correction.keep_readers(Words(report), mentioned, DAY)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(correction, "_leaves_all_words", lambda *_: False)
        read = correction.keep_readers(Words(report), mentioned, DAY)
    assert now.recommendations == read.recommendations
    assert Words(now).left_out == Words(read).left_out
    assert Words(now).closed_now == Words(read).closed_now


def test_a_correction_of_other_things_than_words_reads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    close(desk, R2)
    recommend(desk, R1=ZERO, R2=TWO)
    monkeypatch.setattr(closed_words, "list_sentences", lambda _: pytest.fail("read"))
    parts = tuple(recommendation(name, text=text, priority="low") for name, text in (("R1", ZERO), ("R2", TWO)))
    desk.notice(correction_notice(recommendations=parts, findings=(finding(),)))
    assert {desk.get(RECOMMENDATIONS, one).priority for one in (R1, R2)} == {"low"}
