"""What people add to a report: words in a section, and the particulars of its transmission. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final

from services.council.documents.document import Block, Document, Letter, Note, Section, Written
from services.council.documents.words import note, text
from services.council.editions.model import Edition, PeoplesWords
from services.council.words.catalogue import words_in
from shared.engine.rules import Refusal

FRONT: Final = ("letter", "introduction")
"""Where a report has no such section, they stand before all others in this order, with nothing but words of people."""

# Characters that turn or hide what stands beside them: a reader would see another text than a program.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")

MOST_PARAGRAPHS: Final = 200
"""Of a text that people add. Of a few signs each it had thousands, and a form with them took minutes."""


class UnknownSection(Refusal):
    """The draft has no such section: take the id of one, or `letter`, or `introduction`."""

    rule = "11"
    status = 422


class HiddenCharacters(Refusal):
    """The text has characters that cannot be seen, and that turn or hide others: write it without them."""

    rule = "11"
    status = 422


class TooManyParagraphs(Refusal):
    """The text has too many paragraphs: let each say more, or leave some out."""

    rule = "11"
    status = 422


def check_words(section: str, words: str, sections: Collection[str]) -> None:
    """Raises UnknownSection, HiddenCharacters or TooManyParagraphs."""
    if section not in sections:
        raise UnknownSection(fields=("section",))
    check_visible(text=words)
    if (count := sum(1 for _ in _list_paragraphs(words))) > MOST_PARAGRAPHS:
        raise TooManyParagraphs(f"It has {count}; the most are {MOST_PARAGRAPHS}.", fields=("text",))


def check_visible(**texts: str | None) -> None:
    """Raises HiddenCharacters, naming those of these fields that have one."""
    hiding = tuple(name for name, one in texts.items() if one and _HIDDEN.search(one.replace("\r\n", "\n")))
    if hiding:
        raise HiddenCharacters(fields=hiding)


def add_words(document: Document, words: Sequence[PeoplesWords]) -> Document:
    """The document with what people wrote in its language: at the front, or at the end of a section.

    The words of a letter of transmittal take the place of the usual ones.
    """
    own = {one.section: one.text for one in words if one.language == document.language}
    if not own:
        return document
    said = words_in(document.language)
    there = {one.id for one in document.sections}
    front = tuple(
        Section(one, said.say(f"people-{one}"), tuple(_list_paragraphs(own[one])))
        for one in FRONT
        if one in own and one not in there
    )
    sections = tuple(
        replace(one, blocks=(*_list_standing(one, own), *_list_paragraphs(own.get(one.id, "")), *_list_below(one, own)))
        for one in document.sections
    )
    last = sections[-1]
    marked = replace(last, blocks=(*last.blocks, note(said, "people-mark")))
    return replace(document, sections=(*front, *sections[:-1], marked))


def _list_standing(section: Section, own: Mapping[str, str]) -> tuple[Block, ...]:
    """What stays above words of people: of a letter that somebody wrote, from whom to whom it is."""
    if section.id != "letter" or "letter" not in own:
        return section.blocks
    return tuple(one for one in section.blocks if isinstance(one, Letter) and one.part == "address")


def _list_below(section: Section, own: Mapping[str, str]) -> tuple[Block, ...]:
    """What stays below them: the place of the signature under a letter."""
    is_theirs = section.id == "letter" and "letter" in own
    return tuple(one for one in section.blocks if is_theirs and isinstance(one, Letter) and one.part == "signature")


def _list_paragraphs(words: str) -> Iterator[Written]:
    for paragraph in re.split(r"\n\s*\n", words.replace("\r\n", "\n")):
        if paragraph.strip():
            yield Written(" ".join(paragraph.split()))


def finish(document: Document, edition: Edition, words: Sequence[PeoplesWords]) -> Document:
    """The document as it is transmitted: with its words, to whom and when, and under which symbol."""
    said = words_in(document.language)
    further = (
        (said.say("particular-transmitted-on"), said.day(edition.published_on)),
        (said.say("particular-transmitted-to"), edition.transmitted_to),
    )
    document = _date_letter(add_words(document, words), edition.published_on)
    return replace(document, symbol=edition.symbol or document.symbol, particulars=(*document.particulars, *further))


def _date_letter(document: Document, day: date) -> Document:
    """The letter has the day of its transmission, and says no more that other words may still take its place."""
    dated = text(words_in(document.language), "annual-letter-address", dated=day)

    def finish_block(block: Block) -> Iterator[Block]:
        if isinstance(block, Letter) and block.part == "address":
            yield replace(block, text=dated)
        elif not isinstance(block, Note):
            yield block

    def finish_section(section: Section) -> Section:
        if not any(isinstance(block, Letter) for block in section.blocks):  # also that of a draft from before letters
            return section
        return replace(section, blocks=tuple(chain.from_iterable(map(finish_block, section.blocks))))

    return replace(document, sections=tuple(map(finish_section, document.sections)))
