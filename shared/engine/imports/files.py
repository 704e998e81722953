"""A file that somebody sends in: text in UTF-8, looked through before anything of it is taken; its lines. Pure."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Final, TypeVar

from pydantic import BaseModel, ValidationError

from contracts.bounds import find_excess
from contracts.catalog import LARGEST_NOTICE, explain_repeated, find_repeated_name
from contracts.explaining import explain
from shared.engine.refusal import Refusal

Line = TypeVar("Line")
Model = TypeVar("Model", bound=BaseModel)

LARGEST_FILE = 12 * 1024 * 1024
"""Bytes: a hundred thousand visits, five times all that can have been. Its rows take up to ten times as much."""
LONGEST_FIELD = 100_000
"""Characters of one field: ten times the longest text that is kept."""
LONGEST_ROW = LARGEST_NOTICE
"""Characters of one row of a CSV."""
MOST_COMMAS = 20_000
"""In one row of a CSV, those in its texts among them: twice as many as the longest row of plain text has."""
MUCH_ALIKE = 0.88
"""How much of two names is equal (`difflib`) where one is the other misspelt: `mission_id` is not yet `mission`."""
PIECE = 1024 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class TooManyLines(Refusal):
    """A file of others than the Committee's staff has 500 lines at most: send it in parts. Nothing was imported."""

    status = 413


class FileTooLarge(Refusal):
    """The file is larger than 12 MB: send it in parts, each with the header."""

    status = 413


class NotUtf8(Refusal):
    """The file is not text in UTF-8: save it in that encoding, then send it again. Nothing was imported."""

    status = 422


class NotCsv(Refusal):
    """The file cannot be read as CSV, separated by commas: look for a quotation mark that is not closed."""

    status = 422


class EmptyFile(Refusal):
    """The file is empty: its first line must name the columns."""

    status = 422


class ColumnsMissing(Refusal):
    """The first line must name every column that is needed, separated by commas. Nothing was imported."""

    status = 422


class ColumnMisspelt(Refusal):
    """The first line has a column that looks like a misspelt one. Nothing was imported."""

    status = 422


WRONG_WIDTH = "it has more or fewer fields than the first line: look for a comma in a text"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not imported, and why."""

    line: int
    """The header is line 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A line that can be a command."""

    line: int
    key: str
    """Follows from the content: the same line is the same command."""
    data: object
    """The command's body."""


class LineRejected(Exception):
    """This line cannot be imported; the message says why, and what to do."""


YES_OR_NO: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


def yes_or_no(column: str, text: str) -> bool:
    """What stands in this column; nothing means no. Raises LineRejected."""
    if text.lower() not in YES_OR_NO:
        raise LineRejected(f"{column} is neither true nor false")
    return YES_OR_NO[text.lower()]


def describe_refusal(refusal: Refusal) -> str:
    """The refusal as the reason of a line: what happened, by which rule and paragraph, and where."""
    by = ", ".join(filter(None, (refusal.rule and f"rule {refusal.rule}", refusal.paragraph)))
    where = "; ".join(filter(None, (by, ", ".join(refusal.fields))))
    return refusal.sentence + (f" ({where})" if where else "")


def check_text(file: IO[bytes]) -> None:
    """Reads the file through. Raises NotUtf8 with the line, or EmptyFile."""
    file.seek(0)
    decoder, line, empty = codecs.getincrementaldecoder("utf-8")(), 1, True
    while piece := file.read(PIECE):
        if empty and piece.startswith(_WIDE):
            raise NotUtf8("It begins like UTF-16 or UTF-32.")
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            raise NotUtf8(f"The first byte that is none is in line {line}.") from None
        if "\0" in text:
            raise NotUtf8(f"Line {line + text[: text.index(chr(0))].count(chr(10))} holds the character NUL.")
        line += text.count("\n")
        empty = empty and not text.strip("\ufeff \r\n")
    if decoder.getstate()[0]:
        raise NotUtf8(f"It breaks off in line {line}.")
    if empty:
        raise EmptyFile


def count_lines(text: bytes) -> int:
    """The lines of a text, however they end, without the empty ones at its end."""
    text = text.rstrip(b"\r\n")
    return 1 + text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


@contextmanager
def text_of(file: IO[bytes]) -> Iterator[io.TextIOWrapper]:
    """The text of a checked file, without a byte order mark. The file stays open."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield text
    finally:
        with suppress(ValueError):  # whoever read no further has closed the file
            text.detach()


def lines_of(file: IO[bytes]) -> Iterator[str]:
    """The lines of a checked file, which stays open."""
    with text_of(file) as text:
        yield from text


def first_character(file: IO[bytes]) -> str:
    """The first character that is no space."""
    file.seek(0)
    return file.read(PIECE).decode("utf-8-sig", "ignore").lstrip()[:1]


def read_json_lines(lines: Iterable[str], read: Callable[[int, bytes], Line]) -> Iterator[Line]:
    """Each line that says something, as this reads it with its number."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read(number, line.encode())


def parse_line(number: int, data: bytes, model: type[Model]) -> Model | Rejected:
    """What a line says, as JSON of this model; or the reason why it is none.

    A field that the model does not have is one, unless its name begins with `x_`: as for a notice.
    """
    if len(data) > LARGEST_NOTICE:
        return Rejected(number, f"it has {len(data)} bytes; the most is {LARGEST_NOTICE}")
    if excess := find_excess(data):
        return Rejected(number, excess)
    if name := find_repeated_name(data):
        return Rejected(number, explain_repeated(name))
    try:
        return model.model_validate_json(data, extra="forbid")
    except ValidationError as error:
        found = explain(error, model)
    return model.model_validate_json(data, extra="ignore") if found is None else Rejected(number, found.reason)


@dataclass(frozen=True, slots=True)
class Csv:
    """A CSV file that was read through, and the places of its columns."""

    file: IO[bytes]
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, dict[str, str] | None]]:
        """Each row with its first line, as what stands in each column; None where their number is wrong."""
        width = len(self.header)
        for line, row in _rows(self.file):
            if line == 1 or not row:
                continue
            # One empty field too many is refused as well: a comma in a text has moved all behind it by one.
            fits = len(row) == width
            yield line, {name: field.strip() for name, field in zip(self.header, row, strict=True)} if fits else None


def open_csv(file: IO[bytes], needed: Sequence[str], optional: Sequence[str] = ("synthetic",)) -> Csv:
    """The file, read through to its end. Raises what is wrong with it as a whole."""
    check_text(file)
    header: list[str] = []
    for line, row in _rows(file):
        if line == 1:
            header = [name.strip().lower() for name in row]
    missing = tuple(name for name in needed if name not in header)
    if missing:
        raise ColumnsMissing(f"Missing: {', '.join(missing)}.", missing)
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise ColumnsMissing("A column is named twice.")
    _check_spelling(header, {*needed, *optional})
    return Csv(file, tuple(header))


def _check_spelling(header: Sequence[str], known: Set[str]) -> None:
    """Other columns are ignored. Nobody would see that of a misspelt one: `syntetic` makes what is invented real."""
    absent = sorted(known - set(header))
    for number, name in enumerate(header, 1):
        if name not in known and (close := difflib.get_close_matches(name[:100], absent, 1, MUCH_ALIKE)):
            raise ColumnMisspelt(
                f"Column {number} looks like `{close[0]}`: correct its name, or give it a very different one.",
                tuple(close),
            )


@dataclass(slots=True)
class _Lines:
    """The lines of a text. `csv.reader` makes all fields of a row at once, so a row has a bound before."""

    text: IO[str]
    characters: int = 0
    commas: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_ROW + 1)
        self.characters += len(line)
        self.commas += line.count(",")
        if self.characters > LONGEST_ROW or self.commas > MOST_COMMAS:
            raise csv.Error(f"it has more than {LONGEST_ROW} characters or {MOST_COMMAS} commas")
        if not line:
            raise StopIteration
        return line

    def begin_row(self) -> None:
        self.characters = self.commas = 0


def _rows(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    with text_of(file) as text:
        lines = _Lines(text)
        reader, line = csv.reader(lines, strict=True), 1
        csv.field_size_limit(LONGEST_FIELD)
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
                lines.begin_row()
        except csv.Error as error:
            raise NotCsv(f"The row that begins in line {line}: {error}.") from None
