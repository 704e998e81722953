"""The status of a treaty, as depositaries list it: a line a participant, known by its English name. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.vocabulary import Line
from services.council.signals.commands import RecordSignals
from services.council.signals.imports.lines import Lines, NoMember, Row, is_synthetic
from services.council.signals.imports.names import Names, normalize
from shared.engine.imports.files import ColumnsMissing, LineRejected

PARTICIPANT: Final = "participant"
BOUND: Final = {
    "": "ratification",
    "A": "acceptance",
    "AA": "approval",
    "a": "accession",
    "c": "formal confirmation",
    "d": "succession",
    "p": "simplified procedure",
    "P": "consent to be bound",
    "s": "definitive signature",
}
"""By the letters behind a date: how the State became bound."""
SIGNED, NEITHER = "signature", "none"
SIGNATURES: Final = {"": SIGNED, "d": SIGNED, "s": SIGNED}
"""The same in the column of signatures: who succeeds to a signature (d), or signs ad referendum (s), is a signatory."""
_BINDING: Final = (
    "ratification", "acceptance", "approval", "accession", "succession", "formal confirmation", "definitive signature",
    "consent to be bound",
)  # fmt: skip
"""Words in the name of the column that says when a participant became bound: each treaty has some of them."""
_NOT_BINDING: Final = re.compile("succession to signature|provisional|confirmation of signature")
_MONTHS: Final = {
    name.casefold(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names)
} | {"sept": 9}
_DATE: Final = re.compile(r"(\d{1,2}) ([A-Za-z]+)\.? (\d{4})(?: ?([A-Za-z]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list, as it names them."""

    participant: str
    bound: str
    """When a participant became bound."""
    signature: str | None
    """None: the treaty was not open to signature."""


def find_columns(header: Sequence[str]) -> Columns:
    """What each column is: every treaty's list names them a little differently. Raises ColumnsMissing."""
    signatures = [name for name in header if _is_of_signatures(name)]
    bound = [name for name in header if name not in signatures and _is_binding(name)]
    participants = [name for name in header if normalize(name) == PARTICIPANT]
    if not participants:
        raise ColumnsMissing(f"Missing: {PARTICIPANT}.", (PARTICIPANT,))
    if not bound:
        raise ColumnsMissing("Missing: one whose name has `ratification` or `accession` in it.", ("ratification",))
    for names in (participants, signatures, bound):
        if len(names) > 1:
            raise ColumnsMissing(f"Two columns say the same: {names[0]!r} and {names[1]!r}. Keep the right one.")
    return Columns(participants[0], bound[0], signatures[0] if signatures else None)


def _is_of_signatures(name: str) -> bool:
    return "signature" in name and not _is_binding(name)


def _is_binding(name: str) -> bool:
    """`Signature, Succession to signature(d)` is not: it says who signed."""
    acts = [act for act in name.split(",") if not _NOT_BINDING.search(act)]
    return any(word in act for word in _BINDING for act in acts)


def reader(lines: Lines, treaty: Line, header: Sequence[str]) -> Callable[[Row], RecordSignals]:
    """Reads a row. It raises LineRejected."""
    names, columns = Names(lines.reference), find_columns(header)

    def read(row: Row) -> RecordSignals:
        state = _state(names, row[columns.participant], lines)
        signed = _date(lines, SIGNED, row[columns.signature], SIGNATURES) if columns.signature else None
        bound = _date(lines, "ratification", row[columns.bound], BOUND)
        if signed and bound and bound[0] < signed[0]:
            raise LineRejected("it is bound by the treaty before it signed it")
        since, how = bound or signed or (None, NEITHER)
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


def _date(lines: Lines, column: str, text: str, acts: Mapping[str, str]) -> tuple[date, str] | None:
    """The day, and what was done on it; `24 Sep 2003 a` is an accession."""
    written = " ".join(text.split())
    if not written:
        return None
    match = _DATE.fullmatch(written)
    month = _MONTHS.get(match[2].casefold(), 0) if match else 0
    if match is None or not month or (match[4] or "") not in acts:
        letters = ", ".join(filter(None, acts))
        raise LineRejected(f"{column} {text[:60]!r} is no date like 24 Sep 2003, with {letters} or nothing behind it")
    try:
        day = date(int(match[3]), month, int(match[1]))
    except ValueError:
        raise LineRejected(f"{column} {text[:60]!r}: this date does not exist") from None
    lines.check_day(column, day)
    return day, acts[match[4] or ""]
