"""Whatever is corrected and decided, in whichever order: no correction brings words to a further reader (OP19)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.audiences import AUDIENCES, Audience, reaches
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, Finding, Recommendation
from services.assessments.disclosure import Decision
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    correction_notice,
    disclosure,
    finding,
    recommendation,
    submission_notice,
)

WORDS = ("[Synthetic example] A", "[Synthetic example] B", "[Synthetic example] C", "[Synthetic example] D")


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
    parties: tuple[str, ...]


@dataclass
class Seen:
    """Who may have which words, and which parts there are."""

    readers: dict[str, list[tuple[Audience, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    parts: list[Recommendation | Finding] = field(default_factory=list)


words = st.sampled_from(WORDS)
contents = st.builds(
    Content,
    st.dictionaries(st.sampled_from(["R1", "R2", "R3"]), words, max_size=3),
    st.lists(st.tuples(st.sampled_from(["P", "Q"]), words), max_size=4).map(tuple),
)
choices = st.builds(
    Choice,
    st.sampled_from(AUDIENCES),
    st.frozensets(st.integers(0, 6), max_size=3),
    st.sampled_from([(), ("state:UGA",), ("state:UGA", "body:unodc")]),
)


def say(content: Content) -> dict[str, object]:
    return {
        "recommendations": tuple(recommendation(key, text=text) for key, text in content.recommendations.items()),
        "findings": tuple(finding(provision, text=text) for provision, text in content.findings),
    }


def look(desk: Desk) -> Seen:
    whole, seen = desk.get(ASSESSMENTS, KEN_REPORT), Seen()
    seen.parts = [desk.get(RECOMMENDATIONS, one) for one in whole.recommendation_ids]
    seen.parts += [desk.get(FINDINGS, one) for one in whole.finding_ids]
    for part in seen.parts:
        seen.readers[part.text or ""].append((part.audience, frozenset(part.parties)))
    return seen


def decide(desk: Desk, choice: Choice) -> None:
    parts = look(desk).parts
    in_part = tuple(part.id for place, part in enumerate(parts) if place in choice.places)
    decision = Decision(choice.audience, "Mission", date(2024, 6, 1), choice.parties, in_part, consulted_ctc=True)
    desk.command(disclosure(KEN_REPORT, decision))


def check_corrected(desk: Desk, before: Seen, after: Seen) -> None:
    whole, known = desk.get(ASSESSMENTS, KEN_REPORT), {part.id for part in before.parts}
    for part in after.parts:
        allowed = before.readers.get(part.text or "")
        if allowed:
            assert any(reaches(to, part.audience) and by.issuperset(part.parties) for to, by in allowed), part
        if part.id not in known:
            assert reaches("un", part.audience), part
            assert reaches(whole.audience, part.audience), part
            assert set(part.parties).issubset(whole.parties), part


@settings(max_examples=100, deadline=None)
@given(contents, st.lists(st.one_of(contents, choices), max_size=6))
def test_a_correction_brings_no_words_to_a_further_reader(first: Content, steps: list[Content | Choice]) -> None:
    desk = Desk()
    desk.notice(submission_notice(**say(first)))
    for step in steps:
        if isinstance(step, Choice):
            decide(desk, step)
            continue
        before = look(desk)
        desk.notice(correction_notice(**say(step)))
        check_corrected(desk, before, look(desk))
