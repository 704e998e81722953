"""A real Keycloak: client credentials, discovery, keys, and people. `KEYCLOAK_FROM=maven pytest …` runs it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from shared.operations.settings import Settings
from shared.web.identity.jwt.checking import build_jwts
from shared.web.identity.jwt.mapping import IdentityFile
from shared.web.problems import TokenUnknown
from tests.integration.test_identity_provider import Registered
from tests.support.keycloak import PASSWORD, PERSON, SECRET, is_allowed, keycloak
from tests.support.postgres import PostgresServer
from tests.support.provider import AUDIENCE
from tests.support.whole import start_whole

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_allowed(), reason="Keycloak is 160 MB: KEYCLOAK_FROM=maven allows it"),
]


async def test_a_service_account_of_keycloak_is_let_in_and_one_for_another_audience_is_not(tmp_path: Path) -> None:
    with keycloak(tmp_path) as provider:
        rules = [{"when": {"azp": "unodc-cases"}, "audience": "un"}]
        issuer = {"name": "keycloak", "issuer": provider.issuer, "audience": AUDIENCE, "rules": rules}
        jwts = build_jwts(IdentityFile.model_validate({"issuers": [issuer]}), Registered(provider.issuer))
        found = await jwts.principal_for(provider.token("unodc-cases"))
        assert (found.audience, found.proof) == ("un", "jwt keycloak")
        with pytest.raises(TokenUnknown) as raised:
            await jwts.principal_for(provider.token("elsewhere"))
        assert raised.value.code == "jwt-for-another"


async def test_a_person_signs_in_by_keycloaks_own_form_and_out_again(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    secret, file = tmp_path / "client-secret", tmp_path / "identity.yaml"
    secret.write_text(SECRET)
    with keycloak(tmp_path) as provider:
        rules = [{"when": {"groups": "ctc-officers"}, "audience": "committee", "may_command": True}]
        sign_in = {"client_id": "ctc-pages", "client_secret_file": secret.name}
        issuer = {"name": "kc", "issuer": provider.issuer, "audience": AUDIENCE, "rules": rules, "sign_in": sign_in}
        file.write_text(json.dumps({"issuers": [issuer]}))
        async with start_whole(postgres_server, Settings(identity_file=file)) as browser:
            form = await follow(browser, browser.build_request("GET", "/sign-in?back=/session"))
            there = await follow(browser, fill(browser, form, username=PERSON, password=PASSWORD))
            assert (there.url.path, there.json()["audience"], there.json()["proof"]) == (
                "/session", "committee", "sign-in kc",
            )  # fmt: skip
            out = await browser.post("/sign-out", headers={"Sec-Fetch-Site": "same-origin"})
            asked = await follow(browser, browser.build_request("GET", out.headers["location"]))
            last = await follow(browser, fill(browser, asked, confirmLogout="Logout"))
            assert (last.url.path, last.json()["principal"]) == ("/session", None)
            again = await follow(browser, browser.build_request("GET", "/sign-in"))
            assert "password" in again.text  # the provider knows nobody any more


async def follow(browser: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    """As a browser does, which sends a cookie for TLS to this machine without it too."""
    while True:
        response = await browser.send(request)
        for cookie in browser.cookies.jar:
            cookie.secure = False
        if not response.is_redirect:
            return response
        request = browser.build_request("GET", response.url.join(response.headers["location"]))


def fill(browser: httpx.AsyncClient, page: httpx.Response, **fields: str) -> httpx.Request:
    """The page's form, with what is hidden in it."""
    action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert action is not None, page.text
    inputs = re.findall(r"<input[^>]*>", page.text)
    hidden = {
        name[1]: unescape(value[1])
        for one in inputs
        if 'type="hidden"' in one
        and (name := re.search(r'name="([^"]+)"', one))
        and (value := re.search(r'value="([^"]*)"', one))
    }
    return browser.build_request("POST", page.url.join(unescape(action[1])), data=hidden | fields)
