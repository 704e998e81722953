"""Whatever is said of visits, and of reports that rest on them: what counts holds together (rule 13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.assessments import VisitDates
from contracts.ids import assessment_id
from services.assessments.assessments.commands.completing import Withdrawal
from services.assessments.assessments.commands.correcting import Correcting
from services.assessments.assessments.commands.drafting import SharedDraft, ShareDraft
from services.assessments.assessments.model import ASSESSMENTS
from services.assessments.mergers.commands import MergeVisits, SeparateVisits
from services.assessments.mergers.merging import Merger
from services.assessments.mergers.separating import Separation
from services.assessments.visits.commands.cancelling import VisitWithdrawal
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.model import MERGED_VISITS, VISITS, Component
from services.assessments.visits.waiting import is_report_awaited
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import CTED, Desk, about_assessment, about_visit, submission_notice
from tests.unit.services.assessments.test_merging import line, of_file

pytestmark = pytest.mark.thorough

PARTS = (
    Component("onsite", "2023-02-01", "2023-02-03"),
    Component("virtual", "2023-02-20", "2023-02-22"),
    Component("onsite", "2024-01-10", "2024-01-12"),
    Component("virtual", "2024-03-01", "2024-03-04"),
)
NAMES = "ABCD"
DAY, REASON = date(2024, 6, 20), "[Synthetic example] Why."

Step = Callable[[Desk], object]
visits = st.sampled_from([of_file(name) for name in NAMES])
parts = st.sampled_from(PARTS)
reports = st.sampled_from(["R1", "R2"])


def build_held(part: Component) -> HeldComponent:
    return HeldComponent(part.mode, part.start, part.end)


def dates(part: Component) -> VisitDates:
    return VisitDates(start=part.start or "", end=part.end or "", mode=part.mode)


def merger(into: str, others: list[str]) -> Step:
    return lambda desk: desk.command(MergeVisits(into, Merger(tuple(others), "CTED", DAY)))


def separation(of: str, others: list[str]) -> Step:
    return lambda desk: desk.command(SeparateVisits(of, Separation(tuple(others), "CTED", DAY)))


def component(of: str, part: Component) -> Step:
    return lambda desk: desk.command(about_visit(of, build_held(part)))


def mistake(of: str, wrong: Component, right: Component | None) -> Step:
    said = VisitHeld((build_held(right),) if right else (), not_components=(build_held(wrong),))
    return lambda desk: desk.command(about_visit(of, said))


def no_visit(of: str) -> Step:
    return lambda desk: desk.command(about_visit(of, VisitWithdrawal(DAY, REASON)))


def draft(reference: str, visit: str) -> Step:
    said = SharedDraft(reference, "KEN", "focused", "draft", date(2024, 4, 1), visit_id=visit)
    return lambda desk: desk.command(ShareDraft(CTED, said))


def report(reference: str, part: Component) -> Step:
    days = {"report_date": date(2024, 5, 1), "submitted_to_ctc_on": date(2024, 5, 2)}
    notice = submission_notice(reference=reference, kind="focused", visit=dates(part), synthetic=False, **days)
    return lambda desk: desk.notice(notice)


def command_on(reference: str, data: Correcting | Withdrawal) -> Step:
    def step(desk: Desk) -> object:
        row = desk.rows.get(ASSESSMENTS, {}).get(assessment_id(CTED, reference))
        return row and desk.command(about_assessment(row.id, data))

    return step


steps = st.lists(
    st.one_of(
        st.builds(merger, visits, st.lists(visits, min_size=1, max_size=2)),
        st.builds(separation, visits, st.lists(visits, min_size=1, max_size=2)),
        st.builds(component, visits, parts),
        st.builds(mistake, visits, parts, st.none() | parts),
        st.builds(no_visit, visits),
        st.builds(draft, reports, visits),
        st.builds(report, reports, parts),
        st.builds(command_on, reports, st.builds(lambda part: Correcting(REASON, visit=dates(part)), parts)),
        st.builds(command_on, reports, st.just(Correcting(REASON, no_visit=True)) | st.just(Withdrawal(DAY, REASON))),
    ),
    max_size=12,
)


def after(sequence: list[Step]) -> Desk:
    """Four visits that a file left apart, after all of these that were not refused."""
    desk = Desk()
    for name, part in zip(NAMES, PARTS, strict=True):
        line(desk, name, part, kind="not stated" if name == "D" else "focused")
    for step in sequence:
        try:
            step(desk)
        except Refusal:
            continue
    return desk


@settings(max_examples=100)
@given(steps)
def test_every_final_report_rests_on_a_visit_that_counts_and_knows_it(sequence: list[Step]) -> None:
    desk = after(sequence)
    final = [one for one in desk.rows.get(ASSESSMENTS, {}).values() if one.status == "completed" and one.visit_id]
    assert {(one.visit_id, one.id) for one in final} == {
        (visit.id, id_) for visit in desk.rows[VISITS].values() for id_ in visit.assessment_ids
    }
    assert all(desk.get(VISITS, one.visit_id).status == "completed" for one in final)


@settings(max_examples=100)
@given(steps)
def test_what_is_merged_is_part_of_one_that_is_not_and_awaits_no_report(sequence: list[Step]) -> None:
    desk = after(sequence)
    for visit in desk.rows[VISITS].values():
        part = desk.rows.get(MERGED_VISITS, {}).get(visit.id)
        assert (visit.status == "merged") is (part is not None)
        assert visit.merged_into == (part and part.visit_id)
        if part is not None:
            assert desk.get(VISITS, part.visit_id).status != "merged"
        due = visit.status == "completed" and is_report_awaited(visit, desk.reference)
        assert (visit.awaits_report_since is not None) is due


@settings(max_examples=200)
@given(steps, visits, visits)
def test_a_merger_that_is_taken_back_leaves_all_as_it_was(sequence: list[Step], into: str, other: str) -> None:
    def rests(desk: Desk) -> dict[str, str | None]:
        return {one.id: one.visit_id for one in desk.rows.get(ASSESSMENTS, {}).values()}

    desk = after(sequence)
    before = dict(desk.rows[VISITS]), dict(desk.rows.get(MERGED_VISITS, {})), rests(desk)
    try:
        told = desk.command(MergeVisits(into, Merger((other,), "CTED", DAY)))
    except Refusal:
        return
    if told.outcome == "accepted":
        desk.command(SeparateVisits(into, Separation((other,), "CTED", DAY)))
    assert (dict(desk.rows[VISITS]), dict(desk.rows.get(MERGED_VISITS, {})), rests(desk)) == before
