"""The forms of a document: the one list that HTTP, the command line, the demo and delivery ask. Pure.

A form stands in `as_NAME` beside this file, with a function `render` of the document. The same document gives the same
bytes. A form is loaded when it is first asked for, since some need much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from contracts.vocabulary import FormName
from shared.engine.time.dates import civil_date, start_of_day

if TYPE_CHECKING:
    from services.council.documents.document import Document


@dataclass(frozen=True, slots=True)
class Form:
    """A form of documents."""

    name: FormName
    """Also how the names of its files end."""
    media_type: str
    charset: str = ""
    """Of a form that is text."""
    is_shown: bool = True
    """Whether a browser shows it. Other forms are saved as files."""
    takes_long: bool = False
    """Whether it needs up to some seconds of a processor and 150 MB. Others are text, made in milliseconds."""

    @property
    def content_type(self) -> str:
        """As HTTP has it."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type

    def date(self, document: Document) -> Document:
        """The document as this form dates it. One that takes long states the day of the freeze alone.

        So drafts that are counted at several moments of a day, and say the same, are one file.
        """
        return replace(document, freeze=start_of_day(civil_date(document.freeze))) if self.takes_long else document

    def render(self, document: Document) -> bytes:
        """The document in this form. Raises CannotBeSet for a character that is in no font."""
        render: Callable[[Document], bytes | str] = import_module(f"services.council.documents.as_{self.name}").render
        made = render(self.date(document))
        return made.encode() if isinstance(made, str) else made


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ALL: Final = (
    Form("json", "application/json"),
    Form("html", "text/html", "utf-8"),
    Form("pdf", "application/pdf", takes_long=True),
    Form("docx", f"{_OFFICE}.wordprocessingml.document", is_shown=False, takes_long=True),
    Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet", is_shown=False, takes_long=True),
    Form("csv", "text/csv", "utf-8", is_shown=False),
)
FORMS: Final[Mapping[FormName, Form]] = {form.name: form for form in _ALL}
"""By name. Who takes several alike gets the first of them."""


def name_file(document: Document, form: Form, stage: str = "") -> str:
    """The name of its file, such as `annual-2024-edition-1-en.pdf`; before it is an edition, with its stage."""
    reissue = f"-reissue-{document.reissue}" if document.reissue else ""
    of = document.thing or document.year
    return f"{document.report}-{of}-{stage or f'edition-{document.edition}'}{reissue}-{document.language}.{form.name}"
