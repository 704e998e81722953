"""Over HTTP: the day of a response is put right by the Committee's staff, and shown to the State (rule 4)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import pytest

from shared.engine.receiving import receive
from tests.support.followup import messages, only_cycle, post, ready, turn
from tests.support.serving import Serving
from tests.unit.services.followup.desk import completed_event

RIGHT = {"field": "received_on", "value": "2024-08-20", "reason": "Synthetic: misread.", "document": "DRAFT/SYN/7"}


@pytest.fixture
async def followup(postgres: str) -> AsyncIterator[Serving]:
    """The first of September: the response was due on 15 July, and the mission said today that it had come before."""
    async with ready(postgres) as running:
        await receive(running.handler, messages(completed_event("A-1", received_by_state_on=date(2024, 1, 15))))
        await turn(running, date(2024, 9, 1))
        yield running


@pytest.fixture
async def officer(followup: Serving) -> httpx.AsyncClient:
    return await followup.client("owner")


async def enter(officer: httpx.AsyncClient) -> dict[str, Any]:
    """An officer enters a response with a wrong day."""
    cycle = await only_cycle(officer)
    await post(officer, f"/cycles/{cycle['id']}/response", {"received_on": "2024-07-01"})
    (response,) = (await officer.get(f"/cycles/{cycle['id']}/responses")).json()["items"]
    row: dict[str, Any] = response
    return row


async def test_a_response_dated_wrong_is_put_right_and_the_silence_is_on_record_again(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    response = await enter(officer)
    assert (await only_cycle(officer))["response"]["not_answered_on"] is None
    path = f"/responses/{response['id']}/corrections"
    assert await post(officer, path, RIGHT) == {"id": response["id"], "outcome": "accepted"}
    assert await post(officer, path, RIGHT) == {"id": response["id"], "outcome": "unchanged"}
    cycle = await only_cycle(officer)
    assert (cycle["response"]["received_on"], cycle["response"]["not_answered_on"]) == ("2024-08-20", "2024-07-16")
    kenya = await followup.client("kenya")
    for reader in (officer, kenya):
        (correction,) = (await reader.get(path)).json()["items"]
        assert (correction["before"], correction["after"], correction["number"]) == ("2024-07-01", "2024-08-20", 1)
        assert (correction["reason"], correction["document"]) == ("Synthetic: misread.", "DRAFT/SYN/7")
        assert (await reader.get(f"/responses/{response['id']}")).json()["received_on"] == "2024-08-20"
    for token in ("mission-fiji", "reader"):
        assert (await (await followup.client(token)).get(path)).status_code == 404


async def test_only_the_committees_staff_corrects(followup: Serving, officer: httpx.AsyncClient) -> None:
    path = f"/responses/{(await enter(officer))['id']}/corrections"
    assert (await (await followup.client("mission-kenya")).post(path, json=RIGHT)).status_code == 403
    assert (await (await followup.client(None)).post(path, json=RIGHT)).status_code == 401


async def test_a_correction_of_what_was_corrected_meanwhile_is_refused(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    response = await enter(officer)
    path, seen = f"/responses/{response['id']}", await officer.get(f"/responses/{response['id']}")
    first = await officer.post(f"{path}/corrections", json=RIGHT, headers={"If-Match": seen.headers["ETag"]})
    assert first.status_code == 200
    second = await officer.post(
        f"{path}/corrections", json=RIGHT | {"value": "2024-08-21"}, headers={"If-Match": seen.headers["ETag"]}
    )
    assert (second.status_code, second.json()["type"]) == (412, "/problems/stale")
    assert (await officer.get(path)).json()["received_on"] == "2024-08-20"
    assert (await officer.get(path)).headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"reason": None}, 422, "invalid"),
        ({"document": None}, 422, "invalid"),
        ({"value": "2024-01-14"}, 409, "before-what-it-rests-on"),
        ({"value": "2024-09-02"}, 422, "in-the-future"),
        ({"field": "said.0"}, 422, "not-correctable"),
        ({"value": "soon"}, 422, "not-its-value"),
    ],
)
async def test_what_is_refused_and_by_which_rule(
    officer: httpx.AsyncClient, change: dict[str, Any], status: int, code: str
) -> None:
    path = f"/responses/{(await enter(officer))['id']}/corrections"
    body = {name: value for name, value in (RIGHT | change).items() if value is not None}
    refused = await officer.post(path, json=body)
    assert (refused.status_code, refused.json()["type"]) == (status, f"/problems/{code}")
    if code == "before-what-it-rests-on":
        assert (refused.json()["rule"], refused.json()["paragraph"]) == ("4", "OP16")
    if code == "not-correctable":
        assert "received_on" in refused.json()["detail"]
    assert (await officer.get(path)).json()["items"] == []


async def test_a_states_own_token_dates_by_arrival(followup: Serving, officer: httpx.AsyncClient) -> None:
    cycle = await only_cycle(officer)
    mission = await followup.client("mission-kenya")
    path = f"/cycles/{cycle['id']}/response"
    refused = await mission.post(path, json={"received_on": "2024-07-01"})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/dated-by-its-arrival")
    await post(mission, path, {})
    now = (await only_cycle(officer))["response"]
    assert (now["received_on"], now["not_answered_on"]) == ("2024-09-01", "2024-07-16")
