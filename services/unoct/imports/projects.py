"""Files of projects: JSON Lines of the notices' data, or CSV with one recommendation a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import orjson

from services.unoct.names import OWN_SOURCE
from services.unoct.projects.commands import RegisterProject, SaidProject
from shared.engine.imports.files import (
    WRONG_WIDTH,
    LineRejected,
    Ready,
    Rejected,
    describe_refusal,
    parse_line,
    yes_or_no,
)
from shared.engine.notices.sources import source_of
from shared.engine.principals import Principal
from shared.engine.rules import Refusal

NEEDED: Final = ("reference", "title", "lead_body", "states", "themes", "status")
"""Columns of the CSV; States, themes and products are separated by spaces or semicolons."""
OPTIONAL: Final = ("kind", "start", "end", "budget_usd", "recommendation", "products", "source", "synthetic")
LISTS: Final = ("states", "themes", "products")


@dataclass(frozen=True, slots=True)
class Line:
    """A project that can be registered, and the line in which it begins."""

    number: int
    given: SaidProject


def build_commands(
    lines: Iterable[Line | Rejected], principal: Principal, source: str | None
) -> Iterator[Ready | Rejected]:
    """The lines as commands. `source` is whose references they are, unless a line says it itself."""
    for line in lines:
        if isinstance(line, Rejected):
            yield line
            continue
        try:
            own_source = source_of(principal, line.given.source or source, OWN_SOURCE)
        except Refusal as refusal:
            yield Rejected(line.number, describe_refusal(refusal))
        else:
            content = sha256(f"{own_source}\n{line.given.model_dump_json()}".encode()).hexdigest()
            yield Ready(line.number, f"projects/{content[:40]}", RegisterProject(own_source, line.given))


def read_line(number: int, data: bytes) -> Line | Rejected:
    """One project, as its notice has it."""
    given = parse_line(number, data, SaidProject)
    return given if isinstance(given, Rejected) else Line(number, given)


# ---- CSV ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """The rows of one project."""

    line: int
    content: str
    """As JSON, which takes a third of the memory. As text: the bytes that orjson gives keep more than they need."""
    recommendations: list[str] = field(default_factory=list)
    problem: Rejected | None = None
    """The problem of its first row that contradicts the others. If there is one, the project is not registered."""


def read_csv(rows: Iterable[tuple[int, Mapping[str, str] | None]]) -> Iterator[Line | Rejected]:
    """Rows of one source and reference are one project. Its number is that of its first line."""
    groups: dict[tuple[str, str], _Group] = {}
    for number, row in rows:
        if row is None:
            yield Rejected(number, WRONG_WIDTH)
            continue
        try:
            content = orjson.dumps(_read_row(row)).decode()
        except LineRejected as rejected:
            yield Rejected(number, str(rejected))
            continue
        group = groups.setdefault((row.get("source", ""), row["reference"]), _Group(number, content))
        if content != group.content:
            reason = f"it says something else of the project than line {group.line}"
            group.problem = group.problem or Rejected(number, reason)
        if row.get("recommendation"):
            group.recommendations.append(row["recommendation"])
    for group in groups.values():
        whole = orjson.loads(group.content) | {"recommendations": group.recommendations}
        yield group.problem or read_line(group.line, orjson.dumps(whole))


def _read_row(row: Mapping[str, str]) -> dict[str, Any]:
    """The content of a row, without its recommendation. An empty field is left out."""
    names = (*NEEDED, *OPTIONAL)
    content: dict[str, Any] = {name: row[name] for name in names if row.get(name) and name != "recommendation"}
    for name in LISTS:
        content[name] = row.get(name, "").replace(";", " ").split()
    if "budget_usd" in content:
        content["budget_usd"] = _whole_number(content["budget_usd"])
    if "synthetic" in content:
        content["synthetic"] = yes_or_no("synthetic", content["synthetic"])
    return content


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):  # the limit of the contract has 13
        raise LineRejected("budget_usd: should be a whole number of dollars, in digits only")
    return int(text)
