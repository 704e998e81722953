"""Editions and reissues that a restore lost: facts tell that they were published, and their content is gone. Pure.

Readers still have them. So no other gets such a name, and what they showed counts as not known (rule 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from services.council.counting.shown_before import is_near
from services.council.populations import CHANGED
from services.council.reports.kinds import NAMED


@dataclass(frozen=True, slots=True)
class LostIssue:
    """An edition, or a reissue of one, as an event tells of it."""

    edition_id: str
    report: ReportName
    of: str
    """The year or the thing."""
    edition: int
    reissue: int
    """0: the edition as it was published."""
    cut_off: date

    @property
    def series(self) -> str:
        """What is numbered together."""
        return f"{self.report}/{self.of}"


def find_last_edition(issues: Iterable[LostIssue], series: str) -> int:
    """The highest number of a lost edition of this series; 0: there is none."""
    return max((one.edition for one in issues if one.series == series), default=0)


def find_last_reissue(issues: Iterable[LostIssue], edition_id: str) -> int:
    """The highest number of a lost reissue of this edition; 0: there is none."""
    return max((one.reissue for one in issues if one.edition_id == edition_id), default=0)


def select_near(issues: Iterable[LostIssue], cut_off: date, shown_to: Audience) -> Sequence[LostIssue]:
    """Those with which a report with this cut-off would be compared, if it were known what they showed."""
    return [one for one in issues if is_near(one.cut_off, cut_off) and NAMED[one.report].shown_to == shown_to]


def breaks_down(report: ReportName) -> bool:
    """Whether the report breaks down figures whose cells tell by their changes."""
    return any(one.by and CHANGED in one.population.columns for one in NAMED[report].figures)
