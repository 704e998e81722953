"""Where a service and the contracts differ, one sentence says so and names the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.base import StateFact
from contracts.participants import PARTICIPANTS
from ctc.wiring import find_undeclared, gaps
from services.council.facts.things import find_gap
from services.council.figures.model import Count
from services.council.figures.schedule import SCHEDULED
from services.council.figures.words import find_missing_words
from services.council.populations import VISITS
from services.council.words.catalogue import ENGLISH
from services.followup.service import SERVICE

FOLLOWUP = next(one for one in PARTICIPANTS if one.name == "followup")


@pytest.mark.thorough
def test_nothing_is_missing() -> None:
    assert gaps() == []


def test_a_rule_for_what_a_service_is_not_said_to_consume_is_named() -> None:
    of_assessments = tuple(one for one in FOLLOWUP.consumes["ctc.assessments"] if one != "assessment.received.v1")
    participant = replace(FOLLOWUP, consumes={**FOLLOWUP.consumes, "ctc.assessments": of_assessments})
    (line,) = find_undeclared([SERVICE], [participant])
    assert line.startswith("contracts/participants.py: followup has a rule for assessment.received.v1, but is not said")


def test_what_a_service_is_said_to_consume_and_has_no_rule_for_is_named() -> None:
    service = replace(SERVICE, declared=SERVICE.declared - {"assessment.received.v1"})
    (line,) = find_undeclared([service], PARTICIPANTS)
    assert line.startswith("services/followup: has no rule for assessment.received.v1, which contracts/participants.py")


def test_a_topic_that_only_one_of_them_knows_is_named() -> None:
    service = replace(SERVICE, topics=(*SERVICE.topics, "ctc.unoct"))
    assert list(find_undeclared([service], PARTICIPANTS)) == [
        "ctc.unoct: services/followup/service.py and contracts/participants.py differ on whether followup reads it"
    ]


def test_a_service_that_is_no_participant_is_named() -> None:
    assert list(find_undeclared([SERVICE], [])) == ["contracts/participants.py: followup is missing: add it"]


@pytest.mark.parametrize(
    ("type_", "gap"),
    [
        ("promise.made.v1", "_KINDS lacks 'promise': say what promise.made.v1 is about"),
        ("case.praised.v1", "case.praised.v1 has no field 'case_id': say in _ELSEWHERE what it is about"),
    ],
)
def test_an_event_of_which_council_does_not_know_what_it_is_about_is_named(type_: str, gap: str) -> None:
    class Untold(StateFact):
        type = type_

    assert find_gap(Untold) == f"services/council/facts/things.py: {gap}"


def test_a_figure_without_words_and_words_without_a_figure_are_named() -> None:
    figures = (*SCHEDULED[1:], Count("visits_of_follow_up", VISITS, "visits"))
    path = "services/council/words/en/figures.ftl"
    assert list(find_missing_words(ENGLISH, "schedule", figures)) == [
        f"{path}: figure-schedule-visits_of_follow_up is missing: add the figure's label and what it counts",
        f"{path}: figure-schedule-{SCHEDULED[0].id} is of no figure of that report: remove it",
    ]
