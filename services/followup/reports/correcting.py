"""What is on record of CTED's reports on a cycle is put right (rule 4, OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from contracts.corrections import Replaced
from contracts.followup import TOPIC, FollowupOverdue
from contracts.vocabulary import Day, Line, Text
from services.followup.cycles.checks import check_not_cancelled
from services.followup.cycles.events import build_content, cycle_fields
from services.followup.cycles.mandates import REPORT_DUTY
from services.followup.cycles.model import CYCLES, Cycle, Report, as_it_was, with_status
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.assessed import find_assessed, move_assessed
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from services.followup.recommendations.needs import find_recommendations, needs_of_recommendations
from services.followup.recommendations.status import build_assessed_event
from services.followup.reports.commands import build_event
from shared.engine.corrections.correcting import BeforeWhatItRestsOn
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.corrections.paths import read_field
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal
from shared.engine.time.duties import carriers, find_lapsed_on, first_late_day


class AssessedThatDay(Refusal):
    """A recommendation of this report was assessed on that day by itself, and both cannot have one day."""

    rule = "4"
    paragraph = "OP16"


_FIELDS = {
    "submitted_on": Day,
    "document": Line | None,
    "capacity": Text | None,
    "assistance": Text | None,
    "cross_cutting": Text | None,
    "proposal": Text | None,
}


def _needs(key: str, _parent: str) -> Iterator[Need]:
    """The cycle and its recommendations, wherever they are now."""
    yield from needs_of_recommendations(key)


def _order(cycle: Cycle, _known: Known) -> Iterator[Days]:
    """Each report follows the one before it, and the first of them the assessment. An end follows the last."""
    past = enumerate(cycle.earlier)
    earlier = [(f"earlier.{place}.report.submitted_on", one.report.submitted_on) for place, one in past]
    last = ("report.submitted_on", cycle.report.submitted_on if cycle.report else None)
    yield ("assessment_submitted_on", cycle.opened_on), *earlier, last, ("closed_on", cycle.closed_on)


def _find_report(cycle: Cycle, path: str) -> Report:
    report: Report = read_field(cycle, path.rpartition(".")[0])
    return report


def _list_replaced(cycle: Cycle, path: str, known: Known) -> Iterator[Replaced]:
    """The report, and the status of recommendations that it gave."""
    on = _find_report(cycle, path).submitted_on
    yield Replaced(type="followup.reported.v1", id=cycle.id, occurred_on=on)
    if path.endswith("submitted_on"):
        for one in _list_assessed(cycle, on, known):
            yield Replaced(type="recommendation.assessed.v1", id=one.id, occurred_on=on)


def _apply(before: Cycle, after: Cycle, known: Known, context: Context) -> Iterator[Change]:
    """A report that came late after all was overdue before; one in time was not."""
    check_not_cancelled(before)
    after = _count_again(after, context)
    yield from change_cycle(before, after, context)
    if after.overdue_since is not None and before.overdue_since is None and after.due_on is not None:
        yield _build_overdue_event(after)
    for old, new in zip(_list_reports(before), _list_reports(after), strict=True):
        if old.report != new.report and old.report is not None and new.report is not None:
            told = build_event(new, new.report)
            yield Emit(told.data.model_copy(update={"cycle": build_content(after)}), after.state)
            yield from _move_assessments(after, old.report, new.report, known)


def _list_reports(cycle: Cycle) -> list[Cycle]:
    """The cycle as if each of its follow-ups were the present one, in order."""
    return [*(as_it_was(cycle, past) for past in cycle.earlier), cycle]


def _count_again(cycle: Cycle, context: Context) -> Cycle:
    """The present follow-up by the day of its report: in time, or overdue since the day after it was due."""
    if cycle.report is None:
        return cycle
    reported_on, overdue_since = cycle.report.submitted_on, None
    if cycle.due_on is not None:
        carrying = carriers(context.reference, cycle.mandate or "", REPORT_DUTY)
        late_on = first_late_day(carrying, cycle.due_on)
        is_asked_for = find_lapsed_on(carrying, late_on, cycle.due_on) is None  # else nobody is late (rule 9)
        overdue_since = late_on if is_asked_for and late_on <= reported_on else None
    return with_status(cycle._replace(reported_on=reported_on, overdue_since=overdue_since))


def _build_overdue_event(cycle: Cycle) -> Emit:
    assert cycle.overdue_since is not None
    assert cycle.due_on is not None
    data = FollowupOverdue(
        **cycle_fields(cycle, cycle.overdue_since),
        due_on=cycle.due_on,
        mandate=cycle.mandate or "",
        paragraph=cycle.paragraph or "",
    )
    return Emit(data, cycle.state)


def _list_assessed(cycle: Cycle, on: date, known: Known) -> list[Recommendation]:
    """Those to which the report of that day gave a status, whatever was assessed since."""
    all_ = find_recommendations(cycle, known)
    here = [one for one in all_ if one.cycle_id == cycle.id and find_assessed(one, on) is not None]
    return [one for one in here if not _has_inherited(one, on, all_)]


def _has_inherited(one: Recommendation, on: date, others: Iterable[Recommendation]) -> bool:
    """Whether its status of that day comes from those whose place it took, when it did (rule 7)."""
    return any(parent.id in one.parents and parent.closed_on == on for parent in others)


def _move_assessments(cycle: Cycle, old: Report, new: Report, known: Known) -> Iterator[Change]:
    """What the report said of recommendations has its day, and counts if that is the last.

    Raises BeforeWhatItRestsOn of one that had ended by then, and AssessedThatDay.
    """
    if old.submitted_on == new.submitted_on:
        return
    for one in _list_assessed(cycle, old.submitted_on, known):
        if one.closed_on is not None and old.submitted_on <= one.closed_on < new.submitted_on:
            raise BeforeWhatItRestsOn(f"`{one.reference}` would end before the report on it.", ("value",), "OP16")
        if find_assessed(one, new.submitted_on) is not None:
            raise AssessedThatDay(f"It is `{one.reference}`.", ("value",))
        said = find_assessed(one, old.submitted_on)
        assert said is not None
        yield Put(RECOMMENDATIONS, move_assessed(one, said, new.submitted_on))
        yield Emit(build_assessed_event(cycle, one, replace(said, assessed_on=new.submitted_on)), cycle.state)


CORRECTABLE: Correctable[Cycle] = Correctable(
    name="followup-report",
    table=CYCLES,
    topic=TOPIC,
    paragraph="OP16",
    fields={
        **{f"report.{name}": type_ for name, type_ in _FIELDS.items()},
        **{f"earlier.*.report.{name}": type_ for name, type_ in _FIELDS.items()},
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda cycle, _: Whose(cycle.state),
    subject=lambda cycle: cycle.state,
)
