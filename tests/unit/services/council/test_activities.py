"""The log of activities: work that is no visit, report or meeting of its own (OP17, OP18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic_core import to_json

from contracts.catalog import decode
from contracts.council import ActivityRecorded
from services.council.activities.commands import LogActivity, LoggedActivity, has_paragraph
from services.council.activities.correcting import CORRECTABLE
from services.council.activities.model import ACTIVITIES, Activity
from services.council.activities.withdrawing import GivenWithdrawal, WithdrawActivity
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.council.desk import command, desk

TODAY = date(2024, 7, 1)
WORKSHOP = LoggedActivity(
    kind="workshop",
    day=date(2024, 5, 14),
    with_whom=("UNOCT", "An invented network"),
    subject="[Synthetic example] Border security",
    paragraph="OP26",
    themes=("border-security",),
    audience="public",
    synthetic=True,
)


@pytest.fixture
def memory() -> Memory:
    return desk(TODAY)


def log(memory: Memory, **changes: Any) -> list[Any]:
    return [told.data for told in memory.handle(command(LogActivity(replace(WORKSHOP, **changes))))]


def get_refusal(memory: Memory, **changes: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        log(memory, **changes)
    return refusal.value


def all_logged(memory: Memory) -> list[Activity]:
    return list(memory.rows[ACTIVITIES].values())


def test_an_activity_is_logged_with_kind_day_partners_subject_paragraph_themes_and_audience(memory: Memory) -> None:
    (event,) = log(memory)
    (activity,) = all_logged(memory)
    said = decode(ActivityRecorded.type, to_json(event))
    assert isinstance(said, ActivityRecorded)
    for name in ("kind", "with_whom", "subject", "paragraph", "themes", "audience", "synthetic"):
        assert getattr(said, name) == getattr(activity, name) == getattr(WORKSHOP, name)
    assert (said.occurred_on, said.activity_id) == (WORKSHOP.day, activity.id)


def test_who_names_no_audience_logs_for_the_committee_alone() -> None:
    assert LoggedActivity("outreach", TODAY, ("A school",), "A talk", "OP17").audience == "committee"


def test_the_same_activity_again_changes_nothing(memory: Memory) -> None:
    log(memory)
    assert log(memory) == []
    assert len(all_logged(memory)) == 1


def test_without_a_reference_it_is_known_by_kind_day_and_subject(memory: Memory) -> None:
    log(memory)
    log(memory, day=date(2024, 5, 15))
    log(memory, kind="briefing")
    log(memory, reference="SYN-1")
    assert len(all_logged(memory)) == 4
    assert len({one.id for one in all_logged(memory)}) == 4


@pytest.mark.parametrize("reference", [None, "SYN-1"])
def test_other_content_is_put_right_by_a_correction_and_not_by_sending_again(
    memory: Memory, reference: str | None
) -> None:
    log(memory, reference=reference)
    refusal = get_refusal(memory, reference=reference, with_whom=("UNODC",), paragraph="OP21")
    assert (refusal.code, refusal.rule) == ("known-as-other-activity", "4")
    assert refusal.fields == ("with_whom", "paragraph")


@pytest.mark.parametrize(
    ("paragraph", "kind", "with_whom"),
    [
        ("OP17", "representation", "A conference of others"),
        ("OP18", "coordination", "1267 Monitoring Team"),
        ("OP19", "outreach", "An invented university"),
        ("OP21", "research", "Global Research Network"),
        ("OP23", "advice", "UNODC"),
        ("OP26", "workshop", "UNOCT"),
        ("OP28", "workshop", "An invented regional body"),
        ("OP31", "cooperation", "FATF"),
        ("OP32", "cooperation", "UNESCO"),
        ("OP33", "cooperation", "ICAO"),
        ("OP35", "coordination", "1540 Group of Experts"),
        ("OP36", "consultation", "A network of women's organizations"),
    ],
)
def test_work_beside_visits_is_logged_under_the_paragraph_that_asks_for_it(
    memory: Memory, paragraph: str, kind: str, with_whom: str
) -> None:
    (event,) = log(memory, paragraph=paragraph, kind=kind, with_whom=(with_whom,), themes=())
    assert (event["paragraph"], event["kind"], event["with_whom"]) == (paragraph, kind, [with_whom])


# ---- what was wrong is put right (rule 4) ---------------------------------------------------


def correct(memory: Memory, field: str, value: Any) -> list[Any]:
    (activity,) = all_logged(memory)
    given = GivenCorrection(field, value, "Misread.", "DRAFT/SYN/1")
    return [told.data for told in memory.handle(command(CorrectRecord(CORRECTABLE, activity.id, "", given)))]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2024-05-13"),
        ("kind", "briefing"),
        ("with_whom.1", "Another network"),
        ("subject", "Something else"),
        ("paragraph", "OP21"),
        ("themes.0", "cft"),
        ("audience", "un"),
    ],
)
def test_what_was_logged_wrongly_is_put_right_and_told_again_whole(memory: Memory, field: str, value: str) -> None:
    log(memory)
    correction, event = correct(memory, field, value)
    assert (correction["thing"], correction["field"], correction["after"]) == ("activity", field, value)
    (activity,) = all_logged(memory)
    assert (event["activity_id"], event["occurred_on"]) == (activity.id, activity.day.isoformat())
    assert correct(memory, field, value) == []
    assert get_refusal(memory).code == "known-as-other-activity", "what was corrected is not undone by sending again"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("day", "2024-07-02", "in-the-future"),
        ("paragraph", "OP99", "unknown-paragraph"),
        ("kind", "holiday", "unknown-activity-kind"),
        ("reference", "SYN-2", "not-correctable"),
    ],
)
def test_a_correction_cannot_bring_what_could_not_be_logged(memory: Memory, field: str, value: str, code: str) -> None:
    log(memory)
    with pytest.raises(Refusal) as refusal:
        correct(memory, field, value)
    assert refusal.value.code == code


# ---- what was none is withdrawn (rule 8) -----------------------------------------------------


def withdraw(memory: Memory, **changes: Any) -> list[Any]:
    (activity,) = all_logged(memory)
    given = GivenWithdrawal(TODAY, "[Synthetic example] It was logged twice.", "DRAFT/SYN/2")
    return [one.data for one in memory.handle(command(WithdrawActivity(activity.id, replace(given, **changes))))]


def test_an_activity_is_withdrawn_and_what_it_was_stays_for_the_committee_alone(memory: Memory) -> None:
    log(memory)
    (event,) = withdraw(memory)
    (activity,) = all_logged(memory)
    assert (event["occurred_on"], event["document"], event["synthetic"]) == ("2024-07-01", "DRAFT/SYN/2", True)
    assert (activity.subject, activity.audience, activity.withdrawn_on) == (WORKSHOP.subject, "committee", TODAY)
    assert withdraw(memory) == [], "the same again is known"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"withdrawn_on": date(2024, 7, 2)}, "in-the-future", "withdrawn_on"),
        ({"withdrawn_on": date(2024, 5, 13)}, "withdrawn-before-its-day", "withdrawn_on"),
    ],
)
def test_a_withdrawal_on_an_impossible_day_is_refused(
    memory: Memory, changes: dict[str, Any], code: str, field: str
) -> None:
    log(memory)
    with pytest.raises(Refusal) as refusal:
        withdraw(memory, **changes)
    assert (refusal.value.code, refusal.value.fields) == (code, (field,))


def test_what_was_withdrawn_is_neither_withdrawn_otherwise_nor_corrected_nor_logged_again(memory: Memory) -> None:
    log(memory)
    withdraw(memory)
    with pytest.raises(Refusal) as refusal:
        withdraw(memory, document="DRAFT/SYN/3")
    assert (refusal.value.code, refusal.value.fields) == ("withdrawn-otherwise", ("withdrawal_document",))
    with pytest.raises(Refusal) as refusal:
        correct(memory, "day", "2024-05-13")
    assert refusal.value.code == "not-correctable"
    assert get_refusal(memory).code == "withdrawn-activity"


# ---- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize("paragraph", ["OP42", "OP0", "17", "OP017", "practice", "OP 17"])
def test_an_activity_of_an_unknown_paragraph_is_refused(memory: Memory, paragraph: str) -> None:
    refusal = get_refusal(memory, paragraph=paragraph)
    assert (refusal.code, refusal.status, refusal.fields) == ("unknown-paragraph", 422, ("paragraph",))
    assert (refusal.rule, refusal.paragraph) == ("9", "OP17")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "holiday"}, "unknown-activity-kind", "kind"),
        ({"themes": ("football",)}, "unknown-theme", "themes"),
        ({"day": date(2024, 7, 2)}, "in-the-future", "day"),
        ({"day": date(1944, 7, 2)}, "before-the-united-nations", "day"),
    ],
)
def test_what_else_cannot_be_right_is_refused(memory: Memory, changes: Any, code: str, field: str) -> None:
    refusal = get_refusal(memory, **changes)
    assert (refusal.code, refusal.fields) == (code, (field,))


def test_the_paragraphs_are_those_of_the_mandate_of_that_day_or_of_the_text_that_is_at_hand() -> None:
    for day in (date(2020, 1, 1), date(2024, 1, 1), date(2026, 6, 1), date(2035, 1, 1)):
        assert has_paragraph(REFERENCE, day, "OP41"), day
        assert not has_paragraph(REFERENCE, day, "OP42"), day
    assert not has_paragraph(replace(REFERENCE, mandates=()), TODAY, "OP17")


def test_each_kind_of_activity_has_a_title() -> None:
    kinds = REFERENCE.practice.activity_kinds
    assert all(one.title and one.code for one in kinds)
    assert {"representation", "outreach", "workshop", "advice", "consultation", "cooperation"} <= {
        one.code for one in kinds
    }
