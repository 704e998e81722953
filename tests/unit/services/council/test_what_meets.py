"""Which event meets which obligation, as the mandates' files say it, and that council hears of each (rules 9, 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.catalog import EVENTS
from contracts.participants import MEETS, PARTICIPANTS
from reference import Obligation
from services.council.facts.things import thing_of
from services.council.obligations.model import OBLIGATIONS
from services.council.service import SERVICE
from tests.support.frozen import REFERENCE
from tests.unit.services.council.desk import desk, event, one, types_and_subjects

LISTENED = [
    pytest.param(one, id=f"{mandate.id}/{one.id}")
    for mandate in REFERENCE.mandates
    for one in mandate.obligations or ()
    if one.met_by
]


def looks_at_obligations(name: str) -> bool:
    """Whether council holds an event of this type against what is owed."""
    rule = SERVICE.reactions[EVENTS[name]]
    return any(need.table is OBLIGATIONS for need in rule.needs(event(name)))


@pytest.mark.parametrize("obligation", LISTENED)
def test_whoever_times_an_obligation_hears_or_tells_of_what_meets_it(obligation: Obligation) -> None:
    assert obligation.met_by is not None
    if obligation.timed_by == "council":
        assert looks_at_obligations(obligation.met_by.event)
    else:
        (owner,) = [one for one in PARTICIPANTS if one.name == obligation.timed_by]
        assert obligation.met_by.event in {name for names in owner.publishes.values() for name in names}


def test_what_meets_an_obligation_is_what_the_mandates_file_says() -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    found = {one.id: (one.met_by.event, dict(one.met_by.values)) for one in mandate.obligations or () if one.met_by}
    assert found == {
        "travel-report": ("report.published.v1", {"report": ("thematic",)}),
        "visit-list": ("programme.adopted.v1", {}),
        "follow-up-report": ("followup.reported.v1", {}),
        "state-response": ("followup.response_received.v1", {}),
        "factual-observations": ("observations.received.v1", {}),
        "annual-review": ("report.published.v1", {"report": ("review",)}),
        "thematic-meetings": ("meeting.held.v1", {"kind": ("regional", "thematic")}),
        "annual-report": ("report.published.v1", {"report": ("annual",)}),
        "heads-meeting": ("briefing.held.v1", {"kind": ("heads_meeting",)}),
        "joint-report": ("report.published.v1", {"report": ("joint",)}),
        "unoct-briefing": ("briefing.held.v1", {"kind": ("briefing",)}),
        "unoct-follow-up-meetings": ("briefing.held.v1", {"kind": ("follow_up_meeting",)}),
    }


@pytest.mark.parametrize("name", MEETS)
def test_whatever_may_meet_an_obligation_is_heard_and_names_the_thing_that_met_it(name: str) -> None:
    assert looks_at_obligations(name)
    assert thing_of(event(name).data)


@pytest.mark.parametrize(
    ("kind", "meets"), [("regional", True), ("thematic", True), ("joint", False), ("other", False)]
)
def test_a_meeting_with_a_regional_or_thematic_focus_is_one_of_those_of_op17(kind: Any, meets: bool) -> None:
    memory = desk()
    held = event("meeting.held.v1", kind=kind, meeting_id="m1", occurred_on=date(2022, 5, 9))
    id_ = "thematic-meetings-resolution-2617-2021"
    assert types_and_subjects(memory.handle(held)) == ([("obligation.met", id_)] if meets else [])
    assert one(memory, id_).last_held_on == (date(2022, 5, 9) if meets else None)


def test_a_review_counts_for_the_year_in_which_it_is_transmitted() -> None:
    memory = desk()
    memory.turn(date(2023, 1, 20))
    review = event("report.published.v1", report="review", year=2022, occurred_on=date(2023, 1, 20))
    assert types_and_subjects(memory.handle(review)) == [("obligation.met", "annual-review-2023")]


def test_a_follow_up_meeting_is_last_held_and_never_due() -> None:
    memory = desk()
    memory.handle(event("briefing.held.v1", kind="follow_up_meeting", briefing_id="f1", occurred_on=date(2022, 5, 9)))
    found = one(memory, "unoct-follow-up-meetings-resolution-2617-2021")
    assert (found.state, found.last_held_on, found.due_on) == ("periodic", date(2022, 5, 9), None)
