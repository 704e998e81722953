"""Sections and their blocks. Pure."""

from __future__ import annotations

from html import escape
from typing import assert_never

from services.council.documents.as_html.charts import chart
from services.council.documents.document import (
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
    Text,
)


def section(one: Section, document: Document) -> str:
    """A section with its title."""
    id_ = escape(one.id)
    blocks = "\n".join(_block(block, one, document) for block in one.blocks)
    return f'<section aria-labelledby="{id_}">\n<h2 id="{id_}">{escape(one.title)}</h2>\n{blocks}\n</section>'


def _block(block: Block, within: Section, document: Document) -> str:
    match block:
        case Heading():
            return f"<h3>{escape(block.text)}</h3>"
        case Paragraph():
            return f'<p class="numbered"><span class="number">{block.number}.</span> {_text(block.text)}</p>'
        case Note():
            return f'<p class="note">{_text(block.text)}</p>'
        case Table():
            return _table(block, titled=block.caption == within.title)
        case Chart():
            return chart(block, document.by_id())
        case _:
            assert_never(block)


def _text(text: Text) -> str:
    return "".join(_link(span.text, span.link or _entry(span.figure)) for span in text)


def _link(text: str, to: str) -> str:
    return f'<a href="{escape(to)}">{escape(text)}</a>' if to else escape(text)


def _entry(figure: str) -> str:
    """Where the figure is listed."""
    return f"#figure-{figure}" if figure else ""


# ---- tables -------------------------------------------------------------------------------


def _table(table: Table, titled: bool) -> str:
    """`titled`: the section's title says the same, so that the caption is for those only who hear the page."""
    unseen = ' class="unseen"' if titled else ""
    head = "".join(f'<th scope="col"{_numeric(column.numeric)}>{escape(column.title)}</th>' for column in table.columns)
    rows = "\n".join(_row(row, [column.numeric for column in table.columns]) for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f'<table id="{escape(table.id)}">\n<caption{unseen}>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(row: tuple[Cell, ...], numeric: list[bool]) -> str:
    first, *others = row
    id_ = f' id="figure-{escape(first.figure)}"' if first.entry else ""
    cells = "".join(
        f"<td{_numeric(is_number)}>{_cell(cell)}</td>" for cell, is_number in zip(others, numeric[1:], strict=True)
    )
    return f'<tr{id_}><th scope="row">{_cell(first)}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    linked = _link(cell.text, cell.basis or ("" if cell.entry else _entry(cell.figure)))
    return linked if cell.text != cell.figure else _breaking(linked, cell.text)


def _breaking(linked: str, id_: str) -> str:
    """An id may be broken behind a dot or underscore, so that a narrow column can hold it."""
    broken = escape(id_).replace(".", ".<wbr>").replace("_", "_<wbr>")
    return linked.replace(f">{escape(id_)}<", f">{broken}<")


def _numeric(is_number: bool) -> str:
    return ' class="numeric"' if is_number else ""
