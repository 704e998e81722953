"""Projects take needs up; two for one need are flagged; what is not yet known is waited for (OP4, OP24, OP25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.ids import case_id, duplication_id, project_id
from services.unoct.commands.cases import (
    CaseEnded,
    Decline,
    DeclineAssistance,
    ProjectOfOtherStates,
    TakeUp,
    UnknownProject,
    Uptake,
)
from services.unoct.commands.projects import (
    AlreadyResolved,
    NotOneOfThem,
    RegisterProject,
    Resolved,
    ResolveDuplication,
)
from services.unoct.model import Duplication
from services.unoct.projects import UnknownRecommendation
from services.unoct.tables import CASES, DUPLICATIONS, PROJECTS
from shared.known_codes import NotAMemberState
from shared.notices import WAITING
from shared.rules import NotFound
from tests.support.memory import Memory, Told
from tests.unit.services.unoct.desk import (
    CASE,
    PROJECT,
    UNODC,
    WHEN,
    command,
    desk,
    project,
    released,
    said_of_project,
    types,
    withdrawn,
)

ICAO = "urn:example:icao"
OTHER = project_id(ICAO, "P-1")


def with_case() -> Memory:
    unoct = desk()
    unoct.handle(released())
    return unoct


def register(source: str = UNODC, **changes: Any) -> Any:
    return command(RegisterProject(source, said_of_project(**changes)))


def answered(told: list[Told]) -> dict[str, Any]:
    (answer,) = [one for one in told if one.type in ("notice.accepted.v1", "notice.refused.v1")]
    assert answer.topic == "ctc.unoct"
    return answer.data


# ---- a project takes a need up ------------------------------------------------------------------


def test_a_project_that_cites_a_recommendation_takes_its_case_up() -> None:
    unoct = with_case()
    told = unoct.handle(project())
    assert types(told) == ["project.registered", "case.taken_up", "notice.accepted"]
    assert told[0].data["project_id"] == PROJECT
    assert (told[1].data["project_id"], told[1].data["body"]) == (PROJECT, "UNODC")
    assert answered(told)["caused"] == [PROJECT, CASE]
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


def test_a_project_that_cites_nothing_is_registered() -> None:
    unoct = desk()
    assert types(unoct.handle(project(recommendations=()))) == ["project.registered", "notice.accepted"]


def test_a_project_that_cites_what_is_no_case_takes_it_up_once_it_becomes_one() -> None:
    unoct = desk()
    unoct.handle(released(assistance_requested=False))
    told = unoct.handle(project())
    assert types(told) == ["project.registered", "notice.accepted"]
    assert answered(told)["caused"] == [PROJECT]
    assert types(unoct.handle(released())) == ["case.opened", "case.taken_up"]


def test_a_project_for_one_state_is_keyed_by_it_and_any_other_by_itself() -> None:
    unoct = desk()
    several: list[dict[str, Any]] = [
        {},
        {"reference": "P-2", "states": ("KEN", "UGA")},
        {"reference": "P-3", "states": ()},
    ]
    subjects = [unoct.handle(project(recommendations=(), **changes))[0].subject for changes in several]
    assert subjects == ["KEN", project_id(UNODC, "P-2"), project_id(UNODC, "P-3")]


def test_a_project_that_cites_a_need_twice_takes_it_up_once() -> None:
    unoct = with_case()
    assert types(unoct.handle(project(recommendations=("r-1", "r-1")))).count("case.taken_up") == 1


# ---- what is said again -------------------------------------------------------------------------


def test_the_same_project_under_another_notice_is_unchanged() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project())
    assert types(told) == ["notice.accepted"]
    assert (answered(told)["outcome"], answered(told)["caused"]) == ("unchanged", [PROJECT])


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
    assert answered(unoct.handle(refused))["code"] == "unknown-theme"
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
    unoct.handle(project())
    assert "case.opened" in types(unoct.handle(project(recommendations=())))


def test_the_other_project_carries_on_when_one_of_two_is_cancelled() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(project(ICAO, lead_body="ICAO"))
    told = unoct.handle(project(status="cancelled"))
    assert "case.opened" not in types(told)
    case = unoct.get(CASES, CASE)
    assert (case.status, case.project_id, case.body) == ("taken_up", OTHER, "ICAO")


def test_a_project_that_cites_what_was_withdrawn_since_may_still_change() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(withdrawn())
    assert types(unoct.handle(project(status="completed"))) == ["project.registered", "notice.accepted"]


def test_what_is_released_again_is_taken_up_again_by_the_project_that_cites_it() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(withdrawn())
    assert types(unoct.handle(released())) == ["case.opened", "case.taken_up"]


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
    assert (answered(told)["code"], answered(told)["fields"]) == (code, fields)
    assert PROJECTS not in unoct.rows


def test_dates_that_may_be_in_order_are() -> None:
    assert "project.registered" in types(with_case().handle(project(start="2024-06", end="2024")))


def test_a_project_without_states_may_serve_any() -> None:
    assert "case.taken_up" in types(with_case().handle(project(states=())))


# ---- waiting ------------------------------------------------------------------------------------


def test_a_project_waits_for_what_it_cites_and_is_judged_when_that_is_released() -> None:
    unoct = desk()
    assert unoct.handle(project()) == []
    assert len(unoct.rows[WAITING]) == 1
    told = unoct.handle(released())
    assert types(told) == ["case.opened", "project.registered", "case.taken_up", "notice.accepted"]
    assert unoct.rows[WAITING] == {}


def test_a_project_that_cites_several_waits_for_the_last_of_them() -> None:
    unoct = desk()
    unoct.handle(project(recommendations=("r-1", "r-2", "r-3")))
    assert types(unoct.handle(released("r-2"), released("r-1"))) == ["case.opened"] * 2
    told = unoct.handle(released("r-3"))
    assert types(told).count("case.taken_up") == 3
    assert answered(told)["caused"] == [PROJECT, *(case_id(f"r-{n}") for n in (1, 2, 3))]


def test_a_project_waits_for_what_was_withdrawn_as_for_what_was_never_released() -> None:
    unoct = with_case()
    unoct.handle(withdrawn())
    assert unoct.handle(project()) == []
    assert "case.taken_up" in types(unoct.handle(released()))


def test_a_waiting_notice_again_says_nothing() -> None:
    unoct = desk()
    sent = project()
    unoct.handle(sent)
    unoct.turn(date(2024, 3, 25))
    assert unoct.handle(sent) == []
    assert types(unoct.turn(date(2024, 3, 28))) == ["notice.refused"], "it does not wait longer for that"


def test_after_seven_days_it_is_refused_and_judged_for_good() -> None:
    unoct = desk()
    sent = project()
    unoct.handle(sent)
    assert unoct.turn(date(2024, 3, 27)) == []
    (told,) = unoct.turn(date(2024, 3, 28))
    assert (told.type, told.data["code"]) == ("notice.refused.v1", "still-unknown")
    assert unoct.turn(date(2024, 4, 30)) == []
    assert unoct.handle(sent) == []
    assert types(unoct.handle(released())) == ["case.opened"]


def test_what_is_wrong_in_itself_is_refused_at_once_and_does_not_wait() -> None:
    assert answered(desk().handle(project(states=("HKG",))))["code"] == "not-a-member-state"


def test_a_later_notice_of_the_same_project_stands_against_one_that_waited() -> None:
    unoct = with_case()
    unoct.handle(project(recommendations=("r-1", "r-2"), title="Old"))
    unoct.handle(project(title="New", time=WHEN + timedelta(hours=1)))
    told = unoct.handle(released("r-2"))
    assert answered(told)["code"] == "outdated"
    assert unoct.get(PROJECTS, PROJECT).title == "New"


def test_notices_that_waited_for_the_same_thing_are_judged_in_order_of_arrival() -> None:
    unoct = desk()
    unoct.handle(project(notice="z", title="First"))
    unoct.handle(project(notice="a", title="Second", time=WHEN + timedelta(hours=1)))
    told = unoct.handle(released())
    assert [one.data["id"] for one in told if one.type == "notice.accepted.v1"] == ["z", "a"]
    assert unoct.get(PROJECTS, PROJECT).title == "Second"


# ---- duplication --------------------------------------------------------------------------------


def duplication(unoct: Memory) -> Duplication:
    return unoct.get(DUPLICATIONS, duplication_id("r-1", PROJECT, OTHER))


def with_two() -> Memory:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(project(ICAO, lead_body="ICAO"))
    return unoct


def test_two_projects_for_one_need_of_one_state_are_flagged_once() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project(ICAO))
    assert types(told) == ["project.registered", "duplication.flagged", "notice.accepted"]
    assert told[1].data["project_ids"] == sorted([PROJECT, OTHER])
    assert told[1].data["case_id"] == CASE
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO, title="Another title")))


def test_the_need_counts_as_taken_up_once() -> None:
    assert types(with_two().journal).count("case.taken_up") == 1


def test_three_projects_are_three_pairs() -> None:
    unoct = with_two()
    assert types(unoct.handle(project("urn:example:unwomen"))).count("duplication.flagged") == 2


def test_two_projects_of_one_state_for_different_needs_are_no_duplication() -> None:
    unoct = with_case()
    unoct.handle(released("r-2"))
    unoct.handle(project())
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO, recommendations=("r-2",))))


def test_two_projects_for_what_nobody_asked_help_with_are_flagged_once_it_is_asked_for() -> None:
    unoct = desk()
    unoct.handle(released(assistance_requested=False))
    unoct.handle(project())
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO)))
    assert types(unoct.handle(released())) == ["case.opened", "case.taken_up", "duplication.flagged"]


def test_two_projects_for_what_is_no_longer_asked_for_are_no_duplication() -> None:
    unoct = with_case()
    unoct.handle(released(assistance_requested=False))
    told = unoct.handle(project(), project(ICAO))
    assert types(told) == ["project.registered", "notice.accepted"] * 2


@pytest.mark.parametrize("resolution", ["merged", "divided", "one_withdrawn", "no_duplication"])
def test_a_duplication_is_resolved_and_the_need_still_counts_once(resolution: Any) -> None:
    unoct = with_two()
    resolve = command(ResolveDuplication(duplication(unoct).id, Resolved(resolution, PROJECT, note="Agreed.")))
    (told,) = unoct.handle(resolve)
    assert (told.type, told.data["resolution"], told.data["kept_project_id"]) == (
        "duplication.resolved.v1", resolution, PROJECT,
    )  # fmt: skip
    assert (duplication(unoct).status, duplication(unoct).resolved_on) == ("resolved", date(2024, 3, 20))
    with pytest.raises(AlreadyResolved):
        unoct.handle(replace(resolve, id="another"))


@pytest.mark.parametrize(("resolution", "kept"), [("merged", None), ("one_withdrawn", None), ("divided", "p-9")])
def test_the_project_that_is_kept_is_one_of_the_two(resolution: Any, kept: str | None) -> None:
    unoct = with_two()
    with pytest.raises(NotOneOfThem):
        unoct.handle(command(ResolveDuplication(duplication(unoct).id, Resolved(resolution, kept))))


def test_a_duplication_ends_by_itself_when_one_project_is_cancelled() -> None:
    unoct = with_two()
    told = unoct.handle(project(status="cancelled"))
    (resolved,) = [one for one in told if one.type == "duplication.resolved.v1"]
    assert (resolved.data["resolution"], resolved.data["kept_project_id"]) == ("one_withdrawn", OTHER)


def test_a_duplication_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(command(ResolveDuplication("d-9", Resolved("divided"))))


# ---- by command ---------------------------------------------------------------------------------


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
    unoct.handle(project(recommendations=()))
    (told,) = unoct.handle(take_up(taken_up_on=date(2024, 3, 15)))
    assert (told.type, told.data["occurred_on"]) == ("case.taken_up.v1", "2024-03-15")
    assert unoct.handle(take_up()) == []


def test_what_it_took_up_stays_with_it_whatever_it_cites_later() -> None:
    unoct = with_case()
    unoct.handle(project(recommendations=()))
    unoct.handle(take_up())
    unoct.handle(project(recommendations=(), title="Another title"))
    assert unoct.get(CASES, CASE).status == "taken_up"
    assert "case.opened" in types(unoct.handle(project(recommendations=(), status="cancelled")))


def test_a_second_project_that_takes_a_need_up_is_a_duplication() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(project(ICAO, recommendations=()))
    assert types(unoct.handle(take_up(project_id=OTHER))) == ["duplication.flagged"]


def test_who_takes_a_need_up_is_a_project_that_lives_and_is_for_its_state() -> None:
    unoct = with_case()
    with pytest.raises(UnknownProject):
        unoct.handle(take_up())
    unoct.handle(project(recommendations=(), status="cancelled"), project(ICAO, recommendations=(), states=("UGA",)))
    with pytest.raises(UnknownProject):
        unoct.handle(take_up())
    with pytest.raises(ProjectOfOtherStates):
        unoct.handle(take_up(project_id=OTHER))
    unoct.handle(withdrawn())
    with pytest.raises(CaseEnded):
        unoct.handle(take_up(project_id=OTHER))
