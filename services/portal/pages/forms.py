"""In which languages and forms an edition can be had, as the answer's `Link` header says (RFC 8288). Pure.

The header names the other forms in the language of the answer, and the other languages in its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

TYPES: Final[Mapping[str, str]] = {
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "application/json": "json",
}
"""The forms' short names by media type, in the order in which people want them."""
_ORDER: Final = tuple(TYPES.values())
_LINK: Final = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_PARAMETER: Final = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an edition in one language."""

    form: str
    href: str


@dataclass(frozen=True, slots=True)
class Translation:
    """An edition in one language, in all its forms."""

    language: str
    forms: Sequence[Form]


def list_translations(links: str, path: str, edition: int, language: str, first: str) -> list[Translation]:
    """Every language with its forms; that which is named as `first` comes first.

    `links`: of the answer in JSON, which was in `language`. Only addresses within this installation are taken. Where it
    names none, there is the document as every edition has it.
    """
    named = list(_read_links(links))
    forms = {form: href for href, form, other in named if not other}
    if not forms:
        return [Translation(language, [Form("html", f"{path}?edition={edition}")])]
    forms["json"] = f"{path}.json?edition={edition}"  # that which was asked, so it does not name it
    others = sorted({other for _, _, other in named if other and other != language})
    languages = sorted([language, *others], key=lambda one: one != first)
    return [Translation(one, list(_write_forms(forms, one if others else ""))) for one in languages]


def _write_forms(forms: Mapping[str, str], language: str) -> Iterator[Form]:
    """In the usual order. Where there is one language alone, the addresses need not name it."""
    for form in sorted(forms, key=_ORDER.index):
        path, _, query = forms[form].partition("?")
        kept = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
        yield Form(form, f"{path}?{urlencode([*kept, *([('lang', language)] if language else [])])}")


def _read_links(links: str) -> Iterator[tuple[str, str, str]]:
    """Address, form and language of each."""
    for href, parameters in _LINK.findall(links):
        said = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(parameters)}
        form = TYPES.get(said.get("type", "").partition(";")[0].strip())
        is_here = href.startswith("/") and not href.startswith("//")
        if form and is_here and "alternate" in said.get("rel", "").split():
            yield href, form, said.get("hreflang", "")
