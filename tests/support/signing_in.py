"""A system where people can sign in at the small identity provider, and a browser of theirs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from shared.operations.settings import Settings
from tests.support.code_flow import CLIENT, SECRET
from tests.support.provider import AUDIENCE, Provider
from tests.support.whole import start_whole_on

RULES = [
    {"when": {"groups": "ctc-officers"}, "audience": "committee", "may_command": True},
    {"when": {"groups": "operators"}, "audience": "committee", "may_operate": True},
    {"when": {"groups": "mission-kenya"}, "parties": ["state:KEN"]},
]
HTML = {"Accept": "text/html"}
OFFICER = {"sub": "amina", "groups": ["ctc-officers"]}


@dataclass(frozen=True, slots=True)
class Browser:
    """One person's. It keeps cookies, and says from which page it sends a form."""

    client: httpx.AsyncClient
    address: str

    async def sign_in(self, **question: str) -> httpx.Response:
        """Where the person is at last; through all redirects."""
        return await self.client.get("/sign-in", params=question, follow_redirects=True)

    async def come_back(self, **question: str) -> tuple[str, dict[str, str]]:
        """The address and the answer with which the provider would send this browser back: it is not there yet."""
        there = await self.client.get("/sign-in", params=question)
        assert there.status_code == 303, there.text
        back = (await self.client.get(there.headers["location"])).headers["location"]
        parts = urlsplit(back)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    async def end_sign_in(self, **changes: str | None) -> httpx.Response:
        """A sign-in of which the answer is changed on its way; None takes a part away."""
        path, answer = await self.come_back()
        changed = {name: value for name, value in ({**answer, **changes}).items() if value is not None}
        return await self.client.get(path, params=changed)

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        """As a page of this installation sends it; `headers` say otherwise, with `_` for `-`."""
        usual = {"sec_fetch_site": "same-origin", "origin": self.address} | headers
        sent = {name.replace("_", "-"): value for name, value in usual.items() if value}
        return await self.client.post(path, json=body, headers=sent)

    @property
    def session(self) -> str | None:
        return self.client.cookies.get("ctc-session")


def describe_issuer(provider: Provider, directory: Path, **sign_in: Any) -> dict[str, Any]:
    secret = directory / "client-secret"
    secret.write_text(f"{SECRET}\n")
    usual = {"client_id": CLIENT, "client_secret_file": secret.name, "title": "Our staff"}
    return {
        "name": "login", "issuer": provider.issuer, "audience": AUDIENCE, "rules": RULES, "sign_in": usual | sign_in,
    }  # fmt: skip


@asynccontextmanager
async def start_for_people(
    dsn: str, provider: Provider, directory: Path, *others: dict[str, Any], public_url: str = "", **sign_in: Any
) -> AsyncIterator[Browser]:
    """The whole system, to which the provider leads back; `others` are further issuers."""
    file = directory / "identity.yaml"
    file.write_text(json.dumps({"issuers": [describe_issuer(provider, directory, **sign_in), *others]}))
    settings = Settings(identity_file=file, public_url=public_url) if public_url else Settings(identity_file=file)
    async with start_whole_on(dsn, settings) as client:
        address = str(client.base_url).rstrip("/")
        provider.people.addresses = {f"{address}/sign-in/callback", f"{address}/session"}
        yield Browser(client, address)


def open_browser(one: Browser) -> httpx.AsyncClient:
    """Another browser, or a program: without any cookie."""
    return httpx.AsyncClient(base_url=one.address, timeout=60)


def check_refusal(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The refusal, which must be this one."""
    assert response.status_code == status, response.text
    problem: dict[str, Any] = response.json()
    assert problem["type"] == f"/problems/{code}", problem
    return problem
