"""A JWT over HTTP: who it lets in at every service, and how somebody with one becomes a publisher."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from shared.operations.settings import Settings
from tests.integration.test_publishers import REGISTRATION, SOURCE, VISIT, bearer
from tests.support.exchange import JSON, event
from tests.support.postgres import PostgresServer
from tests.support.provider import AUDIENCE, Provider, identity_provider
from tests.support.whole import DESK, start_whole


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with identity_provider() as one:
        yield one


@pytest.fixture
async def system(
    postgres_server: PostgresServer, provider: Provider, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    rules = [{"when": {"groups": "ctc-officers"}, "audience": "committee", "may_command": True}]
    issuer = {"name": "login", "issuer": provider.issuer, "audience": AUDIENCE, "rules": rules}
    file = tmp_path / "identity.yaml"
    file.write_text(json.dumps({"issuers": [issuer]}))  # JSON is YAML
    async with start_whole(postgres_server, Settings(identity_file=file)) as client:
        yield client


async def test_a_jwt_opens_every_service_with_the_rights_of_its_claims(
    system: httpx.AsyncClient, provider: Provider
) -> None:
    officer, nobody = bearer(provider.sign(groups=["ctc-officers"])), bearer(provider.sign())
    me = (await system.get("/publishers/me", headers=officer)).json()
    assert (me["principal"], me["audience"], me["may_command"]) == ("login:subject-1", "committee", True)
    for path in ("/visits", "/cycles", "/needs", "/calendar"):
        assert (await system.get(path, headers=officer)).status_code == 200, path
    assert (await system.get("/publishers/me", headers=nobody)).json()["audience"] == "public"
    expired = await system.get("/visits", headers=bearer(provider.sign(exp=1_700_000_000)))
    assert (expired.status_code, expired.json()["type"]) == (401, "/problems/jwt-expired")
    assert expired.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_an_account_applies_is_approved_and_then_sends_by_its_jwt(
    system: httpx.AsyncClient, provider: Provider
) -> None:
    account = bearer(provider.sign(sub="cases-client"))
    identity = {"issuer": provider.issuer, "subject": "cases-client"}
    made = await system.post("/publishers", json=REGISTRATION | {"identity": identity}, headers=account)
    assert (made.status_code, made.json()["status"]) == (201, "applied"), made.text
    assert made.json()["applied_by"] == "login:cases-client"
    approved = await system.post("/publishers/unodc-cases/approval", json={"reads": "un"}, headers=DESK)
    assert approved.status_code == 200, approved.text
    for _ in range(40):
        me = (await system.get("/publishers/me", headers=account)).json()
        if me["principal"] == "unodc-cases":
            break
        await asyncio.sleep(0.1)
    assert (me["principal"], me["audience"], me["sources"]) == ("unodc-cases", "un", [SOURCE])
    notice = event(source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    sent = await system.post("/events", json=notice, headers=account | JSON)
    assert sent.status_code == 202, sent.text


async def test_a_suspended_publisher_does_not_come_in_with_what_its_account_may_otherwise(
    system: httpx.AsyncClient, provider: Provider
) -> None:
    account = bearer(provider.sign(sub="cases-client", groups=["ctc-officers"]))
    identity = {"issuer": provider.issuer, "subject": "cases-client"}
    made = await system.post("/publishers", json=REGISTRATION | {"identity": identity, "reads": "public"}, headers=DESK)
    assert made.status_code == 201, made.text
    assert await wait_for_myself(system, account, 200) == "unodc-cases"
    reason = {"reason": "Synthetic: a flood."}
    assert (await system.post("/publishers/unodc-cases/suspension", json=reason, headers=DESK)).status_code == 200
    assert await wait_for_myself(system, account, 401) == "/problems/account-suspended"
    await system.post("/publishers/unodc-cases/changes", json={"contact": "Another office"}, headers=DESK)
    await asyncio.sleep(1.5)
    assert (await system.get("/visits", headers=account)).status_code == 401
    assert (await system.post("/publishers/unodc-cases/resumption", headers=DESK)).status_code == 200
    assert await wait_for_myself(system, account, 200) == "unodc-cases"


async def wait_for_myself(system: httpx.AsyncClient, account: dict[str, str], status: int) -> str:
    """Waits for this status, and returns the principal or the kind of problem. A change holds within a second."""
    for _ in range(40):
        answer = await system.get("/publishers/me", headers=account)
        shown = answer.json()
        if answer.status_code == status and shown.get("principal", "") != "login:cases-client":
            break
        await asyncio.sleep(0.1)
    assert answer.status_code == status, answer.text
    found: str = shown.get("principal") or shown["type"]
    return found


async def test_health_answers_whoever_comes_with_a_jwt_that_lets_nobody_in(
    system: httpx.AsyncClient, provider: Provider
) -> None:
    headers = bearer(provider.sign(exp=1_700_000_000)) | {"X-Forwarded-For": "203.0.113.7"}
    for path in ("/health/live", "/services/exchange/health/live"):
        assert (await system.get(path, headers=headers)).json() == {"live": True}
