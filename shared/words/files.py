"""The Fluent files of a language (https://projectfluent.org). A message is read when it is first said.

To read all of a language takes a third of a second, and most of what a process says is a small part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from reference import Language

HERE: Final = Path(__file__).parent
"""Numbers and days, which reports and pages write alike: a folder for each language."""
_ENTRY: Final = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*) *=", re.MULTILINE)
"""Where a message or a term begins. All its other lines are indented, or end a list of variants."""
_MENTIONED: Final = re.compile(r"\{\s*(-?[A-Za-z][A-Za-z0-9_-]*)")
"""A message or a term that another one says; perhaps a function, of which no file knows."""


def list_files(directory: Path, language: Language) -> list[Path]:
    """The files of a language in this directory, behind those of numbers and days."""
    return [file for place in (HERE, directory) for file in sorted((place / language).glob("*.ftl"))]


def read_resource(file: Path) -> ast.Resource:
    """What a file holds, with its comments. What cannot be read is in it as `ast.Junk`."""
    return FluentResource(file.read_text(encoding="utf-8"))


class Catalogue:
    """The messages of some files' texts. Threads may share it."""

    def __init__(self, language: Language, texts: Iterable[str], isolates: bool = False) -> None:
        self._bundle = FluentBundle([language], use_isolating=isolates)
        self._unread: dict[str, str] = {}
        for text in texts:
            for id_, entry in _split_entries(text):
                self._unread.setdefault(id_, entry)
        self.ids = tuple(id_ for id_ in self._unread if not id_.startswith("-"))
        """Of all its messages, in the order of the files."""

    def get(self, id_: str) -> Any:
        """The message of this id, with `value` and `attributes`; None if there is none."""
        if id_ in self._unread:
            self._read(id_)
        return self._bundle.get_message(id_) if self._bundle.has_message(id_) else None

    def format(self, pattern: Any, arguments: Mapping[str, Any]) -> tuple[str, list[Exception]]:
        """What a message's value or attribute says with these arguments, and what is wrong with it."""
        made, errors = self._bundle.format_pattern(pattern, dict(arguments))
        return str(made), errors

    def _read(self, id_: str) -> None:
        """Reads it and all that it mentions. Until all is there it counts as unread, and other threads read it too."""
        wanted, texts = [id_], dict[str, str]()
        while wanted:
            one = wanted.pop()
            text = self._unread.get(one)
            if text is not None and one not in texts:
                texts[one] = text
                wanted += _MENTIONED.findall(text)
        self._bundle.add_resource(FluentResource("\n".join(texts.values())))
        for one in texts:
            self._unread.pop(one, None)


def _split_entries(text: str) -> Iterator[tuple[str, str]]:
    """The id of each message and term of a file, and its lines."""
    begins = list(_ENTRY.finditer(text))
    ends = [*(one.start() for one in begins[1:]), len(text)]
    for begin, end in zip(begins, ends, strict=False):
        yield begin[1], text[begin.start() : end]
