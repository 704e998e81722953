"""Finds the document whose figure is asked for, and the scope in which it was counted."""

from __future__ import annotations

from dataclasses import replace

from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.drafts.commands import check_maker
from services.council.drafts.making import find_draft_of_edition, read_draft
from services.council.editions.counting import count_draft
from services.council.editions.languages import LanguageAsked
from services.council.editions.making import find_edition
from services.council.editions.model import Asked, Edition
from services.council.editions.reading import read_scope
from shared.engine.handler import Handler
from shared.engine.principals import Principal

NOW = 0
"""In the place of an edition's number: what is counted now, kept nowhere."""


async def find_document(
    handler: Handler, reader: Principal, asked: Asked, language: LanguageAsked
) -> tuple[Document, Scope]:
    """The edition with this number, or the last one; else the draft that would be it. Raises NotFound."""
    if asked.edition == NOW:
        check_maker(reader, asked.report)
        draft = await count_draft(handler, replace(asked, edition=None))
        return draft.document(NOW, handler.reference, language=language.choose()), draft.scope
    served = await find_edition(handler, reader, asked, language)
    if served is not None:
        return as_json.load(served.document), await _read_scope(handler, reader, served.edition)
    on_its_way = await find_draft_of_edition(handler, reader, asked.series, asked.edition or 1)
    return await read_draft(handler, on_its_way, language), await _read_scope(handler, reader, on_its_way.edition)


async def _read_scope(handler: Handler, reader: Principal, edition: Edition) -> Scope:
    async with snapshot(handler.reads) as connection:
        return await read_scope(connection, edition, reader)
