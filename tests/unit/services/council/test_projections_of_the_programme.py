"""What is said of programmes, requests, consents, stages, products, meetings and obligations, as facts."""

from __future__ import annotations

from typing import Any

import pytest

from services.council.facts import (
    ASSESSMENT_STAGES,
    ASSESSMENTS,
    CONSENTS,
    DISCLOSURES,
    MEETINGS,
    OBLIGATION_FACTS,
    PRODUCTS,
    PROGRAMMES,
    RECOMMENDATIONS,
    REPORT_CONSENTS,
    REQUESTS,
    STATUSES,
    VISITS,
)
from services.council.facts.projections import facts_of
from shared.engine.rules import Table
from tests.unit.services.council.desk import event


def rows(type_: str, table: Table[Any], **changes: Any) -> list[Any]:
    return [row for of, row in facts_of(event(type_, "e-1", **changes)) if of is table]


def test_a_programme_is_known_by_the_states_on_it() -> None:
    (adopted,) = rows("programme.adopted.v1", PROGRAMMES)
    said = event("programme.adopted.v1").data
    assert adopted.stage == "adopted"
    assert adopted.states == tuple(entry.state for entry in said.entries)
    assert (adopted.added, adopted.removed) == ((), ())


def test_a_change_says_what_it_added_and_what_it_removed() -> None:
    (changed,) = rows("programme.changed.v1", PROGRAMMES, added=("KEN",), removed=("FJI", "PER"))
    assert (changed.stage, changed.added, changed.removed) == ("changed", ("KEN",), ("FJI", "PER"))


def test_a_request_may_name_no_year() -> None:
    (request,) = rows("visit.requested.v1", REQUESTS, year=None)
    assert (request.state, request.year) == ("KEN", None)


@pytest.mark.parametrize("stage", ["asked", "given", "declined", "lapsed"])
def test_a_consent_is_known_by_its_stage_and_by_the_day_on_which_it_was_asked(stage: str) -> None:
    (consent,) = rows(f"consent.{stage}.v1", CONSENTS)
    said = event(f"consent.{stage}.v1").data
    assert consent.stage == stage
    assert consent.asked_on == (said.occurred_on if stage == "asked" else said.asked_on)


def test_the_states_word_on_its_report_is_known_by_what_it_answered() -> None:
    asked, answer, request = (
        rows(f"{name}.v1", REPORT_CONSENTS)[0]
        for name in ("report_consent.asked", "report_consent.answered", "confidentiality.requested")
    )
    assert (asked.stage, asked.asked_on) == ("asked", asked.occurred_on)
    assert (answer.stage, answer.asked_on) == ("part", asked.asked_on)
    assert (request.stage, request.asked_on) == ("confidential", None)


def test_a_plan_has_a_start_and_a_cancelled_visit_is_one_no_more() -> None:
    (planned,) = rows("visit.planned.v1", VISITS)
    (cancelled,) = rows("visit.cancelled.v1", VISITS)
    assert planned.planned_start == event("visit.planned.v1").data.start
    assert (cancelled.stage, cancelled.planned_start, cancelled.component_ends) == ("cancelled", None, ())


def test_each_visit_that_was_merged_leads_to_the_one_that_it_is_part_of() -> None:
    merged = rows("visit.merged.v1", VISITS, visit_id="v-1", merged=("v-2", "v-3"))
    assert {(row.visit_id, row.stage, row.merged_into) for row in merged} == {
        ("v-2", "merged", "v-1"), ("v-3", "merged", "v-1"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "stage"),
    [
        ("assessment.drafted.v1", "draft"),
        ("observations.received.v1", "observed"),
        ("observations.lapsed.v1", "lapsed"),
        ("assessment.received.v1", "received"),
        ("assessment.noted.v1", "noted"),
    ],
)
def test_an_assessments_stages_are_dated(type_: str, stage: str) -> None:
    changes = {"draft": "draft"} if stage == "draft" else {}
    (row,) = rows(type_, ASSESSMENT_STAGES, **changes)
    assert (row.stage, row.occurred_on) == (stage, event(type_).data.occurred_on)


def test_a_preliminary_assessment_is_no_draft() -> None:
    assert [row.stage for row in rows("assessment.drafted.v1", ASSESSMENT_STAGES, draft="pao")] == ["pao"]


def test_a_final_assessment_has_the_reports_own_date() -> None:
    (assessment,) = rows("assessment.completed.v1", ASSESSMENTS)
    assert assessment.report_date == event("assessment.completed.v1").data.report_date


@pytest.mark.parametrize("stage", ["drafted", "adopted", "withdrawn"])
def test_a_product_is_for_somebody_only_when_adopted(stage: str) -> None:
    (product,) = rows(f"product.{stage}.v1", PRODUCTS)
    assert product.stage == stage
    assert len(rows(f"product.{stage}.v1", DISCLOSURES)) == (stage == "adopted")


def test_a_meeting_says_who_was_invited_answered_declined_and_attended() -> None:
    (held,) = rows("meeting.held.v1", MEETINGS)
    assert (held.invited, held.answered) == (("KEN", "FJI"), ("KEN", "FJI"))
    assert (held.declined, held.attended) == (("FJI",), ("KEN",))
    for stage in ("planned", "cancelled"):
        (row,) = rows(f"meeting.{stage}.v1", MEETINGS)
        assert (row.stage, row.attended) == (stage, ())


@pytest.mark.parametrize("requested", [True, False])
def test_a_request_for_assistance_amends_a_recommendation(requested: bool) -> None:
    said = event("assistance.requested.v1").data
    now = said.recommendation.model_copy(update={"assistance_requested": requested})
    (row,) = rows("assistance.requested.v1", RECOMMENDATIONS, recommendation=now, requested=requested)
    assert (row.recommendation_id, row.assessment_id) == (now.recommendation_id, said.assessment_id)
    assert (row.amends, row.assistance_requested) == (True, requested)


def test_what_is_carried_over_is_the_same_recommendation_in_another_cycle() -> None:
    (status,) = rows("recommendation.carried_over.v1", STATUSES)
    said = event("recommendation.carried_over.v1").data
    assert (status.recommendation_id, status.aspect) == (said.recommendation_id, "carried_over")
    assert status.value == said.to_followup_id
    assert rows("recommendation.carried_over.v1", RECOMMENDATIONS) == []


@pytest.mark.parametrize("stage", ["due", "met", "overdue", "pending"])
def test_an_obligation_of_councils_own_is_a_fact_too(stage: str) -> None:
    (row,) = rows(f"obligation.{stage}.v1", OBLIGATION_FACTS)
    said = event(f"obligation.{stage}.v1").data
    assert (row.obligation_id, row.stage, row.due_on) == (said.obligation_id, stage, said.due_on)
