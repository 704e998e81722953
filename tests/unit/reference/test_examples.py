"""The examples keep the contracts and the reference data, and say that they are invented."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contracts.catalog import EVENTS, PREFIX
from contracts.ids import assessment_id, meeting_id, product_id, recommendation_id
from contracts.notices import NoticeAssessmentSubmitted, NoticeProjectRegistered, NoticeResponseReceived
from reference import load
from services.council.activities.commands import has_paragraph
from services.council.activities.model import build_activity_id
from tests.support.frozen import REFERENCE as FROZEN

EXAMPLES = Path(__file__).parents[3] / "examples"
CTED = "urn:example:cted"
REFERENCE = load()


def lines(name: str) -> list[str]:
    return (EXAMPLES / name).read_text("utf-8").splitlines()


ASSESSMENTS = [NoticeAssessmentSubmitted.model_validate_json(line) for line in lines("assessments.jsonl")]
IDS = {
    recommendation_id(assessment_id(CTED, one.reference), recommendation.reference): recommendation
    for one in ASSESSMENTS
    for recommendation in one.recommendations
}


@pytest.mark.parametrize("name", ["notices.jsonl", "responses.jsonl"])
def test_events_keep_their_contracts(name: str) -> None:
    for line in lines(name):
        event = json.loads(line)
        assert event["specversion"] == "1.0"
        model = EVENTS[event["type"].removeprefix(PREFIX)]
        data = model.model_validate_json(json.dumps(event["data"]))
        assert set(event["data"]) <= set(type(data).model_fields)


def test_assessments_are_of_member_states_with_known_themes() -> None:
    assert len(ASSESSMENTS) >= 14
    for one in ASSESSMENTS:
        assert REFERENCE.member(one.state, one.submitted_to_ctc_on)
        assert 2022 <= one.submitted_to_ctc_on.year <= 2024
        assert 4 <= len(one.recommendations) <= 10
        assert all(REFERENCE.theme(theme) for each in one.recommendations for theme in each.themes)


def test_no_assessment_says_what_happened_after_it_was_sent() -> None:
    for one in ASSESSMENTS:
        assert (one.received_by_state_on or one.submitted_to_ctc_on) <= one.submitted_to_ctc_on


def test_every_kind_of_assessment_and_every_theme_of_the_first_files_appears() -> None:
    assert {one.kind for one in ASSESSMENTS} == set(REFERENCE.practice.opens_cycle)
    used = {theme for one in ASSESSMENTS for each in one.recommendations for theme in each.themes}
    assert used == {theme.code for theme in FROZEN.themes}


def test_projects_cite_released_recommendations_that_want_assistance() -> None:
    for line in lines("notices.jsonl"):
        data = json.loads(line)["data"]
        if "recommendations" in data and "lead_body" in data:
            for cited in NoticeProjectRegistered.model_validate_json(json.dumps(data)).recommendations:
                assert IDS[cited].assistance_requested
                assert IDS[cited].audience != "committee"


def test_responses_and_follow_ups_speak_of_recommendations_that_exist() -> None:
    known = {one.reference: {each.reference for each in one.recommendations} for one in ASSESSMENTS}
    for line in lines("responses.jsonl"):
        response = NoticeResponseReceived.model_validate_json(json.dumps(json.loads(line)["data"]))
        said = {position.recommendation_reference for position in response.positions}
        assert said <= known[response.assessment_reference]
    for line in lines("follow_ups.jsonl"):
        follow_up = json.loads(line)
        said = {one["recommendation_reference"] for one in follow_up["assessed"]}
        assert said <= known[follow_up["assessment_reference"]]


DESKS = [json.loads(line) for line in lines("desks.jsonl")]


def list_bodies(path: str) -> list[dict[str, Any]]:
    """What is entered there."""
    return [line["body"] for line in DESKS if line["path"] == path]


def test_consent_is_asked_of_states_on_the_list_and_by_the_day_of_their_visit_given() -> None:
    for year in (2022, 2023, 2024):
        (adopted,) = [one for one in list_bodies("/programmes") if one["year"] == year]
        changes = [entry for change in list_bodies(f"/programmes/{year}/changes") for entry in change["added"]]
        listed = {entry["state"] for entry in (*adopted["entries"], *changes)}
        assert {one["state"] for one in list_bodies(f"/programmes/{year}/consents")} == listed
        for one in ASSESSMENTS:
            if one.visit and one.state in listed and one.visit.start.startswith(str(year)):
                (answer,) = list_bodies(f"/consents/consent-{year}-{one.state}/answer")
                assert answer["answer"] == "given"
                assert answer["answered_on"] < one.visit.start


def test_what_is_held_or_adopted_was_called_or_drafted_before() -> None:
    for line in DESKS:
        assert REFERENCE.member(line["body"].get("state", "KEN"))
        _, things, *rest = line["path"].split("/")
        if things in ("meetings", "products") and rest:
            of = (lambda one: meeting_id(one["reference"])) if things == "meetings" else _product
            (made,) = [one for one in list_bodies(f"/{things}") if of(one) == rest[0]]
            assert min(one["date"] for one in DESKS if one["body"] is made) <= line["date"]
            assert set(line["body"].get("attended", ())) <= set(made.get("invited", ()))


def test_activities_are_of_known_kinds_and_paragraphs_and_one_is_withdrawn() -> None:
    logged = {
        build_activity_id(one["reference"], one["kind"], date.fromisoformat(one["day"]), one["subject"]): one
        for one in list_bodies("/activities")
    }
    for one in logged.values():
        assert REFERENCE.practice.knows_activity(one["kind"])
        assert has_paragraph(REFERENCE, date.fromisoformat(one["day"]), one["paragraph"])
        assert all(REFERENCE.theme(code) for code in one["themes"])
        assert one["subject"].startswith("[Synthetic example] ")
    (withdrawn,) = [path.split("/")[2] for line in DESKS if (path := line["path"]).startswith("/activities/")]
    assert withdrawn in logged


def _product(said: dict[str, Any]) -> str:
    return product_id(said["source"], said["reference"])


def test_what_is_invented_says_so() -> None:
    for name in ("assessments.jsonl", "notices.jsonl", "responses.jsonl", "follow_ups.jsonl", "desks.jsonl"):
        for line in lines(name):
            record = json.loads(line)
            assert record.get("data", record)["synthetic"] is True
            assert list_unmarked(record) == []


def list_unmarked(value: object, key: str = "") -> list[str]:
    """Free texts without the mark."""
    if isinstance(value, dict):
        return [text for name, one in value.items() for text in list_unmarked(one, name)]
    if isinstance(value, list):
        return [text for one in value for text in list_unmarked(one, key)]
    free = key in {"text", "title", "purpose", "reason", "steps", "capacity", "assistance", "proposal", "evidence"}
    return [str(value)] if free and not str(value).startswith("[Synthetic example] ") else []


def test_visits_are_of_member_states_and_of_known_types() -> None:
    with (EXAMPLES / "visits.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert REFERENCE.member(row["iso3"])
            assert REFERENCE.practice.visit_kind(row["visit_type"])
            assert row["mode"] in REFERENCE.practice.visit_modes
