"""The pages: masthead, contents, sections. Pure."""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from typing import assert_never

from docx.document import Document as Docx
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Line

from services.council.documents.as_docx.elements import make, make_bookmark, make_field, make_link, make_run
from services.council.documents.as_docx.footnotes import Footnotes
from services.council.documents.as_docx.tables import add_table
from services.council.documents.as_docx.template import NUMBERED, open_empty
from services.council.documents.charts.picture import draw_pictures
from services.council.documents.document import (
    AnyChart,
    Block,
    Chart,
    Document,
    Heading,
    Letter,
    Note,
    Paragraph,
    Section,
    Table,
    Text,
    TimeLine,
    Trend,
    Written,
)
from services.council.documents.frame import frame_of
from services.council.documents.packing import pack_again
from services.council.documents.setting.problems import CannotBeSet


def render(document: Document) -> bytes:
    """The file. Raises CannotBeSet for a control character, and a chart with a character that is in no font."""
    try:
        made = _build(document)
    except ValueError as error:  # XML has no such character
        raise CannotBeSet(str(error)) from error
    file = BytesIO()
    made.save(file)
    return pack_again(file.getvalue())


def _build(document: Document) -> Docx:
    blocks = [block for section in document.sections for block in section.blocks]
    first = min((block.number for block in blocks if isinstance(block, Paragraph)), default=1)
    made, footnotes = open_empty(document.language, first), Footnotes()
    _say_what_it_is(made, document)
    _add_margins(made, document)
    _add_masthead(made, document)
    _add_contents(made, document)
    for number, section in enumerate(document.sections, 1):
        _add_section(made, section, number, document, footnotes)
    footnotes.write_to(made)
    return made


def _say_what_it_is(made: Docx, document: Document) -> None:
    """The file's properties. Its day is that of the edition."""
    of, day = made.core_properties, document.freeze.replace(tzinfo=None, microsecond=0)
    of.title, of.subject = f"{document.symbol}: {document.title}", document.subtitle
    of.author = frame_of(document.language).body
    of.created = of.modified = day
    of.language, of.last_modified_by, of.comments, of.keywords, of.revision = document.language, "", "", "", 1


# ---- around the text -----------------------------------------------------------------------


def _add_margins(made: Docx, document: Document) -> None:
    """What stands on every page. The first one has the symbol in its masthead."""
    section = made.sections[0]
    for header, symbol in ((section.first_page_header, ""), (section.header, document.symbol)):
        line = header.paragraphs[0]
        line.style = made.styles["header"]
        _append(line, make_run(document.marking, make("b"), make("bCs"), make("color", val="8A1C1C")))
        if symbol:
            _append(line, make("r", make("tab")), make_run(symbol, make("b"), make("bCs")))
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = made.styles["footer"]
        pages = make_field("NUMPAGES", make_run("1"))
        _append(line, *make_field("PAGE", make_run("1")), make_run("/"), *pages)


def _add_masthead(made: Docx, document: Document) -> None:
    frame = frame_of(document.language)
    _append(_draw_below(made.add_paragraph(style="Masthead"), 6), make("r", make("tab")), make_run(document.symbol))
    large = (make("sz", val=40), make("szCs", val=42))
    first, *others = [one for one in (document.distribution, document.dated, frame.original) if one]
    line = made.add_paragraph(style="Masthead")
    _append(line, make_run(frame.council, *large), make("r", make("tab")), _make_plain(first))
    for one in others:
        line = made.add_paragraph(style="Masthead")
        _append(line, make("r", make("tab")), _make_plain(one))
    _draw_below(line, 18)
    made.add_paragraph(frame.body, style="Masthead")
    made.add_paragraph(document.title, style="Title")
    made.add_paragraph(document.subtitle, style="Subtitle")
    for name, value in document.particulars:
        line = made.add_paragraph(style="Particulars")
        _append(line, make_run(name), make("r", make("tab")), make_run(value, make("b"), make("bCs")))


def _make_plain(words: str) -> BaseOxmlElement:
    return make_run(words, make("b", val="0"), make("bCs", val="0"), make("sz", val=18), make("szCs", val=19))


def _draw_below(line: Line, width: int) -> Line:
    """A rule below the line; its width in eighths of a point."""
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - there is no other way
    style = properties.find(f"{{{properties.nsmap['w']}}}pStyle")
    assert style is not None
    style.addnext(make("pBdr", make("bottom", val="single", sz=width, space=1, color="1B1F24")))
    return line


def _add_contents(made: Docx, document: Document) -> None:
    """A field that Word can make anew. Until then it leads to each section, without pages."""
    if len(document.sections) < 2:
        return
    made.add_paragraph(frame_of(document.language).contents, style="TOC Heading")
    links = [make_link(f"section_{number}", one.title) for number, one in enumerate(document.sections, 1)]
    *before, begin_end = make_field('TOC \\o "1-1" \\h \\n')
    for number, link in enumerate(links):
        line = made.add_paragraph(style="toc 1")
        _append(line, *(before if not number else []), link, *([begin_end] if number + 1 == len(links) else []))


# ---- the text ------------------------------------------------------------------------------


def _add_section(made: Docx, section: Section, number: int, document: Document, footnotes: Footnotes) -> None:
    line = made.add_paragraph(style="Heading 1")
    if any(isinstance(block, Letter) for block in section.blocks):  # its signature stands on the page of its words
        line.paragraph_format.page_break_before = True
    begin, end = make_bookmark(number, f"section_{number}")
    _append(line, begin, make_run(section.title), end)
    for block, following in zip_longest(section.blocks, section.blocks[1:]):
        _add_block(made, block, section, document, footnotes)
        if isinstance(block, Note) and isinstance(following, Table):
            made.paragraphs[-1].paragraph_format.keep_with_next = True


def _add_block(made: Docx, block: Block, within: Section, document: Document, footnotes: Footnotes) -> None:
    match block:
        case Heading():
            made.add_paragraph(block.text, style="Heading 2")
        case Paragraph():
            _append(made.add_paragraph(style=NUMBERED), *_make_runs(block.text, footnotes))
        case Note():
            _append(made.add_paragraph(style="Note"), *_make_runs(block.text, footnotes))
        case Written():
            made.add_paragraph(block.text, style="Written")
        case Letter():
            style = f"Letter {block.part.title()}"
            _append(made.add_paragraph(style=style), *_make_runs(block.text, footnotes))
        case Table():
            if block.caption != within.title:
                made.add_paragraph(block.caption, style="Caption")
            add_table(made, block, document.language)
        case Chart() | Trend() | TimeLine():
            _add_chart(made, block, document)
        case _:
            assert_never(block)


def _make_runs(text: Text, footnotes: Footnotes) -> list[BaseOxmlElement]:
    runs = []
    for span in text:
        runs.append(make_run(span.text))
        if span.note:
            runs.append(footnotes.add(span.note))
    return runs


def _add_chart(made: Docx, chart: AnyChart, document: Document) -> None:
    made.add_paragraph(chart.caption, style="Caption")
    made.add_paragraph(chart.description, style="What It Shows")
    pictures = draw_pictures(chart, document.by_id(), document.language)
    for number, picture in enumerate(pictures, 1):
        shape = made.add_picture(BytesIO(picture), width=Mm(102))
        about = shape._inline.docPr  # noqa: SLF001 - there is no other way
        about.set("title", chart.caption)
        which = f" ({number}/{len(pictures)})" if len(pictures) > 1 else ""
        about.set("descr", f"{chart.caption}. {chart.description}{which}")


def _append(line: Line, *elements: BaseOxmlElement) -> None:
    line._p.extend(elements)  # noqa: SLF001 - python-docx has no call for most of them
