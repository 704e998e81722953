"""In which forms an edition can be had, as a `Link` header says it."""

from __future__ import annotations

import pytest

from services.portal.pages.forms import Form, find_forms

PATH = "/reports/annual/2024"
PDF = '</reports/annual/2024.pdf?edition=2&lang=fr>; rel="alternate"; type="application/pdf"; hreflang="fr"'
HTML = "</reports/annual/2024.html?edition=2>; type=text/html; rel=alternate"


def test_every_form_that_is_named_is_offered_in_the_usual_order() -> None:
    assert find_forms(f"{PDF}, {HTML}", PATH, 2) == [
        Form("html", "", "/reports/annual/2024.html?edition=2"),
        Form("json", "", "/reports/annual/2024.json?edition=2"),
        Form("pdf", "fr", "/reports/annual/2024.pdf?edition=2&lang=fr"),
    ]


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
    assert find_forms(links, PATH, 2) == [Form("html", "", "/reports/annual/2024?edition=2")]
