"""A project is said again: the same, changed, or cancelled; its needs follow (OP4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.unoct.assistance.commands import TakeUp, Uptake
from services.unoct.cases.model import CASES
from services.unoct.projects.model import PROJECTS
from tests.unit.services.unoct.desk import (
    CASE,
    ICAO,
    OTHER,
    PROJECT,
    WHEN,
    command,
    find_answer,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)


def test_the_same_project_under_another_notice_is_unchanged() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project())
    assert types(told) == ["notice.accepted"]
    assert (find_answer(told)["outcome"], find_answer(told)["caused"]) == ("unchanged", [PROJECT])


def test_the_same_notice_again_says_nothing_not_even_after_a_later_one() -> None:
    unoct = with_case()
    first, second = project(), project(status="completed", time=WHEN + timedelta(days=1))
    unoct.handle(first)
    unoct.handle(second)
    assert unoct.handle(first, second) == []
    assert unoct.get(PROJECTS, PROJECT).status == "completed"


def test_a_refused_notice_again_says_nothing() -> None:
    unoct = with_case()
    refused = project(themes=("no-such-theme",))
    assert find_answer(unoct.handle(refused))["code"] == "unknown-theme"
    assert unoct.handle(refused) == []


def test_a_project_may_change_and_is_told_whole() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project(title="Another title", budget_usd=5))
    assert types(told) == ["project.registered", "notice.accepted"]
    assert (told[0].data["title"], told[0].data["budget_usd"]) == ("Another title", 5)
    assert unoct.get(PROJECTS, PROJECT).registered_on == date(2024, 3, 20)


def test_the_need_is_open_again_when_its_only_project_is_cancelled() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project(status="cancelled"))
    assert types(told) == ["project.registered", "case.opened", "notice.accepted"]
    case = unoct.get(CASES, CASE)
    assert (case.status, case.project_id, case.taken_up_on) == ("open", None, None)


def test_the_need_is_open_again_when_its_only_project_no_longer_cites_it() -> None:
    unoct = with_case()
    unoct.handle(release_recommendation("r-2"))
    unoct.handle(project())
    told = unoct.handle(project(recommendations=("r-2",)))
    assert types(told) == ["project.registered", "case.opened", "case.taken_up", "notice.accepted"]


def test_the_other_project_carries_on_when_one_of_two_is_cancelled() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(project(ICAO, lead_body="ICAO"))
    told = unoct.handle(project(status="cancelled"))
    assert "case.opened" not in types(told)
    assert types(told).count("case.taken_up") == 1, "who carries it on is told"
    case = unoct.get(CASES, CASE)
    assert (case.status, case.project_id, case.body) == ("taken_up", OTHER, "ICAO")


def test_a_project_that_is_no_longer_for_a_state_no_longer_serves_what_it_took_up_there() -> None:
    unoct = with_case()
    plan: dict[str, Any] = {"recommendations": (), "status": "planned"}
    unoct.handle(project(**plan))
    unoct.handle(command(TakeUp(CASE, Uptake(PROJECT))))
    assert types(unoct.handle(project(title="Another title", **plan))) == ["project.registered", "notice.accepted"]
    told = unoct.handle(project(states=("UGA",), **plan))
    assert types(told) == ["project.registered", "case.opened", "notice.accepted"]
    assert (unoct.get(CASES, CASE).status, unoct.get(PROJECTS, PROJECT).serves) == ("open", ())


def test_a_project_that_cites_what_was_withdrawn_since_may_still_change() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(withdraw_copy())
    assert types(unoct.handle(project(status="completed"))) == ["project.registered", "notice.accepted"]


def test_what_is_released_again_is_taken_up_again_by_the_project_that_cites_it() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(withdraw_copy())
    assert types(unoct.handle(release_recommendation())) == ["case.opened", "case.taken_up"]
