"""How cells look. Pure."""

from __future__ import annotations

from typing import Literal

from xlsxwriter import Workbook

from services.council.documents.as_xlsx.numbers import Number

INK, WARNING = "#1B1F24", "#8A1C1C"


class Formats:
    """The formats of one book."""

    def __init__(self, workbook: Workbook, direction: Literal["ltr", "rtl"]) -> None:
        usual = {"font_color": INK, "valign": "top", "reading_order": 2 if direction == "rtl" else 1}
        start = {"align": "right" if direction == "rtl" else "left", "indent": 1}
        self.plain = workbook.add_format({**usual, **start, "text_wrap": True})
        self.plain_line = workbook.add_format(usual)
        self.bold = workbook.add_format({**usual, "bold": True})
        self.title = workbook.add_format({**usual, "bold": True, "font_size": 13})
        self.warning = workbook.add_format({**usual, "bold": True, "font_color": WARNING})
        head = {**usual, "bold": True, "text_wrap": True, "bottom": 2}
        self.head = workbook.add_format({**head, **start})
        self.head_of_numbers = workbook.add_format({**head, "align": "right"})
        self.right = workbook.add_format({**usual, "align": "right"})
        self.whole = workbook.add_format({**usual, "num_format": "#,##0"})
        self.tenth = workbook.add_format({**usual, "num_format": "#,##0.0"})
        self.share = workbook.add_format({**usual, "num_format": "0.0%"})
        self.day = workbook.add_format({**usual, "num_format": "yyyy-mm-dd", "align": "left"})

    def choose(self, number: Number) -> object:
        """The format of such a number."""
        return self.share if number.is_share else self.tenth if number.has_decimal else self.whole
