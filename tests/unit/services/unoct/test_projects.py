"""Projects take needs up, unless they contradict themselves or what is known (OP4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import project_id
from services.unoct.assistance.commands import Decline, DeclineAssistance
from services.unoct.cases.model import CASES
from services.unoct.projects.model import PROJECTS
from tests.unit.services.unoct.desk import (
    CASE,
    PROJECT,
    UNODC,
    command,
    desk,
    find_answer,
    project,
    release_recommendation,
    types,
    with_case,
)


def test_a_project_that_cites_a_recommendation_takes_its_case_up() -> None:
    unoct = with_case()
    told = unoct.handle(project())
    assert types(told) == ["project.registered", "case.taken_up", "notice.accepted"]
    assert told[0].data["project_id"] == PROJECT
    assert (told[1].data["project_id"], told[1].data["body"]) == (PROJECT, "UNODC")
    assert find_answer(told)["caused"] == [PROJECT, CASE]
    case = unoct.get(CASES, CASE)
    assert (case.status, case.project_id, case.taken_up_on) == ("taken_up", PROJECT, date(2024, 3, 20))


@pytest.mark.parametrize(
    ("status", "taken_up"), [("planned", True), ("active", True), ("completed", True), ("cancelled", False)]
)
def test_a_project_takes_up_unless_it_is_cancelled(status: Any, taken_up: bool) -> None:
    unoct = with_case()
    assert ("case.taken_up" in types(unoct.handle(project(status=status)))) is taken_up


def test_what_one_body_declined_another_may_take_up() -> None:
    unoct = with_case()
    unoct.handle(command(DeclineAssistance(CASE, Decline(reason="No capacity."))))
    unoct.handle(project())
    case = unoct.get(CASES, CASE)
    assert (case.status, case.reason) == ("taken_up", None)


@pytest.mark.parametrize("status", ["active", "completed"])
def test_a_project_under_way_that_cites_no_need_is_refused(status: Any) -> None:
    unoct = desk()
    answer = find_answer(unoct.handle(project(recommendations=(), status=status)))
    assert (answer["code"], answer["paragraph"], answer["fields"]) == ("cites-no-need", "OP4", ["recommendations"])
    assert PROJECTS not in unoct.rows


@pytest.mark.parametrize("changes", [{"status": "planned"}, {"status": "cancelled"}, {"kind": "programme"}], ids=str)
def test_a_planned_project_and_a_programme_need_not_cite_one(changes: dict[str, Any]) -> None:
    told = desk().handle(project(recommendations=(), **changes))
    assert types(told) == ["project.registered", "notice.accepted"]


def test_a_project_cannot_drop_its_last_need_while_it_is_under_way() -> None:
    unoct = with_case()
    unoct.handle(project())
    assert find_answer(unoct.handle(project(recommendations=())))["code"] == "cites-no-need"
    assert unoct.get(CASES, CASE).status == "taken_up"


def test_a_project_that_cites_what_is_no_case_takes_it_up_once_it_becomes_one() -> None:
    unoct = desk()
    unoct.handle(release_recommendation(assistance_requested=False))
    told = unoct.handle(project())
    assert types(told) == ["project.registered", "notice.accepted"]
    assert find_answer(told)["caused"] == [PROJECT]
    assert types(unoct.handle(release_recommendation())) == ["case.opened", "case.taken_up"]


def test_a_project_for_one_state_is_keyed_by_it_and_any_other_by_itself() -> None:
    unoct = desk()
    several: list[dict[str, Any]] = [
        {},
        {"reference": "P-2", "states": ("KEN", "UGA")},
        {"reference": "P-3", "states": ()},
    ]
    subjects = [
        unoct.handle(project(recommendations=(), status="planned", **changes))[0].subject for changes in several
    ]
    assert subjects == ["KEN", project_id(UNODC, "P-2"), project_id(UNODC, "P-3")]


def test_a_project_that_cites_a_need_twice_takes_it_up_once() -> None:
    unoct = with_case()
    assert types(unoct.handle(project(recommendations=("r-1", "r-1")))).count("case.taken_up") == 1


# ---- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code", "fields"),
    [
        ({"states": ("TWN",)}, "not-a-member-state", ["states"]),
        ({"themes": ("travel", "no-such-theme")}, "unknown-theme", ["themes"]),
        ({"start": "2025", "end": "2024-12"}, "ends-before-it-starts", ["start", "end"]),
        ({"states": ("UGA",)}, "of-another-state", ["states", "recommendations"]),
    ],
)
def test_what_contradicts_itself_or_what_is_known_is_refused(
    changes: dict[str, Any], code: str, fields: list[str]
) -> None:
    unoct = with_case()
    told = unoct.handle(project(**changes))
    assert (find_answer(told)["code"], find_answer(told)["fields"]) == (code, fields)
    assert PROJECTS not in unoct.rows


def test_dates_that_may_be_in_order_are() -> None:
    assert "project.registered" in types(with_case().handle(project(start="2024-06", end="2024")))


def test_a_project_without_states_may_serve_any() -> None:
    assert "case.taken_up" in types(with_case().handle(project(states=())))
