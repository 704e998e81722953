"""The messages of a language beside the English ones, and what a translator sends back. Pure, but for the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from fluent.syntax import FluentParser, FluentSerializer, ast

from reference import Language
from services.council.words import checking
from services.council.words.catalogue import HERE as OF_REPORTS
from services.exchange.words import HERE as OF_LETTERS
from services.portal.words import HERE as OF_PAGES
from shared.words.files import HERE as OF_BOTH

ROOMS: Final[Mapping[str, Path]] = {
    "reports": OF_REPORTS,
    "pages": OF_PAGES,
    "letters": OF_LETTERS,
    "days": OF_BOTH,
}
"""Where words are: of reports, of the pages for people, of e-mail to subscribers, and those that several have."""
State = Literal["initial", "translated", "reviewed", "final"]
"""As XLIFF has it: not translated, a draft, approved by a translator, as documents of the United Nations have it."""
MARKS: Final[Mapping[State, str]] = {"reviewed": "approved", "final": "UN"}
"""The comment above a message in each state; a draft has none."""
_PARSER: Final = FluentParser(with_spans=False)
_SERIALIZER: Final = FluentSerializer()


@dataclass(frozen=True, slots=True)
class Unit:
    """A message, or a part of one, in English and in another language."""

    file: str
    """Room and name, such as `reports/annual`."""
    id: str
    """`id`, or `id.attribute`."""
    source: str
    target: str
    state: State
    note: str = ""
    """What the English file says about it."""
    line: int = 0
    """Where it stands in the file that was read."""


def list_units(language: Language) -> Iterator[Unit]:
    """All of them, in the order of the English files."""
    for room, directory in ROOMS.items():
        for file in sorted((directory / "en").glob("*.ftl")):
            texts = (_read(place / file.name) for place in (directory / "en", directory / language))
            yield from _list_units_of(f"{room}/{file.stem}", *texts)


@lru_cache(maxsize=200)  # an import asks three times for what takes a while to parse
def _list_units_of(file: str, english: str, other: str) -> tuple[Unit, ...]:
    translated = _PARSER.parse(other)
    targets = dict(checking.list_patterns(translated))
    states = {one.id.name: _read_state(one) for one in _list(translated)}
    units = []
    for message in _list(_PARSER.parse(english)):
        note = message.comment.content or "" if message.comment else ""
        for id_, pattern in checking.list_patterns(ast.Resource([message])):
            target = write_pattern(targets[id_]) if id_ in targets else ""
            state = states.get(message.id.name, "initial") if target else "initial"
            units.append(Unit(file, id_, write_pattern(pattern), target, state, note))
    return tuple(units)


def find_problems(language: Language, units: Iterable[Unit]) -> Iterator[str]:
    """What cannot be taken back, each with its line: all of it must be right before anything is written."""
    english = {(unit.file, unit.id): unit for unit in list_units(language)}
    seen = set()
    for unit in units:
        where = f"line {unit.line}: {unit.id}"
        ours = english.get((unit.file, unit.id))
        if ours is None:
            yield f"{where}: there is no such message in {unit.file}"
            continue
        if (unit.file, unit.id) in seen:
            yield f"{where}: it stands twice"
        seen.add((unit.file, unit.id))
        if unit.source != ours.source:
            yield f"{where}: the English message has changed since: export again"
        elif unit.target not in ("", ours.target):
            yield from (f"{where}: {problem}" for problem in _find_problems_of(language, unit))


def _find_problems_of(language: Language, unit: Unit) -> Iterator[str]:
    source, target = read_pattern(unit.source), read_pattern(unit.target)
    assert source is not None, "what was written from a file can be read"
    if target is None:
        yield "cannot be read: compare braces and arrows with the English message"
    else:
        yield from checking.compare_patterns(language, source, target, checking.find_further(unit.id))


def apply_units(language: Language, units: Iterable[Unit]) -> dict[Path, str]:
    """The texts of the files that change. What has no target stays as it is; a draft stays marked as one."""
    present = {(unit.file, unit.id): (unit.target, unit.state) for unit in list_units(language)}
    by_file: dict[str, dict[str, Unit]] = {}
    for unit in units:
        if unit.target:
            by_file.setdefault(unit.file, {})[unit.id] = unit
    changed: dict[Path, str] = {}
    for name, of_file in by_file.items():
        if all(present[name, id_] == (unit.target, unit.state) for id_, unit in of_file.items()):
            continue
        room, _, stem = name.partition("/")
        path = ROOMS[room] / language / f"{stem}.ftl"
        resource = parse(path)
        for message in _list(resource):
            _apply(message, of_file)
        changed[path] = write_resource(resource)
    return changed


def _apply(message: ast.Message, units: Mapping[str, Unit]) -> None:
    states = []
    for id_, pattern in list(checking.list_patterns(ast.Resource([message]))):
        unit = units.get(id_)
        if unit is None:
            return
        states.append(unit.state)
        new = read_pattern(unit.target)
        assert new is not None, "find_problems has read it"
        pattern.elements = new.elements
    mark = MARKS.get(states[0], "") if len(set(states)) == 1 else ""
    lines = (message.comment.content or "").split("\n") if message.comment else []
    kept = [line for line in lines if line and line not in MARKS.values()] + ([mark] if mark else [])
    message.comment = ast.Comment("\n".join(kept)) if kept else None


def list_unformatted() -> dict[Path, str]:
    """The files of reports that are not as `apply_units` writes them, as it would."""
    texts = {file: write_resource(parse(file)) for file in sorted(OF_REPORTS.glob("*/*.ftl"))}
    return {file: text for file, text in texts.items() if text != file.read_text(encoding="utf-8")}


def parse(file: Path) -> ast.Resource:
    """The file; empty where there is none."""
    return _PARSER.parse(_read(file))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def write_resource(resource: ast.Resource) -> str:
    """The text of a file."""
    text: str = _SERIALIZER.serialize(resource)
    return text


def _list(resource: ast.Resource) -> list[ast.Message]:
    return [one for one in resource.body if isinstance(one, ast.Message)]


def _read_state(message: ast.Message) -> State:
    lines = (message.comment.content or "").split("\n") if message.comment else []
    return next((state for state, mark in MARKS.items() if mark in lines), "translated")


def write_pattern(pattern: ast.Pattern) -> str:
    """The words with their arguments, as a Fluent file has them, from the first line on."""
    text = _SERIALIZER.serialize_entry(ast.Message(ast.Identifier("m"), pattern)).removeprefix("m =")
    return "\n".join(line.removeprefix("    ") for line in text.split("\n")).strip()


def read_pattern(text: str) -> ast.Pattern | None:
    """The same back. None: it cannot be read."""
    lines = "\n".join(f"    {line}" for line in text.strip().split("\n"))
    entry = _PARSER.parse_entry(f"m =\n{lines}\n")
    return entry.value if isinstance(entry, ast.Message) and not entry.attributes else None
