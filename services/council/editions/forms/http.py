"""Which form of an edition is asked for, and how it is served."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import Response

from services.council.documents import as_json
from services.council.documents.as_html import render
from services.council.documents.document import Document, Section
from services.council.documents.forms import FORMS, Form, name_file
from services.council.documents.paths import edition_path
from services.council.documents.words import note
from services.council.editions.forms.rendering import Renderer
from services.council.editions.making import Kept
from services.council.editions.model import Corrigendum
from services.council.words.catalogue import words_in
from shared.engine.principals import Principal
from shared.web.answers import HEADERS, quality, tag
from shared.web.documents.pages import ONE_FILE
from shared.web.problems import NotAcceptable
from shared.web.routes import release_work

FormAsked = Annotated[str, Path(description=f"One of {', '.join(FORMS)}.", max_length=20)]


OTHER_TYPES: Final = tuple(form.media_type for name, form in FORMS.items() if name != "json")
"""The media types beside JSON, for the OpenAPI document."""


def find_renderer(http: Request) -> Renderer:
    """That of the application to which the request came."""
    renderer: Renderer = http.app.state.renderer
    return renderer


def choose_form(accept: str) -> Form:
    """The form that is wanted most; of several, the first in the list. Raises NotAcceptable where there is none."""
    best = max(FORMS.values(), key=lambda form: quality(accept, form.media_type))
    if quality(accept, best.media_type) <= 0:
        raise NotAcceptable(f"there is {', '.join(form.media_type for form in FORMS.values())}")
    return best


def form_named(name: str) -> Form:
    """The form with which the address ends. Raises NotAcceptable where there is none of this name."""
    form = next((form for form in FORMS.values() if form.name == name), None)
    if form is None:
        raise NotAcceptable(f"there is {', '.join(FORMS)}")
    return form


async def answer_edition(http: Request, kept: Kept, form: Form, reader: Principal) -> Response:
    """The edition in this form, with its name, its digest and where its other forms are."""
    document, corrigenda = as_json.load(kept.document), kept.edition.corrigenda
    is_kept = form.name == "json"  # as it was published, byte for byte
    shown = add_corrigenda(document, corrigenda)
    body = kept.document if is_kept else await _render(http, shown, form, reader)
    response = _answer(document, body, form)
    response.headers["Link"] = ", ".join(_list_links(kept, form))
    for one in corrigenda:
        response.headers.append("Corrigendum", one.text)
    return response


async def answer_document(http: Request, document: Document, form: Form, reader: Principal, stage: str) -> Response:
    """A document that is no edition, such as `draft-1`, in this form."""
    return _answer(document, await _render(http, document, form, reader), form, stage)


async def _render(http: Request, document: Document, form: Form, reader: Principal) -> bytes:
    await release_work(http)  # a form may wait for many others, and the reader's State or body reads on
    return await find_renderer(http).render(document, form, reader)


def answer_page(document: Document) -> Response:
    """A small document as a page, such as the list behind a figure."""
    body = render(document).encode()
    headers = {**_headers_of(document), "ETag": tag(body), "Content-Security-Policy": ONE_FILE}
    return Response(body, 200, headers, "text/html; charset=utf-8")


def _answer(document: Document, body: bytes, form: Form, stage: str = "") -> Response:
    response = Response(body, 200, {**_headers_of(document), "ETag": tag(body)}, form.content_type)
    place = "inline" if form.is_shown else "attachment"
    response.headers["Content-Disposition"] = f'{place}; filename="{name_file(document, form, stage)}"'
    response.headers["Repr-Digest"] = f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"
    if form.name == "html":
        response.headers["Content-Security-Policy"] = ONE_FILE
    return response


def _headers_of(document: Document) -> dict[str, str]:
    return {**HEADERS, "Vary": f"{HEADERS['Vary']}, Accept-Language", "Content-Language": document.language}


def _list_links(kept: Kept, form: Form) -> Iterator[str]:
    """The other forms in this language, and the other languages in this form."""
    edition, language = kept.edition, kept.language
    for name, other in FORMS.items():
        if name != form.name:
            path = edition_path(edition.report, edition.of, edition.edition, language, name)
            yield f'<{path}>; rel="alternate"; type="{other.media_type}"'
    for one in kept.languages:
        if one != language:
            path = edition_path(edition.report, edition.of, edition.edition, one, form.name)
            yield f'<{path}>; rel="alternate"; type="{form.media_type}"; hreflang="{one}"'


def add_corrigenda(document: Document, corrigenda: tuple[Corrigendum, ...]) -> Document:
    """The document with what was said of it since, before all else."""
    if not corrigenda:
        return document
    words = words_in(document.language)
    notes = tuple(note(words, "corrigendum", day=one.noted_on) for one in corrigenda)
    return replace(document, sections=(Section("corrigenda", words.say("corrigenda"), notes), *document.sections))
