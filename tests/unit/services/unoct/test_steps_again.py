"""A step of a case, or a resolution, said again: the same changes nothing, whatever the day; another one is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.unoct.assistance.checks import CaseEnded, ProjectOfOtherStates, UnknownProject
from services.unoct.assistance.commands import Offer, OfferAssistance
from services.unoct.cases.model import CASES
from services.unoct.duplications.commands import AlreadyResolved, Resolved, ResolveDuplication
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import CASE, OTHER, PROJECT, RECOMMENDATION, command, project, with_case
from tests.unit.services.unoct.test_cases import decline, deliver, offer
from tests.unit.services.unoct.test_duplications import duplication, with_two


def later(unoct: Memory) -> Memory:
    unoct.today = date(2024, 4, 1)
    return unoct


@pytest.mark.parametrize("step", [offer, decline])
def test_an_offer_or_a_decline_that_comes_again_is_told_once(step: Any) -> None:
    unoct = with_case()
    assert len(unoct.handle(step(note="A workshop.") if step is offer else step(body="UNODC"))) == 1
    before = unoct.get(CASES, CASE)
    again = step(note="A workshop.") if step is offer else step(body="UNODC")
    assert later(unoct).handle(again) == []
    assert unoct.get(CASES, CASE) == before


def test_another_offer_is_told() -> None:
    unoct = with_case()
    unoct.handle(offer(note="A workshop."))
    assert len(unoct.handle(offer(note="Two workshops."))) == 1
    assert len(later(unoct).handle(offer(note="Two workshops.", offered_on=date(2024, 4, 1)))) == 1


def test_what_was_delivered_is_delivered_once() -> None:
    unoct = with_case()
    unoct.handle(project())
    assert len(unoct.handle(deliver(note="Done."))) == 1
    assert later(unoct).handle(deliver(note="Done.")) == []
    for other in (deliver(note="Otherwise."), deliver(note="Done.", delivered_on=date(2024, 3, 21))):
        with pytest.raises(CaseEnded):
            unoct.handle(other)


def test_an_offer_names_a_project_that_there_is() -> None:
    with pytest.raises(UnknownProject) as refused:
        with_case().handle(command(OfferAssistance(CASE, Offer("UNODC", PROJECT))))
    assert refused.value.fields == ("project_id",)


def test_an_offer_names_a_project_that_is_for_the_state_of_the_case() -> None:
    unoct = with_case()
    unoct.handle(project(states=("UGA",), recommendations=(), status="planned"))
    with pytest.raises(ProjectOfOtherStates) as refused:
        unoct.handle(command(OfferAssistance(CASE, Offer("UNODC", PROJECT))))
    assert refused.value.fields == ("project_id",)


def test_the_same_resolution_again_changes_nothing_and_another_is_refused() -> None:
    unoct = with_two()
    of = duplication(unoct).id
    unoct.handle(command(ResolveDuplication(of, RECOMMENDATION, Resolved("merged", PROJECT, note="Agreed."))))
    assert (
        later(unoct).handle(
            command(ResolveDuplication(of, RECOMMENDATION, Resolved("merged", PROJECT, note="Agreed.")))
        )
        == []
    )
    with pytest.raises(AlreadyResolved) as refused:
        unoct.handle(command(ResolveDuplication(of, RECOMMENDATION, Resolved("merged", OTHER, note="Agreed."))))
    assert refused.value.fields == ("kept_project_id",)
