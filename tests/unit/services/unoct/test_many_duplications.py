"""Where many projects serve one need, their duplications follow what is released of it by a trigger of their own."""

from __future__ import annotations

import pytest

from services.unoct.cases.model import CASES
from services.unoct.duplications.commands import AlreadyResolved, Resolved, ResolveDuplication
from services.unoct.duplications.model import DUPLICATIONS, Duplication
from services.unoct.following import FEW_PARTS, FOLLOWING
from services.unoct.service import SERVICE
from shared.engine.notices.judging import DEADLINE as WAITING_NOTICE
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    CASE,
    RECOMMENDATION,
    command,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)

BODIES = [one.name for one in REFERENCE.bodies if one.sector][: FEW_PARTS + 1]
LAST = BODIES[-1]


def register(unoct: Memory, body: str, status: str = "active") -> None:
    unoct.decide(project(f"urn:example:{body}", lead_body=body, status=status))


@pytest.fixture
def unoct() -> Memory:
    """One more project than few, for one need."""
    memory = with_case()
    for body in BODIES:
        register(memory, body)
    assert len(memory.get(CASES, CASE).parts) == FEW_PARTS + 1
    return memory


def list_all(unoct: Memory) -> list[Duplication]:
    return list(unoct.rows[DUPLICATIONS].values())


def test_what_is_released_reads_none_of_them(unoct: Memory) -> None:
    """There may be hundreds, and a report has 500 recommendations."""
    unoct.decide(withdraw_copy())
    assert not [row for row in unoct.loaded_rows if isinstance(row, Duplication)]
    (due,) = unoct.due()
    assert SERVICE.deadlines[due.deadline.kind].is_alone
    flagged = [one for one in list_all(unoct) if one.status == "flagged"]
    assert types(unoct.handle(due)) == ["duplication.resolved"] * len(flagged)
    assert {(one.status, one.audience) for one in list_all(unoct)} == {("resolved", "committee")}
    assert unoct.due() == []


def test_they_are_flagged_again_when_the_case_opens_again(unoct: Memory) -> None:
    before = {one.id for one in list_all(unoct) if one.status == "flagged"}
    unoct.handle(release_recommendation(assistance_requested=False))
    unoct.handle(release_recommendation())
    assert {one.id for one in list_all(unoct) if one.status == "flagged"} == before


def test_what_is_opened_again_before_they_follow_leaves_them_as_they_are(unoct: Memory) -> None:
    before = list_all(unoct)
    unoct.decide(withdraw_copy())
    told = types(unoct.handle(release_recommendation()))
    assert not [one for one in told if one.startswith("duplication")]
    assert list_all(unoct) == before


def test_a_project_that_leaves_before_they_follow_and_comes_back_is_flagged_again(unoct: Memory) -> None:
    before = {one.id for one in list_all(unoct) if one.status == "flagged"}
    unoct.decide(release_recommendation(assistance_requested=False))
    register(unoct, LAST, status="cancelled")
    unoct.handle(*unoct.due())
    register(unoct, LAST)
    unoct.handle(release_recommendation())
    assert {one.id for one in list_all(unoct) if one.status == "flagged"} == before


def test_nobody_resolves_one_whose_case_is_cancelled(unoct: Memory) -> None:
    unoct.decide(withdraw_copy())
    one = next(one for one in list_all(unoct) if one.status == "flagged")
    with pytest.raises(AlreadyResolved):
        unoct.handle(command(ResolveDuplication(one.id, RECOMMENDATION, Resolved("divided"))))


def test_a_project_that_waited_is_judged_before_them(unoct: Memory) -> None:
    """They took a minute, and nobody awaits them."""
    unoct.decide(project("urn:example:other", reference="P-9", recommendations=("r-9",)))
    unoct.decide(withdraw_copy())
    unoct.decide(release_recommendation("r-9"))
    assert [one.deadline.kind for one in unoct.due()] == [WAITING_NOTICE, FOLLOWING]
