"""Sections and their blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from typing import assert_never

from services.council.documents.as_html.charts import chart
from services.council.documents.document import (
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    Letter,
    Note,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    TimeLine,
    Trend,
    Written,
)
from services.council.documents.frame import frame_of
from services.council.documents.widths import is_dense, is_whole, share_width, word_of


def section(one: Section, document: Document) -> str:
    """A section with its title and footnotes."""
    id_ = escape(one.id)
    title = f'<h2 id="{id_}">{escape(one.title)}</h2>'
    notes = count(1)
    blocks = "\n".join(_keep_together([title, *(_block(block, one, document, notes) for block in one.blocks)]))
    return f'<section aria-labelledby="{id_}">\n{blocks}\n{_footnotes(one, document)}</section>'


def _keep_together(pieces: Sequence[str]) -> Iterator[str]:
    """Puts headings and what follows them into one box, which no page of a print divides."""
    headings: list[str] = []
    for piece in pieces:
        if piece.startswith(("<h2", "<h3")):
            headings.append(piece)
        elif headings and not piece.startswith('<div class="scroll long"'):
            yield "\n".join(('<div class="whole">', *headings, piece, "</div>"))
            headings = []
        else:
            yield from (*headings, piece)
            headings = []
    yield from headings


def _block(block: Block, within: Section, document: Document, notes: Iterator[int]) -> str:
    match block:
        case Heading():
            return f"<h3>{escape(block.text)}</h3>"
        case Paragraph():
            text = _text(block.text, within, notes)
            return f'<p class="numbered"><span class="number">{block.number}.</span> {text}</p>'
        case Note() | Letter():
            kind = f"letter {block.part}" if isinstance(block, Letter) else "note"
            return f'<p class="{kind}">{_text(block.text, within, notes)}</p>'
        case Written():
            return f'<p class="written">{escape(block.text)}</p>'
        case Table():
            return _table(block, titled=block.caption == within.title)
        case Chart() | Trend() | TimeLine():
            return chart(block, document.by_id(), document.language)
        case _:
            assert_never(block)


def _text(text: Text, within: Section, notes: Iterator[int]) -> str:
    """`notes` gives the numbers of footnotes, which begin anew in each section."""
    return "".join(_link(span.text, span.link or _entry(span.figure)) + _mark(span, within, notes) for span in text)


def _link(text: str, to: str) -> str:
    return f'<a href="{escape(to)}">{escape(text)}</a>' if to else escape(text)


def _entry(figure: str) -> str:
    """Where the figure is listed."""
    return f"#figure-{figure}" if figure else ""


# ---- footnotes ----------------------------------------------------------------------------


def _mark(span: Span, within: Section, notes: Iterator[int]) -> str:
    """The number of a footnote, which leads to it."""
    if not span.note:
        return ""
    number, id_ = next(notes), f"{escape(within.id)}-note-"
    return f'<sup><a id="{id_}{number}-mark" href="#{id_}{number}">{number}</a></sup>'


def _footnotes(one: Section, document: Document) -> str:
    texts = (block.text for block in one.blocks if isinstance(block, Paragraph | Note))
    noted, id_ = [span.note for text in texts for span in text if span.note], escape(one.id)
    if not noted:
        return ""
    items = "\n".join(
        f'<li id="{id_}-note-{number}"><a href="#{id_}-note-{number}-mark">{number}</a> {escape(note)}</li>'
        for number, note in enumerate(noted, 1)
    )
    return f'<ul class="footnotes" aria-label="{escape(frame_of(document.language).notes)}">\n{items}\n</ul>\n'


# ---- tables -------------------------------------------------------------------------------


def _table(table: Table, titled: bool) -> str:
    """`titled`: the section's title says the same, so that the caption is for those only who hear the page."""
    unseen = ' class="unseen"' if titled else ""
    head = "".join(f'<th scope="col"{_numeric(column.numeric)}>{escape(column.title)}</th>' for column in table.columns)
    rows = "\n".join(_row(row, [column.numeric for column in table.columns]) for row in table.rows)
    columns = "".join(f'<col style="width: {round(100 * share)}%">' for share in share_width(table))
    size = "" if is_whole(table) else " long"
    dense = ' class="dense"' if is_dense(table) else ""
    return (
        f'<div class="scroll{size}" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f'<table id="{escape(table.id)}"{dense}>\n<caption{unseen}>{escape(table.caption)}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(row: tuple[Cell, ...], numeric: list[bool]) -> str:
    first, *others = row
    id_ = f' id="figure-{escape(first.figure)}"' if first.entry else ""
    cells = "".join(
        f"<td{_numeric(is_number)}>{_cell(cell)}</td>" for cell, is_number in zip(others, numeric[1:], strict=True)
    )
    return f'<tr{id_}><th scope="row">{_cell(first)}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    """An id may be broken where `word_of` says so."""
    return _link(word_of(cell), cell.basis or ("" if cell.entry else _entry(cell.figure))).replace("\u200b", "<wbr>")


def _numeric(is_number: bool) -> str:
    return ' class="numeric"' if is_number else ""
