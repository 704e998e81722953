"""Elements of WordprocessingML that python-docx has no call for. Pure.

Where the schema wants an order of children, it is kept here.
"""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def make(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """The element `w:tag` with attributes of the same namespace."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def make_text(words: str) -> BaseOxmlElement:
    """Text as it is, spaces included."""
    element = make("t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def make_run(words: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A run of text."""
    return make("r", *([make("rPr", *properties)] if properties else []), make_text(words))


def make_field(code: str, *results: BaseOxmlElement) -> list[BaseOxmlElement]:
    """A field, such as the number of the page, with what it shows until it is made anew."""
    instruction = make("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", instruction),
        make("r", make("fldChar", fldCharType="separate")),
        *results,
        make("r", make("fldChar", fldCharType="end")),
    ]


def make_link(to: str, words: str) -> BaseOxmlElement:
    """A link to a bookmark of the document."""
    return make("hyperlink", make_run(words), anchor=to, history=1)


def make_bookmark(number: int, name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Where it begins and where it ends."""
    return make("bookmarkStart", id=number, name=name), make("bookmarkEnd", id=number)
