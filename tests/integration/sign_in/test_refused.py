"""What does not let anybody in: an answer, a token, a cookie or a provider that is not as it must be."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from joserfc import jwk

from tests.integration.test_identity_provider import write_unsigned
from tests.support.provider import AUDIENCE, Provider
from tests.support.signing_in import OFFICER, Browser, check_refusal, open_browser, start_for_people
from tests.support.whole import DESK, start_whole_on

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
