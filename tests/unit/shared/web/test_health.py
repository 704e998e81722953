"""Alive means that the loops move; ready, that database and transport answer."""

from __future__ import annotations

import time

import pytest

from shared.operations.metrics import Behind
from shared.web.operators import health
from tests.support.http_example import CONFIDENTIAL, Example

LIVE, READY = "/services/example/health/live", "/services/example/health/ready"


async def test_alive_while_every_loop_moves() -> None:
    async with Example(moved_at={"consumer": time.monotonic(), "relay": time.monotonic() - 60}).client() as client:
        response = await client.get(LIVE)
    assert response.status_code == 200
    assert response.json()["live"] is True
    assert response.json()["seconds_since_loops_moved"]["relay"] >= 60


async def test_not_alive_when_one_loop_stands_still() -> None:
    stuck = {"consumer": time.monotonic(), "relay": time.monotonic() - health.STILL_ALIVE - 1}
    async with Example(moved_at=stuck).client() as client:
        response = await client.get(LIVE)
    assert (response.status_code, response.json()["live"]) == (503, False)


async def test_not_alive_when_a_loop_has_ended() -> None:
    async with Example(ended=["relay"]).client() as client:
        response = await client.get(LIVE)
    assert (response.status_code, response.json()["ended"]) == (503, ["relay"])


async def test_not_ready_while_a_loop_that_ended_is_not_begun_again() -> None:
    example = Example(ended=["consumer"])
    async with example.client() as client:
        response = await client.get(READY)
        example.ended.clear()
        again = await client.get(READY)
    assert (response.status_code, response.json()["ready"]) == (503, False)
    assert "consumer" in response.json()["loops"]
    assert (again.status_code, again.json()["ready"], "loops" in again.json()) == (200, True, False)


async def test_a_loop_that_ended_is_named_beside_a_kafka_that_is_away() -> None:
    async with Example(ended=["relay"], answers={"database": None, "transport": "no broker"}).client() as client:
        told = (await client.get(READY)).json()
    assert (told["transport"], "relay" in told["loops"]) == ("no broker", True)


async def test_a_consumer_that_meets_the_same_error_again_and_again_is_not_ready() -> None:
    async with Example(behind=Behind(consumer_failing=True, consumer_lag=3)).client() as client:
        response = await client.get(READY)
    assert (response.status_code, response.json()["ready"]) == (503, False)
    assert "again and again" in response.json()["consumer"]


async def test_a_consumer_that_dead_letters_stopped_is_not_ready_and_the_answer_says_what_to_do() -> None:
    async with Example(behind=Behind(consumer_stopped=True, consumer_lag=3)).client() as client:
        response = await client.get(READY)
        whole = await client.get("/health/ready")
    assert (response.status_code, response.json()["ready"]) == (503, False)
    assert "ctc deadletters" in response.json()["consumer"]
    assert response.json()["behind"]["consumer_lag"] == 3
    assert whole.status_code == 503


async def test_ready_says_how_far_behind_it_is() -> None:
    async with Example(behind=Behind(consumer_lag=7)).client() as client:
        response = await client.get(READY)
    assert response.status_code == 200
    told = response.json()
    assert (told["ready"], told["database"], told["transport"]) == (True, "answers", "answers")
    assert told["behind"]["consumer_lag"] == 7


@pytest.mark.parametrize("said", ["no broker at kafka:9092", OSError(CONFIDENTIAL)])
async def test_not_ready_while_the_transport_does_not_answer(said: str | Exception) -> None:
    async with Example(answers={"database": None, "transport": said}).client() as client:
        response = await client.get(READY)
    assert response.status_code == 503
    told = response.json()
    assert (told["ready"], told["database"]) == (False, "answers")
    assert told["transport"] != "answers"
    assert CONFIDENTIAL not in response.text


async def test_what_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    async with Example(answers={"database": "silent", "transport": None}).client() as client:
        response = await client.get(READY)
    assert (response.status_code, response.json()["database"]) == (503, "does not answer within 0.05 seconds")


async def test_not_ready_when_it_cannot_be_measured() -> None:
    async with Example(behind=OSError(CONFIDENTIAL)).client() as client:
        response = await client.get(READY)
    assert (response.status_code, response.json()["ready"]) == (503, False)
    assert CONFIDENTIAL not in response.text


async def test_alone_a_service_is_the_whole_process() -> None:
    async with Example().client() as client:
        assert (await client.get("/health/live")).json()["live"] is True
        assert (await client.get("/health/ready")).json()["ready"] is True


async def test_metrics_are_measured_at_each_scrape() -> None:
    example = Example(behind=Behind(dead_letters=2))
    async with example.client() as client:
        first = await client.get("/services/example/metrics")
        example.behind = Behind(dead_letters=3)
        second = await client.get("/services/example/metrics")
    assert first.headers["content-type"].startswith("text/plain")
    assert 'ctc_dead_letters{service="example"} 2.0' in first.text
    assert 'ctc_dead_letters{service="example"} 3.0' in second.text


async def test_an_alarm_can_see_how_long_a_loop_stands_still() -> None:
    async with Example(moved_at={"consumer": time.monotonic() - 500}).client() as client:
        text = (await client.get("/services/example/metrics")).text
    (shown,) = [line for line in text.splitlines() if line.startswith("ctc_loop_still_seconds{")]
    assert 'loop="consumer"' in shown
    assert float(shown.rsplit(" ", 1)[1]) >= 500


async def test_what_cannot_be_measured_is_not_shown_with_old_figures() -> None:
    async with Example(behind=OSError(CONFIDENTIAL)).client() as client:
        response = await client.get("/services/example/metrics")
    assert response.status_code == 503


# ---- asked through the gateway ---------------------------------------------------------------

OUTSIDE = {"X-Forwarded-For": "203.0.113.9"}
METRICS = "/services/example/metrics"


@pytest.mark.parametrize("token", [None, "desk", "reader", "mistyped"])
async def test_an_outsider_learns_whether_a_service_is_well_and_nothing_else(token: str | None) -> None:
    example = Example(answers={"database": None, "transport": "no broker at kafka:9092"})
    async with example.client(token) as client:
        for word, path in (("live", LIVE), ("live", "/health/live"), ("ready", READY), ("ready", "/health/ready")):
            response = await client.get(path, headers=OUTSIDE)
            assert response.json() == {word: word == "live"}
            assert response.status_code == (200 if word == "live" else 503)


@pytest.mark.parametrize("token", [None, "desk", "reader", "mistyped"])
async def test_an_outsider_cannot_watch_the_metrics_for_the_second_of_a_disclosure(token: str | None) -> None:
    async with Example().client(token) as client:
        response = await client.get(METRICS, headers=OUTSIDE)
    assert (response.status_code, response.json()["type"]) == (404, "/problems/not-found")


async def test_an_operator_sees_the_same_from_outside_as_from_inside() -> None:
    async with Example(behind=Behind(consumer_lag=7)).client("technician") as client:
        assert (await client.get(READY, headers=OUTSIDE)).json()["behind"]["consumer_lag"] == 7
        assert "seconds_since_loops_moved" in (await client.get(LIVE, headers=OUTSIDE)).json()
        assert "ctc_consumer_lag" in (await client.get(METRICS, headers=OUTSIDE)).text
