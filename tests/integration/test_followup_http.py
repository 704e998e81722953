"""`/cycles` on a real database: who sees what, commands, and what is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import pytest

from shared.engine.receiving import receive
from tests.support.followup import further, messages, only_cycle, post, ready
from tests.support.serving import Serving
from tests.unit.services.followup.desk import about, completed_event


@pytest.fixture
async def followup(postgres: str) -> AsyncIterator[Serving]:
    async with ready(postgres) as running:
        yield running


@pytest.fixture
async def officer(followup: Serving) -> httpx.AsyncClient:
    return await followup.client("owner")


async def test_cycles_are_filtered_by_state_assessment_status_and_due_date(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(
        followup.handler,
        messages(
            completed_event("A-1"),
            completed_event("A-2", state="UGA", submitted_to_ctc_on=date(2024, 1, 2)),
            completed_event("A-3", submitted_to_ctc_on=date(2021, 1, 2)),
        ),
    )

    async def list_ids(**query: str) -> set[str]:
        items = (await officer.get("/cycles", params=query)).json()["items"]
        return {item["assessment_id"] for item in items}

    one, two, three = (about(name)["assessment_id"] for name in ("A-1", "A-2", "A-3"))
    assert await list_ids() == {one, two, three}
    assert await list_ids(state="KEN") == {one, three}
    assert await list_ids(assessment=two) == {two}
    assert await list_ids(status="pending_mandate") == {three}
    assert await list_ids(due_before="2025-01-15") == {two}
    assert await list_ids(state="KEN", status="open") == {one}
    assert (await officer.get("/cycles", params={"status": "no-such"})).status_code == 422
    assert (await officer.get("/cycles", params={"due_before": "soon"})).status_code == 422


async def test_a_list_comes_in_pages(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(*(completed_event(f"A-{number}") for number in range(5))))
    first = (await officer.get("/cycles", params={"limit": "3"})).json()
    second = (await officer.get("/cycles", params={"limit": "3", "after": first["next"]})).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 2, None]


async def test_a_state_sees_its_own_cycles_and_nobody_else_does(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(completed_event("A-1"), completed_event("A-2", state="UGA")))
    kenya, reader, public = [await followup.client(token) for token in ("kenya", "reader", None)]
    own = await only_cycle(kenya)
    assert own["state"] == "KEN"
    assert (await reader.get("/cycles")).json() == (await public.get("/cycles")).json() == {"items": [], "next": None}
    other = next(c for c in (await officer.get("/cycles")).json()["items"] if c["state"] == "UGA")
    for path in (f"/cycles/{other['id']}", f"/cycles/{other['id']}/recommendations"):
        assert (await kenya.get(path)).status_code == 404
        assert (await officer.get(path)).status_code == 200
    hidden = await kenya.get(f"/cycles/{other['id']}")
    assert {**hidden.json(), "correlationid": ""} == {
        **(await kenya.get("/cycles/no-such")).json(),
        "correlationid": "",
    }


async def test_the_whole_procedure_goes_over_http(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(completed_event(received_by_state_on=date(2024, 1, 18))))
    cycle = await only_cycle(officer)
    here = f"/cycles/{cycle['id']}"
    recommendations = (await officer.get(f"{here}/recommendations")).json()["items"]
    one, two = (f"{here}/recommendations/{row['id']}" for row in recommendations)
    due = {"due_on": "2025-06-30", "decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic"}
    assert (await post(officer, f"{here}/due-date", due))["due_on"] == "2025-06-30"
    given = {"received_on": "2024-01-20", "positions": [{"recommendation_reference": "R1", "position": "accepted"}]}
    assert (await post(officer, f"{here}/response", given))["status"] == "responded"
    said = {"stated_on": "2024-01-20", "position": "partly", "implementation": "not_started"}
    assert (await post(officer, f"{two}/position", said))["reported"] == "not_started"
    assessed = {"assessed_on": "2024-01-20", "implementation": "in_progress"}
    assert (await post(officer, f"{one}/assessment", assessed))["assessed"] == "in_progress"
    report = {
        "submitted_on": "2024-01-20", "document": "DRAFT/KEN/1",
        "recommendations": [{"recommendation_id": recommendations[1]["id"], "implementation": "implemented"}],
    }  # fmt: skip
    assert (await post(officer, f"{here}/report", report))["report"]["document"] == "DRAFT/KEN/1"
    new = {
        "reference": "R9", "text": "Synthetic", "themes": ["travel"], "priority": "low", "made_by": "CTED",
        "assistance_needed": False, "made_on": "2024-01-20",
    }  # fmt: skip
    added = await officer.post(f"{here}/recommendations", json=new)
    assert added.status_code == 201
    assert added.headers["location"] == f"{here}/recommendations/{added.json()['id']}"
    assert (await officer.get(added.headers["location"])).json() == added.json()
    refused = await officer.post(f"{here}/closure", json={"closed_on": "2024-01-20", "reason": "Synthetic"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/open-recommendations")
    assert (refused.json()["rule"], refused.json()["paragraph"]) == ("1", "OP16")
    await post(officer, f"{added.headers['location']}/assessment", assessed)
    sequence = (await post(officer, f"{here}/further-follow-up", further()))["sequence"]
    assert sequence == 2
    await post(officer, f"{here}/report", {"submitted_on": "2024-01-20"})
    closed = await post(officer, f"{here}/closure", {"closed_on": "2024-01-20", "reason": "Synthetic"})
    assert closed["status"] == "closed"


async def test_a_stale_change_is_refused_and_nothing_is_half_done(
    followup: Serving, officer: httpx.AsyncClient
) -> None:
    await receive(followup.handler, messages(completed_event()))
    cycle = await only_cycle(officer)
    here = f"/cycles/{cycle['id']}"
    read = (await officer.get(here)).headers["etag"]
    due = {"due_on": "2025-06-30", "decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic"}
    changed = await officer.post(f"{here}/due-date", json=due, headers={"If-Match": read})
    assert changed.status_code == 200
    assert changed.headers["etag"] == (await officer.get(here)).headers["etag"] != read
    stale = await officer.post(f"{here}/report", json={"submitted_on": "2024-01-20"}, headers={"If-Match": read})
    assert stale.status_code == 412
    assert (await officer.get(here)).json()["status"] == "open"


async def test_the_same_key_gives_the_same_answer(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(completed_event()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    first = await post(officer, f"{here}/report", {"submitted_on": "2024-01-20"}, **{"Idempotency-Key": "k"})
    await post(officer, f"{here}/further-follow-up", further())
    assert await post(officer, f"{here}/report", {"submitted_on": "2024-01-20"}, **{"Idempotency-Key": "k"}) == first
    other = await officer.post(f"{here}/report", json={"submitted_on": "2024-01-19"}, headers={"Idempotency-Key": "k"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("report", {"submitted_on": "2024-02-30"}, "submitted_on"),
        ("report", {"submitted_on": "2024-01-20", "capcity": "x"}, "capcity"),
        ("due-date", {"due_on": "2025-06-30"}, "decided_on"),
        ("further-follow-up", further() | {"period": "1 year"}, "period"),
        (
            "response",
            {"received_on": "2024-01-20", "positions": [{"position": "accepted"}]},
            "recommendation_reference",
        ),
    ],
)
async def test_a_body_that_is_not_as_asked_names_the_field(
    followup: Serving, officer: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    await receive(followup.handler, messages(completed_event()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    answered = await officer.post(f"{here}/{path}", json=body)
    assert answered.status_code == 422
    assert any(field in name for name in answered.json()["fields"]), answered.text


async def test_who_may_not_command_changes_nothing(followup: Serving, officer: httpx.AsyncClient) -> None:
    await receive(followup.handler, messages(completed_event()))
    here = f"/cycles/{(await only_cycle(officer))['id']}"
    statuses = [
        (await (await followup.client(token)).post(f"{here}/report", json={"submitted_on": "2024-01-20"})).status_code
        for token in (None, "kenya", "reader", "unodc")
    ]
    assert statuses == [401, 403, 403, 404]
