"""CTED's report to the CTC on the steps taken (OP16), and the end of a cycle (rule 1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import Field

from contracts.followup import FollowupClosed, FollowupReported
from contracts.vocabulary import Day, Id, Implementation, Text
from services.followup.cycles.checks import AlreadyReported, NotYetReported, check_day, check_running
from services.followup.cycles.events import cycle_fields
from services.followup.cycles.model import CYCLES, Cycle, Report, with_status
from services.followup.cycles.needs import find_cycle_for_committee
from services.followup.cycles.timing import change_cycle
from services.followup.cycles.views import show_cycle
from services.followup.recommendations.model import RECOMMENDATIONS, is_open
from services.followup.recommendations.needs import (
    UnknownRecommendation,
    find_recommendations,
    needs_of_recommendations,
)
from services.followup.recommendations.status import record_assessment
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Refusal


@dataclass(frozen=True, slots=True)
class AssessedStatus:
    """How far one recommendation is implemented, as the report says."""

    recommendation_id: Id
    implementation: Implementation
    steps: Text | None = None
    capacity: Text | None = None
    """On the State's capacity and resources (OP16)."""
    assistance_needed: bool | None = None
    """As CTED sees it now."""


@dataclass(frozen=True, slots=True)
class GivenReport(Report):
    """The report, with the status of each recommendation as CTED assesses it."""

    recommendations: Annotated[tuple[AssessedStatus, ...], Field(max_length=500)] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """CTED reports to the CTC on the present follow-up (OP16)."""

    cycle_id: str
    given: GivenReport


def needs_of_report(command: Command[FileReport]) -> Iterator[Need]:
    """The cycle with its recommendations."""
    yield Need(CYCLES, command.data.cycle_id)
    yield Need(RECOMMENDATIONS, command.data.cycle_id, by="cycle_id")


def file_report(command: Command[FileReport], known: Known, context: Context) -> Iterable[Change]:
    """The report meets the follow-up's deadline, late or not, and says the status that is counted."""
    cycle = find_cycle_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    check_running(cycle)
    reported = _with_report(cycle, given, context)
    if reported != cycle:
        yield from change_cycle(cycle, reported, context)
        yield build_event(reported, reported.report or given)
    for number, status in enumerate(given.recommendations):
        one = known.get(RECOMMENDATIONS, status.recommendation_id)
        if one is None or one.cycle_id != cycle.id:
            raise UnknownRecommendation(fields=(f"recommendations.{number}.recommendation_id",))
        known_before = reported == cycle and (one.assessed_on or given.submitted_on) > given.submitted_on
        if not known_before:  # of a report that comes again, what was assessed anew since says nothing new
            yield from record_assessment(reported, one, given.submitted_on, status)
    yield Answer(show_cycle(reported))


def _with_report(cycle: Cycle, given: GivenReport, context: Context) -> Cycle:
    """The cycle with its report; one in time takes back that it was overdue. Raises AlreadyReported."""
    report = Report(**{field.name: getattr(given, field.name) for field in fields(Report)})
    if cycle.report is not None:
        before = cycle.report
        names = (field.name for field in fields(Report))
        differing = tuple(name for name in names if getattr(before, name) != getattr(report, name))
        if differing:
            raise AlreadyReported(fields=differing)
        return cycle  # it is known, even if dates were changed since
    check_day(cycle, report.submitted_on, "submitted_on", context)
    in_time = cycle.due_on is not None and report.submitted_on <= cycle.due_on
    overdue_since = None if in_time else cycle.overdue_since
    return with_status(cycle._replace(report=report, reported_on=report.submitted_on, overdue_since=overdue_since))


def build_event(cycle: Cycle, report: Report) -> Emit:
    """CTED reported on the present follow-up of the cycle."""
    data = FollowupReported(
        **cycle_fields(cycle, report.submitted_on),
        due_on=cycle.due_on,
        document=report.document,
        capacity=report.capacity,
        assistance=report.assistance,
        cross_cutting=report.cross_cutting,
        proposal=report.proposal,
    )
    return Emit(data, cycle.state)


class OpenRecommendations(Refusal):
    """Live recommendations of this cycle are not yet reported on by CTED: assess, carry over or close them first."""

    rule = "1"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class GivenClosure:
    """The end of a cycle."""

    closed_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class CloseCycle:
    """The cycle ends, once CTED has reported on each of its live recommendations (rule 1)."""

    cycle_id: str
    given: GivenClosure


def needs_of_closure(command: Command[CloseCycle]) -> Iterator[Need]:
    """The cycle with its recommendations, and those that left it."""
    yield from needs_of_recommendations(command.data.cycle_id)


def close_cycle(command: Command[CloseCycle], known: Known, context: Context) -> Iterable[Change]:
    """Only when each live recommendation is reported on, or elsewhere (rule 1), or no mandate asks for it (rule 9)."""
    cycle = find_cycle_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    if cycle.closed_on is not None and (cycle.closed_on, cycle.ended_because) == (given.closed_on, given.reason):
        yield Answer(show_cycle(cycle))
        return
    check_running(cycle)
    check_day(cycle, given.closed_on, "closed_on", context)
    if cycle.status != "pending_mandate":
        _check_reported(cycle, known)
    closed = with_status(cycle._replace(closed_on=given.closed_on, ended_because=given.reason))
    yield from change_cycle(cycle, closed, context)
    yield Emit(FollowupClosed(**cycle_fields(closed, given.closed_on), reason=given.reason), closed.state)
    yield Answer(show_cycle(closed))


def _check_reported(cycle: Cycle, known: Known) -> None:
    """Raises NotYetReported or OpenRecommendations.

    A cycle whose recommendations were all carried over or closed needs no report: nothing is left to report on.
    """
    recommendations = find_recommendations(cycle, known)
    live = [one for one in recommendations if one.is_live and one.cycle_id == cycle.id]
    if cycle.reported_on is None and (live or not recommendations):
        raise NotYetReported
    left = sum(is_open(one) for one in live)
    if left:
        raise OpenRecommendations(f"Open: {left}.", ("recommendations",))
