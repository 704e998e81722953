"""What was said of a recommendation before stays readable beside what holds now (rule 6)."""

from __future__ import annotations

from datetime import date

import httpx

from services.portal.asking.shapes.recommendations import StateResponse, Status
from services.portal.pages.earlier import list_cycles, list_earlier
from tests.unit.services.portal.test_rendering import EMPTY, reading

STATUS = {
    "id": "r",
    "cycle_id": "second",
    "position": "agreed",
    "position_on": "2023-03-01",
    "reported": "implemented",
    "reported_on": "2024-02-02",
    "reported_steps": "The law is in force.",
    "assessed": "partly",
    "assessed_on": "2024-06-01",
    "assessed_before": [{"assessed_on": "2023-06-01", "implementation": "not_implemented", "steps": "No law yet."}],
    "carried_over": [{"from_cycle": "first", "to_cycle": "second"}],
}
FIRST = {
    "received_on": "2023-03-01",
    "said": [
        {"recommendation_id": "r", "position": "agreed", "implementation": "not_implemented", "steps": "A bill."},
        {"recommendation_id": "another", "implementation": "implemented"},
    ],
}
SECOND = {"received_on": "2024-02-02", "said": [{"recommendation_id": "r", "implementation": "implemented"}]}


def test_what_was_said_before_stands_in_order_of_day_without_what_still_holds() -> None:
    responses = [StateResponse.model_validate(SECOND), StateResponse.model_validate(FIRST)]
    words = list_earlier(Status.model_validate(STATUS), responses)
    assert [(word.aspect, word.value, word.on, word.steps) for word in words] == [
        ("reported", "not_implemented", date(2023, 3, 1), "A bill."),
        ("assessed", "not_implemented", date(2023, 6, 1), "No law yet."),
    ]


def test_what_was_said_in_the_follow_up_that_it_came_from_is_asked_for_too() -> None:
    assert list_cycles(Status.model_validate(STATUS)) == ["first", "second"]
    assert list_cycles(Status(id="r")) == []


async def test_the_page_of_a_recommendation_shows_what_was_said_before_and_what_does_not_answer() -> None:
    known = {
        "/recommendations/r": {"id": "r", "assessment_id": "a", "state": "KEN", "text": "Pass a law."},
        "/recommendation-statuses": {"items": [STATUS]},
        "/cycles/first/responses": {"items": [FIRST]},
    }

    def answer(_: str, path: str) -> httpx.Response:
        return httpx.Response(503 if path == "/cycles/second/responses" else 200, json=known.get(path, EMPTY))

    async with reading(answer) as browser:
        shown = (await browser.get("/ui/recommendations/r")).text
    assert "Said before" in shown
    assert "A bill." in shown
    assert "Responses of the State" in shown, "the part that is away is named"


async def test_a_recommendation_without_a_follow_up_has_no_responses_to_miss() -> None:
    known = {
        "/recommendations/r": {"id": "r", "assessment_id": "a", "state": "KEN", "text": "Pass a law."},
        "/recommendation-statuses": {"items": [{"id": "r", "cycle_id": "none"}]},
    }

    def answer(_: str, path: str) -> httpx.Response:
        return httpx.Response(404 if path.startswith("/cycles/") else 200, json=known.get(path, EMPTY))

    async with reading(answer) as browser:
        shown = (await browser.get("/ui/recommendations/r")).text
    assert "Responses of the State" not in shown
    assert "Said before" not in shown
