"""What stands on which page of a PDF, as poppler reads it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from services.council.documents import as_pdf
from services.council.documents.document import Heading, Paragraph, Section, Span
from tests.unit.services.council.documents.samples import build_document

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="there is no pdftotext (Debian: poppler-utils)"
)


def read_pages(pdf: bytes) -> list[str]:
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True)
    return made.stdout.decode().split("\f")


@pytest.mark.parametrize("lines", range(10, 22))
def test_a_heading_stands_on_the_page_of_its_text_even_if_that_has_a_footnote(lines: int) -> None:
    filler = tuple(Paragraph(number, (Span("A line."),)) for number in range(1, lines))
    text = Paragraph(lines, (Span("The text.", note="The footnote. " * 20),))
    sections = (Section("a", "First", filler), Section("b", "Second", (Heading("The heading"), text)))
    pages = read_pages(as_pdf.render(replace(build_document("en"), sections=sections, figures=())))
    (page,) = (one for one in pages if "The text." in one)
    assert "Second" in page
    assert "The heading" in page
