"""The programme of visits over HTTP (OP12): the year's list, changes to it, consent, and who sees what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.assessments.service import SERVICE, describe
from shared.engine.time.dates import civil_date
from tests.support.serving import PRINCIPALS, Serving, serving

EVIDENCE = "[Synthetic example] MARKED-EVIDENCE-4713"
LIST = {
    "year": 2024,
    "adopted_on": "2024-01-10",
    "synthetic": True,
    "entries": [
        {"state": "KEN", "reasons": [{"code": "known-gaps", "evidence": EVIDENCE}]},
        {"state": "FJI", "reasons": [{"code": "never-visited"}]},
    ],
}
ADDED = {"state": "PER", "reasons": [{"code": "events"}]}


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


@pytest.fixture
async def owner(service: Serving) -> httpx.AsyncClient:
    """With the list of 2024, and KEN asked."""
    client = await service.client("owner")
    response = await client.post("/programmes", json=LIST)
    assert (response.status_code, response.headers["location"]) == (201, "/programmes/2024")
    asked = await client.post("/programmes/2024/consents", json={"state": "KEN", "asked_on": "2024-02-01"})
    assert (asked.status_code, asked.headers["location"]) == (201, "/consents/consent-2024-KEN")
    return client


def change(reason: str, **more: Any) -> dict[str, Any]:
    return {"changed_on": "2024-06-01", "reason": reason, **more}


async def test_the_list_shows_reasons_evidence_and_changes(owner: httpx.AsyncClient) -> None:
    response = await owner.post("/programmes/2024/changes", json=change("An event", added=[ADDED], removed=["FJI"]))
    assert response.json() == {"id": "programme-2024", "outcome": "accepted"}
    shown = (await owner.get("/programmes/2024")).json()
    assert [one["state"] for one in shown["entries"]] == ["KEN", "PER"]
    assert shown["entries"][0]["reasons"] == [{"code": "known-gaps", "evidence": EVIDENCE}]
    assert [one["state"] for one in shown["adopted"]] == ["FJI", "KEN"]
    assert shown["changes"][0] | {"added": []} == change("An event", removed=["FJI"]) | {
        "added": [], "revised": [], "document": None,
    }  # fmt: skip
    assert (await owner.get("/programmes")).json()["items"] == [shown]
    assert response.headers["etag"] == (await owner.get("/programmes/2024")).headers["etag"]


async def test_of_two_changes_at_once_one_is_412_and_nothing_of_it_is_done(
    service: Serving, owner: httpx.AsyncClient
) -> None:
    seen = {"If-Match": (await owner.get("/programmes/2024")).headers["etag"]}
    changes = [change("One", added=[ADDED]), change("Other", removed=["KEN", "FJI"])]
    responses = await asyncio.gather(
        *(owner.post("/programmes/2024/changes", json=one, headers=seen) for one in changes)
    )
    assert sorted(one.status_code for one in responses) == [200, 412]
    done = changes[[one.status_code for one in responses].index(200)]
    shown = (await owner.get("/programmes/2024")).json()
    assert [one["reason"] for one in shown["changes"]] == [done["reason"]]
    assert len(shown["entries"]) == (3 if done["reason"] == "One" else 0)
    assert await service.emitted_types() == ["programme.adopted.v1", "consent.asked.v1", "programme.changed.v1"]


async def test_a_consent_for_a_state_that_is_not_on_the_list_is_refused_with_its_paragraph(
    owner: httpx.AsyncClient,
) -> None:
    response = await owner.post("/programmes/2024/consents", json={"state": "PER", "asked_on": "2024-02-01"})
    told = response.json()
    assert (response.status_code, told["type"], told["paragraph"]) == (409, "/problems/not-on-the-list", "OP12")
    assert told["fields"] == ["state"]
    assert (await owner.get("/consents?state=PER")).json()["items"] == []


async def test_an_answer_is_given_and_found_by_state_year_and_status(owner: httpx.AsyncClient) -> None:
    said = {"answer": "declined", "answered_on": "2024-03-01", "reason": "[Synthetic example] Elections"}
    assert (await owner.post("/consents/consent-2024-KEN/answer", json=said)).json()["outcome"] == "accepted"
    (found,) = (await owner.get("/consents?state=KEN&year=2024&status=declined")).json()["items"]
    assert (found["id"], found["answers"]) == ("consent-2024-KEN", [said])
    assert (await owner.get("/consents?status=asked")).json()["items"] == []
    assert (await owner.post("/consents/consent-2024-KEN/answer", json=said | {"answer": "perhaps"})).status_code == 422


async def test_a_state_sees_and_answers_its_own_consent_and_never_the_list(
    service: Serving, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ken = frozenset({"state:KEN"})
    monkeypatch.setitem(PRINCIPALS, "mission", type(PRINCIPALS["owner"])("mission", "public", ken, may_command=True))
    async with serving(service.runtime.resources.dsn, SERVICE, describe) as again:
        again.clock.instant = service.clock.instant
        mission = await again.client("mission")
        assert (await mission.get("/programmes/2024")).status_code == 404
        assert (await mission.get("/programmes")).json()["items"] == []
        assert (await mission.get("/consents")).json()["items"][0]["id"] == "consent-2024-KEN"
        today = civil_date(again.clock.instant).isoformat()
        said = {"answer": "given", "answered_on": "2024-03-01"}
        early = (await mission.post("/consents/consent-2024-KEN/answer", json=said)).json()
        assert (early["status"], early["type"]) == (422, "/problems/dated-by-its-arrival")
        said["answered_on"] = today
        assert (await mission.post("/consents/consent-2024-KEN/answer", json=said)).status_code == 200
        assert (await mission.post("/programmes", json=LIST)).status_code == 403
        assert (await mission.post("/programmes/2024/changes", json=change("x", removed=["KEN"]))).status_code == 403
        wish = {"state": "KEN", "requested_on": today, "year": 2025}
        made = await mission.post("/visit-requests", json=wish)
        assert (made.status_code, made.headers["location"]) == (201, f"/visit-requests/request-KEN-{today}")
        assert (await mission.post("/visit-requests", json=wish | {"state": "UGA"})).status_code == 403
        assert len((await mission.get("/visit-requests?year=2025")).json()["items"]) == 1


@pytest.mark.parametrize("token", ["unoct", "reader", "partner", None])
async def test_others_see_nothing_of_programme_consent_and_requests(
    service: Serving, owner: httpx.AsyncClient, token: str | None
) -> None:
    await owner.post("/visit-requests", json={"state": "KEN", "requested_on": "2024-05-02"})
    client = await service.client(token)
    for path in ("/programmes", "/consents", "/visit-requests"):
        assert (await client.get(path)).json() == {"items": [], "next": None}
    for path in ("/programmes/2024", "/consents/consent-2024-KEN", "/visit-requests/request-KEN-2024-05-02"):
        assert (await client.get(path)).status_code == 404
    assert await service.emitted_types("ctc.released.%") == []


async def test_the_same_commands_again_change_nothing(service: Serving, owner: httpx.AsyncClient) -> None:
    before = await service.emitted_types()
    again = await owner.post("/programmes", json=LIST)
    assert (again.status_code, again.json()["outcome"]) == (201, "unchanged")
    asked = await owner.post("/programmes/2024/consents", json={"state": "KEN", "asked_on": "2024-02-01"})
    assert asked.json()["outcome"] == "unchanged"
    assert await service.emitted_types() == before


async def test_what_is_misspelt_is_refused_wherever_it_stands(owner: httpx.AsyncClient) -> None:
    misspelt = {"state": "PER", "reasons": [{"code": "events", "evidense": "lost"}]}
    response = await owner.post("/programmes/2024/changes", json=change("An event", added=[misspelt]))
    assert response.status_code == 422
    assert "evidense" in response.text


# ---- put right (rule 4) -----------------------------------------------------------------------


async def test_consents_and_lists_are_put_right_by_the_committees_staff(
    service: Serving, owner: httpx.AsyncClient
) -> None:
    consent = "/consents/consent-2024-KEN"
    await owner.post(f"{consent}/answer", json={"answer": "given", "answered_on": "2024-03-01"})
    right = {"field": "answers.0.answered_on", "value": "2024-03-20", "reason": "Misread.", "document": "DRAFT/SYN/1"}
    mission = await service.client("mission-kenya")
    assert (await mission.post(f"{consent}/corrections", json=right)).status_code == 403
    done = await owner.post(f"{consent}/corrections", json=right)
    assert (done.status_code, done.json()["outcome"]) == (200, "accepted")
    for reader in (owner, mission):
        (correction,) = (await reader.get(f"{consent}/corrections")).json()["items"]
        assert (correction["before"], correction["after"]) == ("2024-03-01", "2024-03-20")
    assert (await owner.get(consent)).json()["answers"][0]["answered_on"] == "2024-03-20"

    of_list = {"field": "adopted_on", "value": "2024-01-08", "reason": "Misread.", "document": "DRAFT/SYN/2"}
    seen = await owner.get("/programmes/2024")
    condition = {"If-Match": seen.headers["ETag"]}
    done = await owner.post("/programmes/2024/corrections", json=of_list, headers=condition)
    assert done.json() == {"id": "programme-2024", "outcome": "accepted"}
    stale = await owner.post("/programmes/2024/corrections", json=of_list | {"value": "2024-01-09"}, headers=condition)
    assert stale.status_code == 412
    assert len((await owner.get("/programmes/2024/corrections")).json()["items"]) == 1
    late = await owner.post("/programmes/2024/corrections", json=of_list | {"value": "2024-02-02"})
    assert (late.status_code, late.json()["rule"], late.json()["paragraph"]) == (409, "4", "OP12")
