"""Files of visits: each row a visit, or a component of one. Pure: from rows to commands, or to reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Final, cast

from contracts.dates import check_partial
from contracts.ids import visit_id
from contracts.vocabulary import Mode, VisitKind
from reference import Reference
from services.assessments.imports.bodies import check_body, check_type
from services.assessments.imports.commands import SOURCE, ImportVisit
from services.assessments.imports.earlier import DIGEST, Earlier, EarlierVisit
from services.assessments.visits.checks import check_begins_before_it_ends
from services.assessments.visits.model import Component
from shared.engine.imports.files import (
    WRONG_WIDTH,
    LineRejected,
    Ready,
    Rejected,
    describe_refusal,
    yes_or_no,
)
from shared.engine.rules import Refusal

NEEDED: Final = ("iso3", "visit_type", "mode", "start", "end", "date_precision", "note", "source_url")
OPTIONAL: Final = ("visit", "mission", "body", "report_awaited", "synthetic")

LONGEST = {"note": 10_000, "source_url": 500, "visit": 80, "mission": 80}
"""Characters; as the contracts have them, and short enough for a reference made of them."""
PRECISIONS = {"year": len("YYYY"), "month": len("YYYY-MM"), "day": len("YYYY-MM-DD")}
CANDIDATE_DAYS = 365
"""Components of one visit lie months apart, but hardly a year."""


@dataclass(slots=True)
class Reader:
    """Reads the rows of one file."""

    reference: Reference
    today: date
    states: dict[str, str] = field(default_factory=dict)
    """The State of each visit that has a name in the file."""
    seen: dict[str, tuple[str, str, int, int, str, int]] = field(default_factory=dict)
    """State, kind, first and last day, mode and line of each row that names no visit."""
    planned: dict[str, Component] = field(default_factory=dict)
    """The plan so far of each visit that has a name: from its first future component to its last."""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each such row's reference."""
    earlier: Earlier = field(default_factory=Earlier)
    """What earlier files brought, and what this one says of it."""
    near: list[tuple[int, str]] = field(default_factory=list)
    """The line of each row that may correct the kind or the days of a visit, and that visit."""
    changed: list[tuple[int, str]] = field(default_factory=list)
    """The line and the id of each visit that a row of this file corrects."""

    def read(self, rows: Iterable[tuple[int, Mapping[str, str] | None]]) -> Iterator[Ready | Rejected]:
        """Each row as a command, or the reason why it is none."""
        for number, row in rows:
            try:
                if row is None:
                    raise LineRejected(WRONG_WIDTH)
                yield self._line(number, row)
            except LineRejected as rejected:
                yield Rejected(number, str(rejected))
            except Refusal as refusal:
                yield Rejected(number, describe_refusal(refusal))

    def _line(self, number: int, row: Mapping[str, str]) -> Ready:
        check_body(row.get("body", ""), self.reference)
        start, end = _dates(row)
        component = Component(self._mode(row), start, end, _text(row, "note"), _text(row, "source_url"))
        kind, state = self._kind(row), self._state(row, component.last)
        visit, mission = _text(row, "visit"), _text(row, "mission")
        days = f"{start or ''}/{end or ''}"
        synthetic = yes_or_no("synthetic", row.get("synthetic", ""))
        texts = (mission or "", component.note or "", component.source_url or "")
        said = (state, kind, component.mode, days, *texts, *(("synthetic",) if synthetic else ()))
        digest, apart, corrected = _digest(*said, visit or ""), None, False
        ahead = component.first > self.today
        if visit is None:
            reference = f"{state} {kind} {days} {digest[:DIGEST]}"
            corrects = None if ahead else self._find_corrected(number, reference, kind, component)
            reference, corrected = corrects or reference, corrects is not None
            between = component.first.toordinal(), component.last.toordinal()
            # A row with the content of an earlier one changes nothing, so it is not another component.
            self.seen.setdefault(digest, (state, kind, *between, component.mode, number))
            self.lines.setdefault(reference, number)
        else:
            self._same_state(visit, state)
            reference, apart = f"{state} visit {visit}", f"{state} {kind} {days} {_digest(*said, '')[:DIGEST]}"
        if ahead and visit is not None:
            component = self.planned[visit] = _spanning(self.planned.get(visit), component)
        awaited = self._report_awaited(row, kind)
        command = ImportVisit(reference, state, kind, component, mission, ahead, awaited, synthetic, apart, corrected)
        key = f"visits/{digest}" if awaited is None else f"visits/{digest} {awaited}"
        if visit is not None and not ahead:
            command, key = self._correct_named(number, command, key)
        return Ready(number, key, command)

    def _find_corrected(self, number: int, reference: str, kind: VisitKind, component: Component) -> str | None:
        """The reference of the earlier visit that this row corrects. If it is none, notes those that it may be."""
        corrects = self.earlier.find_corrected(reference)
        if corrects is not None:
            self.changed.append((number, visit_id(SOURCE, corrects)))
        else:
            near = self.earlier.list_near(reference, kind, component)
            self.near += [(number, visit_id(SOURCE, one)) for one in near]
        return corrects

    def _correct_named(self, number: int, command: ImportVisit, key: str) -> tuple[ImportVisit, str]:
        """What the row corrects of the visit that it names. Content that comes back after another is no repetition."""
        replaced = self.earlier.find_replaced(command.reference, command.component)
        has_new_kind = self.earlier.has_new_kind(command.reference)
        if replaced is not None or has_new_kind or self.earlier.find_changed(command.reference, command.component):
            self.changed.append((number, visit_id(SOURCE, command.reference)))
            before = self.earlier.visits[command.reference]
            key = f"{key} after {_digest(before.kind, *(repr(one) for one in before.components))[:DIGEST]}"
        return replace(command, replaces=replaced, has_new_kind=has_new_kind), key

    def _report_awaited(self, row: Mapping[str, str], kind: VisitKind) -> bool | None:
        """Whether the row says that a report on it is to come. It is not part of what makes it this visit."""
        text = row.get("report_awaited", "")
        awaited = yes_or_no("report_awaited", text) if text else None
        if awaited and not self.reference.practice.awaits_report[kind]:
            raise LineRejected(f"report_awaited: no report is made on a visit of kind {kind!r}")
        return awaited

    def _state(self, row: Mapping[str, str], on: date) -> str:
        code = row["iso3"].upper()
        state = self.reference.member(code, on)
        if state is None:
            raise LineRejected(self.reference.reason_not_member(code) if code else "iso3 is empty: which State?")
        return state.id

    def _kind(self, row: Mapping[str, str]) -> VisitKind:
        practice = self.reference.practice
        kind = practice.visit_kind(row["visit_type"])
        if kind is None:
            check_type(row["visit_type"], self.reference)
            raise LineRejected(_not_known("visit_type", row["visit_type"], practice.visit_types))
        return cast(VisitKind, kind)

    def _mode(self, row: Mapping[str, str]) -> Mode:
        modes = self.reference.practice.visit_modes
        mode = modes.get("-".join(row["mode"].lower().replace("_", " ").replace("-", " ").split()))
        if mode is None:
            raise LineRejected(_not_known("mode", row["mode"], modes))
        return cast(Mode, mode)

    def _same_state(self, visit: str, state: str) -> None:
        if self.states.setdefault(visit, state) != state:
            raise LineRejected(
                f"another row has visit {visit!r} of another State: a visit is to one, a mission may be to several"
            )

    def candidates(self) -> list[tuple[int, int]]:
        """Lines that look like components of one visit: neighbours in time, of one State and kind.

        They are in different modes with less than a year between them, or of the same days.
        """
        return [
            (min(one[5], other[5]), max(one[5], other[5]))
            for one, other in pairwise(sorted(self.seen.values()))
            if one[:2] == other[:2]
            and (one[2:4] == other[2:4] or (one[4] != other[4] and other[2] - one[3] < CANDIDATE_DAYS))
        ]

    def compare(
        self, visits: Mapping[str, EarlierVisit], rows: Iterable[tuple[int, Mapping[str, str] | None]]
    ) -> Earlier:
        """The visits of earlier files beside the rows of this one, read as if there had been no file before."""
        reader = Reader(self.reference, self.today)
        commands = (one.data for one in reader.read(rows) if isinstance(one, Ready))
        return Earlier(visits, (one for one in commands if isinstance(one, ImportVisit) and not one.ahead))

    def days(self) -> list[str]:
        """State, kind and days of the rows that name no visit, as their references begin."""
        return sorted({reference[:-DIGEST] for reference in self.lines})

    def resembling(self, known: Iterable[tuple[str, str]]) -> list[tuple[int, str]]:
        """Lines beside visits of other files, of one State, kind and days; `known` are all such, reference and id.

        A line that was corrected since is a visit of its own beside the one that it was, until they are merged.
        """
        beside: dict[str, list[str]] = {}
        own: set[str] = set()
        for reference, id_ in known:
            if reference in self.lines:
                own.add(reference)
            else:
                beside.setdefault(reference[:-DIGEST], []).append(id_)
        pairs = ((self.lines[reference], id_) for reference in own for id_ in beside.get(reference[:-DIGEST], ()))
        return sorted({*pairs, *self.near})


def _dates(row: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Start and end, cut to the precision that the row states."""
    precision = row["date_precision"].lower()
    if precision and precision not in PRECISIONS:
        raise LineRejected(_not_known("date_precision", precision, PRECISIONS))
    length = PRECISIONS.get(precision, len("YYYY-MM-DD"))
    start, end = _date(row, "start", length), _date(row, "end", length)
    if start is None and end is None:
        raise LineRejected("it has neither start nor end: give at least the year")
    check_begins_before_it_ends(start, end)
    return start, end


def _date(row: Mapping[str, str], name: str, length: int) -> str | None:
    text = row[name]
    if not text:
        return None
    try:
        return check_partial(text)[:length]
    except ValueError as error:
        raise LineRejected(f"{name} {text[:60]!r}: {error}") from None


def _spanning(one: Component | None, other: Component) -> Component:
    """From where the first of two begins to where the last ends."""
    if one is None:
        return other
    first, last = min(one, other, key=lambda c: c.first), max(one, other, key=lambda c: c.last)
    mode: Mode = one.mode if one.mode == other.mode else "hybrid"
    return Component(mode, first.start or first.end, last.end or last.start, one.note or other.note)


def _text(row: Mapping[str, str], name: str) -> str | None:
    text = row.get(name) or None
    if text is not None and len(text) > LONGEST[name]:
        raise LineRejected(f"{name} has {len(text)} characters; the most is {LONGEST[name]}")
    if text is not None and name != "note" and any(character < " " or character == "\x7f" for character in text):
        raise LineRejected(f"{name} holds a line break or another control character")
    return text


def _not_known(name: str, text: str, known: Mapping[str, object]) -> str:
    return f"{name} {text[:60]!r} is not known; known are {', '.join(filter(None, known))}"


def _digest(*parts: str) -> str:
    """The digest of a row's content. The same visit in another spelling has the same digest."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:40]
