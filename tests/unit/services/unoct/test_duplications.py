"""Two projects for one need are flagged until that is resolved; the need counts once (OP24, OP25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.ids import duplication_id
from services.unoct.assistance.commands import Deliver, Delivery
from services.unoct.cases.model import CASES
from services.unoct.duplications.commands import NotOneOfThem, Resolved, ResolveDuplication
from services.unoct.duplications.model import DUPLICATIONS, Duplication
from shared.engine.rules import NotFound
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    ICAO,
    OTHER,
    PROJECT,
    RECOMMENDATION,
    command,
    desk,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)


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
    assert types(told) == ["project.registered", "case.parts_changed", "duplication.flagged", "notice.accepted"]
    assert told[2].data["project_ids"] == sorted([PROJECT, OTHER])
    assert told[2].data["case_id"] == CASE
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO, title="Another title")))


def test_the_need_counts_as_taken_up_once() -> None:
    assert types(with_two().journal).count("case.taken_up") == 1


def test_three_projects_are_three_pairs() -> None:
    unoct = with_two()
    assert types(unoct.handle(project("urn:example:unwomen"))).count("duplication.flagged") == 2


def test_two_projects_of_one_state_for_different_needs_are_no_duplication() -> None:
    unoct = with_case()
    unoct.handle(release_recommendation("r-2"))
    unoct.handle(project())
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO, recommendations=("r-2",))))


def test_two_projects_for_what_nobody_asked_help_with_are_flagged_once_it_is_asked_for() -> None:
    unoct = desk()
    unoct.handle(release_recommendation(assistance_requested=False))
    unoct.handle(project())
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO)))
    assert types(unoct.handle(release_recommendation())) == [
        "case.opened",
        "case.taken_up",
        "case.parts_changed",
        "duplication.flagged",
    ]


def test_two_projects_for_what_is_no_longer_asked_for_are_no_duplication() -> None:
    unoct = with_case()
    unoct.handle(release_recommendation(assistance_requested=False))
    told = unoct.handle(project(), project(ICAO))
    assert types(told) == ["project.registered", "notice.accepted"] * 2


@pytest.mark.parametrize("resolution", ["merged", "divided", "one_withdrawn", "no_duplication"])
def test_a_duplication_is_resolved_and_the_need_still_counts_once(resolution: Any) -> None:
    unoct = with_two()
    resolve = command(
        ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved(resolution, PROJECT, note="Agreed."))
    )
    told, *_ = unoct.handle(resolve)
    assert (told.type, told.data["resolution"], told.data["kept_project_id"]) == (
        "duplication.resolved.v1", resolution, PROJECT,
    )  # fmt: skip
    assert (duplication(unoct).status, duplication(unoct).resolved_on) == ("resolved", date(2024, 3, 20))
    assert unoct.handle(replace(resolve, id="another")) == []


@pytest.mark.parametrize("resolution", ["merged", "one_withdrawn"])
def test_the_case_goes_on_in_the_project_that_is_kept(resolution: Any) -> None:
    unoct = with_two()
    assert unoct.get(CASES, CASE).project_id == PROJECT, "the first one took it up"
    unoct.today = date(2024, 4, 2)
    told = unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved(resolution, OTHER))))
    assert types(told) == ["duplication.resolved", "case.taken_up", "case.parts_changed"]
    assert (told[1].data["project_id"], told[1].data["body"]) == (OTHER, "ICAO")
    case = unoct.get(CASES, CASE)
    assert (case.status, case.project_id, case.body) == ("taken_up", OTHER, "ICAO")
    assert case.taken_up_on == date(2024, 3, 20), "since the first one took it up: the need counts once"


def test_a_case_in_a_third_project_stays_there() -> None:
    unoct = with_case()
    unoct.handle(project("urn:example:unwomen"))
    unoct.handle(project(), project(ICAO, lead_body="ICAO"))
    third = unoct.get(CASES, CASE).project_id
    told = unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved("merged", OTHER))))
    assert types(told) == ["duplication.resolved", "case.parts_changed"]
    assert unoct.get(CASES, CASE).project_id == third not in (PROJECT, OTHER)


@pytest.mark.parametrize(("resolution", "kept"), [("merged", None), ("one_withdrawn", None), ("divided", "p-9")])
def test_the_project_that_is_kept_is_one_of_the_two(resolution: Any, kept: str | None) -> None:
    unoct = with_two()
    with pytest.raises(NotOneOfThem):
        unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved(resolution, kept))))


def test_a_duplication_ends_by_itself_when_one_project_is_cancelled() -> None:
    unoct = with_two()
    told = unoct.handle(project(status="cancelled"))
    (resolved,) = [one for one in told if one.type == "duplication.resolved.v1"]
    assert (resolved.data["resolution"], resolved.data["kept_project_id"]) == ("one_withdrawn", OTHER)


def test_a_project_that_was_taken_back_and_comes_again_is_flagged_again() -> None:
    unoct = with_two()
    unoct.handle(project(status="cancelled"))
    assert types(unoct.handle(project())) == [
        "project.registered",
        "case.parts_changed",
        "duplication.flagged",
        "notice.accepted",
    ]
    assert duplication(unoct).status == "flagged"
    assert types(unoct.handle(project(title="Another title"))) == ["project.registered", "notice.accepted"]


@pytest.mark.parametrize(
    "ends",
    [
        lambda: release_recommendation(assistance_requested=False),
        withdraw_copy,
        lambda: withdraw_copy(because="narrowed"),
    ],
    ids=["taken back", "withdrawn", "narrowed"],
)
def test_a_duplication_ends_with_its_case_and_is_flagged_again_when_that_opens_again(ends: Any) -> None:
    unoct = with_two()
    told = unoct.handle(ends())
    assert types(told) == ["case.cancelled", "duplication.resolved"]
    assert (told[1].data["resolution"], told[1].data["note"]) == ("no_duplication", "The case was cancelled.")
    assert types(unoct.handle(release_recommendation())) == ["case.opened", "case.taken_up", "duplication.flagged"]
    assert (duplication(unoct).status, duplication(unoct).note) == ("flagged", None)


def test_the_duplications_of_what_was_delivered_and_is_narrowed_are_narrowed_too() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(command(Deliver(CASE, Delivery(project_id=PROJECT)), COMMITTEE))
    unoct.handle(release_recommendation(assistance_requested=False))
    unoct.handle(project(ICAO, lead_body="ICAO"))
    assert duplication(unoct).audience == "un"
    unoct.handle(withdraw_copy(because="narrowed"))
    assert duplication(unoct).audience == "committee"


def test_what_people_resolved_stays_so_when_the_case_opens_again() -> None:
    unoct = with_two()
    unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved("divided"))))
    assert types(unoct.handle(withdraw_copy(), release_recommendation())) == [
        "case.cancelled",
        "case.opened",
        "case.taken_up",
    ]


def test_what_was_resolved_stays_so_while_both_go_on() -> None:
    unoct = with_two()
    unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved("one_withdrawn", PROJECT))))
    assert "duplication.flagged" not in types(unoct.handle(project(ICAO, title="Being closed down")))
    assert duplication(unoct).status == "resolved"


def test_a_duplication_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(command(ResolveDuplication("d-9", RECOMMENDATION, Resolved("divided"))))
