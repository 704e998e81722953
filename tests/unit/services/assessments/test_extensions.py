"""CTED gives a State more time for its observations on a draft (OP14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import ObservationsExtended, ObservationsLapsed, ObservationsReceived
from services.assessments.assessments.commands.completing import Completion, Withdrawal
from services.assessments.assessments.commands.drafting import Observations, SharedDraft, ShareDraft
from services.assessments.assessments.model import ASSESSMENTS, Assessment, Extension
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import CTED, KEN_REPORT, Desk, Told, about_assessment, recommendation

OBSERVATIONS = ("observations", KEN_REPORT)
SHARED = date(2024, 1, 31)
COUNTED = date(2024, 3, 1)
EXTENDED = date(2024, 3, 15)
DECISION = Extension(EXTENDED, date(2024, 2, 20), "CTED", "Synthetic: the ministry asked for it.")


def share(desk: Desk, on: date = SHARED) -> Told:
    return desk.command(ShareDraft(CTED, SharedDraft("2024/KEN", "KEN", "comprehensive", "draft", on, synthetic=True)))


def on_draft(desk: Desk, body: object) -> Told:
    return desk.command(about_assessment(KEN_REPORT, body))


def draft_of(desk: Desk) -> Assessment:
    draft: Assessment = desk.get(ASSESSMENTS, KEN_REPORT)
    return draft


def start_desk(today: date = date(2024, 2, 20)) -> Desk:
    desk = Desk(SHARED)
    share(desk)
    desk.pass_until(today)
    return desk


def get_refusal(desk: Desk, extension: Extension) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        on_draft(desk, extension)
    return refusal.value


# ---- the decided day wins over the counted one (rule 4) --------------------------------------


def test_cted_extends_the_time_of_a_state_and_says_who_why_and_until_when() -> None:
    desk = start_desk()
    event = on_draft(desk, DECISION).only(ObservationsExtended)
    assert (event.occurred_on, event.observations_due_on) == (date(2024, 2, 20), EXTENDED)
    assert (event.previous_observations_due_on, event.decided_by) == (COUNTED, "CTED")
    assert event.reason == "Synthetic: the ministry asked for it."
    assert (draft_of(desk).observations_due_on, draft_of(desk).observations_extensions) == (EXTENDED, (DECISION,))


def test_the_deadline_of_an_extended_time_is_the_decided_day_with_its_anchor_as_before() -> None:
    desk = start_desk()
    before = desk.deadlines[OBSERVATIONS]
    on_draft(desk, DECISION)
    after = desk.deadlines[OBSERVATIONS]
    assert (after.due_on, after.anchor_on, after.mandate, after.paragraph) == (
        EXTENDED,
        before.anchor_on,
        before.mandate,
        before.paragraph,
    )
    assert desk.pass_until(EXTENDED) == [], "nothing lapses on the counted day"
    (told,) = desk.pass_until(date(2024, 3, 16))
    lapse = told.only(ObservationsLapsed)
    assert (lapse.occurred_on, lapse.observations_due_on) == (date(2024, 3, 16), EXTENDED)


def test_observations_within_the_extended_time_are_in_time() -> None:
    desk = start_desk()
    on_draft(desk, DECISION)
    desk.pass_until(date(2024, 3, 14))
    event = on_draft(desk, Observations(date(2024, 3, 14))).only(ObservationsReceived)
    assert event.observations_due_on == EXTENDED
    assert (draft_of(desk).observations_lapsed_on, desk.deadlines) == (None, {})


def test_the_same_extension_again_changes_nothing_and_a_further_one_follows() -> None:
    desk = start_desk()
    on_draft(desk, DECISION)
    assert on_draft(desk, DECISION).outcome == "unchanged"
    desk.pass_until(EXTENDED)
    further = replace(DECISION, due_on=date(2024, 3, 29), decided_on=EXTENDED)
    event = on_draft(desk, further).only(ObservationsExtended)
    assert (event.previous_observations_due_on, event.observations_due_on) == (EXTENDED, date(2024, 3, 29))
    assert draft_of(desk).observations_extensions == (DECISION, further)
    assert on_draft(desk, DECISION).outcome == "unchanged", "nor does the first one, sent late"


def test_a_later_draft_begins_thirty_days_anew_without_the_extension() -> None:
    desk = start_desk()
    on_draft(desk, DECISION)
    share(desk, date(2024, 2, 20))
    assert (draft_of(desk).observations_due_on, draft_of(desk).observations_extensions) == (date(2024, 3, 21), ())
    assert desk.deadlines[OBSERVATIONS].due_on == date(2024, 3, 21)


def test_the_final_report_ends_an_extended_time_and_keeps_who_extended_it() -> None:
    desk = start_desk()
    on_draft(desk, DECISION)
    on_draft(desk, Completion(date(2024, 2, 15), date(2024, 2, 20), (recommendation(),)))
    assert (draft_of(desk).observations_extensions, desk.deadlines) == ((DECISION,), {})


# ---- an extension after the thirty days ended ------------------------------------------------


@pytest.mark.parametrize("today", [date(2024, 3, 2), date(2024, 4, 1)])
def test_a_time_that_has_ended_is_not_extended(today: date) -> None:
    desk = start_desk(today)
    refusal = get_refusal(desk, replace(DECISION, due_on=date(2024, 4, 15), decided_on=date(2024, 3, 2)))
    assert (refusal.code, refusal.fields) == ("extended-after-its-end", ("decided_on",))
    assert (refusal.rule, refusal.paragraph) == ("4", "OP14")
    assert "2024-03-01" in str(refusal)


def test_a_time_is_extended_on_its_last_day() -> None:
    desk = start_desk(COUNTED)
    assert on_draft(desk, replace(DECISION, decided_on=COUNTED)).outcome == "accepted"


def test_a_decision_in_time_that_is_recorded_late_takes_the_lapse_back() -> None:
    desk = start_desk(date(2024, 3, 5))
    assert draft_of(desk).observations_lapsed_on == date(2024, 3, 2)
    on_draft(desk, DECISION)
    assert (draft_of(desk).observations_lapsed_on, draft_of(desk).awaits_observations) == (None, True)
    (told,) = desk.pass_until(date(2024, 3, 16))
    assert told.only(ObservationsLapsed).observations_due_on == EXTENDED


def test_a_decision_recorded_after_the_longer_time_too_lapses_at_once() -> None:
    desk = start_desk(date(2024, 4, 1))
    on_draft(desk, DECISION)
    (told,) = desk.pass_until(date(2024, 4, 1))
    assert told.only(ObservationsLapsed).occurred_on == date(2024, 3, 16)


# ---- what else is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code", "fields"),
    [
        ({"due_on": COUNTED}, "no-longer-time", ("due_on",)),
        ({"due_on": date(2024, 2, 25)}, "no-longer-time", ("due_on",)),
        ({"due_on": date(2124, 3, 15)}, "too-far-ahead", ("due_on",)),
        ({"decided_on": date(2024, 1, 30)}, "dates-contradict", ("draft_shared_on", "decided_on")),
        ({"decided_on": date(2024, 2, 21)}, "in-the-future", ("decided_on",)),
    ],
)
def test_an_extension_on_impossible_days_is_refused(changed: Any, code: str, fields: tuple[str, ...]) -> None:
    refusal = get_refusal(start_desk(), replace(DECISION, **changed))
    assert (refusal.code, refusal.fields) == (code, fields)


def test_an_extension_does_not_shorten_the_one_before_it() -> None:
    desk = start_desk()
    on_draft(desk, DECISION)
    assert get_refusal(desk, replace(DECISION, due_on=date(2024, 3, 10))).code == "no-longer-time"
    earlier = replace(DECISION, due_on=date(2024, 3, 29), decided_on=date(2024, 2, 10))
    assert get_refusal(desk, earlier).fields == ("earlier_decided_on", "decided_on")


def test_there_is_nothing_to_extend_once_the_observations_arrived() -> None:
    desk = start_desk()
    on_draft(desk, Observations(date(2024, 2, 19)))
    refusal = get_refusal(desk, DECISION)
    assert (refusal.code, refusal.paragraph) == ("observed-already", "OP14")


def test_there_is_nothing_to_extend_without_a_mandate() -> None:
    desk = Desk(date(2024, 2, 20), reference=replace(REFERENCE, mandates=()))
    share(desk)
    refusal = get_refusal(desk, DECISION)
    assert (refusal.code, refusal.rule) == ("no-time-runs", "9")


@pytest.mark.parametrize(
    "end",
    [
        Completion(date(2024, 2, 15), date(2024, 2, 20), (recommendation(),)),
        Withdrawal(date(2024, 2, 20), "Synthetic: abandoned."),
    ],
)
def test_there_is_nothing_to_extend_once_the_report_is_final_or_withdrawn(end: object) -> None:
    desk = start_desk()
    on_draft(desk, end)
    assert get_refusal(desk, DECISION).code == "already-final"
