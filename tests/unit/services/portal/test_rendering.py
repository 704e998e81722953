"""Pages from given answers: whatever the services answer, or do not, a person gets a page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from services.portal.asking.client import build_clients
from services.portal.service import describe
from shared.engine.principals import Principal
from shared.web.app import build
from tests.support.frozen import REFERENCE
from tests.support.portal import HOSTILE, PATHS

HTML = {"Accept": "text/html"}
HUGE = HOSTILE + "\u202e" + "x" * 5_000_000
CLOCK = {"now": "2024-01-01T05:00:00Z", "today": "2024-01-01", "simulated": True}
EMPTY: dict[str, Any] = {"items": [], "next": None}
STATE: dict[str, Any] = {
    "state": {"id": "KEN", "name": "Kenya", "region": "Africa", "regional_group": "African States"},
    "recommendations": {
        "items": [{"id": "r", "assessment_id": "a", "themes": ["travel"], "text": HOSTILE, "synthetic": True}],
        "next": None,
    },
    "cycles": {"items": [{"id": "c", "status": "open", "due_on": "2024-06-01"}], "next": None},
}
Answers = Callable[[str, str], httpx.Response]


async def nobody(_bearer: str) -> Principal | None:
    return None


@dataclass
class Others:
    """The other services."""

    answers: Answers = lambda *_: httpx.Response(503)

    def answer(self, request: httpx.Request) -> httpx.Response:
        return self.answers(request.url.host, request.url.path)


OTHERS = Others()


@cache
def build_app() -> ASGIApp:
    """Built once: its routes take longer than all pages of a test."""
    clients = build_clients(httpx.MockTransport(OTHERS.answer))
    return build(describe(clients, "http://{service}", "http://127.0.0.1:8000", REFERENCE), nobody)


def reading(answers: Answers) -> httpx.AsyncClient:
    """A browser before a portal whose services answer so, by service and path."""
    OTHERS.answers = answers
    return httpx.AsyncClient(transport=httpx.ASGITransport(build_app()), base_url="http://portal", headers=HTML)


def answer_usually(_service: str, path: str) -> httpx.Response:
    known: dict[str, Any] = {"/states/KEN": STATE, "/clock": CLOCK, "/session": {"audience": "public"}}
    return httpx.Response(200, json=known.get(path, EMPTY))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("status", [500, 503, 403, 429])
async def test_when_no_service_answers_there_is_a_page_that_says_so(path: str, status: int) -> None:
    async with reading(lambda *_: httpx.Response(status)) as browser:
        shown = await browser.get(path)
    assert shown.status_code in (200, 403, 404, 503)
    assert "<h1" in shown.text
    assert "</html>" in shown.text


@pytest.mark.parametrize("away", ["followup", "unoct", "exchange"])
async def test_what_one_service_does_not_answer_is_said_and_the_rest_is_shown(away: str) -> None:
    def answer(service: str, path: str) -> httpx.Response:
        return httpx.Response(503) if service == away else answer_usually(service, path)

    async with reading(answer) as browser:
        shown = await browser.get("/ui/states/KEN")
    assert shown.status_code == 200
    assert "Kenya" in shown.text
    assert "Terrorist travel" in shown.text
    assert ("does not answer just now" in shown.text) is (away != "exchange")
    assert ("cannot be asked just now" in shown.text) is (away == "exchange")


async def test_without_council_a_state_s_page_says_which_part_is_away() -> None:
    def answer(service: str, path: str) -> httpx.Response:
        return httpx.Response(503) if service == "council" else answer_usually(service, path)

    async with reading(answer) as browser:
        shown = await browser.get("/ui/states/KEN")
        start = await browser.get("/")
    assert shown.status_code == 503
    assert shown.headers["content-type"].startswith("text/html")
    assert "X-Correlation-Id" in shown.headers
    assert shown.headers["x-correlation-id"] in shown.text
    assert start.status_code == 200
    assert "does not answer just now" in start.text


@pytest.mark.parametrize("text", [HOSTILE, HUGE, "\u2067\u202e\u0000\ufffd", "", "\n" * 10_000, "<!--", "{% raw %}"])
async def test_words_of_people_break_no_page(text: str) -> None:
    state = {**STATE, "recommendations": {"items": [{"id": "r", "text": text, "themes": ["travel"]}]}}
    one = {"id": "r", "assessment_id": "a", "state": "KEN", "text": text, "themes": ["new-one"], "provision": text}
    status = {"id": "r", "reported": "implemented", "reported_steps": text, "assessed": "newly_invented"}
    projects = {"items": [{"id": "p", "title": text, "lead_body": text, "recommendations": ["r"], "status": "active"}]}
    known = {
        "/states/KEN": state,
        "/recommendations/r": one,
        "/recommendations": {"items": [one]},
        "/recommendation-statuses": {"items": [status]},
        "/projects": projects,
        "/clock": CLOCK,
    }
    async with reading(lambda _, path: httpx.Response(200, json=known.get(path, EMPTY))) as browser:
        for path in ("/ui/states/KEN", "/ui/recommendations?state=KEN", "/ui/recommendations/r"):
            shown = await browser.get(path)
            assert shown.status_code == (200 if len(text) < 100_000 else shown.status_code)
            body = shown.text
            assert "<script" not in body
            assert body.count("<main") == body.count("</main>") == 1
            assert body.rstrip().endswith("</html>")


async def test_an_edition_says_how_often_its_figures_are_not_shown_and_leads_to_its_forms() -> None:
    figures = [
        {"id": "visits", "label": "Visits", "numerator": 3, "denominator": None, "value": "3.0"},
        {"id": "implemented", "label": "Implemented", "numerator": 0, "denominator": 0, "value": None},
        {"id": "implemented.theme.travel", "label": "On travel", "suppressed": True},
        {"id": "implemented.theme.cft", "label": "On financing", "numerator": 1, "denominator": 2, "value": "50.0"},
    ]
    said = [{"text": "In 2023, "}, {"text": "3 visits", "figure": "visits"}, {"text": " ended. <script>"}]
    blocks = [{"kind": "paragraph", "number": 1, "text": said}, {"kind": "table", "id": "t"}]
    document = {
        "report": "annual", "year": 2023, "edition": 1, "audience": "public", "figures": figures,
        "distribution": "Distr.: General", "title": "Report",
        "sections": [
            {"id": "letter", "blocks": [{"kind": "heading", "text": "Letter"}]},
            {"id": "brief", "blocks": blocks},
        ],
    }  # fmt: skip
    edition = {"id": "annual-2023-1", "report": "annual", "year": 2023, "edition": 1, "published_on": "2024-01-15"}
    links = '</reports/annual/2023.pdf?edition=1>; rel="alternate"; type="application/pdf"'

    def answer(_service: str, path: str) -> httpx.Response:
        if path == "/reports/annual/2023":
            return httpx.Response(200, json=document, headers={"Link": links})
        return httpx.Response(200, json={"items": [edition]} if path.endswith("/editions") else EMPTY)

    async with reading(answer) as browser:
        shown = (await browser.get("/ui/reports/annual/2023")).text
    assert 'href="/reports/annual/2023.pdf?edition=1"' in shown
    assert "1 of 2 (50.0%)" in shown
    assert "Distr.: General" in shown
    behind = '<a href="/ui/reports/annual/2023/figures/visits?edition=1">3 visits</a>'
    assert f"<p>In 2023, {behind} ended. &lt;script&gt;</p>" in shown
    assert "Letter" not in shown
    assert "On travel" not in shown
    assert "One figure is not shown" in shown


async def test_a_page_that_fails_says_so_and_nothing_of_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    from services.portal.http import states  # noqa: PLC0415

    def fail(*_: object) -> None:
        raise RuntimeError("CONFIDENTIAL")

    monkeypatch.setattr(states, "group_by_region", fail)
    async with reading(answer_usually) as browser:
        shown = await browser.get("/ui/states")
    assert shown.status_code == 500
    assert "Something went wrong" in shown.text
    assert "CONFIDENTIAL" not in shown.text


@pytest.mark.parametrize("patience", [None, 0.005])
async def test_of_many_pages_at_once_those_of_one_network_wait_also_where_readers_leave(patience: float | None) -> None:
    under_way, most = 0, 0

    async def slowly(request: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way, most = under_way + 1, max(most, under_way + 1)
        await asyncio.sleep(0.01)
        under_way -= 1
        return answer_usually(request.url.host, request.url.path)

    clients = build_clients(httpx.MockTransport(slowly))
    app = build(describe(clients, "http://{service}", "http://127.0.0.1:8000", REFERENCE), nobody)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://portal", headers=HTML) as browser:

        async def read() -> int | None:
            try:
                async with asyncio.timeout(patience):
                    return (await browser.get("/ui/states")).status_code
            except TimeoutError:
                return None

        shown = await asyncio.gather(*(read() for _ in range(20)))
        assert patience or set(shown) == {200}
        assert not patience or None in shown
        assert (await browser.get("/ui/states")).status_code == 200, "each turn was given back"
    assert most <= 4 * 2, "four pages at a time, and each asks two services"
    assert under_way == 0, "what was begun was answered"


async def test_the_style_is_kept_for_good_and_a_page_is_asked_for_again() -> None:
    async with reading(answer_usually) as browser:
        page = await browser.get("/ui/states")
        path = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
        style = await browser.get(path)
        again = await browser.get("/ui/states", headers={"If-None-Match": page.headers["etag"]})
    assert style.headers["cache-control"].endswith("immutable")
    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert (again.status_code, again.content) == (304, b"")


DRAFT = {
    "id": "d", "report": "annual", "year": 2023, "draft": 2, "stage": "under_consideration", "ends_on": "2024-02-01",
    "objections": [{"member": "A", "lifted_on": None}, {"member": "B", "lifted_on": "2024-01-20"}],
}  # fmt: skip


def answer_with_draft(audience: str) -> Answers:
    def answer(_service: str, path: str) -> httpx.Response:
        if path == "/session":
            return httpx.Response(200, json={"principal": "somebody", "audience": audience})
        if path == "/reports/annual/2023/drafts":
            return httpx.Response(200, json={"items": [DRAFT]} if audience == "committee" else EMPTY)
        return answer_usually(_service, path)

    return answer


async def test_who_makes_reports_sees_what_is_in_preparation_and_others_do_not() -> None:
    async with reading(answer_with_draft("committee")) as browser:
        for path in ("/ui/reports", "/ui/reports/annual/2023"):
            shown = (await browser.get(path)).text
            assert "Draft 2" in shown
            assert "objections until 1 February 2024" in shown
            assert "1 objection<" in shown
        assert 'href="/reports/annual/2023/drafts/2"' in shown
    async with reading(answer_with_draft("un")) as browser:
        assert "Draft" not in (await browser.get("/ui/reports")).text
        assert (await browser.get("/ui/reports/annual/2023")).status_code == 404


async def test_an_edition_that_was_withdrawn_says_so() -> None:
    edition = {"id": "annual-2023-1", "report": "annual", "year": 2023, "edition": 1, "withdrawn_on": "2024-03-01"}

    def answer(_service: str, path: str) -> httpx.Response:
        if path == "/reports/annual/2023":
            return httpx.Response(410, json={"title": "gone"})
        return httpx.Response(200, json={"items": [edition]} if path.startswith("/reports") else EMPTY)

    async with reading(answer) as browser:
        assert "withdrawn on 1 March 2024" in (await browser.get("/ui/reports")).text
        gone = await browser.get("/ui/reports/annual/2023")
    assert gone.status_code == 410
    assert "This was withdrawn" in gone.text
