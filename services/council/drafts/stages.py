"""What a document says of its stage, on every page, until it is transmitted. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from services.council.documents.document import Document
from services.council.drafts.model import ReportDraft
from services.council.editions.words import add_words
from services.council.words.catalogue import words_in


def mark_stage(document: Document, draft: ReportDraft | Literal["provisional"]) -> Document:
    """The document with its stage on every page; of a draft also with the words of people."""
    words = words_in(document.language)
    if draft == "provisional":
        return _mark(document, words.say("stage-provisional"))
    stage = words.say(f"stage-{draft.stage.replace('_', '-')}", number=draft.number)
    return _mark(add_words(document, draft.words), stage)


def _mark(document: Document, stage: str) -> Document:
    if not document.marking:
        return replace(document, marking=stage)
    words = words_in(document.language)
    return replace(document, marking=words.say("stage-and-marking", stage=stage, marking=document.marking))
