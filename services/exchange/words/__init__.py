"""The words of e-mail to subscribers: messages in the six languages, by the engine that reports have too.

`find_gaps` says what is missing, and `make check` fails on it. So a reader always finds a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from fluent.syntax import FluentSerializer, ast

from contracts.vocabulary import REPORTS
from reference import LANGUAGES, Language
from shared.words import messages
from shared.words.files import list_files, read_resource
from shared.words.messages import Words

HERE: Final = Path(__file__).parent


@cache
def read_words(language: Language) -> Words:
    """The words of a language; read once."""
    return messages.read_words(HERE, language)


def find_gaps() -> Iterator[str]:
    """What a language lacks beside English, has too much, or says with other values."""
    usual = _read_values("en")
    yield from (f"services/exchange/words/en: lacks report-{one}" for one in REPORTS if f"report-{one}" not in usual)
    for language in LANGUAGES:
        there = _read_values(language)
        for name in sorted(usual.keys() | there.keys()):
            if usual.get(name) != there.get(name):
                yield f"services/exchange/words/{language}: {name} is not as in English"


def _read_values(language: Language) -> dict[str, frozenset[str]]:
    """The values that each message takes, by its id."""
    return {
        entry.id.name: frozenset(re.findall(r"\$(\w+)", FluentSerializer().serialize_entry(entry)))
        for file in list_files(HERE, language)
        for entry in read_resource(file).body
        if isinstance(entry, ast.Message)
    }
