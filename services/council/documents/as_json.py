"""A document as JSON and back: what is kept of an edition, and what programs read. Pure."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

import orjson
from pydantic import TypeAdapter

from services.council.counting.numbers import Figure
from services.council.documents.document import Document

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
WHERE_SO: Final = ("distribution", "thing", "state", "corrects", "reissue")
"""Said only where there is something to say."""


def dump(document: Document) -> bytes:
    """The bytes of the edition. The same document gives the same bytes."""
    parts = {field.name: getattr(document, field.name) for field in fields(document)}
    parts = {name: part for name, part in parts.items() if part or name not in WHERE_SO}
    parts["figures"] = [figure_json(figure) for figure in document.figures]
    return orjson.dumps(parts, option=orjson.OPT_UTC_Z)


def render(document: Document) -> bytes:
    """The same, as a form among others."""
    return dump(document)


@lru_cache(maxsize=16)
def load(kept: bytes) -> Document:
    """The document that was kept. Who follows one report asks for it many times: reading it takes some milliseconds."""
    return _DOCUMENT.validate_json(kept)


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as programs read it; `suppressed` only where it is, `unit_code` only where it is known."""
    parts = {field.name: getattr(figure, field.name) for field in fields(figure)}
    return {name: part for name, part in parts.items() if part or name not in ("suppressed", "unit_code")}
