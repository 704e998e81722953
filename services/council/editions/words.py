"""What people add to a report: words in a section, and the particulars of its transmission. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from services.council.documents.document import Block, Document, Section, Written
from services.council.documents.words import note
from services.council.editions.model import Edition, PeoplesWords
from services.council.words.catalogue import words_in
from shared.engine.rules import Refusal

FRONT: Final = ("letter", "introduction")
"""Where a report has no such section, they stand before all others in this order, with nothing but words of people."""

# Characters that turn or hide what stands beside them: a reader would see another text than a program.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


class UnknownSection(Refusal):
    """The draft has no such section: take the id of one, or `letter`, or `introduction`."""

    rule = "11"
    status = 422


class HiddenCharacters(Refusal):
    """The text has characters that cannot be seen, and that turn or hide others: write it without them."""

    rule = "11"
    status = 422


def check_words(section: str, words: str, sections: Collection[str]) -> None:
    """Raises UnknownSection or HiddenCharacters."""
    if section not in sections:
        raise UnknownSection(fields=("section",))
    check_visible(text=words)


def check_visible(**texts: str | None) -> None:
    """Raises HiddenCharacters, naming those of these fields that have one."""
    hiding = tuple(name for name, one in texts.items() if one and _HIDDEN.search(one.replace("\r\n", "\n")))
    if hiding:
        raise HiddenCharacters(fields=hiding)


def add_words(document: Document, words: Sequence[PeoplesWords]) -> Document:
    """The document with what people wrote in its language: at the front, or at the end of a section.

    A letter of transmittal takes the place of the usual one.
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
        replace(one, blocks=(*_list_standing(one, own), *_list_paragraphs(own.get(one.id, ""))))
        for one in document.sections
    )
    last = sections[-1]
    marked = replace(last, blocks=(*last.blocks, note(said, "people-mark")))
    return replace(document, sections=(*front, *sections[:-1], marked))


def _list_standing(section: Section, own: Mapping[str, str]) -> tuple[Block, ...]:
    """What stays of a section: a letter that somebody wrote takes the place of the usual one."""
    return () if section.id == "letter" and "letter" in own else section.blocks


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
    document = add_words(document, words)
    return replace(document, symbol=edition.symbol or document.symbol, particulars=(*document.particulars, *further))
