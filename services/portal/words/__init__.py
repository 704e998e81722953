"""The words of the pages: Fluent messages in the six languages, with numbers and days as each language writes them.

`find_gaps` says what is missing, and `make check` fails on it. So a reader always finds a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, FluentSerializer, ast

from reference import LANGUAGES, Language
from services.portal.languages import USUAL

HERE: Final = Path(__file__).parent
LOCALES: Final[Mapping[Language, str]] = {"ar": "ar", "zh": "zh", "en": "en_GB", "fr": "fr", "ru": "ru", "es": "es"}
"""By which numbers and days are written: the United Nations writes the day before the month."""
YEAR, MONTH, DAY = len("2024"), len("2024-03"), len("2024-03-01")


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language."""

    language: Language
    bundle: FluentBundle

    def say(self, message: str, **values: str | int) -> str:
        """The message with these values in it."""
        return self._format(message, values) or message

    def name(self, kind: str, code: str | None, otherwise: str = "") -> str:
        """The name of a code of a list. Of a code that is new: what is given for that, or the code in plain letters."""
        if not code:
            return otherwise
        return self._format(f"{kind}-{write_id(code)}", {}) or otherwise or code.replace("_", " ")

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        return self.bundle.has_message(message)

    def _format(self, message: str, values: Mapping[str, str | int]) -> str | None:
        if not self.bundle.has_message(message):
            return None
        pattern = self.bundle.get_message(message).value
        assert pattern is not None, f"{message} has no text"
        text, _ = self.bundle.format_pattern(pattern, dict(values))
        return str(text)

    def day(self, day: date | str | None) -> str:
        """A day, month or year, as precise as it is known; empty for none."""
        if day is None or day == "":
            return ""
        written = day.isoformat() if isinstance(day, date) else day
        try:
            return self._write_day(written)
        except ValueError:
            return written

    def _write_day(self, written: str) -> str:
        if len(written) == YEAR:
            return written
        if len(written) == MONTH:
            return str(format_skeleton("yMMMM", date.fromisoformat(f"{written}-01"), locale=LOCALES[self.language]))
        return str(format_date(date.fromisoformat(written[:DAY]), "long", locale=LOCALES[self.language]))

    def instant(self, instant: datetime) -> str:
        """A day with its time, in UTC."""
        return f"{format_datetime(instant, 'd MMMM y, HH:mm', locale=LOCALES[self.language])} UTC"

    def number(self, number: int) -> str:
        """A whole number with its groups of digits."""
        return str(format_decimal(number, locale=LOCALES[self.language]))


def write_id(code: str) -> str:
    """A code as the end of a message's id."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", code)


@cache
def read_words(language: Language) -> Words:
    """The words of a language; read once."""
    # What is put into Arabic may run from the left, so it is set apart from what stands around it.
    bundle = FluentBundle([language], use_isolating=language == "ar")
    for file in _list_files(language):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return Words(language, bundle)


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
    messages: dict[str, frozenset[str]] = {}
    for file in _list_files(language):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{file}: cannot be read: {(entry.content or '')[:60]!r}")
            if isinstance(entry, ast.Message):
                messages[entry.id.name] = frozenset(re.findall(r"\$(\w+)", FluentSerializer().serialize_entry(entry)))
    return messages


def _list_files(language: Language) -> list[Path]:
    return sorted((HERE / language).glob("*.ftl"))
