"""Nothing confidential reaches a wider audience, and what may be had does arrive (OP19, rule 12)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentFact,
    Finding,
    ProductAdopted,
    Recommendation,
    VisitAgreed,
)
from contracts.audiences import AUDIENCES, Audience, may_see
from contracts.catalog import encode
from contracts.redaction import make_copies, redact_product, release, schedule_entry
from contracts.released import Released, ReleasedAssessment, ReleasedRecommendation, ReleasedWithdrawn
from contracts.tools.example_data import example
from contracts.vocabulary import WithdrawnBecause

pytestmark = pytest.mark.thorough

ON = date(2024, 7, 1)
NARROWED: WithdrawnBecause = "narrowed"
audiences = st.sampled_from(AUDIENCES)
parties = st.lists(st.sampled_from(["state:KEN", "body:unoct"]), unique=True, max_size=2).map(tuple)


def recommendation(number: int, audience: Audience, known_to: tuple[str, ...] = ()) -> Recommendation:
    return Recommendation(
        recommendation_id=f"rec-{number}.",
        reference=f"rec-reference-{number}.",
        text=f"rec-text-{number}.",
        themes=(f"theme-{number}",),
        provision=f"rec-provision-{number}.",
        priority="high",
        pillar=2,
        made_by="CTED",
        assistance_needed=True,
        assistance_requested=True,
        audience=audience,
        parties=known_to,
    )


def finding(number: int, audience: Audience, known_to: tuple[str, ...] = ()) -> Finding:
    return Finding(
        finding_id=f"finding-{number}.",
        provision=f"finding-provision-{number}.",
        result="none",
        text=f"finding-text-{number}.",
        audience=audience,
        parties=known_to,
    )


def assessment(
    audience: Audience,
    recommendations: tuple[Recommendation, ...] = (),
    findings: tuple[Finding, ...] = (),
    known_to: tuple[str, ...] = (),
) -> AssessmentFact:
    return AssessmentCompleted(
        occurred_on=ON,
        synthetic=True,
        state="KEN",
        assessment_id="assessment-1",
        source="https://cted.example",
        reference="reference-of-the-assessment",
        kind="comprehensive",
        report_date=ON,
        submitted_to_ctc_on=ON,
        received_by_state_on=ON,
        opens_cycle=True,
        recommendations=recommendations,
        findings=findings,
        audience=audience,
        parties=known_to,
    )


@st.composite
def assessments(draw: st.DrawFn) -> AssessmentFact:
    found = st.lists(st.tuples(audiences, parties), max_size=4)
    return assessment(
        draw(audiences),
        tuple(recommendation(n, *who) for n, who in enumerate(draw(found))),
        tuple(finding(n, *who) for n, who in enumerate(draw(found))),
        draw(parties),
    )


def text_of(sent: dict[str, Released]) -> bytes:
    return b"\n".join(encode(copy) for copy in sent.values())


def held_by_all(whole: AssessmentFact | None) -> dict[Audience, dict[str, Released]]:
    return {reader: {} if whole is None else make_copies(whole, ON, reader) for reader in AUDIENCES[1:]}


@given(assessments(), audiences, parties)
def test_what_is_withheld_leaves_no_trace_and_what_may_be_had_arrives(
    whole: AssessmentFact, reader: Audience, reads_for: tuple[str, ...]
) -> None:
    who = frozenset(reads_for)
    sent = make_copies(whole, ON, reader, who)
    text = text_of(sent)
    sees_whole = may_see(reader, who, whole.audience, whole.parties)
    assert (whole.assessment_id in sent) == sees_whole
    for part in whole.recommendations:
        seen = may_see(reader, who, part.audience, part.parties)
        for word in (part.recommendation_id, part.text, part.provision or "", f'"{part.themes[0]}"'):
            assert (word.encode() in text) == seen
    for found in whole.findings:
        seen = sees_whole and may_see(reader, who, found.audience, found.parties)
        for word in (found.finding_id, found.text or "", found.provision):
            assert (word.encode() in text) == seen


@given(assessments(), audiences)
def test_the_same_but_for_what_is_withheld_looks_the_same(whole: AssessmentFact, reader: Audience) -> None:
    """No count and no empty place tells that something is withheld."""
    open_parts = [r for r in whole.recommendations if may_see(reader, frozenset(), r.audience, r.parties)]
    open_findings = [f for f in whole.findings if may_see(reader, frozenset(), f.audience, f.parties)]
    without = whole.model_copy(update={"recommendations": tuple(open_parts), "findings": tuple(open_findings)})
    assert make_copies(without, ON, reader) == make_copies(whole, ON, reader)


@given(assessments())
def test_a_wider_reader_never_has_more(whole: AssessmentFact) -> None:
    had = [make_copies(whole, ON, reader).keys() for reader in AUDIENCES]
    assert all(wider <= narrower for narrower, wider in pairwise(had))


@given(assessments(), audiences)
def test_released_copies_name_neither_audience_nor_party_nor_reference(whole: AssessmentFact, reader: Audience) -> None:
    for copy in make_copies(whole, ON, reader).values():
        assert not {"audience", "parties", "reference", "source"} & type(copy).model_fields.keys()
        assert copy.synthetic


@given(assessments(), assessments())
def test_after_each_change_an_audience_holds_exactly_what_it_may_have(
    before: AssessmentFact, after: AssessmentFact
) -> None:
    """A reader that keeps the last copy of each thing, and deletes what is withdrawn, is always right."""
    for had, has in ((None, before), (before, after), (after, None)):
        held = held_by_all(had)
        for reader, sent in release(had, has, ON, NARROWED):
            if isinstance(sent, ReleasedWithdrawn):
                del held[reader][sent.id]
            elif isinstance(sent, ReleasedRecommendation):
                held[reader][sent.recommendation_id] = sent
            elif isinstance(sent, ReleasedAssessment):
                held[reader][sent.assessment_id] = sent
        assert held == held_by_all(has)


@given(assessments())
def test_what_did_not_change_is_not_sent_again(whole: AssessmentFact) -> None:
    assert list(release(whole, whole, ON, NARROWED)) == []


def test_nothing_is_sent_to_the_public_when_a_withheld_recommendation_changes() -> None:
    before = assessment("public", (recommendation(1, "public"), recommendation(2, "un")))
    after = assessment("public", (recommendation(1, "public"), recommendation(3, "un")))
    assert {reader for reader, _ in release(before, after, ON, NARROWED)} == {"council", "un"}


def test_a_narrowed_choice_withdraws_the_recommendation_from_those_who_lose_it_and_says_why() -> None:
    before = assessment("un", (recommendation(1, "un"),))
    after = assessment("un", (recommendation(1, "council"),))
    sent = [(reader, copy) for reader, copy in release(before, after, ON, NARROWED) if reader == "un"]
    (whole, gone) = (copy for _, copy in sent)
    assert isinstance(whole, ReleasedAssessment)
    assert whole.recommendation_ids == ()
    assert gone == ReleasedWithdrawn(
        released_on=ON, synthetic=True, of="recommendation", id="rec-1.", state="KEN", because="narrowed"
    )


def test_one_recommendation_may_be_open_while_its_report_is_not() -> None:
    sent = make_copies(assessment("un", (recommendation(1, "public"), recommendation(2, "un"))), ON, "public")
    assert list(sent) == ["rec-1."]


def test_a_product_is_released_to_its_audience_only() -> None:
    product = example("product.adopted.v1")
    assert isinstance(product, ProductAdopted)
    assert redact_product(product, ON, "partners") is None
    released = redact_product(product, ON, "un")
    assert released is not None
    assert (released.product_id, released.title) == (product.product_id, product.title)


def test_the_schedule_tells_neither_purpose_nor_guests() -> None:
    visit = example("visit.agreed.v1")
    assert isinstance(visit, VisitAgreed)
    text = encode(
        schedule_entry(visit.model_copy(update={"purpose": "confidential", "invited": ("confidential",)}), ON)
    )
    assert b"confidential" not in text
    assert visit.start.encode() in text
    assert b"cancelled_on" not in text


def test_the_schedule_says_of_a_cancelled_visit_the_day_and_no_more() -> None:
    visit = example("visit.agreed.v1")
    assert isinstance(visit, VisitAgreed)
    before, after = schedule_entry(visit, ON), schedule_entry(visit, ON, ON)
    assert after == before.model_copy(update={"cancelled_on": ON})
