"""A part takes the place of another, comes later, or opens again with its case (OP15, OP24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.ids import case_id
from services.unoct.cases.model import CASES
from services.unoct.duplications.commands import Resolved, ResolveDuplication
from tests.unit.services.unoct.desk import (
    COMMITTEE,
    ICAO,
    OTHER,
    PROJECT,
    RECOMMENDATION,
    UNODC,
    command,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)
from tests.unit.services.unoct.test_duplications import duplication, with_two
from tests.unit.services.unoct.test_parts import (
    OF_ICAO,
    OF_UNODC,
    case_of,
    decline,
    deliver,
    half_delivered,
    merge,
    offer,
    statuses,
)


def test_a_merged_project_keeps_no_case_from_being_delivered() -> None:
    unoct = with_two()
    merge(unoct, OTHER)
    assert statuses(unoct) == [("UNODC", "replaced"), ("ICAO", "taken_up")]
    assert case_of(unoct).parts[0].replaced_by == OTHER
    unoct.handle(project(title="Being closed down"))
    assert statuses(unoct)[0] == ("UNODC", "replaced"), "also while it still cites the need"
    assert types(unoct.handle(deliver(OF_ICAO))) == ["case.delivered", "case.parts_changed"]


def test_a_merged_project_goes_on_when_the_kept_one_is_cancelled() -> None:
    unoct = with_two()
    merge(unoct, OTHER)
    unoct.handle(project(ICAO, lead_body="ICAO", status="cancelled"))
    assert statuses(unoct) == [("UNODC", "taken_up"), ("ICAO", "cancelled")]
    assert case_of(unoct).project_id == PROJECT


def test_a_merger_after_the_kept_part_was_delivered_ends_the_case() -> None:
    unoct = half_delivered()
    assert types(merge(unoct, PROJECT)) == ["duplication.resolved", "case.delivered", "case.parts_changed"]
    assert case_of(unoct).delivered_on == date(2024, 4, 10)


def test_what_was_delivered_is_replaced_by_no_merger() -> None:
    unoct = half_delivered()
    merge(unoct, OTHER)
    assert statuses(unoct) == [("UNODC", "delivered"), ("ICAO", "taken_up")]


@pytest.mark.parametrize("resolution", ["divided", "no_duplication"])
def test_both_parts_stand_if_the_help_is_divided(resolution: Any) -> None:
    unoct = with_two()
    unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved(resolution)), COMMITTEE))
    assert statuses(unoct) == [("UNODC", "taken_up"), ("ICAO", "taken_up")]


# ---- what comes later -------------------------------------------------------------------------


def test_a_project_that_comes_after_the_delivery_is_a_part_of_its_own() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(deliver(OF_UNODC))
    told = unoct.handle(project(ICAO, lead_body="ICAO"))
    assert types(told)[1:3] == ["case.taken_up", "case.parts_changed"]
    assert (case_of(unoct).status, case_of(unoct).delivered_on) == ("taken_up", None)
    unoct.today = date(2024, 5, 2)
    (delivered, _) = unoct.handle(deliver(OF_ICAO))
    assert (delivered.type, delivered.data["occurred_on"]) == ("case.delivered.v1", "2024-05-02")


def test_a_delivered_project_that_no_longer_cites_the_need_has_still_delivered() -> None:
    unoct = half_delivered()
    unoct.handle(project(status="cancelled"))
    assert statuses(unoct) == [("UNODC", "delivered"), ("ICAO", "taken_up")]


@pytest.mark.parametrize(
    "ends",
    [lambda: release_recommendation(assistance_requested=False), lambda: withdraw_copy(because="narrowed")],
    ids=["taken back", "narrowed"],
)
def test_a_delivered_part_stays_so_when_the_case_is_cancelled_and_opens_again(ends: Callable[[], Any]) -> None:
    unoct = half_delivered()
    assert "case.cancelled" in types(unoct.handle(ends()))
    assert case_of(unoct).status == "cancelled"
    told = unoct.handle(release_recommendation())
    assert types(told)[:2] == ["case.opened", "case.taken_up"]
    assert statuses(unoct) == [("UNODC", "delivered"), ("ICAO", "taken_up")]


def test_a_case_that_was_told_in_parts_is_told_in_parts_for_good() -> None:
    unoct = with_case()
    unoct.handle(project(), offer(OF_ICAO, "ICAO"))
    unoct.handle(withdraw_copy(), release_recommendation())
    assert statuses(unoct) == [("UNODC", "taken_up"), ("ICAO", "cancelled")]
    assert types(unoct.handle(deliver(OF_UNODC))) == ["case.delivered", "case.parts_changed"]


def test_a_case_that_opens_again_is_open_whatever_was_offered_or_declined_before() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_ICAO, "ICAO"), decline(OF_UNODC))
    told = unoct.handle(withdraw_copy(), release_recommendation())
    assert types(told) == ["case.cancelled", "case.opened", "case.parts_changed"]
    assert case_of(unoct).status == "open"
    assert types(unoct.handle(offer(OF_ICAO, "ICAO"))) == ["case.offered", "case.parts_changed"]
    assert statuses(unoct) == [("ICAO", "offered"), ("UNODC", "cancelled")]


def test_what_was_decided_of_two_projects_stands_when_the_case_opens_again() -> None:
    unoct = with_two()
    merge(unoct, OTHER)
    unoct.handle(withdraw_copy(), release_recommendation())
    assert statuses(unoct) == [("UNODC", "replaced"), ("ICAO", "taken_up")]


def test_each_need_of_a_project_has_its_own_parts() -> None:
    unoct = with_case()
    unoct.handle(release_recommendation("r-2"))
    unoct.handle(project(recommendations=("r-1", "r-2")), project(ICAO, lead_body="ICAO"))
    unoct.handle(deliver(OF_UNODC), deliver(OF_UNODC, case_id("r-2")))
    assert case_of(unoct).status == "taken_up"
    assert unoct.get(CASES, case_id("r-2")).status == "delivered"


def test_the_same_notices_again_change_no_part() -> None:
    unoct = with_case()
    told = project(UNODC), project(ICAO, lead_body="ICAO")
    unoct.handle(*told)
    unoct.handle(deliver(OF_UNODC))
    before = replace(case_of(unoct))
    assert unoct.handle(*told) == []
    assert case_of(unoct) == before
