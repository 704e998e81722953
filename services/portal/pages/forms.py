"""In which languages and forms an edition can be had, as the answer's `Link` header says (RFC 8288). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "application/json": "json",
}
"""The forms' short names by media type, in the order in which people want them."""
_LINK: Final = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_PARAMETER: Final = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an edition in one language."""

    form: str
    language: str
    """Empty: that of the document."""
    href: str


def find_forms(links: str, path: str, edition: int) -> list[Form]:
    """The forms that the header names; those that every edition has, where it names none.

    Only addresses within this installation are taken.
    """
    named = list(_read_links(links))
    if not named:
        return [Form("html", "", f"{path}?edition={edition}")]
    named.append(Form("json", "", f"{path}.json?edition={edition}"))  # that which was asked, so it does not name it
    order = list(TYPES.values())
    return sorted(named, key=lambda one: (one.language, order.index(one.form)))


def _read_links(links: str) -> Iterator[Form]:
    for href, parameters in _LINK.findall(links):
        said = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(parameters)}
        form = TYPES.get(said.get("type", "").partition(";")[0].strip())
        is_here = href.startswith("/") and not href.startswith("//")
        if form and is_here and "alternate" in said.get("rel", "").split():
            yield Form(form, said.get("hreflang", ""), href)
