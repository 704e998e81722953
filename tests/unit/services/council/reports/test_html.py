"""A report as HTML: it sets what the document says, fetches nothing, can be read by all, and prints."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import orjson
import pytest

from reference import Language
from services.council.documents import as_json
from services.council.documents.as_html import render
from services.council.documents.document import Cell, Column, Heading, Note, Section, Table
from services.council.documents.frame import frame_of
from services.council.documents.words import plain
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import EMPTY, POPULATION, document, draft

VOID = {"meta", "line", "rect", "wbr", "br", "link", "col", "circle"}
HOSTILE = "<script>alert(\"x\")</script> & 'more'"


class Page(HTMLParser):
    """The page taken apart: texts of the report, elements with attributes, and whether all is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open and data.strip():
            self.texts.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(document()))


def strings(of: Any) -> list[str]:
    if isinstance(of, str):
        return [of]
    if isinstance(of, dict):
        return [one for value in of.values() for one in strings(value)]
    return [one for value in of for one in strings(value)] if isinstance(of, list) else [str(of)]


def squeeze(of: str) -> str:
    return re.sub(r"\s+", " ", of)


def test_no_sentence_and_no_figure_is_made_by_the_form(page: Page) -> None:
    told = squeeze("\n".join(strings(orjson.loads(as_json.dump(document())))))
    numbers = re.compile(r"\d+\.|\d+%|\d+/\d+")  # of paragraphs, of the scale, and beside bars
    made = [one for one in page.texts if squeeze(one) not in told and not numbers.fullmatch(one)]
    broken_ids = {piece for figure in document().figures for piece in re.split(r"(?<=[._])", figure.id)}
    label_lines = [one for one in made if one not in broken_ids]
    frame = frame_of("en")
    around = ("Contents", frame.council, frame.body, frame.original)
    assert [one for one in label_lines if one not in around] == []


def masthead_of(made: str) -> str:
    return made[made.index('<div class="masthead">') : made.index("<h1>")]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("DRAFT/ANNUAL/2023", "Security Council", "Distr.: General", "15 January 2024", "Original: English")),
        ("ar", ("DRAFT/ANNUAL/2023", "مجلس الأمن", "التوزيع: عام", "2024", "الأصل: بالإنكليزية")),
    ],
)
def test_it_has_the_masthead_that_other_forms_have(language: Language, lines: tuple[str, ...]) -> None:
    masthead = masthead_of(render(draft().document(1, REFERENCE, language=language)))
    assert all(one in masthead for one in lines)
    assert frame_of(language).body in masthead


def test_a_document_that_says_no_distribution_has_a_masthead_without_it() -> None:
    kept = replace(document(), distribution="")
    assert b"distribution" not in as_json.dump(kept)
    assert "Distr." not in render(kept)


def test_a_ratio_beside_a_bar_is_that_of_its_figure(page: Page) -> None:
    ratios = {f"{figure.numerator}/{figure.denominator}" for figure in document().figures}
    beside = [one for one in page.texts if re.fullmatch(r"\d+/\d+", one)]
    assert beside
    assert set(beside) <= ratios


def test_it_fetches_nothing_and_runs_nothing(page: Page) -> None:
    assert not [tag for tag, _ in page.elements if tag in {"script", "link", "img", "iframe", "object", "base", "form"}]
    rendered = render(document())
    assert "url(" not in rendered
    assert "@import" not in rendered
    assert not re.search(r"https?://", rendered)
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_what_a_text_holds_is_never_read_as_markup() -> None:
    hostile = Section(
        "x", HOSTILE,
        (Heading(HOSTILE), Note(plain(HOSTILE)), Table("t", HOSTILE, (Column(HOSTILE),), ((Cell(HOSTILE),),))),
    )  # fmt: skip
    made = replace(
        document(), title=HOSTILE, subtitle=HOSTILE, symbol=HOSTILE, marking=HOSTILE,
        particulars=((HOSTILE, HOSTILE),), sections=(hostile,),
    )  # fmt: skip
    rendered = render(made)
    assert "<script" not in rendered
    assert Page(rendered).open == []


def test_the_margins_of_a_page_take_no_text_as_style() -> None:
    rendered = render(replace(document(), symbol='"} </style><p>'))
    assert "</style><p>" not in rendered
    assert Page(rendered).open == []


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    inner = [link["href"] for link in page.all("a") if (link["href"] or "").startswith("#")]
    assert inner
    assert {(href or "")[1:] for href in inner} <= set(ids)


def test_each_figure_links_to_its_basis(page: Page) -> None:
    links = {link["href"] for link in page.all("a")}
    assert {figure.basis for figure in document().figures} <= links


def test_it_can_be_read_with_a_screen_reader(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    assert page.elements[[tag for tag, _ in page.elements].index("a")][1]["href"] == "#report"
    assert all(header.get("scope") in ("col", "row") for header in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    for drawing in page.all("svg"):
        assert drawing["role"] == "img"
        assert {drawing["aria-labelledby"], drawing["aria-describedby"]} <= set(page.ids())
        assert drawing["lang"] == "en"
    headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_texts_stand_out_from_their_ground() -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks for text of usual size; bars 3 to 1 (1.4.3, 1.4.11)."""
    palettes = re.findall(r":root \{(.*?)\}", render(document()), re.DOTALL)
    assert len(palettes) == 2  # light and dark
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): (#\w{6});", palette))
        contrast = {name: contrast_of(colour, colours["ground"]) for name, colour in colours.items()}
        assert all(contrast[name] >= 4.5 for name in ("ink", "soft", "accent", "warning")), contrast
        assert all(contrast[name] >= 3 for name in ("first", "second", "third")), contrast


def contrast_of(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_it_prints_on_a4_with_the_head_of_each_table_on_every_page() -> None:
    rendered = render(document())
    assert re.search(r"@page \{[^}]*size: A4", rendered)
    assert "thead { display: table-header-group; }" in rendered
    assert "counter(page)" in rendered


def test_every_page_is_marked_where_something_is_invented_on_screen_and_in_print() -> None:
    rendered = render(document())
    assert '@top-right { content: "Synthetic: invented data"; }' in rendered
    assert rendered.count("Synthetic: invented data</p>") == 2
    assert re.search(r"\.watermark \{\s+display: block; position: fixed;", rendered)
    real = render(document(replace(POPULATION, synthetic=False)))
    assert "Synthetic" not in real


def test_an_empty_report_renders_too() -> None:
    page = Page(render(document(EMPTY)))
    assert page.open == []
    assert not page.all("svg")
