"""No body's projects cost more than a bound, or take another body's place (OP4, OP15, OP24)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from contracts.ids import duplication_id, project_id
from services.unoct.assistance.checks import AlreadyTakenUp
from services.unoct.assistance.commands import (
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.cases.model import CASES
from services.unoct.cases.parts import MOST_WORDS, TooManyWords
from services.unoct.duplications.model import DUPLICATIONS
from services.unoct.projects.checks import ServesTooMuch, TooManyForOneNeed
from services.unoct.projects.commands import RegisterProject
from services.unoct.projects.model import MOST_SERVED, PROJECTS
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

pytestmark = pytest.mark.thorough

PRACTICE = REFERENCE.practice
MOST = PRACTICE.most_projects_for_need


def flood(unoct: Memory, number: int = MOST, **changes: Any) -> None:
    """As many projects of UNODC for one need."""
    for place in range(number):
        unoct.handle(project(reference=f"F-{place}", **changes))


def outcome(unoct: Memory, **changes: Any) -> str:
    """The code with which the notice is refused; empty if it is accepted."""
    return str(find_answer(unoct.handle(project(**changes))).get("code", ""))


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
