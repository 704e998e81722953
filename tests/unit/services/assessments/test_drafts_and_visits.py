"""The final report rests on the visit that its draft named."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import (
    AssessmentCompleted,
    VisitDates,
)
from contracts.ids import visit_id
from contracts.vocabulary import VisitKind
from services.assessments.assessments.commands.completing import Completion
from services.assessments.mergers.commands import MergeVisits
from services.assessments.mergers.merging import Merger
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.planning import PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    about_visit,
    recommendation,
)
from tests.unit.services.assessments.test_drafts import on_draft, share


def make_visit(desk: Desk, *held: HeldComponent, kind: VisitKind = "comprehensive", reference: str = "V1") -> str:
    """A visit, planned for January and held."""
    planned = PlannedVisit(reference=reference, state="KEN", start="2024-01-08", kind=kind, synthetic=True)
    desk.command(PlanVisit(CTED, planned))
    visit = visit_id(CTED, reference)
    desk.command(about_visit(visit, VisitHeld(held)))
    return visit


@pytest.mark.parametrize("kind", ["comprehensive", "focused"])
def test_the_final_report_rests_on_the_visit_that_its_draft_named(kind: VisitKind) -> None:
    desk = Desk(today=date(2024, 4, 1))
    held = HeldComponent("virtual", "2024-01-08", "2024-01-09"), HeldComponent("onsite", "2024-01-15", "2024-01-19")
    visit = make_visit(desk, *held, kind=kind)
    share(desk, visit_id=visit)
    final = Completion(date(2024, 3, 1), date(2024, 3, 2), (recommendation(),))
    told = on_draft(desk, final)
    assert told.only(AssessmentCompleted).visit_id == visit
    assert told.only(AssessmentCompleted).visit == VisitDates(start="2024-01-08", end="2024-01-19", mode="hybrid")
    assert desk.get(VISITS, visit).assessment_ids == (KEN_REPORT,)
    assert desk.get(VISITS, visit).awaits_report_since is None
    assert len(desk.rows[VISITS]) == 1
    assert on_draft(desk, final).outcome == "unchanged"


@pytest.mark.parametrize("kind", ["comprehensive", "focused"])
@pytest.mark.parametrize("merged_first", [True, False])
def test_the_final_report_rests_on_the_visit_into_which_that_of_its_draft_was_merged(
    kind: VisitKind, merged_first: bool
) -> None:
    desk = Desk(today=date(2024, 4, 1))
    part = make_visit(desk, HeldComponent("virtual", "2023-10-09", "2023-10-10"), kind=kind, reference="V1")
    whole = make_visit(desk, HeldComponent("onsite", "2024-01-15", "2024-01-19"), kind=kind, reference="V2")
    merger = MergeVisits(whole, Merger((part,), "a desk officer", date(2024, 2, 1), None))
    if merged_first:
        desk.command(merger)
    share(desk, visit_id=part)
    if not merged_first:
        desk.command(merger)
    told = on_draft(desk, Completion(date(2024, 3, 1), date(2024, 3, 2), (recommendation(),)))
    assert told.only(AssessmentCompleted).visit_id == whole
    assert desk.get(VISITS, whole).assessment_ids == (KEN_REPORT,)
    assert len(desk.rows[VISITS]) == 2


def test_a_final_report_without_a_visit_rests_on_none_where_that_of_its_draft_did_not_take_place() -> None:
    desk = Desk(today=date(2024, 4, 1))
    desk.command(PlanVisit(CTED, PlannedVisit(reference="V1", state="KEN", start="2024-03-20", synthetic=True)))
    share(desk, visit_id=visit_id(CTED, "V1"))
    told = on_draft(desk, Completion(date(2024, 3, 1), date(2024, 3, 2), (recommendation(),)))
    assert (told.only(AssessmentCompleted).visit_id, told.only(AssessmentCompleted).visit) == (None, None)
