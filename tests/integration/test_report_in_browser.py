"""Reports in a real browser, whose text runs as the language does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Page, ViewportSize, sync_playwright

from reference import Language
from services.council.documents.as_html import render
from tests.unit.services.council.words.samples import document

CHROMIUM: Final = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium (Debian: chromium)")
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
SMALLEST: Final = 8
"""Pixels of a letter in a chart that a reader of a phone can still read."""
STATE_AND_YEAR: Final = """() => [...document.querySelectorAll('svg text.label')]
    .filter(one => one.textContent.includes('2024'))
    .map(one => {
        const year = one.getStartPositionOfChar(one.textContent.indexOf('2024'));
        return [one.getStartPositionOfChar(0).x, year.x];
    })"""
"""Where each label of the time line begins, and where its year stands."""
HEIGHTS: Final = """() => [...document.querySelectorAll('svg text')]
    .map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        # The user of a container is often root, for whom Chromium has no sandbox. It opens our own pages alone.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page(viewport=PHONE)
        browser.close()


@pytest.mark.parametrize(("language", "runs_to_the_left"), [("ar", True), ("en", False)])
def test_the_year_of_a_label_stands_at_its_end(page: Page, language: Language, runs_to_the_left: bool) -> None:
    page.set_content(render(document("annual", language)))
    places = page.evaluate(STATE_AND_YEAR)
    assert places
    assert all((begin > year) is runs_to_the_left for begin, year in places)


def test_the_words_of_a_chart_can_be_read_on_a_phone(page: Page) -> None:
    page.set_content(render(document("annual", "ru")))
    heights = page.evaluate(HEIGHTS)
    assert heights
    assert min(heights) >= SMALLEST
