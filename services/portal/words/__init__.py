"""The words of the pages: messages in the six languages, by the engine that reports have too.

`find_gaps` says what is missing, and `make check` fails on it. So a reader always finds a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from fluent.syntax import FluentSerializer, ast

from reference import LANGUAGES, Language
from services.portal.languages import USUAL
from shared.words import messages
from shared.words.files import list_files, read_resource

HERE: Final = Path(__file__).parent
DAY: Final = len("2024-03-01")


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language."""

    messages: messages.Words

    @property
    def language(self) -> Language:
        return self.messages.language

    def say(self, message: str, **values: str | int) -> str:
        """The message with these values in it. Raises BadWords where there is none, which no check lets through."""
        return self.messages.say(message, **values)

    def name(self, kind: str, code: str | None, otherwise: str = "") -> str:
        """The name of a code of a list. Of a code that is new: what is given for that, or the code in plain letters."""
        if not code:
            return otherwise
        message = f"{kind}-{write_id(code)}"
        return self.say(message) if self.messages.has(message) else otherwise or code.replace("_", " ")

    def day(self, day: date | str | None) -> str:
        """A day, month or year, as precise as it is known; empty for none."""
        if day is None or day == "":
            return ""
        written = (day.isoformat() if isinstance(day, date) else day)[:DAY]
        try:
            return self.messages.partial_day(written)
        except ValueError:
            return written

    def instant(self, instant: datetime) -> str:
        """A day with its time, in UTC."""
        return f"{self.day(instant.date())}, {instant:%H:%M} UTC"

    def number(self, number: int) -> str:
        """A whole number with its groups of digits."""
        return self.messages.number(number)

    def decimal(self, value: str) -> str:
        """A number with one decimal place, such as `41.7`."""
        return self.messages.decimal(value)


def write_id(code: str) -> str:
    """A code as the end of a message's id."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", code)


@cache
def read_words(language: Language) -> Words:
    """The words of a language; read once."""
    return Words(messages.read_words(HERE, language))


def find_gaps() -> Iterator[str]:
    """What a language lacks beside English, has too much, or says with other values."""
    usual = read_messages(USUAL)
    for language in LANGUAGES:
        there = read_messages(language)
        for name in sorted(usual.keys() | there.keys()):
            if name not in there or name not in usual:
                yield f"services/portal/words/{language if name not in there else USUAL}: lacks the message {name}"
            elif there[name] != usual[name]:
                yield f"services/portal/words/{language}: {name} has other values than in English"


def read_messages(language: Language) -> dict[str, frozenset[str]]:
    """The values that each message takes, by its id. Raises ValueError for a file that cannot be read as a whole."""
    found: dict[str, frozenset[str]] = {}
    for file in list_files(HERE, language):
        for entry in read_resource(file).body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{file}: cannot be read: {(entry.content or '')[:60]!r}")
            if isinstance(entry, ast.Message):
                found[entry.id.name] = frozenset(re.findall(r"\$(\w+)", FluentSerializer().serialize_entry(entry)))
    return found
