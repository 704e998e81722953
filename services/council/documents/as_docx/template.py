"""An empty document with the styles, the list and the page of reports, in one language. Pure."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

import docx
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from reference import Language
from services.council.documents.as_docx.elements import make
from services.council.documents.frame import direction_of

STYLES: Final = Template(Path(__file__).with_name("styles.xml").read_text(encoding="utf-8"))
LOCALES: Final[dict[Language, str]] = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN",
}  # fmt: skip
NUMBERED: Final = "List Number"
UNUSED: Final = ("stylesWithEffects", "customXml", "thumbnail")
"""Parts of python-docx's own template that nothing here needs."""


def open_empty(language: Language, first_number: int) -> Docx:
    """The document. `first_number` is that of the first paragraph of the list."""
    made = docx.Document()
    is_rtl = direction_of(language) == "rtl"
    _replace(made.styles.element, parse_xml(STYLES.substitute(_words_of(language, is_rtl=is_rtl))))
    _replace(made.part.numbering_part.element, _make_list(first_number))
    for part in (made.part, made.part.package):
        for id_, relation in list(part.rels.items()):
            if any(one in relation.reltype for one in UNUSED):
                del part.rels[id_]
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.different_first_page_header_footer = True
    if is_rtl:
        grid = section._sectPr.find(f"{{{section._sectPr.nsmap['w']}}}docGrid")  # noqa: SLF001 - there is no other way
        assert grid is not None
        grid.addprevious(make("bidi"))
    return made


def _words_of(language: Language, *, is_rtl: bool) -> dict[str, str]:
    return {
        "latin": "Times New Roman",
        "complex": "Traditional Arabic" if is_rtl else "Times New Roman",
        "complex_size": "26" if is_rtl else "21",
        "east": "SimSun",
        "language": LOCALES[language],
        "east_language": "zh-CN",
        "bidi": "<w:bidi/>" if is_rtl else "",
        "rtl": "<w:rtl/>" if is_rtl else "",
        "end": "left" if is_rtl else "right",
    }


def _replace(element: BaseOxmlElement, by: BaseOxmlElement) -> None:
    """Gives the element the other one's children."""
    for child in list(element):
        element.remove(child)
    element.extend(list(by))


def _make_list(first: int) -> BaseOxmlElement:
    """The list of numbered paragraphs: `1.`, then the text, whose further lines begin at the margin."""
    return parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{first}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>'
        '<w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
