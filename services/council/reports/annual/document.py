"""The annual report as a document. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from contracts.audiences import Audience
from reference import Reference
from services.council.documents.document import SYNTHETIC, Block, Document, Paragraph, Section
from services.council.documents.paths import basis_path
from services.council.documents.words import group_digits, spell_day
from services.council.reports.annual.annexes import annexes
from services.council.reports.annual.content import Content
from services.council.reports.annual.sections import sections

NAME: Final = "annual"
AUDIENCE: Audience = "public"
"""The Chair reports to the Council in public."""
SUBTITLE = "From the Chair of the Counter-Terrorism Committee to the Security Council"


def title(year: int) -> str:
    """The title of the report, in any edition."""
    return f"Report on the work of the Counter-Terrorism Committee and its Executive Directorate in {year}"


def compose(content: Content, edition: int, reference: Reference) -> Document:
    """The edition with this number. The same content gives the same document."""
    content = replace(
        content,
        figures=tuple(replace(one, basis=basis_path(NAME, content.year, one.id, edition)) for one in content.figures),
    )
    return Document(
        report=NAME,
        year=content.year,
        edition=edition,
        audience=AUDIENCE,
        cut_off=content.cut_off,
        freeze=content.freeze,
        synthetic=content.synthetic,
        language="en",
        symbol=f"DRAFT/ANNUAL/{content.year}",
        title=title(content.year),
        subtitle=SUBTITLE,
        marking=SYNTHETIC if content.synthetic else "",
        particulars=tuple(_particulars(content, edition)),
        withheld=content.withheld,
        sections=tuple(_number_paragraphs((*sections(content, reference), *annexes(content, reference)))),
        figures=content.figures,
    )


def _particulars(content: Content, edition: int) -> Iterator[tuple[str, str]]:
    yield "Period", content.period
    yield "Edition", str(edition)
    yield "Cut-off", spell_day(content.cut_off)
    yield "Facts frozen", spell_day(content.frozen_on)
    yield "For", "The public"
    yield "Recommendations withheld from readers", group_digits(content.withheld)


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
