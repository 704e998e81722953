"""Days before 1945, to come, or beyond every mandate (rules 3, 9 and 11): each a refusal with rule and paragraph."""

from __future__ import annotations

from datetime import date

import pytest

from services.assessments.visit_requests.commands import RequestedVisit, RequestVisit
from services.assessments.visits.commands.completing import HeldComponent
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import Desk, visit_planned
from tests.unit.services.assessments.test_import_visits import import_row
from tests.unit.services.assessments.test_visits import on_visit, plan


@pytest.mark.parametrize("days", [{"start": "2045"}, {"start": "9999-12-31"}, {"start": "2024-09", "end": "9999"}])
def test_no_visit_is_planned_for_a_day_beyond_every_mandate(days: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        plan(Desk(), **days)
    answer = Desk().get_refusal(visit_planned(**days))
    for refusal in (refused.value, answer):
        assert (refusal.code, refusal.rule, refusal.paragraph) == ("too-far-ahead", "9", "OP2")


@pytest.mark.parametrize("end", ["2024-07-02", "2024-08", "9999-12-31"])
def test_a_part_of_a_visit_that_is_not_over_did_not_take_place(end: str) -> None:
    desk = Desk()
    plan(desk, "2024-06")
    with pytest.raises(Refusal) as refused:
        on_visit(desk, HeldComponent("onsite", "2024-06-03", end))
    assert (refused.value.code, refused.value.rule, refused.value.fields) == ("in-the-future", "11", ("end",))
    with pytest.raises(Refusal) as refused:
        import_row(Desk(), f"KEN,first,onsite,2024-06-03,{end},day,,")
    assert (refused.value.code, refused.value.fields) == ("in-the-future", ("end",))


def test_a_part_that_ends_in_this_year_or_month_may_be_over() -> None:
    desk = Desk()
    plan(desk, "2024-06")
    assert on_visit(desk, HeldComponent("onsite", "2024-06-03", "2024")).outcome == "accepted"


@pytest.mark.parametrize(("year", "code"), [(2023, "dates-contradict"), (2045, "too-far-ahead"), (2024, None)])
def test_a_visit_is_wished_for_a_year_that_is_not_over_when_it_is_requested(year: int, code: str | None) -> None:
    wish = RequestVisit(RequestedVisit("KEN", date(2024, 5, 2), year=year))
    if code is None:
        assert Desk().command(wish).outcome == "accepted"
        return
    with pytest.raises(Refusal) as refused:
        Desk().command(wish)
    assert refused.value.code == code
    assert refused.value.paragraph in ("OP12", "OP2")


def test_a_visit_is_requested_by_who_was_a_member_on_that_day() -> None:
    with pytest.raises(Refusal) as refused:
        Desk().command(RequestVisit(RequestedVisit("SSD", date(2010, 1, 1))))
    assert refused.value.code == "only-members-are-listed"
