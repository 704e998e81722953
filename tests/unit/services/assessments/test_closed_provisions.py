"""A provision may say what is closed elsewhere, where it does more than cite (OP19)."""

from __future__ import annotations

import pytest

from tests.unit.services.assessments.desk import (
    Desk,
    correction_notice,
    finding,
    recommendation,
    recommendation_of_ken,
    submission_notice,
)
from tests.unit.services.assessments.test_closed_words import (
    CLOSED,
    ONE,
    THREE,
    TWO,
    list_recommendations,
    open_desk_of,
)
from tests.unit.services.assessments.test_new_readers import (
    KEN,
    OTHER,
    PNR,
    R2,
    close,
    correct,
    find,
    find_recommendation,
    readers,
)  # fmt: skip

pytestmark = pytest.mark.thorough

PROSE = "[Synthetic example] Guards at some posts let lorries through unchecked for money each night."
CITATION = "Security Council resolution 1373 (2001), operative paragraph 2 (e)"


@pytest.mark.parametrize("provision", [PROSE, f"para. 2 (e): {PROSE}"])
def test_closed_words_reach_nobody_new_as_a_provision(provision: str) -> None:
    """Whoever reads a part reads its provision, and that is a line of 500 signs."""
    desk = open_desk_of(R1=ONE, R2=PROSE)
    kept = (recommendation("R1", text=ONE, provision=provision), recommendation("R2", text=PROSE))
    answer = desk.get_refusal(correction_notice(findings=(finding(),), recommendations=kept))
    assert answer.code == "widened-by-correction"
    new = (*list_recommendations(R1=ONE, R2=PROSE), recommendation("R3", text=THREE, provision=provision))
    correct(desk, finding(), recommendations=new)
    assert readers(find_recommendation(desk, recommendation_of_ken("R3"))) == CLOSED


def test_a_closed_provision_of_many_words_reaches_nobody_new() -> None:
    desk = Desk()
    closed = recommendation("R2", text=TWO, provision=PROSE)
    desk.notice(submission_notice(recommendations=(recommendation("R1", text=ONE), closed)))
    close(desk, R2)
    correct(desk, finding(), recommendations=(*list_recommendations(R1=ONE, R3=PROSE), closed))
    assert readers(find_recommendation(desk, recommendation_of_ken("R3"))) == CLOSED


@pytest.mark.parametrize("provision", [PNR, CITATION])
def test_the_same_citation_in_another_part_says_nothing(provision: str) -> None:
    desk = open_desk_of(R1=ONE, R2=f"{TWO} So says {provision} of the Council.")
    kept = list_recommendations(R1=ONE, R2=f"{TWO} So says {provision} of the Council.")
    new = recommendation("R3", provision=provision)
    correct(desk, finding(), finding(provision, text=OTHER), recommendations=(*kept, new))
    assert (
        readers(find(desk, OTHER)) == readers(find_recommendation(desk, recommendation_of_ken("R3"))) == ("un", (KEN,))
    )
