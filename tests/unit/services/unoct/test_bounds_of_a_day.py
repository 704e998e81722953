"""How often in a day a body changes what is kept of it for ever, and told each time (OP4, OP15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.ids import project_id
from services.unoct.assistance.commands import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
)
from services.unoct.cases.model import CASES
from services.unoct.cases.parts import PartChangesTooOften
from services.unoct.projects.commands import RegisterProject
from services.unoct.projects.model import NEW_PROJECTS, PROJECTS
from services.unoct.projects.registering import TooManyNewProjects
from services.unoct.service import SERVICE
from shared.engine.bounds import Counted
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    ICAO,
    PROJECT,
    RECOMMENDATION,
    UNODC,
    command,
    desk,
    given_project,
    project,
    release_recommendation,
    with_case,
)
from tests.unit.services.unoct.test_bounds import MOST, PRACTICE, flood, outcome


def count(row: Counted) -> dict[str, int]:
    return {one.what: one.number for one in row.counts}


def test_a_project_changes_what_it_serves_only_so_often_in_a_day() -> None:
    unoct = desk()
    unoct.handle(release_recommendation(), release_recommendation("r-2"))
    unoct.handle(project())
    needs = ("r-2",), (RECOMMENDATION,)
    codes = [outcome(unoct, recommendations=needs[turn % 2]) for turn in range(PRACTICE.most_turns_of_project)]
    assert set(codes) == {""}
    assert outcome(unoct, recommendations=needs[0]) == "turns-too-often"
    assert outcome(unoct, status="cancelled") == "turns-too-often"
    assert outcome(unoct, title="Another title") == "", "which tells of no need"
    unoct.today += timedelta(days=1)
    assert outcome(unoct, recommendations=needs[0]) == ""
    assert count(unoct.get(PROJECTS, PROJECT)) == {"project-changes-too-often": 1, "turns-too-often": 1}


def test_a_change_of_many_needs_counts_several_times() -> None:
    """Each need is told of with all its parts and pairs: so a programme changes all its needs once a day."""
    unoct, most = desk(), PRACTICE.most_turns_of_project * PRACTICE.needs_of_a_turn // 2
    needs = [f"r-{number}" for number in range(2 * most)]
    unoct.handle(*map(release_recommendation, needs))
    unoct.handle(project(recommendations=tuple(needs[:most])))
    assert outcome(unoct, recommendations=tuple(needs[most:])) == ""
    assert outcome(unoct, recommendations=tuple(needs[most:-1])) == "turns-too-often"
    unoct.today += timedelta(days=1)
    assert outcome(unoct, recommendations=tuple(needs[most:-1])) == ""


def test_a_project_changes_only_so_often_in_a_day_whatever_changes() -> None:
    """Council keeps each telling of it for ever, and reads them for the annual report."""
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(project())
    codes = [outcome(unoct, title=f"Title {number}") for number in range(PRACTICE.most_changes_of_project)]
    assert set(codes) == {""}
    assert outcome(unoct, title="One more") == "project-changes-too-often"
    assert outcome(unoct, title=f"Title {PRACTICE.most_changes_of_project - 1}") == "", "which changes nothing"
    unoct.today += timedelta(days=1)
    assert outcome(unoct, title="One more") == ""
    assert count(unoct.get(PROJECTS, PROJECT)) == {"project-changes-too-often": 1}


def test_the_projects_of_a_body_change_a_case_only_so_often_in_a_day() -> None:
    """Each time tells all parts of it, and council keeps each part told for ever."""
    unoct, most = with_case(), PRACTICE.most_turns_for_need
    flood(unoct)
    codes = [
        outcome(unoct, reference=f"F-{turn % MOST}", status=("cancelled", "active")[turn // MOST % 2])
        for turn in range(most - MOST)
    ]
    assert set(codes) == {""}
    assert outcome(unoct, reference="F-0", status="planned", recommendations=()) == "turns-for-need-too-often"
    assert outcome(unoct, reference="F-0", title="Another title") == "", "which changes no part"
    assert outcome(unoct, source=ICAO, lead_body="ICAO") == ""
    unoct.handle(command(Deliver(CASE, Delivery(project_id=project_id(UNODC, "F-1")))))
    unoct.today += timedelta(days=1)
    assert outcome(unoct, reference="F-0", status="cancelled") == ""
    assert count(unoct.get(CASES, CASE)) == {"turns-for-need-too-often unodc": 1}


def test_a_body_registers_only_so_many_new_projects_in_a_day(few_new_projects: Memory) -> None:
    """Each is a row of the annual report's counts for ever, and needs no citation."""
    unoct, planned = few_new_projects, {"recommendations": (), "status": "planned"}
    codes = [outcome(unoct, reference=f"P-{number}", **planned) for number in range(4)]
    assert codes == ["", "", "", "too-many-new-projects"]
    assert outcome(unoct, reference="P-0", title="Another title", **planned) == "", "which is no new one"
    assert outcome(unoct, source=ICAO, lead_body="ICAO", **planned) == ""
    with pytest.raises(TooManyNewProjects):
        unoct.handle(command(RegisterProject(UNODC, given_project(reference="P-3", **planned))))
    unoct.handle(command(RegisterProject(UNODC, given_project(reference="P-4", **planned)), COMMITTEE))
    unoct.today += timedelta(days=1)
    assert outcome(unoct, reference="P-3", **planned) == ""
    assert [count(one) for one in unoct.rows[NEW_PROJECTS].values()] == [{"too-many-new-projects": 1}] * 2


def test_what_waited_counts_as_new_when_it_is_registered(few_new_projects: Memory) -> None:
    unoct = few_new_projects
    for number in range(4):
        unoct.handle(project(reference=f"P-{number}", lead_body="United Nations Office on Drugs and Crime"))
    told = unoct.handle(release_recommendation())
    refused = [one.data["code"] for one in told if one.type == "notice.refused.v1"]
    assert refused == ["too-many-new-projects"]


@pytest.fixture
def few_new_projects() -> Memory:
    practice = replace(PRACTICE, most_new_projects=3)
    return Memory(SERVICE, date(2024, 3, 20), reference=replace(REFERENCE, practice=practice))


def test_a_body_changes_its_parts_of_a_case_only_so_often_in_a_day() -> None:
    unoct = with_case()

    def answer(number: int, body: str = "UNODC") -> None:
        offer, decline = Offer(body, note=f"n{number}"), Decline(f"r{number}", body)
        unoct.handle(command(DeclineAssistance(CASE, decline) if number % 2 else OfferAssistance(CASE, offer)))

    for number in range(PRACTICE.most_changes_of_part):
        answer(number)
    with pytest.raises(PartChangesTooOften):
        answer(PRACTICE.most_changes_of_part)
    answer(PRACTICE.most_changes_of_part - 1)
    answer(0, "ICAO")
    unoct.today += timedelta(days=1)
    answer(PRACTICE.most_changes_of_part)
    assert count(unoct.get(CASES, CASE)) == {"part-changes-too-often unodc": 1}
