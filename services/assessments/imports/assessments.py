"""Files of assessments: JSON Lines of the notice's data, or CSV with one recommendation a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import orjson

from services.assessments.assessments.commands.completing import SubmittedReport
from shared.engine.imports.files import WRONG_WIDTH, LineRejected, Rejected, parse_line, yes_or_no

NEEDED: Final = (
    "reference", "state", "kind", "report_date", "submitted_to_ctc_on",
    "recommendation_reference", "text", "themes", "priority", "made_by", "assistance_needed",
)  # fmt: skip
"""Columns of the CSV; `themes` are separated by spaces or semicolons."""
OF_REPORT: Final = (*NEEDED[:5], "received_by_state_on", "source")
OF_VISIT: Final = ("start", "end", "mode")
OF_RELEASE: Final = ("decided_by", "decided_on", "consulted_ctc")
OF_RECOMMENDATION: Final = ("text", "provision", "priority", "made_by", "audience")
KNOWN: Final = {
    *NEEDED, *OF_REPORT, *OF_RECOMMENDATION, "assistance_requested", "pillar", "synthetic", "",
    *(f"visit_{name}" for name in OF_VISIT), *(f"wider_release_{name}" for name in OF_RELEASE),
}  # fmt: skip
"""Another column may be a misspelt one: `audiance` would leave what is confidential to the UN system."""


@dataclass(frozen=True, slots=True)
class Line:
    """A report that can be imported, and the line it begins in."""

    number: int
    key: str
    """Follows from the content: the same report is the same command."""
    content: SubmittedReport


def read_line(number: int, data: bytes) -> Line | Rejected:
    """One report, as its notice has it."""
    content = parse_line(number, data, SubmittedReport)
    if isinstance(content, Rejected):
        return content
    return Line(number, f"assessments/{sha256(data).hexdigest()[:40]}", content)


# ---- CSV ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """The rows of one report, as JSON: so they take a third of the memory."""

    line: int
    report: str | None = None
    recommendations: list[str] = field(default_factory=list)
    problem: Rejected | None = None
    """The problem of its first unreadable row. If there is one, nothing of the report is imported."""


def read_csv(rows: Iterable[tuple[int, Mapping[str, str] | None]]) -> Iterator[Line | Rejected]:
    """One recommendation a row; rows of one source and reference are one report, told in its first line."""
    groups: dict[tuple[str, str], _Group] = {}
    for number, row in rows:
        if row is None:
            yield Rejected(number, WRONG_WIDTH)
            continue
        group = groups.setdefault((row.get("source", ""), row["reference"]), _Group(number))
        try:
            _add(group, row)
        except LineRejected as rejected:
            group.problem = group.problem or Rejected(number, str(rejected))
    for group in groups.values():
        yield group.problem or read_line(group.line, _json(group))


def _add(group: _Group, row: Mapping[str, str]) -> None:
    if unknown := sorted(row.keys() - KNOWN):
        raise LineRejected(f"there is no column {unknown[0]!r}: correct its name, or leave it out")
    report = _write(_report(row))
    group.report = group.report or report
    if report != group.report:
        raise LineRejected(f"it says something else of the report than line {group.line}")
    if row["recommendation_reference"] or row["text"]:
        group.recommendations.append(_write(_recommendation(row)))


def _report(row: Mapping[str, str]) -> dict[str, Any]:
    report: dict[str, Any] = {name: row[name] for name in OF_REPORT if row.get(name)}
    visit = {name: row[f"visit_{name}"] for name in OF_VISIT if row.get(f"visit_{name}")}
    if visit:
        report["visit"] = visit
    if row.get("wider_release_decided_by"):
        consulted = yes_or_no("wider_release_consulted_ctc", row.get("wider_release_consulted_ctc", ""))
        fields = {name: row.get(f"wider_release_{name}", "") for name in OF_RELEASE[:2]}
        report["wider_release"] = fields | {"consulted_ctc": consulted}
    if row.get("synthetic"):
        report["synthetic"] = yes_or_no("synthetic", row["synthetic"])
    return report


def _recommendation(row: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: row[name] for name in OF_RECOMMENDATION if row.get(name)}
    fields["reference"] = row["recommendation_reference"]
    fields["themes"] = row["themes"].replace(";", " ").split()
    for name in ("assistance_needed", "assistance_requested"):
        fields[name] = yes_or_no(name, row.get(name, ""))
    if row.get("pillar"):
        fields["pillar"] = int(row["pillar"]) if row["pillar"].isdecimal() else row["pillar"]
    return fields


def _json(group: _Group) -> bytes:
    recommendations = [orjson.Fragment(one) for one in group.recommendations]
    return orjson.dumps({**orjson.loads(group.report or "{}"), "recommendations": recommendations})


def _write(fields: dict[str, Any]) -> str:
    """As text: the bytes that orjson gives keep more memory than they need."""
    return orjson.dumps(fields).decode()
