"""What the readers of all files of signals have in common. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeAlias

from contracts.dates import check_partial, first_day, last_day
from reference import Reference
from services.council.signals.commands import RecordSignals
from shared.engine.imports.files import WRONG_WIDTH, LineRejected, Ready, Rejected, describe_refusal, yes_or_no
from shared.engine.rules import Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early

Row: TypeAlias = Mapping[str, str]


class NoMember(LineRejected):
    """The line is about a jurisdiction that is no Member State: refused, and counted."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


@dataclass(slots=True)
class Lines:
    """Turns a file's rows into commands, each known by its content."""

    reference: Reference
    today: date
    not_members: dict[str, None] = field(default_factory=dict)
    """The jurisdictions that were refused, as the file calls them."""
    seen: dict[tuple[str, str | None], tuple[RecordSignals, int]] = field(default_factory=dict)
    """By State and period: what the file said first, and where."""

    def read(
        self, rows: Iterable[tuple[int, Row | None]], read: Callable[[Row], RecordSignals]
    ) -> Iterator[Ready | Rejected]:
        """Each row as a command, or the reason why it is none."""
        for number, row in rows:
            try:
                if row is None:
                    raise LineRejected(WRONG_WIDTH)
                yield self._ready(number, read(row))
            except NoMember as rejected:
                self.not_members[rejected.name] = None
                yield Rejected(number, str(rejected))
            except LineRejected as rejected:
                yield Rejected(number, str(rejected))
            except Refusal as refusal:
                yield Rejected(number, describe_refusal(refusal))

    def _ready(self, number: int, line: RecordSignals) -> Ready:
        about = (line.state, None if line.kind == "treaty" else line.period)
        first, at = self.seen.setdefault(about, (line, number))
        if first != line:
            raise LineRejected(f"it says something else of this State and period than line {at}")
        measured = "\x1f".join(f"{measure}\x1e{value}" for measure, value in line.measured)
        content = f"{line.state}\x1f{line.period}\x1f{line.synthetic}\x1f{measured}"
        return Ready(number, f"signals/{line.kind}/{sha256(content.encode()).hexdigest()[:40]}", line)

    def state(self, code: str, column: str, on: date) -> str:
        """The id of the Member State with this code on that day. Raises NoMember, or LineRejected where it is empty."""
        if not code:
            raise LineRejected(f"{column} is empty: which State?")
        state = self.reference.member(code.upper(), on)
        if state is None:
            raise NoMember(code.upper()[:60], self.reference.reason_not_member(code.upper()[:60]))
        return state.id

    def period(self, text: str, column: str) -> str:
        """A date in its written precision. It must have begun. Raises LineRejected."""
        if not text:
            raise LineRejected(f"{column} is empty: give at least the year")
        try:
            period = check_partial(text)
        except ValueError as error:
            raise LineRejected(f"{column} {text[:60]!r}: {error}") from None
        self.check_day(column, first_day(period))
        return period

    def check_day(self, column: str, day: date) -> None:
        """Raises BeforeTheUnitedNations, or InTheFuture."""
        check_not_too_early(**{column: day})
        check_not_ahead(self.today, **{column: day})

    def known_on(self, period: str) -> date:
        """The day on which a State must be a Member for what is said about this period."""
        return min(last_day(period), self.today)


def is_synthetic(row: Row) -> bool:
    """Whether the line says that it is invented."""
    return yes_or_no("synthetic", row.get("synthetic", ""))
