"""People sign in with their browsers: the code flow with PKCE against a provider that checks it, over real HTTP."""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from shared.web.identity.jwt import keys as fetching
from shared.web.problems import TooManyRequests
from shared.web.server.requests_under_way import RequestsUnderWay
from tests.integration.test_publishers import REGISTRATION
from tests.support.provider import AUDIENCE, Provider, identity_provider
from tests.support.signing_in import (
    HTML,
    Browser,
    check_refusal,
    describe_issuer,
    open_browser,
    start_for_people,
)


async def test_whoever_is_signed_in_reads_pages_as_themselves(browser: Browser) -> None:
    assert "Sign in" in (await browser.client.get("/ui/session", headers=HTML)).text
    there = await browser.sign_in(back="/ui/session")
    assert there.url.path == "/ui/session"
    assert "login:amina" in there.text
    assert "the Committee" in there.text
    assert 'href="/session"' in there.text, "it is the exchange that ends a session"
    ended = await browser.client.get("/ui/states", headers={**HTML, "Cookie": "ctc-session=not.a.token"})
    assert (ended.status_code, ended.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert "ctc-session=; Max-Age=0" in ended.headers["set-cookie"]


# ---- who signs in --------------------------------------------------------------------------------


async def test_a_person_signs_in_and_sees_and_does_what_is_theirs(browser: Browser, provider: Provider) -> None:
    assert (await browser.client.get("/session")).json()["principal"] is None
    assert (await browser.client.get("/feeds/released.atom", params={"audience": "un"})).status_code == 404
    there = await browser.sign_in(back="/feeds/released.atom?audience=un")
    assert (there.status_code, there.url.raw_path) == (200, b"/feeds/released.atom?audience=un")
    me = (await browser.client.get("/session")).json()
    assert {name: me[name] for name in ("principal", "proof", "audience", "parties", "may_command", "may_operate")} == {
        "principal": "login:amina", "proof": "sign-in login", "audience": "committee", "parties": [],
        "may_command": True, "may_operate": False,
    }  # fmt: skip
    assert me["until"].endswith("Z")
    for path in ("/visits", "/cycles", "/needs", "/calendar", "/publishers/me"):
        assert (await browser.client.get(path)).status_code == 200, path
    assert (await browser.post("/publishers", REGISTRATION)).status_code == 201
    assert provider.people.asked[0]["scope"] == "openid"


async def test_a_state_s_mission_is_that_state_and_whom_no_rule_maps_is_somebody_without_rights(
    browser: Browser, provider: Provider
) -> None:
    for person, parties in (({"sub": "m", "groups": ["mission-kenya"]}, ["state:KEN"]), ({"sub": "x"}, [])):
        provider.people.person = person
        await browser.sign_in()
        me = (await browser.client.get("/session")).json()
        assert (me["principal"], me["audience"], me["parties"]) == (f"login:{person['sub']}", "public", parties)


async def test_the_session_s_cookie_is_for_this_host_alone_and_no_script_reads_it(browser: Browser) -> None:
    path, answer = await browser.come_back()
    ended = await browser.client.get(path, params=answer)
    assert ended.headers["cache-control"] == "no-store"
    assert ended.headers["referrer-policy"] == "no-referrer"
    session, token, attempt = ended.headers.get_list("set-cookie")
    assert session.startswith("ctc-session=ey")
    assert session.endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert 290 <= int(session.partition("Max-Age=")[2].partition(";")[0]) <= 300
    assert attempt.startswith("ctc-sign-in=; Max-Age=0; ")
    assert token.startswith("ctc-token=; Max-Age=0; ")


async def test_behind_tls_the_cookies_have_names_that_no_neighbour_can_set(
    dsn: str, provider: Provider, tmp_path: Path
) -> None:
    async with start_for_people(dsn, provider, tmp_path, public_url="https://ctc.example") as browser:
        begun = await browser.client.get("/sign-in")
        assert "redirect_uri=https%3A%2F%2Fctc.example%2Fsign-in%2Fcallback" in begun.headers["location"]
        assert begun.headers["set-cookie"].startswith("__Host-ctc-sign-in=")
        assert begun.headers["set-cookie"].endswith("; Path=/; Secure; HttpOnly; SameSite=Lax")
        token = provider.sign(aud="ctc-pages")
        for name, principal in (("__Host-ctc-session", "login:subject-1"), ("ctc-session", None)):
            me = await browser.client.get("/session", headers={"Cookie": f"{name}={token}"})
            assert me.json()["principal"] == principal


async def test_the_session_ends_with_its_token_and_the_browser_forgets_it(browser: Browser, provider: Provider) -> None:
    await browser.sign_in()
    old = {"Cookie": f"ctc-session={provider.sign(aud='ctc-pages', exp=int(time.time()) - 61)}"}
    async with open_browser(browser) as other:
        ended = await other.get("/visits", headers=old)
    check_refusal(ended, 401, "session-ended")
    assert ended.headers["set-cookie"].startswith("ctc-session=; Max-Age=0; ")


async def test_strangers_of_one_address_keep_nobody_else_from_signing_in(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = RequestsUnderWay.turn

    def turn(self: RequestsUnderWay, principal: str) -> AbstractAsyncContextManager[None]:
        if principal.endswith(" 192.0.2.1"):
            raise TooManyRequests
        return usual(self, principal)

    monkeypatch.setattr(RequestsUnderWay, "turn", turn)
    for address, status in (("192.0.2.1", 429), ("198.51.100.1, 192.0.2.1", 429), ("192.0.2.2", 303)):
        path, answer = await browser.come_back()
        ended = await browser.client.get(path, params=answer, headers={"X-Forwarded-For": address})
        assert ended.status_code == status, ended.text


async def test_keys_of_the_provider_rotate_and_who_signs_in_anew_is_in(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SHORTEST_GAP", 0.05)
    await browser.sign_in()
    provider.rotate("second")
    await asyncio.sleep(0.1)
    await browser.sign_in()
    assert (await browser.client.get("/session")).json()["principal"] == "login:amina"


@pytest.mark.parametrize("secret_in_body", [False, True])
async def test_the_client_s_secret_goes_where_the_provider_wants_it(
    dsn: str, provider: Provider, tmp_path: Path, secret_in_body: bool
) -> None:
    provider.people.secret_in_body = secret_in_body
    async with start_for_people(dsn, provider, tmp_path) as browser:
        assert (await browser.sign_in()).json()["principal"] == "login:amina"


async def test_a_client_without_a_secret_is_protected_by_pkce(dsn: str, provider: Provider, tmp_path: Path) -> None:
    provider.people.secret = None
    async with start_for_people(dsn, provider, tmp_path, client_secret_file=None, scopes=["groups"]) as browser:
        assert (await browser.sign_in()).json()["principal"] == "login:amina"
    assert provider.people.asked[0]["scope"] == "openid groups"


async def test_of_several_providers_one_is_chosen_on_a_page(dsn: str, provider: Provider, tmp_path: Path) -> None:
    async with identity_provider() as second:
        other = describe_issuer(second, tmp_path, title='<b>"Missions"') | {"name": "missions"}
        machines = {"name": "machines", "issuer": "https://machines.example", "audience": AUDIENCE}
        async with start_for_people(dsn, provider, tmp_path, other, machines) as browser:
            second.people.addresses = provider.people.addresses
            page = await browser.client.get("/sign-in", params={"back": "/visits?state=KEN&limit=1"})
            assert page.headers["content-type"] == "text/html; charset=utf-8"
            assert "default-src 'none'" in page.headers["content-security-policy"]
            link = "/sign-in?with=login&amp;back=%2Fvisits%3Fstate%3DKEN%26limit%3D1"
            assert f'<a href="{link}">Our staff</a>' in page.text
            assert "&lt;b&gt;&quot;Missions&quot;" in page.text
            assert "machines" not in page.text
            there = await browser.sign_in(**{"with": "missions", "back": "/session"})
            assert there.json()["proof"] == "sign-in missions"
            check_refusal(await browser.client.get("/sign-in", params={"with": "machines"}), 422, "invalid")


# ---- signing out ---------------------------------------------------------------------------------


async def test_signing_out_ends_the_session_here_and_at_the_provider(browser: Browser, provider: Provider) -> None:
    await browser.sign_in()
    session = browser.session
    assert session is not None
    out = await browser.post("/sign-out")
    assert out.status_code == 303
    assert out.headers["location"].startswith(f"{provider.issuer}/end-session?client_id=")
    assert session not in out.headers["location"]
    assert browser.session is None
    last = await browser.client.get(out.headers["location"], follow_redirects=True)
    assert (last.url.path, last.json()["principal"], provider.people.ended) == ("/session", None, 1)


async def test_no_token_comes_back_in_a_browser_where_somebody_was_signed_in(browser: Browser) -> None:
    """It would be another person's, and let whoever is there now read as that one."""
    await browser.sign_in()
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": browser.address}
    refused = await browser.client.post("/ui/session", data={"token": "desk"}, headers=ours)
    assert (refused.status_code, "set-cookie" in refused.headers) == (409, False)
    session, token = (await browser.post("/sign-out")).headers.get_list("set-cookie")
    assert session.startswith("ctc-session=; Max-Age=0; ")
    assert token.startswith("ctc-token=; Max-Age=0; ")


async def test_who_is_not_signed_in_any_more_signs_out_at_the_provider_all_the_same(
    browser: Browser, provider: Provider
) -> None:
    old = provider.sign(exp=1_700_000_000)
    for cookie in ("", f"ctc-session={old}", "ctc-session=garbage"):
        out = await browser.post("/sign-out", cookie=cookie)
        assert (out.status_code, out.headers["location"].split("?")[0]) == (303, f"{provider.issuer}/end-session")


async def test_the_page_of_a_session_says_who_and_has_a_button(browser: Browser, provider: Provider) -> None:
    page = await browser.client.get("/session", headers=HTML)
    assert '<a href="/sign-in">' in page.text
    await browser.sign_in()
    page = await browser.client.get("/session", headers=HTML)
    assert "login:amina" in page.text
    assert '<form method="post" action="/sign-out">' in page.text
    assert page.headers["content-security-policy"].endswith(f"form-action 'self' {provider.issuer}")
    assert page.headers["referrer-policy"] == "same-origin"
