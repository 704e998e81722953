"""The messages of one language, and how they are said. Pure.

A message of a Fluent file (https://projectfluent.org) has arguments: `{ $visits }`. A number follows the plural rules
and the digits of the language (CLDR). A day is written as the message `day` has it. All other text stands as it is:
nothing in it is read as a message.

Words between tags, such as `<visits>{ $visits } visits</visits>`, belong to the argument of that name. A document
links them to the figure that they state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from fluent.runtime.types import fluent_number

from reference import Language
from shared.words.files import Catalogue, list_files

ISOLATED: Final = frozenset({"ar"})
"""Languages in which arguments are isolated, since they may run the other way (Unicode's bidirectional algorithm)."""
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
_LEAF: Final = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_ARABIC: Final = re.compile("[\u0590-\u08ff\ue000]")
"""Letters that run from right to left, and the place of a text that is put in later."""
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""A text that may choose a variant of a message. Any other text is only ever put in."""
_PUT_IN: Final = re.compile("\ue000(\\d+)\ue001")
"""The place of such a text, while the message is made: it is neither read nor limited in length."""
_TAGGED: Final = re.compile(r"<(?P<tag>[a-z][a-z0-9_]*)>(?P<text>.*?)</(?P=tag)>", re.DOTALL)
TAGGED: Final = re.compile(r"<([a-z][a-z0-9_]*)>")

_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
"""Files break long lines; what is said has none of these breaks."""

Argument: TypeAlias = str | int | Decimal | date


class BadWords(Exception):
    """A message is missing, or cannot be said with these arguments. `make check` finds it before a reader does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and the argument to which they belong; none if empty."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language."""

    language: Language
    _read: Callable[[], Catalogue] = field(repr=False)
    """Its files, read once: when something is said."""
    place: str = ""
    """The folder of its files, for who has to mend them."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its messages, in the order of the files."""
        return self._read().ids

    def has(self, id_: str) -> bool:
        """Whether there is a message with this id."""
        return self._read().get(id_) is not None

    def attributes(self, prefix: str) -> Mapping[str, set[str]]:
        """The names of the attributes of each message whose id begins so, by the rest of its id."""
        return {
            id_.removeprefix(prefix): set(self._read().get(id_).attributes)
            for id_ in self.ids
            if id_.startswith(prefix)
        }

    def say(self, id_: str, **arguments: Argument) -> str:
        """The message as plain text. `id.attribute` names an attribute of a message. Raises BadWords."""
        return "".join(piece.text for piece in self.split(id_, **arguments))

    def split(self, id_: str, **arguments: Argument) -> tuple[Piece, ...]:
        """The message in pieces, by what they belong to. Raises BadWords."""
        return self._split(id_, arguments) if arguments else _split_once(self, id_)

    def _split(self, id_: str, arguments: Mapping[str, Argument]) -> tuple[Piece, ...]:
        put_in: list[str] = []
        prepared = {name: self._prepare(argument, put_in) for name, argument in arguments.items()}
        made = self._format(id_, prepared)
        return tuple(
            Piece(_PUT_IN.sub(lambda place: self._isolate(put_in[int(place[1])]), piece.text), piece.tag)
            for piece in _split(made)
        )

    def _isolate(self, text: str) -> str:
        """The text so that its direction does not move what stands beside it. Our own words need no isolate."""
        is_ours = self.language not in ISOLATED or ISOLATE in text or not text
        return text if is_ours else f"{ISOLATE}{text}{END_OF_ISOLATE}"

    def isolate_foreign(self, text: str) -> str:
        """A text that stands alone, such as in a cell; isolated where it begins in a script that runs the other way."""
        first = next(filter(str.isalpha, text), "")
        return self._isolate(text) if first and not _ARABIC.match(first) else text

    def _format(self, id_: str, arguments: Mapping[str, Any]) -> str:
        name, _, attribute = id_.partition(".")
        message = self._read().get(name)
        pattern = None if message is None else message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise BadWords(f"{self.place}/{self.language}: the message {id_} is missing")
        made, errors = self._read().format(pattern, arguments)
        if errors:
            raise BadWords(f"{self.place}/{self.language}: {id_}: {errors[0]}")
        joined = _LINE_BREAK.sub(" ", made)
        return _keep_isolates_of_numbers(joined) if self.language in ISOLATED else joined

    def _prepare(self, argument: Argument, put_in: list[str]) -> Any:
        if isinstance(argument, date):
            argument = self.day(argument)
        if isinstance(argument, str):
            if _CODE.fullmatch(argument):
                return argument
            put_in.append(argument)
            return f"\ue000{len(put_in) - 1}\ue001"
        if isinstance(argument, Decimal):
            return fluent_number(argument, minimumFractionDigits=1)
        return argument

    # ---- numbers and days --------------------------------------------------------------------

    def number(self, number: int) -> str:
        """With the separators of the language."""
        return self._keep_sign(_say_number_once(self, number))

    def decimal(self, value: str) -> str:
        """A number with one decimal place, such as `41.7`."""
        return self._keep_sign(self.say("number", number=Decimal(value)))

    def _keep_sign(self, number: str) -> str:
        """A sign stays before its number, whatever the direction of the text around it."""
        return number if number[:1].isdigit() else self._isolate(number)

    def day(self, day: date) -> str:
        """`31 December 2022`."""
        return _say_day_once(self, day)

    def partial_day(self, day: str) -> str:
        """A day of which perhaps only the month or the year is known: `February 2025`, `2025`."""
        year, *rest = day.split("-")
        if len(rest) == 1:
            return self.say("month-of-year", month=int(rest[0]), year=year)
        return self.day(date.fromisoformat(day)) if rest else year

    def join(self, several: Iterable[str], how: str = "comma") -> str:
        """The texts in a row, between the marks of the language: `comma`, `semicolon`, `and`, `or`."""
        return self.say(f"join-{how}").join(several)


def _keep_isolates_of_numbers(made: str) -> str:
    """Fluent isolates every choice too. An isolate that holds only other isolates would run from left to right."""
    marked = _LEAF.sub(lambda leaf: leaf[1] if _ARABIC.search(leaf[1]) else f"\ue002{leaf[1]}\ue003", made)
    plain = marked.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    return plain.replace("\ue002", ISOLATE).replace("\ue003", END_OF_ISOLATE)


def _split(made: str) -> Iterator[Piece]:
    """Neighbours of a tag that are empty are left out."""
    at = 0
    for found in _TAGGED.finditer(made):
        if found.start() > at:
            yield Piece(made[at : found.start()])
        yield Piece(found["text"], found["tag"])
        at = found.end()
    if at < len(made) or not made:
        yield Piece(made[at:])


# A report says most of its titles, days and numbers many times.


@lru_cache(maxsize=10_000)
def _split_once(words: Words, id_: str) -> tuple[Piece, ...]:
    return words._split(id_, {})  # noqa: SLF001 - a part of the class


@lru_cache(maxsize=10_000)
def _say_number_once(words: Words, number: int) -> str:
    return words.say("number", number=number)


@lru_cache(maxsize=10_000)
def _say_day_once(words: Words, day: date) -> str:
    return words.say("day", day=day.day, month=day.month, year=str(day.year))


# ---- files -------------------------------------------------------------------------------------


def read_words(directory: Path, language: Language) -> Words:
    """The words of a language in this directory, with numbers and days."""
    return Words(language, cache(partial(_read_catalogue, directory, language)), "/".join(directory.parts[-3:]))


def _read_catalogue(directory: Path, language: Language) -> Catalogue:
    texts = (file.read_text(encoding="utf-8") for file in list_files(directory, language))
    return Catalogue(language, texts, isolates=language in ISOLATED)
