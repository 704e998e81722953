"""Rules 1, 5 and 6: what CTED reports and assesses, and what it recommends anew."""

from datetime import date
from typing import Any

import pytest

from contracts.followup import (
    FollowupReported,
    FollowupScheduled,
    RecommendationAdded,
    RecommendationAssessed,
    RecommendationClosed,
)
from services.followup.cycles.commands.due_dates import DecideDueDate
from services.followup.cycles.commands.further import OpenFurtherFollowUp
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.reports.commands import AssessedStatus, CloseCycle, FileReport, GivenClosure, GivenReport
from tests.unit.services.followup.decisions import due, further, report, statuses
from tests.unit.services.followup.desk import KENYA, Desk, completed_event, corrected_event, kinds, withdrawn_event

DUE = date(2025, 1, 15)


@pytest.fixture
def desk() -> Desk:
    """A cycle whose report is due on 15 January 2025, seen on 2 January."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2025, 1, 2))
    return desk


# ---- the report (OP16) ------------------------------------------------------------------


def test_the_same_report_again_tells_nothing_whatever_was_assessed_or_closed_since(desk: Desk) -> None:
    given = report(desk, recommendations=statuses(desk, R1="in_progress", R2="in_progress"))
    desk.asks(given)
    desk.turn(date(2025, 2, 1))
    one, other = (desk.recommendation(reference).id for reference in ("R1", "R2"))
    desk.asks(AssessRecommendation(desk.cycle().id, one, GivenAssessment(desk.today, "implemented")))
    desk.asks(EndRecommendation(desk.cycle().id, other, GivenEnd("overtaken", desk.today)))
    assert desk.asks(given) == []
    assert desk.recommendation("R1").assessed == "implemented"


def test_a_report_meets_the_deadline_and_assesses_each_recommendation_it_names(desk: Desk) -> None:
    given = report(desk, recommendations=statuses(desk, R1="implemented"), capacity="Synthetic", document="DRAFT/1")
    told = desk.asks(given)
    assert kinds(told) == ["followup.reported", "recommendation.assessed"]
    (reported,) = desk.list_events(FollowupReported)
    assert (reported.due_on, reported.occurred_on) == (DUE, date(2025, 1, 2))
    assert (reported.capacity, reported.document) == ("Synthetic", "DRAFT/1")
    (assessed,) = desk.list_events(RecommendationAssessed)
    assert (assessed.implementation, assessed.occurred_on, assessed.sequence) == ("implemented", date(2025, 1, 2), 1)
    assert (desk.cycle().status, desk.recommendation("R1").assessed) == ("reported", "implemented")
    assert desk.recommendation("R2").assessed is None
    deadline = desk.deadline("follow_up")
    assert deadline is not None
    assert deadline.state == "met"
    assert desk.outcome.answer["report"].document == "DRAFT/1"  # type: ignore[union-attr, index]
    assert "followup.overdue" not in kinds(desk.turn(date(2026, 1, 1)))


def test_a_report_says_what_was_done_for_gender_children_and_human_rights(desk: Desk) -> None:
    """OP27, OP36 and OP37 ask that these cross all the work: the report has words for them."""
    desk.asks(report(desk, cross_cutting="Synthetic: courts for minors, and women in the police."))
    (reported,) = desk.list_events(FollowupReported)
    assert reported.cross_cutting == "Synthetic: courts for minors, and women in the police."
    assert desk.outcome.answer["report"].cross_cutting == reported.cross_cutting  # type: ignore[union-attr, index]


def test_the_states_clock_runs_on_after_the_report() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event(received_by_state_on=date(2024, 3, 1)))
    desk.asks(report(desk, date(2024, 3, 1)))
    assert kinds(desk.turn(date(2024, 9, 2)))[-1] == "followup.not_answered"
    assert desk.cycle().status == "reported"


def test_the_same_report_again_is_known_and_another_one_is_refused(desk: Desk) -> None:
    desk.asks(report(desk, capacity="Synthetic"))
    assert desk.asks(report(desk, capacity="Synthetic")) == []
    refusal = desk.refuses(report(desk, capacity="Otherwise"))
    assert (refusal.code, refusal.fields, refusal.paragraph) == ("already-reported", ("capacity",), "OP16")


def test_a_late_report_is_taken_and_stays_late(desk: Desk) -> None:
    desk.turn(date(2025, 2, 1))
    desk.asks(report(desk, date(2025, 2, 1)))
    assert (desk.cycle().status, desk.cycle().overdue_since) == ("reported", date(2025, 1, 16))


def test_a_report_in_time_that_is_recorded_late_was_never_overdue(desk: Desk) -> None:
    desk.turn(date(2025, 2, 1))
    desk.asks(report(desk, DUE))
    assert desk.cycle().overdue_since is None


def test_a_report_reported_late_is_in_time_once_the_anchor_is_corrected(desk: Desk) -> None:
    desk.turn(date(2025, 2, 1))
    desk.asks(report(desk, date(2025, 1, 20)))
    desk.happens(
        corrected_event(submitted_to_ctc_on=date(2024, 1, 25), received_by_state_on=date(2024, 1, 25), on=desk.today)
    )
    assert desk.cycle().overdue_since is None


@pytest.mark.parametrize(
    ("on", "code"), [(date(2025, 1, 3), "in-the-future"), (date(2024, 1, 14), "before-the-assessment")]
)
def test_a_report_outside_its_time_is_refused(desk: Desk, on: date, code: str) -> None:
    assert desk.refuses(report(desk, on)).code == code


def test_a_report_that_names_a_recommendation_of_another_cycle_is_refused_whole(desk: Desk) -> None:
    desk.happens(completed_event("A-2"))
    other = AssessedStatus(desk.recommendation("R1", "A-2").id, "implemented")
    assert desk.refuses(report(desk, recommendations=(other,))).code == "unknown-recommendation"


def test_a_state_does_not_report_assess_or_decide(desk: Desk) -> None:
    cycle, one = desk.cycle().id, desk.recommendation().id
    asked = [
        report(desk),
        AssessRecommendation(cycle, one, GivenAssessment(date(2025, 1, 2), "implemented")),
        DecideDueDate(cycle, due(date(2025, 6, 1))),
        CloseCycle(cycle, GivenClosure(date(2025, 1, 2), "Synthetic")),
    ]
    assert [desk.refuses(data, KENYA).status for data in asked] == [403] * 4


def test_nothing_is_added_to_a_cancelled_or_closed_cycle(desk: Desk) -> None:
    desk.happens(completed_event("A-2"), withdrawn_event(date(2025, 1, 2), "A-2"))
    assert desk.refuses(FileReport(desk.cycle("A-2").id, GivenReport(date(2025, 1, 2)))).code == "cycle-cancelled"
    desk.asks(report(desk, recommendations=statuses(desk, R1="implemented", R2="not_started")))
    desk.asks(CloseCycle(desk.cycle().id, GivenClosure(date(2025, 1, 2), "Synthetic")))
    assert desk.refuses(OpenFurtherFollowUp(desk.cycle().id, further(date(2025, 1, 2)))).code == "cycle-closed"


def test_a_further_follow_up_is_told_of_as_of_the_day_of_its_decision_wherever_it_is_counted_from(desk: Desk) -> None:
    desk.asks(report(desk))
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, further(date(2025, 1, 2))))
    scheduled = desk.list_events(FollowupScheduled)[-1]
    assert (scheduled.sequence, scheduled.anchor_on, scheduled.occurred_on) == (2, DUE, date(2025, 1, 2))


# ---- the status that is counted (rule 6) ------------------------------------------------


def test_what_cted_assesses_is_kept_apart_from_what_the_state_reports(desk: Desk) -> None:
    data = AssessRecommendation(
        desk.cycle().id, desk.recommendation().id, GivenAssessment(date(2024, 12, 1), "partly_implemented", "Synthetic")
    )
    assert kinds(desk.asks(data)) == ["recommendation.assessed"]
    one = desk.recommendation()
    assert (one.assessed, one.assessed_on, one.reported) == ("partly_implemented", date(2024, 12, 1), None)
    assert desk.asks(data) == [], "the same again is known"


def test_an_older_assessment_is_told_but_the_latest_holds(desk: Desk) -> None:
    cycle, one = desk.cycle().id, desk.recommendation().id
    desk.asks(AssessRecommendation(cycle, one, GivenAssessment(date(2024, 12, 1), "implemented")))
    told = desk.asks(AssessRecommendation(cycle, one, GivenAssessment(date(2024, 6, 1), "in_progress")))
    assert kinds(told) == ["recommendation.assessed"]
    assert desk.recommendation().assessed == "implemented"


def test_only_a_live_recommendation_is_assessed(desk: Desk) -> None:
    desk.happens(corrected_event(recommendations=(), on=date(2025, 1, 2)))
    data = AssessRecommendation(desk.cycle().id, desk.recommendation().id, GivenAssessment(desk.today, "implemented"))
    assert desk.refuses(data).code == "no-longer-live"


# ---- first made in a follow-up report (rule 5) ------------------------------------------


def new(**said: Any) -> NewRecommendation:
    usual: dict[str, Any] = {
        "reference": "R9", "text": "Synthetic: new", "themes": ("aviation-security",), "priority": "low",
        "made_by": "CTED", "assistance_needed": False, "made_on": date(2025, 1, 2),
    }  # fmt: skip
    return NewRecommendation(**usual | said)


def test_a_recommendation_first_made_in_a_report_joins_the_cycle_and_has_no_due_date_of_its_own(desk: Desk) -> None:
    (told,) = desk.asks(AddRecommendation(desk.cycle().id, new()))
    assert isinstance(told, RecommendationAdded)
    assert (told.recommendation.reference, told.meant_for, told.due_on) == ("R9", "un", None)
    one = desk.recommendation("R9")
    assert (one.sequence, one.due_on, one.lifecycle) == (1, None, "live")
    assert desk.asks(AddRecommendation(desk.cycle().id, new())) == [], "the same again is known"


def test_its_event_is_for_the_committee_and_the_state_until_assessments_decides_who_may_have_it(desk: Desk) -> None:
    (told,) = desk.asks(AddRecommendation(desk.cycle().id, new(audience="council")))
    assert isinstance(told, RecommendationAdded)
    assert (told.recommendation.audience, told.recommendation.parties) == ("committee", ("state:KEN",))
    assert (told.meant_for, desk.recommendation("R9").disclosed_to) == ("council", "council")


def test_it_falls_due_if_the_ctc_sets_a_date(desk: Desk) -> None:
    desk.asks(AddRecommendation(desk.cycle().id, new(due_on=date(2025, 9, 1))))
    assert desk.list_events(RecommendationAdded)[0].due_on == desk.recommendation("R9").due_on == date(2025, 9, 1)


def test_it_stays_when_the_assessment_is_corrected(desk: Desk) -> None:
    desk.asks(AddRecommendation(desk.cycle().id, new()))
    desk.happens(corrected_event(on=desk.today, received_by_state_on=date(2024, 1, 15)))
    assert desk.recommendation("R9").lifecycle == "live"


def test_another_recommendation_under_a_known_reference_is_refused(desk: Desk) -> None:
    refusal = desk.refuses(AddRecommendation(desk.cycle().id, new(reference="R1")))
    assert refusal.code == "other-content"
    assert "text" in refusal.fields


def test_an_unknown_theme_is_refused(desk: Desk) -> None:
    assert desk.refuses(AddRecommendation(desk.cycle().id, new(themes=("no-such",)))).code == "unknown-theme"


@pytest.mark.parametrize(("due_on", "reason"), [(date(2025, 3, 31), "overtaken"), (None, "withdrawn")])
def test_what_becomes_of_one_says_when_it_was_due_if_the_ctc_set_a_day_for_it(
    desk: Desk, due_on: date | None, reason: Any
) -> None:
    desk.asks(AddRecommendation(desk.cycle().id, new(due_on=due_on)))
    added = desk.list_events(RecommendationAdded)[-1].recommendation.recommendation_id
    desk.asks(AssessRecommendation(desk.cycle().id, added, GivenAssessment(desk.today, "in_progress")))
    if reason == "overtaken":
        desk.asks(EndRecommendation(desk.cycle().id, added, GivenEnd(reason, desk.today)))
    else:
        desk.happens(withdrawn_event(desk.today))
    closed = next(one for one in desk.list_events(RecommendationClosed) if one.recommendation_id == added)
    assert (desk.list_events(RecommendationAssessed)[-1].due_on, closed.due_on) == (due_on, due_on)
