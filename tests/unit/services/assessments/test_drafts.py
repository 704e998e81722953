"""A draft: the State's thirty days, its observations, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentDrafted,
    ObservationsLapsed,
    ObservationsReceived,
)
from contracts.corrections import RecordCorrected
from services.assessments.assessments.commands.completing import Completion, Withdrawal
from services.assessments.assessments.commands.drafting import Observations, SharedDraft, ShareDraft
from services.assessments.assessments.correcting_observations import CORRECTABLE
from services.assessments.assessments.model import ASSESSMENTS
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    Told,
    about_assessment,
    receipt_notice,
    recommendation,
    submission_notice,
)

OBSERVATIONS = ("observations", KEN_REPORT)


def share(desk: Desk, on: date = date(2024, 1, 31), **more: Any) -> Told:
    fields: dict[str, Any] = {
        "reference": "2024/KEN",
        "state": "KEN",
        "kind": "comprehensive",
        "draft": "draft",
        "draft_shared_on": on,
        "synthetic": True,
    }
    return desk.command(ShareDraft(CTED, SharedDraft(**fields | more)))


def on_draft(desk: Desk, said: object) -> Told:
    return desk.command(about_assessment(KEN_REPORT, said))


def test_the_state_has_thirty_days_from_the_day_the_draft_was_shared() -> None:
    desk = Desk(today=date(2024, 2, 1))
    event = share(desk).only(AssessmentDrafted)
    assert event.observations_due_on == date(2024, 3, 1)
    assert (event.mandate, event.paragraph) == ("resolution-2617-2021", "practice")
    deadline = desk.deadlines[OBSERVATIONS]
    assert (deadline.anchor, deadline.anchor_on) == ("draft_shared_on", date(2024, 1, 31))
    assert (deadline.due_on, deadline.reminders) == (date(2024, 3, 1), ())


def test_a_draft_is_for_the_committee_and_the_state_itself() -> None:
    desk = Desk(today=date(2024, 2, 1))
    assert share(desk).released_copies == []
    draft = desk.get(ASSESSMENTS, KEN_REPORT)
    assert (draft.audience, draft.parties, draft.status) == ("committee", ("state:KEN",), "drafted")


def test_a_draft_shared_while_no_mandate_is_in_force_has_no_deadline() -> None:
    desk = Desk(today=date(2024, 2, 1), reference=replace(REFERENCE, mandates=()))
    assert share(desk).only(AssessmentDrafted).observations_due_on is None
    assert desk.deadlines == {}


def test_observations_in_time_meet_the_deadline() -> None:
    desk = Desk(today=date(2024, 2, 1))
    share(desk)
    desk.today = date(2024, 2, 20)
    event = on_draft(desk, Observations(date(2024, 2, 20))).only(ObservationsReceived)
    assert (event.occurred_on, event.observations_due_on) == (date(2024, 2, 20), date(2024, 3, 1))
    assert desk.deadlines == {}
    assert on_draft(desk, Observations(date(2024, 2, 20))).outcome == "unchanged"


def test_the_day_after_the_last_the_time_for_observations_lapses() -> None:
    desk = Desk(today=date(2024, 2, 1))
    share(desk)
    assert desk.pass_until(date(2024, 3, 1)) == []
    (told,) = desk.pass_until(date(2024, 3, 2))
    assert told.only(ObservationsLapsed).occurred_on == date(2024, 3, 2)
    assert desk.get(ASSESSMENTS, KEN_REPORT).observations_lapsed_on == date(2024, 3, 2)


def test_late_observations_are_recorded_beside_the_lapse() -> None:
    desk = Desk(today=date(2024, 2, 1))
    share(desk)
    desk.pass_until(date(2024, 3, 5))
    assert len(on_draft(desk, Observations(date(2024, 3, 5))).all(ObservationsReceived)) == 1
    draft = desk.get(ASSESSMENTS, KEN_REPORT)
    assert (draft.observations_lapsed_on, draft.observations_received_on) == (date(2024, 3, 2), date(2024, 3, 5))


def test_observations_that_came_in_time_and_are_recorded_late_are_in_time() -> None:
    desk = Desk(date(2024, 2, 1))
    share(desk)
    desk.pass_until(date(2024, 3, 5))
    assert desk.get(ASSESSMENTS, KEN_REPORT).observations_lapsed_on == date(2024, 3, 2)
    on_draft(desk, Observations(date(2024, 3, 1)))
    assert desk.get(ASSESSMENTS, KEN_REPORT).observations_lapsed_on is None


# ---- the day of observations is put right (rule 4) ----------------------------------------------


def put_right(desk: Desk, value: str) -> Told:
    given = GivenCorrection("observations_received_on", value, "Synthetic: misread.", "DRAFT/SYN/9")
    return desk.command(CorrectRecord(CORRECTABLE, KEN_REPORT, "", given))


def observed_desk(on: date) -> Desk:
    """The State's time ends on 1 March 2024; it is the tenth."""
    desk = Desk(date(2024, 2, 1))
    share(desk)
    desk.pass_until(date(2024, 3, 10))
    on_draft(desk, Observations(on))
    return desk


def test_observations_that_came_late_after_all_had_lapsed() -> None:
    desk = observed_desk(date(2024, 2, 20))
    told = put_right(desk, "2024-03-04")
    assert [event.type for event in told.events] == [
        "record.corrected.v1", "observations.lapsed.v1", "observations.received.v1",
    ]  # fmt: skip
    row = desk.get(ASSESSMENTS, KEN_REPORT)
    assert (row.observations_received_on, row.observations_lapsed_on) == (date(2024, 3, 4), date(2024, 3, 2))
    (replaced,) = told.only(RecordCorrected).replaces
    assert (replaced.type, replaced.occurred_on) == ("observations.received.v1", date(2024, 2, 20))


def test_observations_that_came_in_time_after_all_were_no_silence() -> None:
    desk = observed_desk(date(2024, 3, 4))
    told = put_right(desk, "2024-03-01")
    assert told.all(ObservationsLapsed) == []
    assert told.only(ObservationsReceived).occurred_on == date(2024, 3, 1)
    assert {one.type for one in told.only(RecordCorrected).replaces} == {
        "observations.received.v1", "observations.lapsed.v1",
    }  # fmt: skip
    assert desk.get(ASSESSMENTS, KEN_REPORT).observations_lapsed_on is None


def test_observations_are_put_right_after_the_report_too_and_lie_between_draft_and_report() -> None:
    desk = observed_desk(date(2024, 2, 20))
    desk.notice(submission_notice(report_date=date(2024, 3, 8), submitted_to_ctc_on=date(2024, 3, 9)))
    put_right(desk, "2024-02-21")
    for value, code in (
        ("2024-01-30", "before-what-it-rests-on"),
        ("2024-03-10", "before-what-it-rests-on"),
        ("2024-03-11", "in-the-future"),
    ):
        with pytest.raises(Refusal) as refused:
            put_right(desk, value)
        assert (refused.value.code, refused.value.fields) == (code, ("value",))
    assert desk.get(ASSESSMENTS, KEN_REPORT).observations_received_on == date(2024, 2, 21)


def test_observations_that_never_came_have_no_day_to_put_right() -> None:
    desk = Desk(date(2024, 2, 1))
    share(desk)
    with pytest.raises(Refusal) as refused:
        put_right(desk, "2024-02-01")
    assert refused.value.code == "not-correctable"


def test_a_later_draft_begins_the_thirty_days_anew() -> None:
    desk = Desk(today=date(2024, 3, 1))
    share(desk, draft="pao")
    event = share(desk, date(2024, 2, 15)).only(AssessmentDrafted)
    assert (event.draft, event.observations_due_on) == ("draft", date(2024, 3, 16))
    assert desk.deadlines[OBSERVATIONS].due_on == date(2024, 3, 16)


def test_the_same_draft_again_is_unchanged_and_an_earlier_one_refused() -> None:
    desk = Desk(today=date(2024, 2, 1))
    share(desk)
    assert share(desk).outcome == "unchanged"
    with pytest.raises(Refusal, match="lies before"):
        share(desk, date(2024, 1, 30))


@pytest.mark.parametrize("on", [date(2024, 1, 30), date(2024, 2, 2)])
def test_observations_do_not_arrive_before_the_draft_nor_tomorrow(on: date) -> None:
    desk = Desk(today=date(2024, 2, 1))
    share(desk)
    with pytest.raises(Refusal):
        on_draft(desk, Observations(on))


def test_a_draft_of_no_member_state_is_refused() -> None:
    with pytest.raises(Refusal):
        share(Desk(), state="TWN")


def test_completing_the_draft_ends_the_time_for_observations() -> None:
    desk = Desk(today=date(2024, 2, 20))
    share(desk)
    told = on_draft(desk, Completion(date(2024, 2, 10), date(2024, 2, 15), (recommendation(),)))
    event = told.only(AssessmentCompleted)
    assert (event.assessment_id, event.kind, event.synthetic) == (KEN_REPORT, "comprehensive", True)
    assert event.audience == "un"
    assert desk.deadlines == {}


def test_a_notice_completes_the_draft_of_the_same_reference() -> None:
    desk = Desk()
    share(desk)
    assert desk.notice(submission_notice()).only(AssessmentCompleted).assessment_id == KEN_REPORT
    assert desk.get(ASSESSMENTS, KEN_REPORT).draft_shared_on == date(2024, 1, 31)


def test_a_notice_about_a_report_that_is_still_a_draft_waits() -> None:
    desk = Desk()
    share(desk)
    desk.notice(receipt_notice())
    assert len(desk.rows[WAITING]) == 1
    desk.notice(submission_notice())
    assert desk.get(ASSESSMENTS, KEN_REPORT).received_by_state_on == date(2024, 4, 1)


def test_there_is_no_draft_of_a_final_report() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    with pytest.raises(Refusal):
        share(desk, date(2024, 5, 1))
    with pytest.raises(Refusal):
        on_draft(desk, Observations(date(2024, 5, 1)))


def test_an_abandoned_draft_is_withdrawn_and_its_deadline_with_it() -> None:
    desk = Desk(today=date(2024, 2, 20))
    share(desk)
    assert on_draft(desk, Withdrawal(date(2024, 2, 20), "Abandoned.")).outcome == "accepted"
    assert desk.deadlines == {}
    with pytest.raises(Refusal):
        on_draft(desk, Completion(date(2024, 2, 10), date(2024, 2, 15), ()))
