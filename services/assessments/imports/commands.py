"""The command by which one line of a file of visits comes in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contracts.dates import first_day
from contracts.ids import mission_id, visit_id
from contracts.vocabulary import VisitKind
from services.assessments.checks import check_happened
from services.assessments.visits.checks import check_begins_before_it_ends, check_counts
from services.assessments.visits.completing import complete_visit, start_visit
from services.assessments.visits.components import add_component
from services.assessments.visits.model import VISITS, Component, Visit
from services.assessments.visits.needs import find_visit, needs_of_row
from services.assessments.visits.planning import Plan, needs_of_plan, record_plan
from services.assessments.visits.waiting import is_report_usual_still
from shared.engine.answering import add_answer
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal

SOURCE = "/imports/visits"
"""The source of all imported visits, whoever imports them. So the same file gives the same visits."""


class KindsDiffer(Refusal):
    """Components of one visit are of one kind: correct the type, or give the other a visit of its own."""


class KnownApart(Refusal):
    """A file that did not name its visit brought this as a visit of its own: merge that one with the others instead."""

    rule = "13"


@dataclass(frozen=True, slots=True)
class ImportVisit:
    """One line: a visit, or one component of a visit that names itself."""

    reference: str
    """Follows from the content, or from what the file calls the visit."""
    state: str
    kind: VisitKind
    component: Component
    mission: str | None
    ahead: bool
    """It has not begun: so far it is a plan."""
    report_awaited: bool | None = None
    """Whether a report on it is to come still; None: the file does not say."""
    synthetic: bool = False
    """It is invented."""
    apart: str | None = None
    """The reference of the same line before it named its visit: then it was a visit of its own."""
    corrects: bool = False
    """An earlier file brought it with other content: what this line says holds."""
    replaces: Component | None = None
    """The component of the visit, as an earlier file brought it, that this line corrects."""
    has_new_kind: bool = False
    """The whole file says that the visit was of this kind."""

    @property
    def plan(self) -> Plan:
        """The plan of a visit that lies ahead."""
        component, mission = self.component, self.mission
        return Plan(
            source=SOURCE,
            reference=self.reference,
            state=self.state,
            start=component.start or component.end or "",
            end=component.end,
            kind=self.kind,
            mode=component.mode,
            purpose=component.note,
            mission_id=mission_id(SOURCE, mission) if mission else None,
            synthetic=self.synthetic,
        )


def needs_of_line(command: Command[ImportVisit]) -> Iterator[Need]:
    """The visit, and the one that it was merged into. If it lies ahead, also the State's other visits around it."""
    if command.data.apart:
        yield from needs_of_row(visit_id(SOURCE, command.data.apart))
    if command.data.ahead:
        yield from needs_of_plan(command.data.plan)
    else:
        yield from needs_of_row(visit_id(SOURCE, command.data.reference))


def import_line(command: Command[ImportVisit], known: Known, context: Context) -> Iterable[Change]:
    """Records a visit or a component that took place, or a plan."""
    line = command.data
    id_ = visit_id(SOURCE, line.reference)
    _check_not_apart(line, id_, known)
    changes = record_plan(line.plan, known, context) if line.ahead else _record_component(line, id_, known, context)
    return add_answer(id_, changes)


def _check_not_apart(line: ImportVisit, id_: str, known: Known) -> None:
    """Raises KnownApart: the visit that the line now names would be counted beside the one that it was."""
    apart = find_visit(visit_id(SOURCE, line.apart), known) if line.apart else None
    if apart is not None and apart.stands and apart.id != id_:
        raise KnownApart(f"It is {apart.id}.", ("visit",))


def _record_component(line: ImportVisit, id_: str, known: Known, context: Context) -> Iterable[Change]:
    component = line.component
    check_begins_before_it_ends(component.start, component.end)
    check_happened(context, end=first_day(component.end) if component.end else None)
    state = state_id(context.reference, line.state, on=component.last)
    mission = mission_id(SOURCE, line.mission) if line.mission else None
    own = known.get(VISITS, id_)
    if own is not None and own.merged_into and component in own.components:
        return ()  # a person merged it, and the component is known there
    before = find_visit(id_, known)
    if before is not None:
        check_counts(before)
        if component.key in {one.key for one in before.not_components}:
            return ()  # a person said that it was a mistake
    visit = before or start_visit(SOURCE, line.reference, state, line.kind, mission, line.synthetic)
    if line.kind not in ("not stated", visit.kind):
        if visit.kind != "not stated" and not line.has_new_kind:
            raise KindsDiffer(fields=("visit_type",))
        visit = replace(visit, kind=line.kind)
    alone = line.corrects and len(visit.components) == 1
    kept = () if alone else tuple(one for one in visit.components if one != line.replaces)
    components = add_component(kept, component)
    changed = replace(
        visit,
        components=components,
        mission_id=mission or visit.mission_id,
        report_unknown=_is_report_unknown(line, before, context),
    )
    return complete_visit(before, changed, context)


def _is_report_unknown(line: ImportVisit, before: Visit | None, context: Context) -> bool:
    """A file of history does not have its reports. One is awaited if it says so, or if the usual time is not over."""
    if line.report_awaited is not None:
        return not line.report_awaited
    if before is not None and line.component in before.components:
        return before.report_unknown
    awaited = is_report_usual_still(line.component.last, context.today, context.reference)
    return not awaited and (before is None or before.report_unknown)
