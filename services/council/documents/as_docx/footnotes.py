"""Footnotes, for which python-docx has no part. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from docx.document import Document as Docx
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from services.council.documents.as_docx.elements import make, make_run

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
FIRST: Final = 1
"""-1 and 0 are the lines above footnotes."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a document, as they come."""

    notes: list[str] = field(default_factory=list)

    def add(self, note: str) -> BaseOxmlElement:
        """Keeps a footnote. Returns the run that refers to it."""
        self.notes.append(note)
        style = make("rStyle", val="FootnoteReference")
        return make("r", make("rPr", style), make("footnoteReference", id=FIRST + len(self.notes) - 1))

    def write_to(self, document: Docx) -> None:
        """Adds the part, if there is a footnote."""
        if not self.notes:
            return
        root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        root.extend([_make_note(number, note) for number, note in enumerate(self.notes, FIRST)])
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, serialize_part_xml(root), package)
        document.part.relate_to(part, RELATION)


def _make_note(number: int, note: str) -> BaseOxmlElement:
    mark = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteRef"))
    style = make("pPr", make("pStyle", val="FootnoteText"))
    return make("footnote", make("p", style, mark, make_run(f" {note}")), id=number)
