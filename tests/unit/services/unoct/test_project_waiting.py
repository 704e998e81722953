"""A project that cites what is not yet released waits for it, seven days at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.ids import case_id
from services.unoct.cases.model import CASES
from services.unoct.notices import judging
from services.unoct.projects.model import PROJECTS
from services.unoct.recommendations.model import RECOMMENDATIONS
from shared.engine.notices.judging import WAITING
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    ICAO,
    PROJECT,
    UNODC,
    WHEN,
    desk,
    find_answer,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)


def release_elsewhere(unoct: Memory, recommendation: str) -> None:
    """Another copy of the service releases it, and sees nobody wait for it."""
    other = desk()
    other.handle(release_recommendation(recommendation))
    for table in (RECOMMENDATIONS, CASES):
        unoct.rows[table].update(other.rows[table])


def test_a_project_waits_for_what_it_cites_and_is_judged_when_that_is_released() -> None:
    unoct = desk()
    assert types(unoct.handle(project())) == ["notice.waiting"]
    assert len(unoct.rows[WAITING]) == 1
    told = unoct.handle(release_recommendation())
    assert types(told) == ["case.opened", "project.registered", "case.taken_up", "notice.accepted"]
    assert unoct.rows[WAITING] == {}


def test_a_project_that_cites_several_waits_for_the_last_of_them() -> None:
    unoct = desk()
    unoct.handle(project(recommendations=("r-1", "r-2", "r-3")))
    told = unoct.handle(release_recommendation("r-2"), release_recommendation("r-1"))
    assert types(told) == ["case.opened", "case.opened"]
    told = unoct.handle(release_recommendation("r-3"))
    assert types(told).count("case.taken_up") == 3
    assert find_answer(told)["caused"] == [PROJECT, *(case_id(f"r-{n}") for n in (1, 2, 3))]


def test_one_that_waits_for_another_thing_keeps_its_last_day() -> None:
    unoct = desk()
    (waiting,) = unoct.handle(project(recommendations=("r-1", "r-2")))
    assert waiting.data["refused_on"] == "2024-03-28"
    unoct.turn(date(2024, 3, 24))
    assert types(unoct.handle(release_recommendation("r-1"))) == ["case.opened"]
    assert unoct.turn(date(2024, 3, 27)) == []
    assert find_answer(unoct.turn(date(2024, 3, 28)))["code"] == "still-unknown"


def test_what_is_hidden_from_the_sender_moves_nothing_that_it_sees() -> None:
    unoct, sent = desk(), project()
    sent = replace(sent, data=sent.data.model_copy(update={"reads": "public"}))
    assert types(unoct.handle(sent)) == ["notice.waiting"]
    unoct.turn(date(2024, 3, 24))
    assert types(unoct.handle(release_recommendation())) == ["case.opened"]
    assert types(unoct.handle(release_recommendation(priority="low"))) == []
    assert unoct.turn(date(2024, 3, 27)) == []
    assert types(unoct.turn(date(2024, 3, 28))) == ["notice.refused"]


def test_a_project_waits_for_what_was_withdrawn_as_for_what_was_never_released() -> None:
    unoct = with_case()
    unoct.handle(withdraw_copy())
    assert types(unoct.handle(project())) == ["notice.waiting"]
    assert "case.taken_up" in types(unoct.handle(release_recommendation()))


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
    assert types(unoct.handle(release_recommendation())) == ["case.opened"]


def test_before_it_is_refused_it_is_judged_once_more() -> None:
    """Two things appeared at one moment, each in a copy of the service that saw nobody wait for it."""
    sent, unoct = project(recommendations=("r-1", "r-2")), with_case()
    unoct.handle(sent)
    release_elsewhere(unoct, "r-2")
    told = unoct.turn(date(2024, 3, 28))
    assert types(told) == ["project.registered", "case.taken_up", "case.taken_up", "notice.accepted"]
    assert (unoct.rows[WAITING], unoct.turn(date(2024, 4, 30)), unoct.handle(sent)) == ({}, [], [])


def test_one_that_cannot_be_judged_then_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    unoct = desk()
    unoct.handle(project())
    monkeypatch.setattr(judging, "normalize_project", lambda given, context: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        unoct.turn(date(2024, 3, 28))
    assert (find_answer(unoct.journal)["code"], unoct.rows[WAITING]) == ("could-not-be-judged", {})


def test_what_is_wrong_in_itself_is_refused_at_once_and_does_not_wait() -> None:
    assert find_answer(desk().handle(project(states=("HKG",))))["code"] == "not-a-member-state"


def test_a_later_notice_of_the_same_project_stands_against_one_that_waited() -> None:
    unoct = with_case()
    unoct.handle(project(recommendations=("r-1", "r-2"), title="Old"))
    unoct.handle(project(title="New", time=WHEN + timedelta(hours=1)))
    told = unoct.handle(release_recommendation("r-2"))
    assert find_answer(told)["code"] == "outdated"
    assert unoct.get(PROJECTS, PROJECT).title == "New"


def test_of_notices_that_waited_for_the_same_thing_the_last_one_stands() -> None:
    """Each is judged by itself, in whatever order."""
    unoct = desk()
    unoct.handle(project(notice="z", title="First"))
    unoct.handle(project(notice="a", title="Second", time=WHEN + timedelta(hours=1)))
    told = unoct.handle(release_recommendation())
    assert [one.data["id"] for one in told if one.type == "notice.accepted.v1"] == ["a"]
    assert [one.data["code"] for one in told if one.type == "notice.refused.v1"] == ["outdated"]
    assert unoct.get(PROJECTS, PROJECT).title == "Second"


@pytest.mark.parametrize("at_once", [True, False])
def test_no_more_of_one_sender_wait_for_one_thing_where_they_wait_again(at_once: bool) -> None:
    unoct, most = desk(), REFERENCE.practice.most_waiting.notices
    numbers = range(most + 1)
    unoct.handle(*[project(reference=f"P-{n}", recommendations=(f"r-{n}", "last")) for n in numbers])
    unoct.handle(project(ICAO, lead_body="ICAO", recommendations=(f"r-{most}", "last")))
    released = [release_recommendation(f"r-{n}") for n in numbers]
    told = unoct.handle(*released) if at_once else [one for each in released for one in unoct.handle(each)]
    assert find_answer(told)["code"] == "too-many-wait"
    waiting = [one.taken_in.source for one in unoct.rows[WAITING].values() if one.awaits == "last"]
    assert (waiting.count(UNODC), waiting.count(ICAO)) == (most, 1)
