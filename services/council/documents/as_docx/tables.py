"""Tables, with headers that stand on every page. Pure."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.oxml.xmlchemy import BaseOxmlElement

from reference import Language
from services.council.documents.as_docx.elements import make, make_run
from services.council.documents.document import Table
from services.council.documents.frame import direction_of
from services.council.documents.widths import is_dense, is_whole, share_width, word_of

WIDTH = 9410
"""Between the margins, in twentieths of a point."""


def add_table(document: Docx, table: Table, language: Language) -> None:
    """The table, and a line of space behind it."""
    widths = [round(share * WIDTH) for share in share_width(table)]
    style = "DenseTableText" if is_dense(table) else "TableText"
    numeric = [column.numeric for column in table.columns]
    titles = _make_row([column.title for column in table.columns], widths, numeric, style, holds_next=True)
    titles.insert(0, make("trPr", make("cantSplit"), make("tblHeader")))
    made = make(
        "tbl", _make_properties(table, language), make("tblGrid", *(make("gridCol", w=w) for w in widths)), titles
    )
    together = is_whole(table)
    for number, row in enumerate(table.rows, 1):
        holds = together and number < len(table.rows)
        of = _make_row([word_of(cell) for cell in row], widths, numeric, style, holds_next=holds)
        of.insert(0, make("trPr", make("cantSplit")))
        made.append(of)
    document.element.body.insert(len(document.element.body) - 1, made)
    document.add_paragraph(style="Table Text")


def _make_properties(table: Table, language: Language) -> BaseOxmlElement:
    return make(
        "tblPr",
        make("tblStyle", val="ReportTable"),
        *([make("bidiVisual")] if direction_of(language) == "rtl" else []),
        make("tblW", w=WIDTH, type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        make("tblCaption", val=table.caption),
    )


def _make_row(
    texts: list[str], widths: list[int], numeric: list[bool], style: str, *, holds_next: bool
) -> BaseOxmlElement:
    """`holds_next`: the next row stays on the same page."""
    cells = []
    for text, width, is_number in zip(texts, widths, numeric, strict=True):
        properties = make("pPr", make("pStyle", val=style), *([make("keepNext")] if holds_next else []))
        if is_number:
            properties.append(make("jc", val="right"))
        paragraph = make("p", properties, *([make_run(text)] if text else []))
        cells.append(make("tc", make("tcPr", make("tcW", w=width, type="dxa")), paragraph))
    return make("tr", *cells)
