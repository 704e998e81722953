"""No body's projects cost more than a bound, or take another body's place (OP4, OP15, OP24)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.ids import duplication_id, project_id
from services.unoct.assistance.checks import AlreadyTakenUp
from services.unoct.assistance.commands import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.cases.model import CASES
from services.unoct.cases.parts import MOST_WORDS, PartChangesTooOften, TooManyWords
from services.unoct.duplications.model import DUPLICATIONS
from services.unoct.projects.checks import ServesTooMuch, TooManyForOneNeed
from services.unoct.projects.commands import RegisterProject
from services.unoct.projects.model import MOST_SERVED, NEW_PROJECTS, PROJECTS
from services.unoct.projects.registering import TooManyNewProjects
from services.unoct.service import SERVICE
from shared.engine.bounds import Counted
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    ICAO,
    OTHER,
    PROJECT,
    RECOMMENDATION,
    UNODC,
    command,
    desk,
    find_answer,
    given_project,
    product,
    project,
    release_recommendation,
    with_case,
)

PRACTICE = REFERENCE.practice
MOST = PRACTICE.most_projects_for_need


def flood(unoct: Memory, number: int = MOST, **changes: Any) -> None:
    """As many projects of UNODC for one need."""
    for place in range(number):
        unoct.handle(project(reference=f"F-{place}", **changes))


def outcome(unoct: Memory, **changes: Any) -> str:
    """The code with which the notice is refused; empty if it is accepted."""
    return str(find_answer(unoct.handle(project(**changes))).get("code", ""))


def count(row: Counted) -> dict[str, int]:
    return {one.what: one.number for one in row.counts}


# ---- what one project serves -----------------------------------------------------------------


@pytest.mark.parametrize("field", ["recommendations", "products"])
def test_who_cites_too_much_is_refused_before_anything_of_it_is_loaded(field: str) -> None:
    unoct = with_case()
    many = tuple(f"x-{number}" for number in range(MOST_SERVED + 1))
    changes: dict[str, Any] = {field: many}
    answer = find_answer(unoct.handle(project(**changes)))
    assert (answer["code"], answer["fields"]) == ("serves-too-much", [field])
    assert unoct.loaded_rows == []


def test_a_project_serves_and_cites_as_much_as_it_may() -> None:
    unoct = desk()
    needs = tuple(f"r-{number}" for number in range(MOST_SERVED))
    products = tuple(f"s-{number}" for number in range(MOST_SERVED))
    unoct.handle(*map(release_recommendation, needs), *map(product, products))
    assert outcome(unoct, recommendations=(*needs, needs[0]), products=products) == ""
    assert unoct.get(PROJECTS, PROJECT).serves == needs


def test_what_it_takes_up_counts_too() -> None:
    unoct = desk()
    needs = tuple(f"r-{number}" for number in range(1, MOST_SERVED + 2))
    unoct.handle(*map(release_recommendation, needs))
    unoct.handle(project(recommendations=needs[1:]))
    with pytest.raises(ServesTooMuch):
        unoct.handle(command(TakeUp(CASE, Uptake(PROJECT))))
    unoct.handle(project(recommendations=needs[2:]))
    unoct.handle(command(TakeUp(CASE, Uptake(PROJECT))))
    assert outcome(unoct, recommendations=needs[1:]) == "serves-too-much"
    assert outcome(unoct, recommendations=needs[1:], status="cancelled") == ""


# ---- the projects of one body for one need -----------------------------------------------------


def test_what_ended_keeps_its_place_and_takes_nobody_elses() -> None:
    unoct = with_case()
    flood(unoct)
    flood(unoct, status="cancelled")
    assert outcome(unoct, reference="one more") == "too-many-for-one-need"
    assert outcome(unoct, reference="F-0", status="active") == "", "who had a place has it still"
    assert outcome(unoct, source=ICAO, lead_body="ICAO") == ""
    assert len(unoct.get(CASES, CASE).parts) == MOST + 1


def test_a_project_that_passes_to_a_body_needs_a_place_there() -> None:
    unoct = with_case()
    flood(unoct)
    unoct.handle(project(ICAO, lead_body="ICAO"))
    with pytest.raises(TooManyForOneNeed):
        unoct.handle(command(RegisterProject(ICAO, given_project(lead_body="UNODC"))))


def test_no_notice_takes_another_body_s_project_over() -> None:
    """Several bodies may share a source. A command looks at who led the project so far."""
    unoct = with_case()
    unoct.handle(project())
    assert outcome(unoct, lead_body="ICAO") == "project-of-other-lead"
    assert unoct.get(PROJECTS, PROJECT).lead_body == "UNODC"


def test_an_uptake_and_an_offer_need_a_place_too() -> None:
    unoct = with_case()
    flood(unoct)
    unoct.handle(project(recommendations=(), status="planned"))
    with pytest.raises(TooManyForOneNeed):
        unoct.handle(command(TakeUp(CASE, Uptake(PROJECT))))
    with pytest.raises(TooManyForOneNeed):
        unoct.handle(command(OfferAssistance(CASE, Offer("UNODC", PROJECT))))
    unoct.handle(command(OfferAssistance(CASE, Offer("ICAO"))))


def test_a_body_offers_no_project_that_has_its_part_already() -> None:
    """Another body led it when it was delivered: that part stays, and the project has no second one."""
    unoct = with_case()
    unoct.handle(project())
    unoct.handle(command(Deliver(CASE, Delivery())))
    unoct.handle(command(RegisterProject(UNODC, given_project(lead_body="ICAO"))))
    with pytest.raises(AlreadyTakenUp):
        unoct.handle(command(OfferAssistance(CASE, Offer("ICAO", PROJECT))))


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


# ---- duplications ------------------------------------------------------------------------------


def test_each_project_is_in_a_few_pairs_with_one_body_and_in_some_with_all() -> None:
    unoct = with_case()
    bodies = [one.name for one in REFERENCE.bodies if one.sector][:8]
    for body in bodies:
        for place in range(MOST):
            unoct.handle(project(f"urn:example:{body}", reference=f"P-{place}", lead_body=body))
    pairs, of_all = Counter[tuple[str, str]](), Counter[str]()
    for duplication in unoct.rows[DUPLICATIONS].values():
        one, other = (unoct.get(PROJECTS, project) for project in duplication.project_ids)
        of_all.update(duplication.project_ids)
        pairs.update([(one.id, other.lead_body), (other.id, one.lead_body)])
    assert max(of_all.values()) == PRACTICE.most_duplications
    assert max(pairs.values()) == PRACTICE.most_duplications_with_body


def test_a_flood_of_one_body_hides_no_duplication_of_two_others() -> None:
    unoct = with_case()
    flood(unoct)
    unoct.handle(project(ICAO, lead_body="ICAO"), project("urn:example:unwomen", lead_body="UN Women"))
    pair = duplication_id(RECOMMENDATION, *sorted((OTHER, project_id("urn:example:unwomen", "P-1"))))
    assert unoct.get(DUPLICATIONS, pair).status == "flagged"


def test_once_duplications_are_resolved_further_ones_are_flagged() -> None:
    unoct = with_case()
    flood(unoct)
    flood(unoct, 3, status="cancelled")
    living = {project_id(UNODC, f"F-{place}") for place in range(3, MOST)}
    flagged = [one for one in unoct.rows[DUPLICATIONS].values() if one.status == "flagged"]
    assert all(living.issuperset(one.project_ids) for one in flagged)
    assert Counter(id_ for one in flagged for id_ in one.project_ids).keys() == living


# ---- words -------------------------------------------------------------------------------------


def test_the_words_of_one_body_on_one_case_have_a_bound_together() -> None:
    unoct = with_case()
    for place in range(3):
        unoct.handle(project(reference=f"P-{place}", recommendations=(), status="planned"))
    offers = [Offer("UNODC", project_id(UNODC, f"P-{place}"), note="x" * (MOST_WORDS // 2)) for place in range(3)]
    unoct.handle(*(command(OfferAssistance(CASE, offer)) for offer in offers[:2]))
    with pytest.raises(TooManyWords):
        unoct.handle(command(OfferAssistance(CASE, offers[2])))
    given = GivenCorrection("parts.0.note", "x" * MOST_WORDS, "Synthetic: misread.", "DRAFT/SYN/3")
    with pytest.raises(TooManyWords):
        unoct.handle(command(CorrectRecord(CORRECTABLE, CASE, "", given), COMMITTEE))
    unoct.handle(command(OfferAssistance(CASE, Offer("ICAO", note="x" * MOST_WORDS))))
