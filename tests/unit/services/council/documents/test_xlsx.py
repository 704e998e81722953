"""A report as XLSX: typed cells, and text that is only text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import get_args
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from contracts.vocabulary import REPORTS, ReportName
from reference import Language
from services.council.counting.numbers import count, median, suppress_share
from services.council.documents import as_xlsx
from services.council.documents.as_xlsx.names import cut_name, name_sheets
from services.council.documents.as_xlsx.numbers import Number, read_number
from services.council.documents.document import Cell, Column, Section, Table
from tests.unit.services.council.documents.samples import CUT_OFF, LANGUAGES, WORDS, build_document
from tests.unit.services.council.words.samples import document

pytestmark = pytest.mark.thorough

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "{=1}", "https://example.org", "\t=1")


class Book:
    """The sheets of a file, as a reader of tables sees them."""

    def __init__(self, file: bytes) -> None:
        self.archive = ZipFile(BytesIO(file))
        strings = self.read("xl/sharedStrings.xml")
        self.strings = ["".join(one.text or "" for one in item.iter(f"{S}t")) for item in strings]

    def read(self, name: str) -> Element:
        return fromstring(self.archive.read(name))

    def names(self) -> list[str]:
        return [one.get("name", "") for one in self.read("xl/workbook.xml").iter(f"{S}sheet")]

    def cells(self, sheet: int) -> dict[str, str | float]:
        found: dict[str, str | float] = {}
        for cell in self.read(f"xl/worksheets/sheet{sheet}.xml").iter(f"{S}c"):
            value = cell.findtext(f"{S}v")
            if value is not None:
                found[cell.get("r", "")] = self.strings[int(value)] if cell.get("t") == "s" else float(value)
        return found


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("3 Visits in 2024", "3 Visits in 2024"),
        ("4 التقييمات المنجزة في عام \u20682024\u2069", "4 التقييمات المنجزة في عام 2024"),
        ("6 Capacités, ressources et assistance", "6 Capacités, ressources et…"),
        ("3 " + "按规定列示的国家" * 5, "3 " + ("按规定列示的国家" * 5)[:28] + "…"),
    ],
)
def test_the_name_of_a_sheet_ends_with_a_word_and_has_no_marks_of_direction(title: str, name: str) -> None:
    assert cut_name(title) == name
    assert len(name) <= 31


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("report", REPORTS)
def test_names_of_sheets_differ_by_their_words_and_not_by_their_numbers_alone(
    report: ReportName, language: Language
) -> None:
    names = Book(as_xlsx.render(document(report, language))).names()
    words = [one.partition(" ")[2] for one in names]
    assert len(set(words)) == len(words), names
    assert max(map(len, names)) <= 31


def test_the_name_of_a_sheet_goes_on_where_titles_that_begin_alike_differ() -> None:
    begin = "Recommendations open to the readers of this report, by"
    titles = ("About", f"{begin} theme, at 31 December 2024", f"{begin} priority, at 31 December 2024", "About")
    names = ["1 About", "2 Recommendations… by theme", "3 Recommendations… by priority", "4 About"]
    assert name_sheets(titles) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_sheet_of_figures_one_for_each_table_and_one_of_charts(language: Language) -> None:
    book, words = Book(as_xlsx.render(build_document(language))), WORDS[language]
    assert len(book.names()) == 5
    assert words.title in book.cells(1).values()
    assert words.heading in book.cells(3).values()
    assert any("media/image" in name for name in book.archive.namelist())
    alternative = next(name for name in book.archive.namelist() if name.startswith("xl/drawings/drawing"))
    assert words.heading in book.archive.read(alternative).decode()


def test_figures_are_numbers_shares_and_days() -> None:
    figures = (
        *build_document("en").figures[10:11],
        count("c", "Count", 1234, "things", CUT_OFF),
        median("m", "Median", [3, 4], 2, CUT_OFF),
        suppress_share("s", "Hidden", "things", CUT_OFF),
    )
    cells = Book(as_xlsx.render(replace(build_document("en"), figures=figures, sections=()))).cells(2)
    assert [cells[f"{column}2"] for column in "CDE"] == [5, 8, 0.625]
    assert cells["G2"] == 45657  # 31 December 2024, as Excel counts days
    assert cells["H2"] == figures[0].basis
    assert (cells["C3"], cells["E3"], "D3" in cells) == (1234, 1234, False)
    assert ("C4" in cells, cells["D4"], cells["E4"]) == (False, 2, 3.5)
    assert not {"C5", "D5", "E5"} & set(cells)


def test_numbers_of_a_table_are_numbers_and_a_row_names_its_figures() -> None:
    columns = (Column("A"), Column("N", True), Column("S", True), Column("X", True))
    row = (Cell("1,000"), Cell("1,000", "f.one"), Cell("62.5%", "f.two"), Cell("not shown", "f.two"))
    section = Section("x", "X", (Table("t", "T", columns, (row,)),))
    cells = Book(as_xlsx.render(build_document("en", sections=(section,)))).cells(3)
    assert [cells[f"{column}4"] for column in "ABCDE"] == ["1,000", 1000, 0.625, "not shown", "f.one f.two"]


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,234", "en", Number(1234, False, False)),
        ("1\u202f234", "fr", Number(1234, False, False)),
        ("62,5 %", "fr", Number(0.625, True, True)),
        ("62,5\u202f%", "ru", Number(0.625, True, True)),
        ("1\u00a0234", "ru", Number(1234, False, False)),
        ("\u206841.7\u2069 في المائة", "ar", Number(0.417, True, True)),
        ("1.234", "es", Number(1234, False, False)),
        ("\u2068-12.5\u2069", "zh", Number(-12.5, False, True)),
        ("not shown", "en", None),
        ("", "en", None),
        ("=1+1", "en", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, language: Language, number: Number | None) -> None:
    assert read_number(text, language) == number


def test_text_is_never_a_formula_or_a_link() -> None:
    rows = tuple((Cell(text), Cell(text)) for text in HOSTILE)
    table = Table("t", HOSTILE[0], (Column(HOSTILE[1]), Column(HOSTILE[2], True)), rows)
    document = replace(
        build_document("en", sections=(Section("x", HOSTILE[3], (table,)),)),
        title=HOSTILE[0],
        particulars=((HOSTILE[1], HOSTILE[2]),),
        figures=tuple(replace(one, label=HOSTILE[0], unit=HOSTILE[1]) for one in build_document("en").figures),
    )
    book = Book(as_xlsx.render(document))
    for number in range(1, len(book.names()) + 1):
        sheet = book.read(f"xl/worksheets/sheet{number}.xml")
        assert not list(sheet.iter(f"{S}f"))
        assert not list(sheet.iter(f"{S}hyperlink"))
    assert set(HOSTILE) - {"-2"} <= set(book.cells(3).values())


def test_two_tables_with_one_long_caption_have_sheets_of_their_own() -> None:
    table = Table("t", "A caption: [of] 'more' than/thirty-one * characters?", (Column("A"),), ((Cell("x"),),))
    names = Book(as_xlsx.render(build_document("en", sections=(Section("x", "X", (table, table)),)))).names()
    assert len(set(names)) == 4
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_the_same_document_gives_the_same_bytes() -> None:
    document = build_document("ar")
    assert as_xlsx.render(document) == as_xlsx.render(document)
