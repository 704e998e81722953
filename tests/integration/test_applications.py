"""Applications over HTTP: the applicant sees its own, and it can be rejected and withdrawn."""

from __future__ import annotations

from typing import Any

import httpx

from tests.support.serving import Serving

APPLICATION: dict[str, Any] = {"name": "UNDP", "body": "UNDP"}


async def statuses(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    return [(one["id"], one["status"]) for one in (await client.get("/publishers")).json()["items"]]


async def test_an_applicant_sees_its_application_and_may_take_it_back(exchange: Serving) -> None:
    applicant, other = await exchange.client("reader"), await exchange.client("unoct")
    assert (await applicant.post("/publishers", json=APPLICATION)).status_code == 201
    assert (await statuses(applicant), await statuses(other)) == ([("undp", "applied")], [])
    assert (await applicant.get("/publishers/undp")).status_code == 200
    assert (await other.post("/publishers/undp/withdrawal")).status_code == 404
    assert (await applicant.post("/publishers/undp/rejection", json={"reason": "x"})).status_code == 403
    assert (await applicant.post("/publishers/undp/keys", json={})).status_code == 404
    assert (await applicant.post("/publishers/undp/withdrawal")).json()["status"] == "withdrawn"
    assert (await other.post("/publishers", json=APPLICATION)).status_code == 201
    assert (await statuses(applicant), await statuses(other)) == ([], [("undp", "applied")])


async def test_an_operator_approves_what_was_seen(exchange: Serving) -> None:
    applicant, owner = await exchange.client("reader"), await exchange.client("owner")
    await applicant.post("/publishers", json=APPLICATION)
    seen = (await owner.get("/publishers/undp")).headers["ETag"]
    await applicant.post("/publishers/undp/withdrawal")
    other = {"name": "UNDP", "body": "CTED", "sources": ["https://evil.example"]}
    assert (await applicant.post("/publishers", json=other)).status_code == 201
    for headers, status, problem in (
        ({}, 409, "changed-since-entered"),
        ({"If-Match": seen}, 412, "stale"),
    ):
        refused = await owner.post("/publishers/undp/approval", json={"reads": "un"}, headers=headers)
        assert (refused.status_code, refused.json()["type"]) == (status, f"/problems/{problem}")
    now = {"If-Match": (await owner.get("/publishers/undp")).headers["ETag"]}
    assert (await owner.post("/publishers/undp/approval", json={"reads": "un"}, headers=now)).status_code == 200


async def test_a_squatter_is_rejected_and_told_why_and_the_name_is_free(exchange: Serving) -> None:
    squatter, owner = await exchange.client("reader"), await exchange.client("owner")
    await squatter.post("/publishers", json=APPLICATION)
    reason = {"reason": "UNDP does not know of it."}
    assert (await owner.post("/publishers/undp/rejection", json=reason)).status_code == 200
    shown = (await squatter.get("/publishers/undp")).json()
    assert (shown["status"], shown["rejected_because"]) == ("rejected", reason["reason"])
    approved = await owner.post("/publishers/undp/approval", json={})
    assert (approved.status_code, approved.json()["type"]) == (409, "/problems/not-approved-yet")
    made = await owner.post("/publishers", json=APPLICATION)
    assert (made.status_code, made.json()["status"]) == (201, "approved")
    assert await statuses(squatter) == []
