"""The days on which drafts are made without anybody asking, from the reference data (rule 11). Pure.

On its day a draft is put on a list, since a rule counts nothing; `making.py` counts and makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from contracts.vocabulary import ReportName
from reference import DraftDay, Reference
from services.council.drafts.events import build_consideration_ended_event
from services.council.drafts.model import CONSIDERATION, DRAFTS, find_current
from services.council.editions.model import EDITIONS, Asked
from shared.engine.deadline import DAY, Deadline
from shared.engine.rules import Change, Command, Context, Due, Known, Need, Put, Remove, Rule, Schedule, Table


@dataclass(frozen=True, slots=True)
class ScheduledDraft:
    """A draft that is to be made now."""

    id: str
    """The series."""
    report: ReportName
    year: int
    since: date


SCHEDULED_DRAFTS: Table[ScheduledDraft] = Table("scheduled_drafts", ScheduledDraft)
DRAFTING: Final = "report_draft"
"""The kind of the deadline on which a draft is made; the series is its subject."""


def schedule_drafts(context: Context) -> Iterator[Change]:
    """The next draft of each report that has a day."""
    for day in context.reference.practice.drafted_on:
        yield _schedule_next(day, context.today - DAY)


def _schedule_next(day: DraftDay, after: date) -> Schedule:
    year = after.year if date(after.year, day.month, day.day) > after else after.year + 1
    return _schedule(day, year)


def _schedule(day: DraftDay, year: int) -> Schedule:
    """A deadline acts the day after its own, so it has the day before."""
    series = Asked(year + day.about, report=day.report).series
    return Schedule(Deadline(DRAFTING, series, date(year, day.month, day.day) - DAY))


def needs_of_scheduled(due: Due) -> Iterable[Need]:
    """The drafts and editions of the series."""
    series = due.deadline.subject
    return Need(DRAFTS, series, by="series"), Need(EDITIONS, series, by="series")


def ask_for_draft(due: Due, known: Known, context: Context) -> Iterator[Change]:
    """Puts it on the list, unless people made a draft or an edition before. The next year's is scheduled."""
    series, on = due.deadline.subject, due.deadline.due_on + DAY
    report, _, year = series.partition("/")
    day = _find_day(context.reference, report)
    if day is None:
        return
    is_known = find_current(known.all(DRAFTS, "series", series)) is not None
    until = min(on, date(int(year), 12, 31))
    if not is_known and all(one.cut_off < until for one in known.all(EDITIONS, "series", series)):
        yield Put(SCHEDULED_DRAFTS, ScheduledDraft(series, day.report, int(year), on))
    yield _schedule(day, on.year + 1)


def _find_day(reference: Reference, report: str) -> DraftDay | None:
    return next((one for one in reference.practice.drafted_on if one.report == report), None)


@dataclass(frozen=True, slots=True)
class SkipScheduledDraft:
    """The draft that was to be made is refused: there is nothing that it could list."""

    series: str


def needs_skipped(command: Command[SkipScheduledDraft]) -> Iterable[Need]:
    """The entry on the list."""
    yield Need(SCHEDULED_DRAFTS, command.data.series)


def skip_scheduled_draft(command: Command[SkipScheduledDraft], known: Known, _context: Context) -> Iterator[Change]:
    """Takes it off the list. People may still make it."""
    if known.get(SCHEDULED_DRAFTS, command.data.series) is not None:
        yield Remove(SCHEDULED_DRAFTS, command.data.series)


def needs_considered(due: Due) -> Iterable[Need]:
    """The draft whose no-objection period ends."""
    yield Need(DRAFTS, due.deadline.subject)


def end_consideration(due: Due, known: Known, context: Context) -> Iterator[Change]:
    """The secretariat is told that a decision is awaited."""
    draft = known.get(DRAFTS, due.deadline.subject)
    if draft is not None and draft.stage == "under_consideration":
        yield build_consideration_ended_event(draft, context.today)


DEADLINES: Final[Mapping[str, Rule[Any]]] = {
    DRAFTING: Rule(needs_of_scheduled, ask_for_draft),
    CONSIDERATION: Rule(needs_considered, end_consideration),
}
