"""In which languages and forms an edition can be had, as a `Link` header says it."""

from __future__ import annotations

import pytest

from services.portal.pages.forms import Form, Translation, list_translations

PATH = "/reports/annual/2024"
PDF = '</reports/annual/2024.pdf?edition=2>; rel="alternate"; type="application/pdf"'
HTML = "</reports/annual/2024.html?edition=2>; type=text/html; rel=alternate"
FRENCH = '</reports/annual/2024.json?edition=2&lang=fr>; rel="alternate"; hreflang="fr"; type="application/json"'


def test_every_form_that_is_named_is_offered_in_the_usual_order() -> None:
    assert list_translations(f"{PDF}, {HTML}", PATH, 2, "en", "ru") == [
        Translation(
            "en",
            [
                Form("html", "/reports/annual/2024.html?edition=2"),
                Form("pdf", "/reports/annual/2024.pdf?edition=2"),
                Form("json", "/reports/annual/2024.json?edition=2"),
            ],
        )
    ]


def test_every_language_has_every_form_and_the_reader_s_own_comes_first() -> None:
    french, english = list_translations(f"{PDF}, {FRENCH}", PATH, 2, "en", "fr")
    assert (french.language, english.language) == ("fr", "en")
    assert [one.href for one in french.forms] == [
        "/reports/annual/2024.pdf?edition=2&lang=fr",
        "/reports/annual/2024.json?edition=2&lang=fr",
    ]
    assert english.forms[0].href == "/reports/annual/2024.pdf?edition=2&lang=en"


@pytest.mark.parametrize(
    "links",
    [
        "",
        '<https://elsewhere.example/x.pdf>; rel="alternate"; type="application/pdf"',
        '<//elsewhere.example/x.pdf>; rel="alternate"; type="application/pdf"',
        '</reports/annual/2024.pdf>; rel="next"; type="application/pdf"',
        '</reports/annual/2024.zip>; rel="alternate"; type="application/zip"',
        '<javascript:alert(1)>; rel="alternate"; type="text/html"',
        "<<<;;;===,,,",
    ],
)
def test_where_no_form_of_ours_is_named_the_document_itself_is_offered(links: str) -> None:
    (only,) = list_translations(links, PATH, 2, "en", "en")
    assert only.forms == [Form("html", "/reports/annual/2024?edition=2")]
