"""Files of projects: JSON Lines of the notices' data, or CSV with one recommendation a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import orjson

from services.unoct.commands.projects import OWN_SOURCE, RegisterProject, SaidProject
from shared.engine.imports.files import WRONG_WIDTH, LineRejected, Ready, Rejected, parsed, told, yes_or_no
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
    said: SaidProject


def commands(lines: Iterable[Line | Rejected], principal: Principal, source: str | None) -> Iterator[Ready | Rejected]:
    """The lines as commands. `source` is whose references they are, where a line does not say so itself."""
    for one in lines:
        if isinstance(one, Rejected):
            yield one
            continue
        try:
            said_by = source_of(principal, one.said.source or source, OWN_SOURCE)
        except Refusal as refusal:
            yield Rejected(one.number, told(refusal))
        else:
            content = sha256(f"{said_by}\n{one.said.model_dump_json()}".encode()).hexdigest()
            yield Ready(one.number, f"projects/{content[:40]}", RegisterProject(said_by, one.said))


def read_line(number: int, data: bytes) -> Line | Rejected:
    """One project, as its notice has it."""
    said = parsed(number, data, SaidProject)
    return said if isinstance(said, Rejected) else Line(number, said)


# ---- CSV ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """The rows of one project."""

    line: int
    said: dict[str, Any]
    recommendations: list[str] = field(default_factory=list)
    problem: Rejected | None = None
    """Of its first row that contradicts: then the project is not registered."""


def read_csv(rows: Iterable[tuple[int, Mapping[str, str] | None]]) -> Iterator[Line | Rejected]:
    """Rows of one source and reference are one project, told by its first line."""
    groups: dict[tuple[str, str], _Group] = {}
    for number, row in rows:
        if row is None:
            yield Rejected(number, WRONG_WIDTH)
            continue
        try:
            said = _said(row)
        except LineRejected as rejected:
            yield Rejected(number, str(rejected))
            continue
        group = groups.setdefault((row.get("source", ""), row["reference"]), _Group(number, said))
        if said != group.said:
            reason = f"it says something else of the project than line {group.line}"
            group.problem = group.problem or Rejected(number, reason)
        if row.get("recommendation"):
            group.recommendations.append(row["recommendation"])
    for group in groups.values():
        whole = group.said | {"recommendations": group.recommendations}
        yield group.problem or read_line(group.line, orjson.dumps(whole))


def _said(row: Mapping[str, str]) -> dict[str, Any]:
    """What a row says of its project; what is empty is left out."""
    told = (*NEEDED, *OPTIONAL)
    said: dict[str, Any] = {name: row[name] for name in told if row.get(name) and name != "recommendation"}
    for name in LISTS:
        said[name] = row.get(name, "").replace(";", " ").split()
    if "budget_usd" in said:
        said["budget_usd"] = _whole_number(said["budget_usd"])
    if "synthetic" in said:
        said["synthetic"] = yes_or_no("synthetic", said["synthetic"])
    return said


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):  # the limit of the contract has 13
        raise LineRejected("budget_usd: should be a whole number of dollars, in digits only")
    return int(text)
