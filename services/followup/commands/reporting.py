"""CTED's report to the CTC on the steps taken to implement the recommendations (OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import Field

from contracts.followup import FollowupReported
from contracts.vocabulary import Id, Implementation, Text
from services.followup.commands.principals import committees_cycle
from services.followup.events import of_cycle
from services.followup.model import Cycle, Report, with_status
from services.followup.recommendations import assessed
from services.followup.refusals import UnknownRecommendation, in_its_time, running
from services.followup.showing import shown_cycle
from services.followup.tables import CYCLES, RECOMMENDATIONS
from services.followup.timing import became
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Refusal


class AlreadyReported(Refusal):
    """This follow-up was reported already, and differently; a further follow-up is the CTC's to decide."""

    rule = "5"
    paragraph = "OP16"


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
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    given = command.data.given
    running(cycle)
    reported = _reported(cycle, given, context)
    if reported != cycle:
        yield from became(cycle, reported, context)
        yield _told(reported, reported.report or given)
    for number, status in enumerate(given.recommendations):
        one = known.get(RECOMMENDATIONS, status.recommendation_id)
        if one is None or one.cycle_id != cycle.id:
            raise UnknownRecommendation(fields=(f"recommendations.{number}.recommendation_id",))
        known_before = reported == cycle and (one.assessed_on or given.submitted_on) > given.submitted_on
        if not known_before:  # of a report that comes again, what was assessed anew since says nothing new
            yield from assessed(reported, one, given.submitted_on, status)
    yield Answer(shown_cycle(reported))


def _reported(cycle: Cycle, given: GivenReport, context: Context) -> Cycle:
    """The cycle with its report; one in time takes back that it was overdue. Raises AlreadyReported."""
    report = Report(**{field.name: getattr(given, field.name) for field in fields(Report)})
    if cycle.report is not None:
        before = cycle.report
        names = (field.name for field in fields(Report))
        differing = tuple(name for name in names if getattr(before, name) != getattr(report, name))
        if differing:
            raise AlreadyReported(fields=differing)
        return cycle  # known, whatever became of the dates since
    in_its_time(cycle, report.submitted_on, "submitted_on", context)
    in_time = cycle.due_on is not None and report.submitted_on <= cycle.due_on
    overdue_since = None if in_time else cycle.overdue_since
    return with_status(cycle._replace(report=report, reported_on=report.submitted_on, overdue_since=overdue_since))


def _told(cycle: Cycle, report: Report) -> Emit:
    data = FollowupReported(
        **of_cycle(cycle, report.submitted_on),
        due_on=cycle.due_on,
        document=report.document,
        capacity=report.capacity,
        assistance=report.assistance,
        cross_cutting=report.cross_cutting,
        proposal=report.proposal,
    )
    return Emit(data, cycle.state)
