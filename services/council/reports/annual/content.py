"""What the annual report is made from: its figures, and when they hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from services.council.counting.numbers import Figure
from services.council.counting.scope import year_before
from services.council.documents.document import Table
from services.council.documents.words import spell_day
from shared.engine.time.dates import civil_date


@dataclass(frozen=True, slots=True)
class Content:
    """The figures of one edition."""

    year: int
    cut_off: date
    freeze: datetime
    figures: tuple[Figure, ...]
    withheld: int
    synthetic: bool
    tables: tuple[Table, ...] = ()
    """What it lists beside its figures."""
    _by_id: Mapping[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {figure.id: figure for figure in self.figures})

    def __getitem__(self, id_: str) -> Figure:
        return self._by_id[id_]

    def among(self, prefix: str) -> list[Figure]:
        """The figures of a breakdown, such as `assessed.theme.`."""
        return [figure for figure in self.figures if figure.id.startswith(prefix)]

    @property
    def whole_year(self) -> bool:
        """Whether the period is the calendar year."""
        return self.cut_off == date(self.year, 12, 31)

    @property
    def period(self) -> str:
        """`1 January to 31 December 2022`."""
        return f"1 January to {spell_day(self.cut_off)}"

    @property
    def in_the_period(self) -> str:
        """`in 2022`, as a sentence has it."""
        return f"in {self.year}" if self.whole_year else f"from {self.period}"

    @property
    def opening(self) -> str:
        """The same at the beginning of one."""
        return f"I{self.in_the_period[1:]}" if self.whole_year else f"F{self.in_the_period[1:]}"

    @property
    def year_before(self) -> date:
        """The cut-off with which this one is compared."""
        return year_before(self.cut_off)

    @property
    def frozen_on(self) -> date:
        """The civil date of the freeze, in New York."""
        return civil_date(self.freeze)
