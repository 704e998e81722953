"""Event -> facts: what each type says is kept once, and nothing else is needed for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.cloudevents import LONGEST, is_too_long
from services.council.facts import (
    ASSESSMENTS,
    BRIEFINGS,
    CASES,
    DISCLOSURES,
    DUPLICATIONS,
    EVENTS,
    FINDINGS,
    PROJECTED,
    PROJECTS,
    RECOMMENDATIONS,
    STATUSES,
    STEPS,
    VISITS,
)
from services.council.facts.projections import facts_of
from services.council.facts.things import deadline_of, kind_of, parent_of, thing_of
from services.council.service import INTERNAL
from shared.engine.deadline import Deadline
from shared.engine.rules import Due, Table
from tests.unit.services.council.desk import WHEN, desk, event


def rows(type_: str, table: Table[Any], **changes: Any) -> list[Any]:
    return [row for of, row in facts_of(event(type_, "e-1", **changes)) if of is table]


@pytest.mark.parametrize("type_", sorted(INTERNAL))
def test_every_internal_event_is_kept_whole_and_once(type_: str) -> None:
    memory = desk()
    first = event(type_, "e-1")
    memory.handle(first)
    (kept,) = memory.rows[EVENTS].values()
    assert (kept.id, kept.type, kept.data) == ("e-1", type_, first.message.data)  # type: ignore[union-attr]
    before = {table: dict(memory.rows.get(table, {})) for table in PROJECTED}
    assert memory.handle(event(type_, "e-1")) == []
    assert {table: dict(memory.rows.get(table, {})) for table in PROJECTED} == before


@pytest.mark.parametrize("type_", sorted(INTERNAL))
def test_no_two_rows_of_an_event_share_a_key(type_: str) -> None:
    for table in PROJECTED:
        keys = [row.id for row in rows(type_, table)]
        assert len(keys) == len(set(keys))
        assert all(row.event_id == "e-1" for row in rows(type_, table) if table is not EVENTS)


def test_an_event_says_where_it_stood_and_when_it_was_recorded() -> None:
    (kept,) = rows("assessment.completed.v1", EVENTS)
    assert (kept.topic, kept.partition, kept.time, kept.synthetic) == ("ctc.assessments", 3, WHEN, True)


def test_a_completed_assessment_brings_its_recommendations_and_who_may_have_what() -> None:
    (assessment,) = rows("assessment.completed.v1", ASSESSMENTS)
    (recommendation,) = rows("assessment.completed.v1", RECOMMENDATIONS)
    disclosed = {row.of: row for row in rows("assessment.completed.v1", DISCLOSURES)}
    assert recommendation.assessment_id == assessment.assessment_id
    assert set(disclosed) == {"assessment", "recommendation", "finding"}
    assert {(row.audience, row.parties) for row in disclosed.values()} == {("un", ("state:KEN",))}


def test_a_withdrawn_assessment_is_said_to_be_so() -> None:
    (assessment,) = rows("assessment.withdrawn.v1", ASSESSMENTS)
    assert assessment.withdrawn


def test_a_changed_disclosure_says_what_now_holds_for_every_part() -> None:
    parts = {row.thing_id: row.audience for row in rows("disclosure.changed.v1", DISCLOSURES)}
    assert sorted(parts.values()) == ["public", "un"]
    whole = rows("disclosure.changed.v1", DISCLOSURES, in_part=())
    assert [row.of for row in whole] == ["recommendation", "part", "part"]


def test_a_visit_counts_by_its_components() -> None:
    (visit,) = rows("visit.completed.v1", VISITS)
    assert (visit.component_ends, visit.component_modes) == (("2024-02", "2024-04-12"), ("virtual", "onsite"))


def test_of_a_merger_the_parents_are_closed_and_the_successor_inherits() -> None:
    status = {(row.recommendation_id, row.aspect): row.value for row in rows("recommendation.succeeded.v1", STATUSES)}
    (successor,) = rows("recommendation.succeeded.v1", RECOMMENDATIONS)
    assert sorted(status.values()) == ["in_progress", "superseded", "superseded"]
    assert status[successor.recommendation_id, "assessed"] == "in_progress"


@pytest.mark.parametrize("stage", ["opened", "offered", "taken_up", "delivered", "declined", "cancelled"])
def test_a_case_is_known_by_its_stage(stage: str) -> None:
    (case,) = rows(f"case.{stage}.v1", CASES)
    assert case.stage == stage


def test_an_assessment_says_of_each_finding_whether_something_is_good_or_missing() -> None:
    finding = event("assessment.completed.v1").data.findings[0]
    told = [
        finding.model_copy(update={"finding_id": "good", "good_practice": "x", "shortfall": None}),
        finding.model_copy(update={"finding_id": "short", "good_practice": None, "shortfall": "x"}),
    ]
    found = {row.finding_id: row for row in rows("assessment.completed.v1", FINDINGS, findings=tuple(told))}
    assert (found["good"].good_practice, found["good"].shortfall) == (True, False)
    assert (found["short"].good_practice, found["short"].shortfall) == (False, True)
    assert (found["good"].provision, found["good"].result) == (finding.provision, finding.result)


@pytest.mark.parametrize("requested", [True, False])
def test_a_request_for_assistance_tells_the_recommendation_anew_and_not_who_may_have_it(requested: bool) -> None:
    one = event("assistance.requested.v1").data.recommendation.model_copy(update={"assistance_requested": requested})
    (row,) = rows("assistance.requested.v1", RECOMMENDATIONS, recommendation=one)
    assert (row.recommendation_id, row.assistance_requested) == (one.recommendation_id, requested)
    assert rows("assistance.requested.v1", DISCLOSURES) == []


def test_a_recommendation_that_is_carried_over_names_the_cycle_that_it_joins() -> None:
    (row,) = rows("recommendation.carried_over.v1", STATUSES, to_followup_id="later")
    assert (row.aspect, row.value) == ("carried_over", "later")


def test_a_project_is_kept_whole_as_last_registered() -> None:
    (row,) = rows("project.registered.v1", PROJECTS, kind="programme", products=("p",), status="active")
    assert (row.kind, row.products, row.status) == ("programme", ("p",), "active")


def test_duplication_briefings_and_steps_are_known_by_their_stage() -> None:
    flagged, resolved = (
        rows("duplication.flagged.v1", DUPLICATIONS)[0],
        rows("duplication.resolved.v1", DUPLICATIONS)[0],
    )
    assert (flagged.stage, flagged.resolution) == ("flagged", None)
    assert (resolved.stage, resolved.resolution) == ("resolved", event("duplication.resolved.v1").data.resolution)
    assert [rows(f"briefing.{stage}.v1", BRIEFINGS)[0].stage for stage in ("invited", "held")] == ["invited", "held"]
    assert [rows(f"step.{stage}.v1", STEPS)[0].stage for stage in ("agreed", "done")] == ["agreed", "done"]


def test_a_meeting_of_the_heads_is_planned_without_an_invitation() -> None:
    """A report says of nobody that they were invited on a day which nobody named (OP24)."""
    heads: dict[str, Any] = {"kind": "heads_meeting"}
    (planned,) = rows("briefing.invited.v1", BRIEFINGS, **heads, invited_on=None)
    (invited,) = rows("briefing.invited.v1", BRIEFINGS, **heads, invited_on=date(2023, 1, 10))
    (of_the_chair,) = rows("briefing.invited.v1", BRIEFINGS, kind="briefing", invited_on=None)
    assert [one.stage for one in (planned, invited, of_the_chair)] == ["planned", "invited", "invited"]


# ---- what an event is about, and what was behind it ---------------------------------------


@pytest.mark.parametrize("type_", sorted(set(INTERNAL) - {"recommendation.succeeded.v1"}))
def test_every_event_names_the_thing_that_it_is_about(type_: str) -> None:
    thing = thing_of(event(type_).data)
    assert thing
    assert kind_of(type_) or type_ == "disclosure.changed.v1"


def test_a_recommendation_that_is_added_is_the_thing() -> None:
    added = event("recommendation.added.v1").data
    assert thing_of(added) == added.recommendation.recommendation_id


def test_a_parent_that_a_client_chose_by_its_key_is_none_of_ours() -> None:
    deadline = Deadline("follow_up", "cycle/1", WHEN.date(), scheduled_by="principal/desk/key/x/e-7")
    assert parent_of(event("visit.completed.v1").data, Due(deadline, "overdue").id) == "key/x/e-7"


@pytest.mark.parametrize("scheduled_by", ["/services/assessments/e-7", "principal/desk/e-7", "deadline/x/a/e-7"])
def test_a_parent_is_seen_through_a_deadline(scheduled_by: str) -> None:
    deadline = Deadline("follow_up", "cycle/1", WHEN.date(), scheduled_by=scheduled_by)
    for due in (Due(deadline, "overdue"), Due(deadline, "reminder", 30)):
        assert parent_of(event("visit.completed.v1").data, due.id) == "e-7"
        assert deadline_of(due.id, "e-7") == {"due_on": "2024-03-20", "step": due.step, "days_before": due.days_before}


@pytest.mark.parametrize(
    ("scheduled_by", "parent"),
    [(f"/services/exchange/{'e' * 200}", "e" * 200), (f"principal/desk/key/{'k/' * 100}", f"key/{'k/' * 100}")],
)
@pytest.mark.parametrize("subject", [f"https://{'s' * 490} {'i' * 200}", "\U0001f300" * 700])
def test_it_is_seen_also_where_the_subject_is_as_long_as_a_source(subject: str, scheduled_by: str, parent: str) -> None:
    deadline = Deadline("waiting_notice", subject, WHEN.date(), scheduled_by=scheduled_by)
    due = Due(deadline, "reminder", 30)
    assert not is_too_long(due.id, LONGEST["causationid"])
    assert due.id != Due(replace(deadline, subject=f"{subject}."), "reminder", 30).id
    assert parent_of(event("visit.completed.v1").data, due.id) == parent
    assert deadline_of(due.id, parent) == {"due_on": "2024-03-20", "step": "reminder", "days_before": 30}
    again = Due(Deadline("waiting_notice", subject, WHEN.date(), scheduled_by=f"{due.source}/{due.id}"), "overdue")
    assert not is_too_long(again.id, LONGEST["causationid"])
    assert parent_of(event("visit.completed.v1").data, again.id) == parent


def test_a_subject_that_looks_like_a_step_hides_no_parent() -> None:
    """A notice's id is its sender's choice, and stands in the subject of the deadline by which it lapses."""
    subject = "https://a a/2020-01-01/reminder/30/x/key/y"
    due = Due(Deadline("waiting_notice", subject, WHEN.date(), scheduled_by="/services/exchange/e-7"), "overdue")
    assert parent_of(event("visit.completed.v1").data, due.id) == "e-7"
    assert deadline_of(due.id, "e-7") == {"due_on": "2024-03-20", "step": "overdue", "days_before": None}


@pytest.mark.parametrize(
    "cause", ["e-7", "a/notice/of/others", "2024-01-01/overdue", "key/cycle/2024-01-01/overdue/None/e-7", ""]
)
def test_any_other_cause_is_the_parent_itself(cause: str) -> None:
    assert parent_of(event("visit.completed.v1").data, cause) == cause
    assert deadline_of(cause, cause) is None


def test_a_notice_has_no_parent_since_its_sender_chose_its_id() -> None:
    chosen = "z/2025-02-03/reminder/99999999999999999999/e-7"
    assert parent_of(event("notice.taken_in.v1").data, chosen) == ""
    assert deadline_of(chosen, "") is None
