"""The status of a treaty, as depositaries list it: a line a participant, known by its English name. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from contracts.vocabulary import Line
from services.council.signals.commands import RecordSignals
from services.council.signals.imports.lines import Lines, NoMember, Row, is_synthetic
from services.council.signals.imports.names import Names
from shared.engine.imports.files import ColumnsMissing, LineRejected

NEEDED: Final = ("participant",)
SIGNATURE: Final = "signature"
BOUND: Final = {
    "": "ratification",
    "A": "acceptance",
    "AA": "approval",
    "a": "accession",
    "c": "formal confirmation",
    "d": "succession",
    "s": "definitive signature",
}
"""By the letters behind a date: how the State became bound."""
SIGNED, NEITHER = "signature", "none"
_MONTHS: Final = {
    name.casefold(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names)
} | {"sept": 9}
_DATE: Final = re.compile(r"(\d{1,2}) ([A-Za-z]+)\.? (\d{4})(?: ?([A-Za-z]{1,2}))?")


def find_status_column(header: Sequence[str]) -> str:
    """The column that says when a participant became bound: each treaty's list names it a little differently."""
    for name in header:
        if "ratification" in name or "accession" in name:
            return name
    raise ColumnsMissing("Missing: one whose name has `ratification` or `accession` in it.", ("ratification",))


def reader(lines: Lines, treaty: Line, header: Sequence[str]) -> Callable[[Row], RecordSignals]:
    """Reads a row. It raises LineRejected."""
    names, status = Names(lines.reference), find_status_column(header)

    def read(row: Row) -> RecordSignals:
        state = _state(names, row["participant"], lines)
        signed = _date(lines, SIGNATURE, row.get(SIGNATURE, ""))
        bound = _date(lines, "ratification", row[status])
        if signed and bound and bound[0] < signed[0]:
            raise LineRejected("it is bound by the treaty before it signed it")
        since, how = bound or (signed and (signed[0], SIGNED)) or (None, NEITHER)
        return RecordSignals("treaty", state, since.isoformat() if since else None, ((treaty, how),), is_synthetic(row))

    return read


def _state(names: Names, participant: str, lines: Lines) -> str:
    if not participant:
        raise LineRejected("participant is empty: which State?")
    state = names.member(participant)
    if state is None and names.is_jurisdiction(participant):
        raise NoMember(participant[:60], names.reason_not_member(participant))
    if state is None:
        raise LineRejected(names.reason_not_member(participant))
    if not state.member_on(lines.today):
        raise NoMember(participant[:60], f"{state.id} is no Member State today")
    return state.id


def _date(lines: Lines, column: str, text: str) -> tuple[date, str] | None:
    """The day, and what was done on it; `24 Sep 2003 a` is an accession."""
    written = " ".join(text.split())
    if not written:
        return None
    match = _DATE.fullmatch(written)
    month = _MONTHS.get(match[2].casefold(), 0) if match else 0
    if match is None or not month or (match[4] or "") not in BOUND:
        letters = ", ".join(filter(None, BOUND))
        raise LineRejected(f"{column} {text[:60]!r} is no date like 24 Sep 2003, with {letters} or nothing behind it")
    try:
        day = date(int(match[3]), month, int(match[1]))
    except ValueError:
        raise LineRejected(f"{column} {text[:60]!r}: this date does not exist") from None
    lines.check_day(column, day)
    return day, BOUND[match[4] or ""]
