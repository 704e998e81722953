"""A session's cookie: commands come from pages of ours alone, no cache keeps what it opened."""

from __future__ import annotations

import asyncio

from tests.integration.test_access_log import entries
from tests.integration.test_publishers import REGISTRATION, bearer
from tests.support.provider import AUDIENCE, Provider
from tests.support.signing_in import (
    HTML,
    Browser,
    check_refusal,
    open_browser,
)
from tests.support.whole import DESK

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
