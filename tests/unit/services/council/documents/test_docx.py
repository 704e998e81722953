"""A report as DOCX: what Word finds in it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import get_args
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import pytest

from reference import Language
from services.council.documents import as_docx
from services.council.documents.document import (
    Cell,
    Column,
    Heading,
    Letter,
    LetterPart,
    Note,
    Paragraph,
    Section,
    Table,
)
from services.council.documents.setting.problems import CannotBeSet
from services.council.documents.words import plain
from tests.unit.services.council.documents.samples import LANGUAGES, WORDS, build_document

pytestmark = pytest.mark.thorough

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '<w:p/> & "quotes" \' {\\rtf1} =1+1'


def read_part(file: bytes, name: str = "word/document.xml") -> Element:
    return fromstring(ZipFile(BytesIO(file)).read(name))


def texts_of(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_of_the_document_stand_in_it(language: Language) -> None:
    document = build_document(language)
    made = as_docx.render(document)
    text = texts_of(read_part(made)).replace("\u200b", "")
    words = WORDS[language]
    for one in (words.title, words.section, words.heading, words.sentence, words.term, document.dated):
        assert one in text
    assert texts_of(read_part(made, "word/footnotes.xml")).count(words.note) == 19
    assert words.marking in texts_of(read_part(made, "word/header1.xml"))
    assert words.marking in texts_of(read_part(made, "word/header2.xml"))


def test_paragraphs_are_a_list_with_their_own_numbers() -> None:
    sections = (Section("x", "X", tuple(Paragraph(number, plain("Words.")) for number in (4, 5, 6))),)
    made = as_docx.render(build_document("en", sections=sections))
    styles = [one.get(f"{W}val") for one in read_part(made).iter(f"{W}pStyle")]
    assert styles.count("NumberedParagraph") == 3
    numbering = read_part(made, "word/numbering.xml")
    assert [one.get(f"{W}val") for one in numbering.iter(f"{W}start")] == ["4"]
    assert [one.get(f"{W}val") for one in numbering.iter(f"{W}lvlText")] == ["%1."]


def test_a_letter_begins_a_page_and_each_part_of_it_has_a_style() -> None:
    parts = get_args(LetterPart)
    letter = Section("letter", "Letter", tuple(Letter(part, plain(part)) for part in parts))
    made = read_part(
        as_docx.render(build_document("en", sections=(letter, Section("x", "X", (Note(plain("More.")),)))))
    )
    styled = {
        (texts_of(line), style.get(f"{W}val")) for line in made.iter(f"{W}p") for style in line.iter(f"{W}pStyle")
    }
    assert {(part, f"Letter{part.title()}") for part in parts} <= styled
    breaking = [texts_of(line) for line in made.iter(f"{W}p") if line.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaking == ["Letter"]


def test_each_table_repeats_its_header_and_has_a_caption() -> None:
    tables = list(read_part(as_docx.render(build_document("en"))).iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        assert caption.get(f"{W}val")


def test_each_picture_says_what_it_shows() -> None:
    made = docx.Document(BytesIO(as_docx.render(build_document("en"))))
    described = [shape._inline.docPr.get("descr") or "" for shape in made.inline_shapes]
    assert len(described) == 2
    assert all(one.startswith("Visits by region. In 2024, ") for one in described)


def test_arabic_runs_from_right_to_left_and_chinese_has_its_font() -> None:
    arabic, chinese = as_docx.render(build_document("ar")), as_docx.render(build_document("zh"))
    normal = read_part(arabic, "word/styles.xml").find(f"{W}style[@{W}styleId='Normal']")
    assert normal is not None
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert normal.find(f"{W}rPr/{W}rtl") is not None
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in read_part(arabic).iter(f"{W}tbl"))
    footer = read_part(arabic, "word/styles.xml").find(f"{W}style[@{W}styleId='Footer']/{W}pPr")
    assert footer is not None  # 2/7 stays so, at the other side
    assert [(one.tag, one.get(f"{W}val")) for one in footer if one.tag != f"{W}spacing"] == [
        (f"{W}bidi", "0"),
        (f"{W}jc", "left"),
    ]
    fonts, language = (next(read_part(chinese, "word/styles.xml").iter(f"{W}{tag}")) for tag in ("rFonts", "lang"))
    assert fonts.get(f"{W}eastAsia") == "SimSun"
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_the_same_document_gives_the_same_bytes_and_no_part_has_a_day() -> None:
    document = build_document("en")
    made = as_docx.render(document)
    assert made == as_docx.render(document)
    assert {one.date_time[0] for one in ZipFile(BytesIO(made)).infolist()} == {1980}
    assert docx.Document(BytesIO(made)).core_properties.created == document.freeze


def test_nothing_in_it_is_read_as_markup() -> None:
    table = Table("t", HOSTILE, (Column(HOSTILE),), ((Cell(HOSTILE),),))
    section = Section("x", HOSTILE, (Heading(HOSTILE), Paragraph(1, plain(HOSTILE)), Note(plain(HOSTILE)), table))
    document = replace(
        build_document("en", sections=(section, section)), title=HOSTILE, marking=HOSTILE, symbol=HOSTILE
    )
    text = texts_of(read_part(as_docx.render(document)))
    assert text.count(HOSTILE) == 16


def test_a_character_that_no_file_of_word_can_hold_is_an_error() -> None:
    section = Section("x", "X", (Paragraph(1, plain("Here: \x01")),))
    with pytest.raises(CannotBeSet):
        as_docx.render(build_document("en", sections=(section,)))


def test_a_document_without_rows_or_paragraphs_is_set_too() -> None:
    sections = (Section("x", "X", (Table("t", "None", (Column("A"), Column("B", True)), ()),)),)
    made = as_docx.render(replace(build_document("en", sections=sections), figures=()))
    assert "word/footnotes.xml" not in ZipFile(BytesIO(made)).namelist()
