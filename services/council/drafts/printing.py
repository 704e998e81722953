"""Whether what people write can be printed: a character that is in no font is refused at once, and not to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reference import Language
from services.council.documents.document import Section, Written
from services.council.documents.forms import FORMS
from services.council.drafts.making import find_draft, read_draft
from services.council.editions.forms.rendering import FormNotPossible, Renderer
from services.council.editions.languages import LanguageAsked
from services.council.editions.model import Asked
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import NotFound, Refusal


class CannotBePrinted(Refusal):
    """The text has a character that is in none of the fonts of reports: write it in another way."""

    rule = "11"
    status = 422


async def check_printable(
    handler: Handler,
    renderer: Renderer,
    principal: Principal,
    asked: Asked,
    texts: Sequence[str],
    language: Language = "en",
) -> None:
    """Sets the texts as a page of the last draft. Raises CannotBePrinted. Without a draft the command says so."""
    try:
        draft = await find_draft(handler, principal, asked.series, None)
    except NotFound:
        return
    document = await read_draft(handler, draft, LanguageAsked(language))
    written = tuple(Written(one) for one in texts if one.strip())
    page = replace(document, sections=(Section("words", document.title, written),))
    try:
        await renderer.render(page, FORMS["pdf"])
    except FormNotPossible:
        raise CannotBePrinted from None
