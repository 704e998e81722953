"""People sign in with their browsers: the code flow with PKCE against a provider that checks it, over real HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwk

from shared.web.identity.jwt import keys as fetching
from shared.web.problems import TooManyRequests
from shared.web.server.requests_under_way import RequestsUnderWay
from tests.integration.test_access_log import entries
from tests.integration.test_identity_provider import write_unsigned
from tests.integration.test_publishers import REGISTRATION, bearer
from tests.support.postgres import PostgresServer
from tests.support.provider import AUDIENCE, Provider, identity_provider
from tests.support.signing_in import OFFICER, Browser, describe_issuer, open_browser, start_for_people
from tests.support.whole import DESK, database_of_whole, start_whole_on

HTML = {"Accept": "text/html"}


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with identity_provider() as one:
        one.people.person = OFFICER
        yield one


@pytest.fixture
async def dsn(postgres_server: PostgresServer) -> AsyncIterator[str]:
    async with database_of_whole(postgres_server) as one:
        yield one


@pytest.fixture
async def browser(dsn: str, provider: Provider, tmp_path: Path) -> AsyncIterator[Browser]:
    async with start_for_people(dsn, provider, tmp_path) as one:
        yield one


def check_refusal(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    problem: dict[str, Any] = response.json()
    assert problem["type"] == f"/problems/{code}", problem
    return problem


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
    session, attempt = sorted(ended.headers.get_list("set-cookie"), key=len, reverse=True)
    assert session.startswith("ctc-session=ey")
    assert session.endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert 290 <= int(session.partition("Max-Age=")[2].partition(";")[0]) <= 300
    assert attempt.startswith("ctc-sign-in=; Max-Age=0; ")


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


# ---- commands come from our own pages ------------------------------------------------------------


PAGES: list[tuple[dict[str, str], bool]] = [
    ({}, True),
    ({"origin": ""}, True),
    ({"sec_fetch_site": ""}, True),
    ({"sec_fetch_site": "cross-site"}, False),
    ({"sec_fetch_site": "same-site"}, False),
    ({"sec_fetch_site": "none"}, False),
    ({"sec_fetch_site": "", "origin": "https://evil.example"}, False),
    ({"sec_fetch_site": "", "origin": "null"}, False),
    ({"sec_fetch_site": "", "origin": ""}, False),
    ({"sec_fetch_site": "cross-site", "authorization": "Bearer desk"}, True),
]


async def test_a_command_by_cookie_is_taken_from_a_page_of_ours_alone(browser: Browser) -> None:
    for number, (headers, taken) in enumerate(PAGES):
        await browser.sign_in()
        answer = await browser.post("/publishers", REGISTRATION | {"name": f"Body {number}"}, **headers)
        if taken:
            assert answer.status_code == 201, answer.text
        else:
            check_refusal(answer, 403, "foreign-page")
        out = await browser.post("/sign-out", **headers)
        assert out.status_code == (303 if taken and "authorization" not in headers else 403), headers
        assert (browser.session is None) == (out.status_code == 303)


async def test_a_token_counts_whatever_cookie_comes_beside_it(browser: Browser, provider: Provider) -> None:
    await browser.sign_in()
    assert (await browser.client.get("/session", headers=DESK)).json()["principal"] == "owner"
    check_refusal(await browser.client.get("/session", headers=bearer("invented")), 401, "token-unknown")
    cookie = {"Cookie": "ctc-session=garbage"}
    jwt = bearer(provider.sign(groups=["ctc-officers"]))
    assert (await browser.client.get("/session", headers=cookie | jwt)).json()["proof"] == "jwt login"


async def test_an_id_token_is_no_bearer_token_and_an_access_token_no_session(
    browser: Browser, provider: Provider
) -> None:
    await browser.sign_in()
    assert browser.session is not None
    check_refusal(await browser.client.get("/visits", headers=bearer(browser.session)), 401, "jwt-for-another")
    for claims in ({}, {"aud": [AUDIENCE, "ctc-pages"], "azp": "other"}, {"aud": [AUDIENCE, "ctc-pages"]}):
        answer = await browser.client.get("/visits", headers={"Cookie": f"ctc-session={provider.sign(**claims)}"})
        check_refusal(answer, 401, "session-ended")


# ---- what does not let anybody in ----------------------------------------------------------------


ELSEWHERE = (
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)", "",
    "visits", "/\t/evil.example", "/visits\r\nSet-Cookie: a=b", "/\u00e9", "/a\\b", "/" + "x" * 1000, "/sign-in",
    "/sign-in?back=/", "/sign-in/callback", "/sign-out", " /visits",
)  # fmt: skip


async def test_the_way_back_is_a_path_of_ours(browser: Browser) -> None:
    for back in ELSEWHERE:
        problem = check_refusal(await browser.client.get("/sign-in", params={"back": back}), 422, "invalid")
        assert problem["fields"] == ["back"], back


WRONG_ANSWERS: list[tuple[dict[str, str | None], str]] = [
    ({"state": None}, "sign-in-not-begun"),
    ({"state": ""}, "sign-in-not-begun"),
    ({"state": "invented"}, "sign-in-not-begun"),
    ({"code": None}, "sign-in-refused"),
    ({"code": "invented"}, "sign-in-refused"),
    ({"iss": "https://another.example"}, "sign-in-refused"),
    ({"error": "access_denied"}, "sign-in-refused"),
    ({"error": "<b>junk</b>"}, "sign-in-refused"),
]


async def test_an_answer_that_is_not_the_provider_s_lets_nobody_in(browser: Browser) -> None:
    for changes, code in WRONG_ANSWERS:
        problem = check_refusal(await browser.end_sign_in(**changes), 403, code)
        assert "junk" not in str(problem)
        assert browser.session is None


async def test_a_provider_may_add_parameters_and_name_itself(browser: Browser, provider: Provider) -> None:
    provider.people.extra = {"iss": provider.issuer, "session_state": "x", "hd": "example.org"}
    assert (await browser.sign_in()).json()["principal"] == "login:amina"


async def test_an_answer_is_good_once_and_in_the_browser_that_asked(browser: Browser) -> None:
    path, answer = await browser.come_back()
    cookie = f"ctc-sign-in={browser.client.cookies['ctc-sign-in']}"
    async with open_browser(browser) as other:
        check_refusal(await other.get(path, params=answer), 403, "sign-in-not-begun")
        await other.get("/sign-in")
        check_refusal(await other.get(path, params=answer), 403, "sign-in-not-begun")
    assert (await browser.client.get(path, params=answer)).status_code == 303
    check_refusal(await browser.client.get(path, params=answer), 403, "sign-in-not-begun")
    async with open_browser(browser) as other:  # whoever kept the cookie has a code that was redeemed
        check_refusal(await other.get(path, params=answer, headers={"Cookie": cookie}), 403, "sign-in-refused")


async def test_a_provider_that_says_no_is_told_with_its_reason(browser: Browser, provider: Provider) -> None:
    provider.people.refuses = "access_denied"
    problem = check_refusal(await browser.sign_in(), 403, "sign-in-refused")
    assert problem["detail"] == "It says: access_denied."


WRONG_TOKENS: list[dict[str, Any]] = [
    {"aud": "another"}, {"aud": AUDIENCE}, {"aud": ["ctc-pages", "another"]}, {"azp": "another"}, {"nonce": "x"},
    {"nonce": None}, {"exp": 1_700_000_000}, {"iss": "https://elsewhere.example"}, {"sub": None}, {"exp": "soon"},
    {"algorithm": "PS512"}, {"key": jwk.RSAKey.generate_key(2048)},
]  # fmt: skip


async def test_an_id_token_that_is_not_ours_lets_nobody_in(browser: Browser, provider: Provider) -> None:
    for changes in WRONG_TOKENS:
        provider.people.changes = changes
        problem = check_refusal(await browser.sign_in(), 403, "sign-in-refused")
        assert "JWT" in problem["detail"]
        assert browser.session is None, changes


async def test_an_id_token_without_a_signature_or_of_junk_lets_nobody_in(browser: Browser, provider: Provider) -> None:
    claims = {"iss": provider.issuer, "aud": "ctc-pages", "sub": "x", "exp": int(time.time()) + 300}
    for token in (write_unsigned(header={"alg": "none"}, claims=claims), "junk", "", "ey.a;b.c", "x" * 4000):
        provider.people.id_token = token
        check_refusal(await browser.sign_in(), 403, "sign-in-refused")


async def test_a_token_longer_than_browsers_keep_is_refused_when_signing_in(
    browser: Browser, provider: Provider
) -> None:
    provider.people.person = OFFICER | {"padding": "x" * 3500}
    check_refusal(await browser.sign_in(), 403, "session-too-long")


async def test_a_provider_that_is_away_or_misconfigured_is_unavailable(
    browser: Browser, provider: Provider, tmp_path: Path
) -> None:
    secret = tmp_path / "client-secret"
    right = secret.read_text()
    secret.write_text("wrong")
    check_refusal(await browser.sign_in(), 503, "provider-away")
    secret.unlink()
    check_refusal(await browser.sign_in(), 503, "provider-away")
    secret.write_text(right)  # it is read at each sign-in
    assert (await browser.sign_in()).status_code == 200


async def test_without_any_configuration_yet_nobody_can_begin_and_health_is_well(
    dsn: str, provider: Provider, tmp_path: Path
) -> None:
    provider.away = True
    async with start_for_people(dsn, provider, tmp_path) as browser:
        check_refusal(await browser.client.get("/sign-in"), 503, "provider-away")
        assert (await browser.post("/sign-out")).headers["location"] == f"{browser.address}/session"


GARBAGE = (
    "ctc-session=garbage", "ctc-session=", "ctc-session=a; ctc-session=b", "ctc-session=ey.ey.ey",
    "ctc-session=\xff\xfe", f"ctc-session={'x' * 9000}", 'ctc-session="a', "ctc-session==;;;===; ;",
    "; ".join(f"ctc-session=x{number}" for number in range(100)),
)  # fmt: skip


async def test_garbage_in_the_cookie_is_one_clear_answer(browser: Browser) -> None:
    async with open_browser(browser) as other:
        for cookie in GARBAGE:
            headers = {b"Cookie": cookie.encode("latin-1")}
            for path in ("/visits", "/session", "/needs"):
                check_refusal(await other.get(path, headers=headers), 401, "session-ended")
            assert (await other.get("/sign-in", headers=headers)).status_code == 303


async def test_a_hundred_cookies_of_others_hinder_nobody(browser: Browser) -> None:
    await browser.sign_in()
    others = "; ".join(f"other{number}=x" for number in range(100))
    for cookies in (f"{others}; ctc-session={browser.session}", f"ctc-session={browser.session}; {others}"):
        async with open_browser(browser) as other:
            me = (await other.get("/session", headers={"Cookie": cookies})).json()
        assert me["principal"] == "login:amina"


async def test_without_a_provider_for_people_no_cookie_counts(dsn: str) -> None:
    async with start_whole_on(dsn) as client:
        for method, path in (("GET", "/sign-in"), ("GET", "/sign-in/callback"), ("POST", "/sign-out")):
            check_refusal(await client.request(method, path), 404, "no-sign-in")
        me = await client.get("/session", headers={"Cookie": "ctc-session=garbage"})
        assert me.json()["principal"] is None
        owner = (await client.get("/session", headers=DESK)).json()
        assert (owner["principal"], owner["until"]) == ("owner", None)


# ---- what others notice of it --------------------------------------------------------------------


async def test_what_a_cookie_opened_is_kept_by_no_cache_for_others(browser: Browser) -> None:
    await browser.sign_in()
    for path in ("/visits", "/reports/annual/2023", "/visits/none", "/feeds/reports.atom", "/visits?a=b"):
        answer = await browser.client.get(path, headers=HTML if path.startswith("/reports") else None)
        assert answer.headers["cache-control"].startswith("private"), path
        assert answer.headers["vary"].count("Cookie") == 1, path


async def test_signing_in_and_out_and_refusals_are_in_the_access_log(
    browser: Browser, provider: Provider, dsn: str
) -> None:
    provider.people.person = {"sub": "nobody"}
    await browser.sign_in()
    await browser.post("/publishers", REGISTRATION, sec_fetch_site="cross-site")
    await browser.post("/sign-out")
    await browser.end_sign_in(state="invented")
    await asyncio.sleep(0.3)
    noted = [one for one in await entries(dsn) if one["route"] != "/session"]
    assert [(one["route"], one["status"], one["principal"], one["proof"], one["refusal"]) for one in noted] == [
        ("/sign-in/callback", 303, "login:nobody", "sign-in login", ""),
        ("/publishers", 403, "", "", "foreign-page"),
        ("/sign-out", 303, "login:nobody", "sign-in login", ""),
        ("/sign-in/callback", 403, "", "", "sign-in-not-begun"),
    ]
    assert "ey" not in "".join(one["thing"] for one in noted)


async def test_a_stranger_who_signs_out_again_and_again_has_few_entries(browser: Browser, dsn: str) -> None:
    for _ in range(40):
        await browser.post("/sign-out")
    await asyncio.sleep(0.3)
    assert len(await entries(dsn)) < 40


async def test_an_operator_who_is_signed_in_sees_how_a_service_is_doing(browser: Browser, provider: Provider) -> None:
    provider.people.person = {"sub": "ops", "groups": ["operators"]}
    await browser.sign_in()
    outside = {"X-Forwarded-For": "203.0.113.7"}
    for path in ("/health/ready", "/services/exchange/health/ready"):
        assert len((await browser.client.get(path, headers=outside)).json()) > 1
        async with open_browser(browser) as other:
            assert len((await other.get(path, headers=outside)).json()) == 1
