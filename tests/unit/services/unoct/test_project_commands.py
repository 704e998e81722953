"""A project is registered, and takes a need up, by command: the same rules, but nothing waits (OP4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.unoct.assistance.checks import CaseEnded, ProjectOfOtherStates, UnknownProject
from services.unoct.assistance.commands import TakeUp, Uptake
from services.unoct.cases.model import CASES
from services.unoct.projects.checks import UnknownRecommendation
from services.unoct.projects.commands import RegisterProject
from shared.engine.notices.known_codes import NotAMemberState
from tests.unit.services.unoct.desk import (
    CASE,
    ICAO,
    OTHER,
    PROJECT,
    UNODC,
    command,
    desk,
    given_project,
    project,
    types,
    with_case,
    withdraw_copy,
)


def register(source: str = UNODC, **changes: Any) -> Any:
    return command(RegisterProject(source, given_project(**changes)))


def test_a_project_is_registered_by_command_with_the_same_rules() -> None:
    unoct = with_case()
    assert types(unoct.handle(register())) == ["project.registered", "case.taken_up"]
    assert unoct.answer(register()) == {"id": PROJECT, "outcome": "unchanged", "cases": []}
    with pytest.raises(NotAMemberState):
        unoct.handle(register(states=("TWN",)))


def test_a_command_cannot_wait_so_what_it_cites_must_be_released() -> None:
    with pytest.raises(UnknownRecommendation):
        desk().handle(register())


def take_up(**said: Any) -> Any:
    return command(TakeUp(CASE, Uptake(**{"project_id": PROJECT} | said)))


def test_a_project_takes_a_need_up_that_it_does_not_cite() -> None:
    unoct = with_case()
    unoct.handle(project(recommendations=(), status="planned"))
    (told,) = unoct.handle(take_up(taken_up_on=date(2024, 3, 15)))
    assert (told.type, told.data["occurred_on"]) == ("case.taken_up.v1", "2024-03-15")
    assert unoct.handle(take_up()) == []


def test_what_it_took_up_stays_with_it_whatever_it_cites_later() -> None:
    unoct = with_case()
    unoct.handle(project(recommendations=(), status="planned"))
    unoct.handle(take_up())
    unoct.handle(project(recommendations=(), title="Another title"))
    assert unoct.get(CASES, CASE).status == "taken_up"
    assert "case.opened" in types(unoct.handle(project(recommendations=(), status="cancelled")))


def test_a_second_project_that_takes_a_need_up_is_a_duplication() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(project(ICAO, recommendations=(), status="planned"))
    assert types(unoct.handle(take_up(project_id=OTHER))) == ["case.parts_changed", "duplication.flagged"]


def test_who_takes_a_need_up_is_a_project_that_lives_and_is_for_its_state() -> None:
    unoct = with_case()
    with pytest.raises(UnknownProject):
        unoct.handle(take_up())
    elsewhere = project(ICAO, recommendations=(), states=("UGA",), status="planned")
    unoct.handle(project(recommendations=(), status="cancelled"), elsewhere)
    with pytest.raises(UnknownProject):
        unoct.handle(take_up())
    with pytest.raises(ProjectOfOtherStates):
        unoct.handle(take_up(project_id=OTHER))
    unoct.handle(withdraw_copy())
    with pytest.raises(CaseEnded):
        unoct.handle(take_up(project_id=OTHER))
