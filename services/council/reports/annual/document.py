"""The annual report as a document. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from contracts.audiences import Audience
from reference import Reference
from services.council.documents.document import Block, Document, Paragraph, Section
from services.council.reports.annual.annexes import annexes
from services.council.reports.annual.content import Content
from services.council.reports.annual.sections import sections

NAME: Final = "annual"
AUDIENCE: Audience = "public"
"""The Chair reports to the Council in public."""


def compose(content: Content, edition: int, reference: Reference) -> Document:
    """The edition with this number. The same content gives the same document."""
    return Document(
        report=NAME,
        year=content.year,
        edition=edition,
        audience=AUDIENCE,
        cut_off=content.cut_off,
        freeze=content.freeze,
        synthetic=content.synthetic,
        language=content.words.language,
        symbol=f"DRAFT/ANNUAL/{content.year}",
        title=content.say("annual-title"),
        subtitle=content.say("annual-subtitle"),
        marking=content.say("marking-synthetic") if content.synthetic else "",
        particulars=tuple(_particulars(content, edition)),
        withheld=content.withheld,
        sections=tuple(_number_paragraphs((*sections(content, reference), *annexes(content)))),
        figures=content.figures,
        dated=content.words.day(content.data_as_of),
        distribution=content.words.say("distribution", audience=AUDIENCE),
    )


def _particulars(content: Content, edition: int) -> Iterator[tuple[str, str]]:
    words = content.words
    yield words.say("particular-period"), content.period
    yield words.say("particular-edition"), str(edition)
    yield words.say("particular-cut-off"), words.day(content.cut_off)
    yield words.say("particular-data-as-of"), words.day(content.data_as_of)
    yield words.say("particular-for"), words.say("readers-public")
    yield words.say("particular-recommendations-withheld"), words.number(content.withheld)


def _number_paragraphs(parts: Iterable[Section]) -> Iterator[Section]:
    last = 0
    for section in parts:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                last += 1
                block = replace(block, number=last)  # noqa: PLW2901
            blocks.append(block)
        yield replace(section, blocks=tuple(blocks))
