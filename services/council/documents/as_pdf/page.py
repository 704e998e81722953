"""Gathers what the template needs. Pure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from services.council.documents.charts.draw import draw, name_series
from services.council.documents.document import CHARTS, Document, Table
from services.council.documents.frame import direction_of, frame_of
from services.council.documents.setting.typesetting import set_pdf
from services.council.documents.widths import has_whole_rows, is_dense, is_whole, share_width

TEMPLATE: Final = Path(__file__).with_name("report.typ").read_bytes()


def render(document: Document) -> bytes:
    """The file. Raises CannotBeSet."""
    return set_pdf(TEMPLATE, _gather(document), document.freeze)


def _gather(document: Document) -> dict[str, object]:
    """What stands in the document, and what is worked out for all forms alike."""
    blocks = [block for section in document.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    charts = [block for block in blocks if isinstance(block, CHARTS)]
    figures, frame = document.by_id(), frame_of(document.language)
    return {
        "language": document.language,
        "direction": direction_of(document.language),
        "frame": frame,
        "issue": [one for one in (document.distribution, document.dated, frame.original) if one],
        "symbol": document.symbol,
        "title": document.title,
        "subtitle": document.subtitle,
        "marking": document.marking,
        "particulars": document.particulars,
        "sections": document.sections,
        "drawings": {one.id: draw(one, figures, document.language) for one in charts},
        "series": {one.id: name_series(one) for one in charts},
        "widths": {table.id: share_width(table) for table in tables},
        "whole": [table.id for table in tables if is_whole(table)],
        "undivided": [table.id for table in tables if has_whole_rows(table)],
        "dense": [table.id for table in tables if is_dense(table)],
        "entries": sorted({cell.figure for table in tables for row in table.rows for cell in row if cell.entry}),
    }
