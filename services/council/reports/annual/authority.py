"""What a report rests on: the mandate in force, and its paragraphs as the reference data has them. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from reference import Mandate, Reference
from services.council.documents.document import Paragraph
from services.council.reports.annual.content import Content
from services.council.words.catalogue import Words
from services.council.words.names import name_mandate

REPORT: Final = "annual-report"
FOLLOW_UP: Final = "follow-up-report"
VISIT_LIST: Final = "visit-list"
MEETINGS: Final = "thematic-meetings"
UNOCT_BRIEFING: Final = "unoct-briefing"
PRACTICAL_STEPS: Final = "joint-report"
CONSULTATIONS: Final = "informal-consultations"
"""Ids of obligations; their paragraphs are the mandates' own."""


def authority(words: Words, reference: Reference, on: date, obligation: str) -> str:
    """`paragraph 18 of Security Council resolution 2617 (2021)`; where no text at hand says so, the mandate alone.

    Empty where no mandate was in force.
    """
    governing = reference.mandate_on(on)
    source = _source(reference, governing, obligation)
    if governing is None:
        return ""
    if source is None:
        return name_mandate(words, governing)
    own = source.obligation(obligation)
    return words.say(
        "authority",
        paragraph=own.paragraph.removeprefix("OP") if own else "none",
        source=name_mandate(words, source, "resolution-of" if own else "resolution"),
        continued=name_mandate(words, governing, "resolution-by") if governing.id != source.id else "none",
    )


def cite(content: Content, reference: Reference, obligation: str, of: Paragraph) -> Paragraph:
    """The paragraph with a footnote that says on what it rests; without one where no mandate was in force."""
    under = authority(content.words, reference, content.cut_off, obligation)
    if not under:
        return of
    *before, last = of.text
    return replace(of, text=(*before, replace(last, note=content.words.say("source-note", authority=under))))


def _source(reference: Reference, mandate: Mandate | None, obligation: str) -> Mandate | None:
    """The mandate whose own text has the obligation: this one, or one that it renews."""
    while mandate is not None and (mandate.obligations_of_renewed or mandate.obligation(obligation) is None):
        mandate = reference.mandate(mandate.renews) if mandate.renews else None
    return mandate
