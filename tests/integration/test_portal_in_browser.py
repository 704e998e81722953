"""The pages in a real browser: for every width, in the dark, in print, by keyboard, and by the rules of axe."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.support.portal import HOSTILE, ON_BORDERS, PATHS, start_with_kenya
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK

CHROMIUM: Final = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium (Debian: chromium)"),
    pytest.mark.asyncio(loop_scope="module"),
]
DESKTOP: Final = {"width": 1200, "height": 900}
PHONE: Final = {"width": 390, "height": 844}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": DESKTOP},
    "dark phone": {"viewport": PHONE, "color_scheme": "dark"},
    "Arabic phone": {"viewport": PHONE, "locale": "ar"},
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def client(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_with_kenya(postgres_server) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        # The user of a container is often root, for whom Chromium has no sandbox. It opens our own pages alone.
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        await started.close()


async def open_context(browser: Browser, client: httpx.AsyncClient, **look: Any) -> BrowserContext:
    """A window of somebody who has proved nothing."""
    return await browser.new_context(base_url=str(client.base_url), **look)


async def open_page(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what the browser complains about: scripts that were not run, files that were not found."""
    page, complaints = await context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
async def test_everybody_can_use_every_page(browser: Browser, client: httpx.AsyncClient, look: str) -> None:
    context = await open_context(browser, client, **LOOKS[look], extra_http_headers=DESK)
    page, complaints = await open_page(context)
    for path in PATHS:
        answered = await page.goto(path)
        assert answered is not None
        assert answered.status == 200, path
        found = await Axe().run(page)
        problems = [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
        assert problems == [], (path, problems)
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
    assert complaints == []
    await context.close()


async def test_words_of_people_run_nothing(browser: Browser, client: httpx.AsyncClient) -> None:
    context = await open_context(browser, client, extra_http_headers=DESK)
    page, complaints = await open_page(context)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    await page.goto("/ui/states/KEN")
    shown = page.get_by_role("link", name=HOSTILE[:25])
    assert (await shown.inner_text()).strip() == HOSTILE
    assert await page.locator("main img, script").count() == 0
    assert complaints == []
    await context.close()


async def test_a_keyboard_is_enough(browser: Browser, client: httpx.AsyncClient) -> None:
    context = await open_context(browser, client, viewport=DESKTOP, extra_http_headers=DESK)
    page, _ = await open_page(context)
    await page.goto("/ui/states/KEN")
    await page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert await skip.inner_text() == "Skip to the content"
    assert (await skip.bounding_box() or {"x": -1})["x"] >= 0, "it is seen while it has the focus"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"
    await page.locator("#theme").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/ui/states/KEN?theme=*")
    context_links = page.locator("article h4 a")
    assert await context_links.count() > 0
    await context.close()


async def test_paper_shows_what_is_to_be_read(browser: Browser, client: httpx.AsyncClient) -> None:
    context = await open_context(browser, client, extra_http_headers=DESK, color_scheme="dark")
    page, _ = await open_page(context)
    await page.goto("/ui/states/KEN")
    await page.emulate_media(media="print")
    assert not await page.locator("nav.main").is_visible()
    assert not await page.locator("form.search").is_visible()
    assert await page.locator("h1").is_visible()
    ink = "getComputedStyle(document.body).color"
    assert await page.evaluate(ink) == "rgb(0, 0, 0)", "paper is white, also for who reads in the dark"
    assert (await page.pdf(prefer_css_page_size=True)).startswith(b"%PDF")
    await context.close()


async def test_somebody_finds_what_kenya_was_recommended_on_border_security(
    browser: Browser, client: httpx.AsyncClient
) -> None:
    context = await open_context(browser, client, viewport=PHONE, extra_http_headers=DESK)
    page, _ = await open_page(context)
    await page.goto("/")
    await page.get_by_label("Search").fill("kenya border security")
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="What was recommended to Kenya on: Border security").click()
    of_borders = page.locator("article", has_text="advance passenger information")
    assert await of_borders.get_by_text("position").is_visible()
    await of_borders.get_by_role("link").first.click()
    await page.wait_for_url(f"**/ui/recommendations/{ON_BORDERS}")
    await page.get_by_role("link", name="What caused it, and what it caused").last.click()
    assert await page.get_by_role("heading", name="Assessment completed").is_visible()
    await context.close()


async def test_a_token_is_entered_and_forgotten(browser: Browser, client: httpx.AsyncClient) -> None:
    context = await open_context(browser, client)
    page, complaints = await open_page(context)
    await page.goto("/ui/session")
    await page.get_by_label("Token").fill("desk")
    await page.get_by_role("button", name="Read with this token").click()
    assert await page.get_by_role("link", name="owner").is_visible()
    (cookie,) = await context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("ctc-token", True, "Strict")
    await page.goto("/ui/states/KEN")
    assert await page.get_by_text("Reported by the State").first.is_visible()
    await page.goto("/ui/session")
    await page.get_by_role("button", name="Forget the token").click()
    assert await page.get_by_text("Nobody is signed in").is_visible()
    assert await context.cookies() == []
    assert complaints == []
    await context.close()
