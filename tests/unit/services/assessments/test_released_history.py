"""The feed of an audience, against the history of its topic (OP19)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contracts.audiences import AUDIENCES, Audience
from contracts.base import EventData
from contracts.released import ReleasedAssessment, ReleasedRecommendation, ReleasedWithdrawn
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.rules import Emit
from tests.unit.services.assessments.desk import (
    Desk,
    Told,
    correction_notice,
    recommendation,
    submission_notice,
    withdrawal_notice,
)
from tests.unit.services.assessments.test_disclosure import F1, R2, decide


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_an_audience_has_what_it_was_sent_and_was_not_withdrawn(audience: Audience) -> None:
    """The rows from which the feed is served, against the history of the topic."""
    desk, topic = Desk(), dict[str, str]()
    opened = (recommendation("R1", audience="public"), recommendation("R2"))
    steps: list[Callable[[], Told]] = [
        lambda: desk.notice(submission_notice(recommendations=opened)),
        lambda: desk.notice(submission_notice(reference="2024/KEN/2", kind="desk")),
        lambda: decide(desk, "council"),
        lambda: decide(desk, "public", in_part=(R2, F1), consulted_ctc=True),
        lambda: desk.notice(correction_notice(kind="focused", recommendations=opened)),
        lambda: desk.notice(withdrawal_notice()),
    ]
    for step in steps:
        for change in step().changes:
            if isinstance(change, Emit) and change.topic == f"ctc.released.{audience}":
                read(topic, change.data)
        assert {
            row.thing_id: row.data for row in desk.rows[RELEASED_COPIES].values() if row.audience == audience
        } == topic


def read(topic: dict[str, str], copy: EventData) -> None:
    """What a reader of the topic does."""
    match copy:
        case ReleasedWithdrawn(id=thing):
            del topic[thing]
        case ReleasedAssessment(assessment_id=thing) | ReleasedRecommendation(recommendation_id=thing):
            topic[thing] = copy.model_dump_json(exclude_none=True)
