"""The pages, made of what the real services answer: each reader sees what is theirs, and nothing else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.support.portal import CONFIDENTIAL, OF_INSIDERS, ON_BORDERS, PATHS, REPORT, start_with_kenya
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BROWSER = {**HTML, "Sec-Fetch-Site": "same-origin"}
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def client(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_with_kenya(postgres_server) as started:
        yield started


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_there_for_the_desk_and_for_the_public(client: httpx.AsyncClient, path: str) -> None:
    for right in (DESK, {}):
        shown = await client.get(path, headers=HTML | right)
        hidden = right == {} and path in OF_INSIDERS
        assert shown.status_code in ((404,) if hidden else (200,)), (path, shown.text)
        check_page(shown)


def check_page(shown: httpx.Response) -> None:
    """Nothing runs on it, nothing comes from elsewhere, no cache keeps it for others."""
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "script" not in shown.headers["content-security-policy"]
    assert "private" in shown.headers["cache-control"]
    assert {"Authorization", "Cookie", "Accept-Language"} <= set(re.split(r", *", shown.headers["vary"]))
    assert not re.search(r"<(script|img|iframe|[^>]*\s(style|on[a-z]+)=)", shown.text)
    assert not re.search(r"""(src|href|action)=["'](https?:)?//""", shown.text)


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
async def test_every_page_is_there_in_every_language(client: httpx.AsyncClient, language: str) -> None:
    for path in PATHS:
        shown = await client.get(path, headers=HTML | DESK | {"Accept-Language": language})
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in shown.text
        asked = await client.get(path, headers=HTML | DESK, params={**httpx.URL(path).params, "lang": language})
        assert f'<html lang="{language}"' in asked.text
        assert f"lang={language}" in asked.text  # the links keep it


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({"Authorization": "Bearer \u00e9"}, "/ui/reports", 401),
        ({"Cookie": "ctc-session=\u00e9"}, "/ui/reports", 200),
        ({"Accept": "text/html, \u00e9"}, "/ui/documents/annual/1999", 404),
    ],
)
async def test_a_header_with_other_letters_is_answered_as_the_services_do(
    client: httpx.AsyncClient, headers: dict[str, str], path: str, status: int
) -> None:
    shown = await client.get(
        path, headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    )
    assert shown.status_code == status


async def test_words_of_people_stay_words(client: httpx.AsyncClient) -> None:
    for path in ("/ui/states/KEN", "/ui/recommendations?state=KEN"):
        shown = (await client.get(path, headers=HTML | DESK)).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert "{{ 7 * 7 }}" in shown
        for element in re.findall(r"<[^>]*>[^<]*gnirts", shown):
            assert 'dir="auto"' in shown[: shown.index(element) + len(element)].rpartition("<article")[2], element


async def test_a_page_shows_the_public_nothing_that_the_services_would_not(client: httpx.AsyncClient) -> None:
    for path in PATHS:
        shown = (await client.get(path, headers=HTML)).text
        assert "alert(1)" not in shown, path
        assert CONFIDENTIAL not in shown or path.endswith(CONFIDENTIAL), path
    page = (await client.get("/ui/states/KEN", headers=HTML | DESK)).text
    assert "alert(1)" in page


async def test_a_figure_leads_to_what_it_counted_and_to_the_event(client: httpx.AsyncClient) -> None:
    report = (await client.get(REPORT, headers=HTML | DESK)).text
    assert 'href="/reports/annual/2022.pdf?edition=1&amp;lang=en"' in report
    (figure,) = set(re.findall(rf'href="({REPORT}/figures/assessments_completed[^"]*)"', report))
    basis = (await client.get(figure.replace("&amp;", "&"), headers=HTML | DESK)).text
    (event,) = set(re.findall(r'href="(/ui/trace/[0-9a-f-]{36})"><code>[0-9a-f]{8}</code>', basis))
    trace = (await client.get(event, headers=HTML | DESK)).text
    assert "Assessment completed" in trace
    assert "<svg" in trace


async def test_who_reads_by_a_token_of_the_page_takes_documents_through_it(client: httpx.AsyncClient) -> None:
    own = {"Cookie": "ctc-token=desk"}
    report = (await client.get(REPORT, headers=HTML | own)).text
    assert 'href="/ui/documents/annual/2022.pdf?edition=1&amp;lang=en"' in report
    for accept, kind in (("text/html", "text/html"), ("application/json", "application/json")):
        passed_on = await client.get(
            "/ui/documents/annual/2022?edition=1", headers={**own, "Accept": f"{accept},*/*;q=0.1"}
        )
        council = await client.get("/reports/annual/2022?edition=1", headers={**DESK, "Accept": accept})
        assert passed_on.headers["content-type"].startswith(kind)
        assert passed_on.content == council.content
    for path in ("invented/2022", "..%2Fservices/council/metrics", "%2E%2E/clock"):
        shown = await client.get(f"/ui/documents/{path}", headers=HTML | own)
        assert shown.status_code == 404, path
    query = "annual/2022?edition=1&lang=invented"
    shown = await client.get(f"/ui/documents/{query}", headers=HTML | own)
    council = await client.get(f"/reports/{query}", headers=HTML | DESK)
    assert (shown.status_code, council.status_code) == (406, 406)
    assert "This is not there in this form or language" in shown.text
    check_page(shown)


async def test_ui_leads_to_the_start_by_its_path_alone(client: httpx.AsyncClient) -> None:
    for path in ("/ui", "/ui/"):
        led = await client.get(path, headers=HTML | {"Host": "evil.example"})
        assert (led.status_code, led.headers["location"]) == (308, "/")


async def test_a_program_that_asks_at_the_root_gets_json(client: httpx.AsyncClient) -> None:
    for accept in ("*/*", "application/json", ""):
        told = await client.get("/", headers={"Accept": accept})
        assert told.status_code == 200
        assert told.json()["documents"]["council"] == "/services/council/openapi.json"
    assert (await client.get("/ui/states", headers={"Accept": "application/json"})).status_code == 406


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ui/nothing", 404),
        ("/ui/states/XXX", 404),
        ("/ui/recommendations/%2E%2E", 404),
        ("/ui/recommendations/nothing", 404),
        ("/ui/reports/annual/2001", 404),
        ("/ui/reports/invented/2022", 404),
        ("/ui/reports/annual/2022%2Feditions", 404),
        ("/ui/trace/nothing%20here", 404),
        ("/ui/trace/..%2F..%2Fservices%2Fcouncil%2Fmetrics", 404),
        ("/ui/states?colour=blue", 422),
        ("/ui/calendar?month=soon", 422),
        ("/ui/states/KEN?theme=DROP%20TABLE", 422),
        ("/ui/search?q=" + "x" * 501, 422),
    ],
)
async def test_what_is_not_there_is_a_page_that_says_so(client: httpx.AsyncClient, path: str, status: int) -> None:
    shown = await client.get(path, headers=HTML | DESK)
    assert shown.status_code == status, shown.text
    check_page(shown)
    assert "<h1>" in shown.text


async def test_every_page_on_what_was_invented_says_so(client: httpx.AsyncClient) -> None:
    for path in (
        REPORT,
        f"{REPORT}/figures/assessments_completed",
        "/ui/states/KEN",
        f"/ui/recommendations/{ON_BORDERS}",
    ):
        shown = (await client.get(path, headers=HTML | DESK)).text
        assert "Synthetic: invented data" in shown, path


async def test_a_recommendation_says_in_which_assessment_it_stands_and_what_is_not_known_yet(
    client: httpx.AsyncClient,
) -> None:
    path, of_it = f"/ui/recommendations/{ON_BORDERS}", "Assessment of 15 June 2022 (comprehensive)"
    shown = (await client.get(path, headers=HTML | DESK)).text
    assert of_it in shown
    for word in ("not stated yet", "not reported yet", "not assessed yet"):
        assert word in shown
    assert of_it not in (await client.get(path, headers=HTML)).text, "the assessment is not the public's to see"


async def test_the_start_says_what_day_it_is_and_which_report_is_drafted(client: httpx.AsyncClient) -> None:
    shown = (await client.get("/", headers=HTML | DESK)).text
    assert 'Today: <time datetime="2023-01-20">20 January 2023</time>' in shown
    assert "Draft of a report: Thematic summary, 2022" in shown


async def test_the_list_of_states_claims_no_day_of_a_visit_known_by_its_year(client: httpx.AsyncClient) -> None:
    shown = (await client.get("/ui/states", headers=HTML | DESK)).text
    assert "1 visit, last in 2022" in shown


async def test_a_report_is_offered_in_the_reader_s_language_first(client: httpx.AsyncClient) -> None:
    shown = (await client.get(REPORT, headers=HTML | DESK | {"Accept-Language": "fr"})).text
    first, _, others = shown.partition("<details><summary>Autres langues")
    assert re.findall(r'<h3 lang="(..)">', first) == ["fr"]
    assert set(re.findall(r'<h3 lang="(..)">', others)) == {"ar", "zh", "en", "ru", "es"}


# ---- who reads --------------------------------------------------------------------------------


async def test_a_token_that_lets_nobody_in_is_never_the_public_s_view(client: httpx.AsyncClient) -> None:
    shown = await client.get("/ui/states", headers=HTML | {"Authorization": "Bearer wrong"})
    assert shown.status_code == 401
    assert "Kenya" not in shown.text
    ended = await client.get("/ui/states", headers=HTML | {"Cookie": "ctc-token=wrong"})
    assert ended.status_code == 401
    assert ended.headers["set-cookie"].startswith("ctc-token=; Max-Age=0")


async def test_a_token_is_entered_read_with_and_forgotten(client: httpx.AsyncClient) -> None:
    entered = await client.post("/ui/session", data={"token": "desk"}, headers=BROWSER)
    assert (entered.status_code, entered.headers["location"]) == (303, "/ui/session")
    cookie = entered.headers["set-cookie"]
    assert cookie == "ctc-token=desk; Max-Age=28800; Path=/; HttpOnly; SameSite=Strict"
    own = {"Cookie": "ctc-token=desk"}
    client.cookies.clear()
    assert "owner" in (await client.get("/ui/session", headers=HTML | own)).text
    assert "alert(1)" in (await client.get("/ui/states/KEN", headers=HTML | own)).text
    told = await client.get("/session", headers=own)
    assert told.json()["principal"] is None, "the cookie is portal's alone, so no command follows from it"
    ended = await client.post("/ui/session/end", headers=BROWSER | own)
    assert (ended.status_code, ended.headers["set-cookie"].startswith("ctc-token=; Max-Age=0")) == (303, True)


async def test_who_signs_in_comes_back_to_the_page_they_were_on(client: httpx.AsyncClient) -> None:
    page = "/ui/states/KEN?theme=border-security"
    way = "/ui/session?back=%2Fui%2Fstates%2FKEN%3Ftheme%3Dborder-security"
    for path, link in ((page, way), (f"{page}&lang=fr", f"{way}%26lang%3Dfr&amp;lang=fr")):
        assert (await client.get(path, headers=HTML)).text.count(f'href="{link}"') == 2, "above, and where words lack"
    form = (await client.get(way, headers=HTML)).text
    assert f'action="{way}"' in form
    entered = await client.post(way, data={"token": "desk"}, headers=BROWSER)
    assert (entered.status_code, entered.headers["location"]) == (303, page)
    client.cookies.clear()
    missing = (await client.get("/ui/states/%22%3E%C3%A9", headers=HTML)).text
    assert 'href="/ui/session?back=%2Fui%2Fstates%2F%2522%253E%25C3%25A9"' in missing


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/sign-out"])
async def test_signing_in_leads_to_no_other_site(client: httpx.AsyncClient, back: str) -> None:
    shown = await client.get("/ui/session", params={"back": back}, headers=HTML)
    entered = await client.post("/ui/session", params={"back": back}, data={"token": "desk"}, headers=BROWSER)
    assert (shown.status_code, entered.status_code) == (422, 422)
    assert "set-cookie" not in entered.headers


@pytest.mark.parametrize("token", ["wrong", "", "two words", "a\r\nSet-Cookie: x=y", "x" * 3_000])
async def test_a_token_that_lets_nobody_in_is_not_kept(client: httpx.AsyncClient, token: str) -> None:
    refused = await client.post("/ui/session", data={"token": token}, headers=BROWSER)
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers
    assert 'role="alert"' in refused.text


@pytest.mark.parametrize(
    "site", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {}, {"Origin": "null"}]
)
async def test_a_page_of_another_site_enters_no_token(client: httpx.AsyncClient, site: dict[str, str]) -> None:
    for path in ("/ui/session", "/ui/session/end"):
        refused = await client.post(path, data={"token": "desk"}, headers=HTML | site)
        assert refused.status_code == 403
        assert "set-cookie" not in refused.headers


async def test_a_form_has_a_bound(client: httpx.AsyncClient) -> None:
    sent = await client.post("/ui/session", content=b"token=" + b"x" * 10_000, headers=BROWSER)
    assert sent.status_code == 413


async def test_portal_keeps_no_cookie_of_one_reader_for_another(client: httpx.AsyncClient) -> None:
    await client.get("/ui/states", headers=HTML | {"Cookie": "ctc-session=of.some.body"})
    shown = await client.get("/ui/session", headers=HTML)
    assert shown.status_code == 200
    assert "Nobody is signed in" in shown.text


async def test_portal_is_well_and_is_measured(client: httpx.AsyncClient) -> None:
    assert (await client.get("/services/portal/health/ready")).json()["ready"] is True
    assert (await client.get("/health/ready")).json()["services"]["portal"]["ready"] is True
    measured = (await client.get("/services/portal/metrics", headers=DESK)).text
    assert 'path="/ui/states/{code}"' in measured
