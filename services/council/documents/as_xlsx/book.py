"""The book and its sheets. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from services.council.counting.numbers import Figure
from services.council.documents.as_xlsx.formats import Formats
from services.council.documents.as_xlsx.names import name_sheets
from services.council.documents.as_xlsx.numbers import Number, read_number
from services.council.documents.cells import title_columns
from services.council.documents.charts.picture import draw_pictures
from services.council.documents.document import CHARTS, Cell, Document, Table
from services.council.documents.frame import direction_of, frame_of
from services.council.documents.setting.typesetting import DOTS_AN_INCH
from services.council.documents.widths import count_columns
from services.council.words.catalogue import words_in

TEXT_ALONE: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
COLUMNS: Final = ("id", "figure", "#numerator", "#denominator", "#value", "unit", "cut-off", "basis")
"""Of the sheet of figures."""
WIDEST: Final = 60
"""In characters. Longer texts get more lines."""
ROW_HEIGHT: Final = 15
"""In points."""
SCALE: Final = 96 / DOTS_AN_INCH
"""Excel takes a pixel for a 96th of an inch."""


@dataclass(slots=True)
class Book:
    """What is written, and where."""

    document: Document
    workbook: Workbook
    formats: Formats


def render(document: Document) -> bytes:
    """The file. Raises CannotBeSet for a chart with a character that is in no font."""
    file = BytesIO()
    workbook = Workbook(file, TEXT_ALONE)
    book = Book(document, workbook, Formats(workbook, direction_of(document.language)))
    frame = frame_of(document.language)
    workbook.set_properties(
        {
            "title": f"{document.symbol}: {document.title}",
            "subject": document.subtitle,
            "author": frame.body,
            "created": document.freeze.replace(tzinfo=None, microsecond=0),
        }
    )
    tables = [*_list_tables(document)]
    names = iter(name_sheets([frame.about, frame.figures, *(table.caption for table in tables), frame.charts]))
    _write_about(book, _add_sheet(book, next(names)))
    _write_figures(book, _add_sheet(book, next(names)))
    for table in tables:
        _write_table(book, _add_sheet(book, next(names)), table)
    if any(isinstance(block, CHARTS) for section in document.sections for block in section.blocks):
        _write_charts(book, _add_sheet(book, next(names)))
    workbook.close()
    return file.getvalue()


def _list_tables(document: Document) -> Iterator[Table]:
    """All but the list of figures, which has a sheet of its own."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and not any(cell.entry for row in block.rows for cell in row):
                yield block


# ---- sheets ---------------------------------------------------------------------------------


def _add_sheet(book: Book, name: str) -> Worksheet:
    document = book.document
    sheet: Worksheet = book.workbook.add_worksheet(name)
    if direction_of(document.language) == "rtl":
        sheet.right_to_left()
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    marking, symbol = (text.replace("&", "&&")[:100] for text in (document.marking, document.symbol))
    sheet.set_header(f"&L{marking}&R{symbol}")
    sheet.set_footer("&R&P/&N")
    return sheet


def _write_about(book: Book, sheet: Worksheet) -> None:
    document, frame, formats = book.document, frame_of(book.document.language), book.formats
    lines = [
        (document.symbol, formats.bold),
        (frame.council, formats.bold),
        (frame.body, formats.plain_line),
        (document.title, formats.title),
        (document.subtitle, formats.plain_line),
        (document.marking, formats.warning),
    ]
    for row, (text, form) in enumerate(lines):
        sheet.write_string(row, 0, text, form)
    for row, (name, value) in enumerate(document.particulars, len(lines) + 1):
        sheet.write_string(row, 0, name, formats.plain)
        sheet.write_string(row, 1, value, formats.bold)
    sheet.set_column(0, 1, 45)


def _write_figures(book: Book, sheet: Worksheet) -> None:
    """All that is known of each figure, in types."""
    formats, figures = book.formats, book.document.figures
    columns = title_columns(words_in(book.document.language), COLUMNS)
    _write_titles(book, sheet, 0, [one.title for one in columns], [one.numeric for one in columns])
    for row, figure in enumerate(figures, 1):
        for column, text in ((0, figure.id), (1, figure.label), (5, figure.unit), (7, figure.basis)):
            sheet.write_string(row, column, text, formats.plain)
        for column, number in ((2, figure.numerator), (3, figure.denominator)):
            if number is not None:
                sheet.write_number(row, column, number, formats.whole)
        _write_value(book, sheet, row, figure)
        sheet.write_datetime(row, 6, figure.cut_off, formats.day)
    for column, width in enumerate((34, 60, 12, 12, 12, 22, 14, 60)):
        sheet.set_column(column, column, width)
    sheet.autofilter(0, 0, len(figures), len(columns) - 1)


def _write_value(book: Book, sheet: Worksheet, row: int, figure: Figure) -> None:
    if figure.value is None:
        return
    is_share = figure.numerator is not None and figure.denominator is not None
    value = Decimal(figure.value)
    number = Number(float(value / 100 if is_share else value), is_share, value % 1 != 0)
    sheet.write_number(row, 4, number.value, book.formats.choose(number))


def _write_table(book: Book, sheet: Worksheet, table: Table) -> None:
    """The table under its caption. A last column names the figures that a row states."""
    sheet.write_string(0, 0, table.caption, book.formats.title)
    numeric = [column.numeric for column in table.columns]
    titles = [column.title for column in table.columns]
    rows = list(table.rows)
    if any(cell.figure for row in rows for cell in row):
        titles.append(frame_of(book.document.language).figures)
        numeric.append(False)
        rows = [(*row, Cell(" ".join(dict.fromkeys(cell.figure for cell in row if cell.figure)))) for row in rows]
    _write_titles(book, sheet, 2, titles, numeric)
    texts = [[title, *(row[at].text for row in rows)] for at, title in enumerate(titles)]
    widths = [min(max(map(count_columns, column)) + 3, WIDEST) for column in texts]
    for at, row in enumerate(rows, 3):
        for column, cell in enumerate(row):
            _write_cell(book, sheet, (at, column), cell, is_numeric=numeric[column])
        lines = max(-(-count_columns(cell.text) // (width - 3)) for cell, width in zip(row, widths, strict=True))
        sheet.set_row(at, ROW_HEIGHT * max(1, lines))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _write_cell(book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell, *, is_numeric: bool) -> None:
    number = read_number(cell.text, book.document.language) if is_numeric else None
    if number is not None:
        sheet.write_number(*at, number.value, book.formats.choose(number))
    else:
        sheet.write_string(*at, cell.text, book.formats.right if is_numeric else book.formats.plain)


def _write_titles(book: Book, sheet: Worksheet, row: int, titles: Sequence[str], numeric: Sequence[bool]) -> None:
    formats = book.formats
    for column, title in enumerate(titles):
        sheet.write_string(row, column, title, formats.head_of_numbers if numeric[column] else formats.head)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)


def _write_charts(book: Book, sheet: Worksheet) -> None:
    """The charts below each other, each with its caption and what it shows."""
    document, row = book.document, 0
    charts = (block for section in document.sections for block in section.blocks if isinstance(block, CHARTS))
    for chart in charts:
        sheet.write_string(row, 0, chart.caption, book.formats.title)
        sheet.write_string(row + 1, 0, chart.description, book.formats.plain_line)
        row += 3
        for picture in draw_pictures(chart, document.by_id(), document.language):
            about = {"image_data": BytesIO(picture), "description": f"{chart.caption}. {chart.description}"}
            sheet.insert_image(row, 0, f"{chart.id}.png", {**about, "x_scale": SCALE, "y_scale": SCALE})
            row += _count_rows(picture) + 1


def _count_rows(picture: bytes) -> int:
    """How many rows a picture covers. The pixels of its height stand in its head."""
    height = int.from_bytes(picture[20:24], "big")
    return -(-height * 72 // (DOTS_AN_INCH * ROW_HEIGHT))
