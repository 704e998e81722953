"""Whatever is decided, in whichever order: each audience has what redaction gives it, and no more."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.assessments import AssessmentCompleted
from contracts.audiences import AUDIENCES, Audience, reaches
from contracts.catalog import encode
from contracts.redaction import make_copies
from contracts.released import ReleasedAssessment, ReleasedRecommendation
from services.assessments.assessments.events import build_fact
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, Report
from services.assessments.disclosure import Decision
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.rules import Emit
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    disclosure,
    recommendation,
    recommendation_of_ken,
    submission_notice,
)

pytestmark = pytest.mark.thorough

R1, R2 = recommendation_of_ken("R1"), recommendation_of_ken("R2")
Step = str | tuple[Audience, tuple[str, ...]]
"""A correction to this kind, or a decision: for whom, and on which parts."""

audiences = st.sampled_from(AUDIENCES)
decisions = st.tuples(audiences, st.sampled_from([(), (R1,), (R2,), (R1, R2)]))
corrections = st.sampled_from(["focused", "comprehensive", "desk"])
steps = st.lists(st.one_of(decisions, corrections), max_size=8)


def take(desk: Desk, step: Step) -> Told:
    if isinstance(step, str):
        return desk.notice(correction_notice(kind=step, recommendations=(recommendation("R1"), recommendation("R2"))))
    audience, parts = step
    decision = Decision(audience, "Permanent Mission", date(2024, 6, 1), in_part=parts, consulted_ctc=True)
    return desk.command(disclosure(KEN_REPORT, decision))


def standing(desk: Desk) -> Report:
    whole = desk.get(ASSESSMENTS, KEN_REPORT)
    parts = (desk.rows[RECOMMENDATIONS][one] for one in whole.recommendation_ids)
    return Report(whole, tuple(parts), tuple(desk.rows[FINDINGS][one] for one in whole.finding_ids))


def without_date(data: str) -> dict[str, object]:
    return {name: value for name, value in json.loads(data).items() if name != "released_on"}


@settings(max_examples=50)
@given(steps)
def test_an_audience_has_exactly_what_redaction_gives_it(sequence: list[Step]) -> None:
    desk = Desk()
    desk.notice(submission_notice())
    for step in sequence:
        take(desk, step)
        fact = build_fact(standing(desk), AssessmentCompleted)
        for audience in AUDIENCES[1:]:
            rows = {
                row.thing_id: without_date(row.data)
                for row in desk.rows[RELEASED_COPIES].values()
                if row.audience == audience
            }
            given_ = make_copies(fact, desk.today, audience)
            assert rows == {key: without_date(encode(copy).decode()) for key, copy in given_.items()}


@settings(max_examples=50)
@given(steps)
def test_a_part_reaches_no_further_than_the_last_decision_on_it(sequence: list[Step]) -> None:
    desk = Desk()
    desk.notice(submission_notice())
    allowed: dict[str, Audience] = {}
    for step in sequence:
        take(desk, step)
        allowed |= {} if isinstance(step, str) else dict.fromkeys(step[1], step[0])
        for part, audience in allowed.items():
            assert reaches(audience, desk.get(RECOMMENDATIONS, part).audience), part


@settings(max_examples=50)
@given(steps)
def test_a_part_without_a_decision_of_its_own_is_for_whom_the_report_is(sequence: list[Step]) -> None:
    desk = Desk()
    desk.notice(submission_notice())
    decided: set[str] = set()
    for step in sequence:
        take(desk, step)
        decided |= set() if isinstance(step, str) else set(step[1])
        whole = desk.get(ASSESSMENTS, KEN_REPORT)
        parts = (desk.get(RECOMMENDATIONS, one) for one in whole.recommendation_ids if one not in decided)
        assert all(part.audience == whole.audience for part in parts)


@settings(max_examples=50)
@given(steps)
def test_nothing_is_sent_to_whom_nothing_changed(sequence: list[Step]) -> None:
    desk = Desk()
    desk.notice(submission_notice())
    for step in sequence:
        before = {row.id: without_date(row.data) for row in desk.rows[RELEASED_COPIES].values()}
        for change in take(desk, step).changes:
            if isinstance(change, Emit) and isinstance(change.data, ReleasedAssessment | ReleasedRecommendation):
                thing = getattr(change.data, "recommendation_id", change.data.assessment_id)
                assert before.get(f"{change.audience} {thing}") != without_date(encode(change.data).decode())
