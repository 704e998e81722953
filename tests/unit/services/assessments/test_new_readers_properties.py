"""Whatever is corrected, followed up and decided, in whichever order: no words reach a further reader (OP19)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, Part, Recommendation
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    correction_notice,
    finding,
    recommendation,
    submission_notice,
)
from tests.unit.services.assessments.test_follow_up import add, succeed
from tests.unit.services.assessments.test_new_readers import KEN, UGA, UNODC, decide
from tests.unit.services.assessments.test_report_consents import request

pytestmark = pytest.mark.thorough

SENTENCES = A, B, C = (
    "[Synthetic example] Alpha bravo charlie delta echo foxtrot.",
    "[Synthetic example] Golf hotel india juliet kilo lima.",
    "[Synthetic example] Mike november oscar papa quebec romeo.",
)


@dataclass(frozen=True)
class Content:
    """What a report says: the words of each recommendation and of each finding, with its provision."""

    recommendations: dict[str, str]
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """A decision: for whom, on which parts by their places, and whom it names beside; no part: on the whole."""

    audience: Audience
    places: frozenset[int]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """The State keeps these parts confidential, by their places; no part: the whole."""

    places: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FollowUp:
    """A recommendation that is added in the follow-up, or succeeds the live ones in these places."""

    text: str
    places: frozenset[int] = frozenset()


Step: TypeAlias = Content | Choice | Closing | FollowUp


@dataclass
class History:
    """A report, how many steps it went through, and the sentences that no live part says but that were closed."""

    desk: Desk = field(default_factory=Desk)
    steps: int = 0
    closed: dict[str, Audience] = field(default_factory=dict)


TWO = Content({"R1": A, "R2": B}, ())
FIRST, SECOND = frozenset({0}), frozenset({1})

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True).map(" ".join)
places = st.sampled_from([FIRST, SECOND, FIRST | SECOND, frozenset({2}), frozenset()])
contents = st.builds(
    Content,
    st.dictionaries(st.sampled_from(["R1", "R2", "R3"]), texts, max_size=3),
    st.lists(st.tuples(st.sampled_from(["P", "Q"]), texts), max_size=2).map(tuple),
)
choices = st.builds(
    Choice, st.sampled_from(AUDIENCES), places, st.sampled_from([(), ("state:UGA",), ("state:UGA", "body:unodc")])
)
follow_ups = st.builds(FollowUp, texts, places)
only_followed_up = st.lists(follow_ups, min_size=2, max_size=5)
starts = st.sampled_from([[], [Closing(), Choice("un", FIRST)], [Choice("un", FIRST, (UGA,))]])
steps = st.one_of(follow_ups, contents, choices, st.builds(Closing, places))
histories = st.builds(
    lambda start, later: [*start, *later], starts, st.one_of(only_followed_up, st.lists(steps, max_size=6))
)


def say(content: Content) -> dict[str, object]:
    return {
        "recommendations": tuple(recommendation(key, text=text) for key, text in content.recommendations.items()),
        "findings": tuple(finding(provision, text=text) for provision, text in content.findings),
    }


def list_live(desk: Desk) -> list[Part]:
    whole = desk.get(ASSESSMENTS, KEN_REPORT)
    parts = [desk.get(RECOMMENDATIONS, one) for one in whole.recommendation_ids]
    return [one for one in parts if one.is_live] + [desk.get(FINDINGS, one) for one in whole.finding_ids]


def list_saying(sentence: str, parts: list[Part]) -> list[Part]:
    return [one for one in parts if sentence in (one.text or "")]


def has_readers(one: Part, other: Part) -> bool:
    return reaches(one.audience, other.audience) and set(one.parties).issuperset(other.parties)


def find_ids(parts: list[Part], places: frozenset[int]) -> tuple[str, ...]:
    return tuple(one.id for place, one in enumerate(parts) if place in places)


def take_step(history: History, step: Step) -> None:
    desk, parts = history.desk, list_live(history.desk)
    if isinstance(step, Content):
        desk.notice(correction_notice(**say(step)))
    elif isinstance(step, Choice):
        decide(desk, step.audience, *step.parties, in_part=find_ids(parts, step.places))
    elif isinstance(step, Closing):
        request(desk, parts=find_ids(parts, step.places))
    else:
        parents = find_ids([one for one in parts if isinstance(one, Recommendation)], step.places)
        bring = partial(succeed, desk, *parents) if parents else partial(add, desk)
        bring(reference=f"F{history.steps}", text=step.text)


def check_words(history: History, before: list[Part], after: list[Part]) -> None:
    """Who says what another part said, or what a former version said, is for nobody further."""
    known = {part.id: part for part in before}
    for part in after:
        for sentence in (one for one in SENTENCES if one in (part.text or "")):
            old, said_by = known.get(part.id), list_saying(sentence, before)
            if old is not None and old in said_by and has_readers(old, part):
                continue
            if said_by:
                assert any(has_readers(one, part) for one in said_by), part
            elif sentence in history.closed:
                assert reaches(history.closed[sentence], part.audience), part
                assert part.parties == (KEN,), part


def check_new(history: History, step: Content | FollowUp, before: list[Part], after: list[Part]) -> None:
    """A new part is for nobody on whom nobody decided."""
    whole, known = history.desk.get(ASSESSMENTS, KEN_REPORT), {part.id for part in before}
    gone = [one for one in before if isinstance(one, Recommendation) and one.id not in {part.id for part in after}]
    for part in after:
        if part.id in known:
            continue
        assert reaches("un", part.audience), part
        if isinstance(step, FollowUp) and gone:
            assert all(has_readers(one, part) for one in gone), part
        else:
            assert reaches(whole.audience, part.audience), part
            assert part.parties == (KEN,), part


def remember_closed(history: History, before: list[Part], after: list[Part]) -> None:
    """What no live part says any more is closed if each that said it was kept behind, by a choice or by others."""
    widest = max((one.audience for one in before), key=AUDIENCES.index, default="un")
    named = {party for one in before for party in one.parties}
    for sentence in SENTENCES:
        said_by = list_saying(sentence, before)
        if list_saying(sentence, after):
            history.closed.pop(sentence, None)
        elif said_by:
            to = max((one.audience for one in said_by), key=AUDIENCES.index)
            if reaches("un", to) and all(
                one.own_audience == one.audience or one.audience != widest or not named.issubset(one.parties)
                for one in said_by
            ):
                history.closed[sentence] = to


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.just(TWO), contents), histories)
@example(TWO, [Choice("committee", FIRST, (UGA,)), Closing(SECOND), FollowUp(f"{A} {B}", FIRST)])
@example(TWO, [Choice("un", FIRST, (UGA, UNODC)), Content({"R1": A}, ()), FollowUp(f"{A} {B}", FIRST)])
@example(TWO, [Closing(), Choice("un", FIRST), FollowUp(C, SECOND), FollowUp(f"{A} {B}", FIRST)])
def test_no_words_reach_a_further_reader(first: Content, steps: list[Step]) -> None:
    history = History()
    history.desk.notice(submission_notice(**say(first)))
    for step in steps:
        before = list_live(history.desk)
        history.steps += 1
        try:
            take_step(history, step)
        except Refusal:
            continue
        after = list_live(history.desk)
        if isinstance(step, Content | FollowUp):
            check_words(history, before, after)
            check_new(history, step, before, after)
        remember_closed(history, before, after)
