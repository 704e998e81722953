"""The year's list of States to ask for consent to a visit (OP12): adopted once, changed only with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import ProgrammeAdopted, ProgrammeChanged
from services.assessments.programmes.commands import AdoptProgramme, ChangeProgramme
from services.assessments.programmes.model import PROGRAMMES, AdoptedList, Entry, ListingReason, ProgrammeChange
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import Desk, Told

YEAR = 2024
EVIDENCE = "[Synthetic example] An invented gap"
LONG = ListingReason("trends", "é" * 10_000)


def entry(state: str, *codes: str) -> Entry:
    return Entry(state, tuple(ListingReason(code, EVIDENCE) for code in codes or ("known-gaps",)))


def adopt(desk: Desk, *entries: Entry, **more: Any) -> Told:
    listed = entries or (entry("KEN"), entry("FJI", "never-visited", "trends"))
    said: dict[str, Any] = {"year": YEAR, "entries": listed, "adopted_on": date(2024, 1, 10), "synthetic": True}
    return desk.command(AdoptProgramme(AdoptedList(**said | more)))


def change(desk: Desk, year: int = YEAR, **more: Any) -> Told:
    said: dict[str, Any] = {"changed_on": date(2024, 6, 1), "reason": "[Synthetic example] An invented event"}
    return desk.command(ChangeProgramme(year, ProgrammeChange(**said | more)))


def list_states(desk: Desk) -> list[str]:
    return [one.state for one in desk.get(PROGRAMMES, "programme-2024").entries]


@pytest.fixture
def desk() -> Desk:
    """With the list of 2024."""
    desk = Desk()
    adopt(desk)
    return desk


# ---- adopted --------------------------------------------------------------------------------


def test_a_list_is_adopted_with_the_reasons_for_each_state_and_what_they_rest_on() -> None:
    desk = Desk()
    told = adopt(desk, document="DRAFT/LIST/2024")
    event = told.only(ProgrammeAdopted)
    assert (event.programme_id, event.year, event.occurred_on) == ("programme-2024", 2024, date(2024, 1, 10))
    assert [one.state for one in event.entries] == ["FJI", "KEN"]
    assert [(one.code, one.evidence) for one in event.entries[1].reasons] == [("known-gaps", EVIDENCE)]
    assert (event.document, event.synthetic) == ("DRAFT/LIST/2024", True)


def test_the_list_is_the_committees_alone_and_in_no_released_topic() -> None:
    desk = Desk()
    told = adopt(desk)
    row = desk.get(PROGRAMMES, "programme-2024")
    assert (row.audience, row.parties, told.released_copies) == ("committee", (), [])


def test_the_same_list_again_changes_nothing_in_whatever_order_and_even_after_a_change(desk: Desk) -> None:
    change(desk, added=(entry("PER", "events"),))
    told = adopt(desk, entry("FJI", "never-visited", "trends"), entry("KEN"))
    assert (told.outcome, told.events) == ("unchanged", [])
    assert list_states(desk) == ["FJI", "KEN", "PER"]


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"entries": (entry("KEN"),)}, ("entries",)),
        ({"adopted_on": date(2024, 1, 11), "document": "DRAFT/OTHER"}, ("adopted_on", "document")),
    ],
)
def test_another_list_for_the_year_is_refused_naming_what_differs(
    desk: Desk, more: dict[str, Any], fields: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        adopt(desk, **more)
    assert (refused.value.code, refused.value.paragraph) == ("adopted-otherwise", "OP12")
    assert refused.value.fields == fields


def test_all_members_can_be_on_a_list() -> None:
    desk = Desk()
    members = [entry(state.id) for state in desk.reference.states]
    assert len(adopt(desk, *members).only(ProgrammeAdopted).entries) == 193


@pytest.mark.parametrize(
    ("entries", "code", "fields"),
    [
        ((entry("KEN"), entry("KEN", "trends")), "listed-twice", ("entries.1.state",)),
        ((entry("KEN", "because"),), "unknown-reason", ("entries.0.reasons",)),
        ((Entry("KEN"),), "no-reason-given", ("entries.0.reasons",)),
        ((entry("KEN"), entry("HKG")), "only-members-are-listed", ("entries.1.state",)),
        (tuple(Entry(code, (LONG,) * 20) for code in ("KEN", "PER")), "list-too-long", ("entries",)),
    ],
)
def test_what_a_list_cannot_hold_is_refused_with_its_paragraph(
    entries: tuple[Entry, ...], code: str, fields: tuple[str, ...]
) -> None:
    desk = Desk()
    with pytest.raises(Refusal) as refused:
        adopt(desk, *entries)
    assert (refused.value.code, refused.value.paragraph, refused.value.fields) == (code, "OP12", fields)


@pytest.mark.parametrize(
    ("adopted_on", "year", "code"),
    [
        (date(2024, 7, 2), 2024, "in-the-future"),
        (date(2024, 1, 10), 2023, "lists-year-is-over"),
        (date(2024, 1, 10), 2026, "adopted-too-early"),
    ],
)
def test_a_list_is_adopted_in_its_year_or_the_one_before_and_not_in_the_future(
    adopted_on: date, year: int, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        adopt(Desk(), adopted_on=adopted_on, year=year)
    assert refused.value.code == code


# ---- changed --------------------------------------------------------------------------------


def test_a_change_says_what_was_added_removed_and_revised_and_why(desk: Desk) -> None:
    told = change(desk, added=(entry("PER", "events"),), removed=("FJI",), revised=(entry("KEN", "trends"),))
    event = told.only(ProgrammeChanged)
    assert (event.added, event.removed, event.occurred_on) == (("PER",), ("FJI",), date(2024, 6, 1))
    assert "invented event" in event.reason
    assert [(one.state, one.reasons[0].code) for one in event.entries] == [("KEN", "trends"), ("PER", "events")]


def test_the_list_as_adopted_and_each_change_stay_on_record(desk: Desk) -> None:
    change(desk, removed=("FJI",))
    change(desk, added=(entry("PER", "events"),), changed_on=date(2024, 6, 20))
    row = desk.get(PROGRAMMES, "programme-2024")
    assert [one.state for one in row.adopted] == ["FJI", "KEN"]
    assert [(one.removed, [e.state for e in one.added]) for one in row.changes] == [(("FJI",), []), ((), ["PER"])]


def test_the_same_change_again_changes_nothing_even_when_others_followed(desk: Desk) -> None:
    change(desk, removed=("FJI",))
    change(desk, added=(entry("FJI"),), changed_on=date(2024, 6, 20))
    assert change(desk, removed=("FJI",)).outcome == "unchanged"
    assert list_states(desk) == ["FJI", "KEN"]


@pytest.mark.parametrize(
    ("more", "code", "fields"),
    [
        ({"added": (entry("KEN", "trends"),)}, "already-listed", ("added",)),
        ({"removed": ("PER",)}, "not-on-the-list", ("removed",)),
        ({"revised": (entry("PER"),)}, "not-on-the-list", ("revised",)),
        ({"removed": ("KEN",), "revised": (entry("KEN"),)}, "listed-twice", ("added", "removed", "revised")),
        ({"added": (entry("TWN"),)}, "only-members-are-listed", ("added.0.state",)),
        ({"removed": ("HKG",)}, "only-members-are-listed", ("removed.0",)),
        ({"added": (entry("PER", "because"),)}, "unknown-reason", ("added.0.reasons",)),
        ({}, "changes-nothing", ("added", "removed", "revised")),
    ],
)
def test_a_change_that_does_not_fit_the_list_is_refused_with_its_paragraph(
    desk: Desk, more: dict[str, Any], code: str, fields: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        change(desk, **more)
    assert (refused.value.code, refused.value.paragraph, refused.value.fields) == (code, "OP12", fields)
    assert list_states(desk) == ["FJI", "KEN"]


@pytest.mark.parametrize(
    ("on", "today", "code"),
    [
        (date(2024, 1, 9), date(2024, 7, 1), "dates-contradict"),
        (date(2024, 7, 2), date(2024, 7, 1), "in-the-future"),
        (date(2025, 1, 1), date(2025, 1, 2), "lists-year-is-over"),
    ],
)
def test_a_list_changes_after_its_adoption_and_before_its_year_is_over(
    desk: Desk, on: date, today: date, code: str
) -> None:
    desk.today = today
    with pytest.raises(Refusal) as refused:
        change(desk, removed=("KEN",), changed_on=on)
    assert refused.value.code == code


def test_changes_to_one_state_are_entered_in_the_order_of_their_days(desk: Desk) -> None:
    """Else the list would say that a State is off it, and whoever reads the days of the changes that it is on it."""
    change(desk, added=(entry("PER", "events"),), changed_on=date(2024, 6, 20))
    with pytest.raises(Refusal) as refused:
        change(desk, removed=("PER",), changed_on=date(2024, 6, 19))
    assert (refused.value.code, refused.value.fields) == ("list-changed-since", ("changed_on",))
    change(desk, removed=("FJI",), changed_on=date(2024, 6, 19))
    assert list_states(desk) == ["KEN", "PER"]


def test_there_is_nothing_to_change_where_no_list_was_adopted() -> None:
    with pytest.raises(NotFound):
        change(Desk(), removed=("KEN",))
