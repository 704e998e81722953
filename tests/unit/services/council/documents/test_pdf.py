"""A report as PDF: what it holds, what it refuses, and that it is the same each time."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest

from reference import Language
from services.council.documents import as_pdf
from services.council.documents.document import Cell, Column, Heading, Note, Paragraph, Section, Table
from services.council.documents.setting.problems import CannotBeSet
from services.council.documents.words import plain
from tests.unit.services.council.documents.samples import LANGUAGES, build_document

pytestmark = pytest.mark.thorough

HOSTILE = '#panic("x") *bold* $1/0$ @unknown <label> \\ #import "@preview/x:1.0.0" `raw` // \u202e'


def unpack(pdf: bytes) -> str:
    """Its objects, streams unpacked; bytes that are no text as they are."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_in_which_language_and_by_which_standards_it_is(language: Language) -> None:
    pdf = as_pdf.render(build_document(language))
    inside = unpack(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert re.search(rf"/Lang ?\({language}", inside)
    assert "<pdfaid:part>2</pdfaid:part>" in inside
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in inside
    assert "<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "DRAFT/ANNUAL/2024: " in inside


def test_the_same_document_gives_the_same_bytes() -> None:
    document = build_document("en")
    assert as_pdf.render(document) == as_pdf.render(document)
    assert as_pdf.render(document) != as_pdf.render(replace(document, title="Another"))


def test_it_has_bookmarks_headings_tables_and_described_charts() -> None:
    inside = unpack(as_pdf.render(build_document("en")))
    for tag in ("/Outlines", "/S/H1", "/S/H2", "/S/Table", "/S/TH", "/S/Caption", "/S/Figure", "/S/Note"):
        assert tag in inside, tag
    assert re.search(r"/Alt ?\(Visits by region\. In 2024", inside)


def test_nothing_in_it_is_read_as_markup() -> None:
    hostile = Section(
        "x",
        HOSTILE,
        (
            Heading(HOSTILE),
            Paragraph(1, plain(HOSTILE)),
            Note(plain(HOSTILE)),
            Table("t", HOSTILE, (Column(HOSTILE),), ((Cell(HOSTILE),),)),
        ),
    )
    document = replace(
        build_document("en", sections=(hostile, hostile)),
        title=HOSTILE,
        subtitle=HOSTILE,
        symbol=HOSTILE,
        marking=HOSTILE,
        particulars=((HOSTILE, HOSTILE),),
    )
    assert as_pdf.render(document).startswith(b"%PDF")


@pytest.mark.parametrize("character", ["\U0001f600", "\u0950\ue000"])
def test_a_character_that_no_font_has_is_an_error(character: str) -> None:
    section = Section("x", "X", (Paragraph(1, plain(f"Here: {character}")),))
    with pytest.raises(CannotBeSet, match="could not be displayed"):
        as_pdf.render(build_document("en", sections=(section,)))


def test_a_document_without_rows_or_figures_is_set_too() -> None:
    empty = (Section("x", "X", (Table("t", "None", (Column("A"), Column("B", True)), ()),)), Section("y", "Y", ()))
    assert as_pdf.render(replace(build_document("en", sections=empty), figures=())).startswith(b"%PDF")
