"""UNOCT briefs the CTC at the Chair's invitation, twice a year (OP25); the heads meet (OP24)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import briefing_id
from services.unoct.access import OnlyForTheTwo, OnlyTheChairInvites
from services.unoct.briefings.commands import (
    BeforeItsInvitation,
    BriefingCancellation,
    BriefingKnownOtherwise,
    BriefingOver,
    CancelBriefing,
    HoldBriefing,
    Holding,
    RecordBriefing,
    SaidBriefing,
)
from services.unoct.briefings.model import BRIEFINGS
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.engine.time.days import InTheFuture
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import COMMITTEE, UNOCT, command, desk, types

LETTER = "DRAFT/2024/7"
BRIEFING = briefing_id(LETTER)
UNODC = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)


def invite(principal: Principal = COMMITTEE, **said: Any) -> Any:
    return command(RecordBriefing(SaidBriefing(**{"reference": LETTER} | said)), principal)


def hold(principal: Principal = UNOCT, **said: Any) -> Any:
    return command(HoldBriefing(BRIEFING, Holding(**said)), principal)


def desk_with_invitation() -> Memory:
    """In April, after an invitation of 20 March for 10 April."""
    unoct = desk()
    unoct.handle(invite(planned_for=date(2024, 4, 10), speaker="under_secretary_general", synthetic=True))
    unoct.today = date(2024, 4, 12)
    return unoct


def test_the_chair_invites_unoct_at_the_most_senior_level() -> None:
    unoct = desk()
    (told,) = unoct.handle(invite(planned_for=date(2024, 4, 10), speaker="under_secretary_general"))
    assert (*types([told]), told.subject) == ("briefing.invited", BRIEFING)
    assert (told.data["occurred_on"], told.data["planned_for"]) == ("2024-03-20", "2024-04-10")
    assert (told.data["kind"], told.data["speaker"]) == ("briefing", "under_secretary_general")
    row = unoct.get(BRIEFINGS, BRIEFING)
    assert (row.audience, row.parties, row.year) == ("committee", ("body:unoct",), 2024)


@pytest.mark.parametrize("kind", ["briefing", "follow_up_meeting"])
def test_only_the_committee_invites(kind: Any) -> None:
    with pytest.raises(OnlyTheChairInvites):
        desk().handle(invite(UNOCT, kind=kind))
    with pytest.raises(OnlyForTheTwo):
        desk().handle(invite(UNODC, kind=kind))


@pytest.mark.parametrize("principal", [COMMITTEE, UNOCT], ids=lambda one: one.name)
def test_either_side_calls_a_meeting_of_the_heads(principal: Principal) -> None:
    assert types(desk().handle(invite(principal, kind="heads_meeting"))) == ["briefing.invited"]


def test_nobody_is_invited_to_a_meeting_of_the_heads_unless_a_day_is_named() -> None:
    """Either side calls it (OP24). What is planned is told on the day on which it became known."""
    unoct = desk()
    (told,) = unoct.handle(invite(kind="heads_meeting", planned_for=date(2024, 4, 10)))
    assert (told.data["occurred_on"], told.data.get("invited_on")) == ("2024-03-20", None)
    assert unoct.get(BRIEFINGS, BRIEFING).invited_on is None
    (changed,) = unoct.handle(invite(kind="heads_meeting", planned_for=date(2024, 4, 11)))
    assert (changed.data["planned_for"], changed.data.get("invited_on")) == ("2024-04-11", None)
    unoct.today = date(2024, 4, 12)
    (held,) = unoct.handle(hold(held_on=date(2024, 4, 11)))
    assert (*types([held]), held.data.get("invited_on")) == ("briefing.held", None)
    assert invited_on_of(desk(), date(2024, 3, 1)) == date(2024, 3, 1)


def invited_on_of(unoct: Memory, day: date) -> date | None:
    """When the heads' meeting was called, if that was said."""
    unoct.handle(invite(kind="heads_meeting", invited_on=day))
    return unoct.get(BRIEFINGS, BRIEFING).invited_on


@pytest.mark.parametrize("principal", [COMMITTEE, UNOCT], ids=lambda one: one.name)
def test_a_briefing_is_held_and_either_side_records_who_came(principal: Principal) -> None:
    unoct = desk_with_invitation()
    (told,) = unoct.handle(hold(principal, held_on=date(2024, 4, 11), speaker="director"))
    assert types([told]) == ["briefing.held"]
    assert (told.data["occurred_on"], told.data["speaker"]) == ("2024-04-11", "director")
    assert (told.data["invited_on"], told.data["planned_for"]) == ("2024-03-20", "2024-04-10")
    assert told.data["synthetic"] is True


def test_another_body_does_not_record_it() -> None:
    with pytest.raises(OnlyForTheTwo):
        desk_with_invitation().handle(hold(UNODC))


def test_a_briefing_held_without_an_invitation_is_recorded_at_once() -> None:
    unoct = desk()
    (told,) = unoct.handle(invite(UNOCT, held_on=date(2024, 3, 4), speaker="other"))
    assert (*types([told]), told.data["occurred_on"]) == ("briefing.held", "2024-03-04")
    assert "invited_on" not in told.data or told.data["invited_on"] is None
    assert unoct.get(BRIEFINGS, BRIEFING).invited_on is None


def test_an_invitation_and_what_came_of_it_can_be_recorded_together_by_the_committee() -> None:
    said: dict[str, Any] = {"invited_on": date(2024, 2, 1), "held_on": date(2024, 3, 4)}
    assert types(desk().handle(invite(COMMITTEE, **said))) == ["briefing.invited", "briefing.held"]
    with pytest.raises(OnlyTheChairInvites):
        desk().handle(invite(UNOCT, **said))


@pytest.mark.parametrize("said", [{"title": "UNOCT's own words"}, {"planned_for": date(2024, 4, 9)}])
def test_unoct_records_that_it_was_held_and_leaves_the_invitation_as_it_is(said: dict[str, Any]) -> None:
    unoct = desk_with_invitation()
    with pytest.raises(OnlyTheChairInvites) as refused:
        unoct.handle(invite(UNOCT, held_on=date(2024, 4, 11), **said))
    assert refused.value.fields == tuple(said)
    assert types(unoct.handle(invite(UNOCT, held_on=date(2024, 4, 11), planned_for=date(2024, 4, 10)))) == [
        "briefing.held"
    ]


def test_a_plan_may_move_until_it_is_held() -> None:
    unoct = desk_with_invitation()
    (told,) = unoct.handle(invite(planned_for=date(2025, 1, 15)))
    assert (*types([told]), told.data["planned_for"]) == ("briefing.invited", "2025-01-15")
    assert (told.data["occurred_on"], told.data["speaker"]) == ("2024-03-20", "under_secretary_general")
    assert unoct.get(BRIEFINGS, BRIEFING).year == 2025


def test_the_same_again_changes_nothing() -> None:
    unoct = desk_with_invitation()
    first: dict[str, Any] = {"planned_for": date(2024, 4, 10), "speaker": "under_secretary_general"}
    assert unoct.handle(invite(COMMITTEE, **first)) == []
    held: dict[str, Any] = {"held_on": date(2024, 4, 11), "speaker": "director"}
    unoct.handle(hold(UNOCT, **held))
    assert unoct.handle(invite(COMMITTEE, **first), hold(UNOCT, **held), hold(), invite(UNOCT, **held)) == []
    assert unoct.get(BRIEFINGS, BRIEFING).speaker == "director"
    assert unoct.answer(hold(UNOCT, **held))["outcome"] == "unchanged"


@pytest.mark.parametrize(
    ("said", "fields"),
    [({"held_on": date(2024, 4, 9)}, ("held_on",)), ({"speaker": "director"}, ("speaker",))],
)
def test_what_was_held_stands(said: dict[str, Any], fields: tuple[str, ...]) -> None:
    unoct = desk_with_invitation()
    unoct.handle(hold(held_on=date(2024, 4, 11)))
    with pytest.raises(BriefingKnownOtherwise) as refused:
        unoct.handle(hold(UNOCT, **said))
    assert refused.value.fields == fields


def test_another_kind_needs_another_reference() -> None:
    with pytest.raises(BriefingKnownOtherwise) as refused:
        desk_with_invitation().handle(invite(kind="heads_meeting"))
    assert refused.value.fields == ("kind",)


def test_days_are_in_order_and_nothing_is_held_on_a_day_to_come() -> None:
    unoct = desk_with_invitation()
    for name in ("invited_on", "held_on"):
        with pytest.raises(InTheFuture):
            unoct.handle(invite(COMMITTEE, **{name: date(2024, 4, 13)}))
    for name in ("planned_for", "held_on"):
        with pytest.raises(BeforeItsInvitation):
            unoct.handle(invite(COMMITTEE, **{name: date(2024, 3, 19)}))


def test_what_nobody_planned_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(hold())


# ---- cancelled ------------------------------------------------------------------------------


def cancel(principal: Principal = COMMITTEE, on: date = date(2024, 4, 8), reason: str = "The Chair travels.") -> Any:
    return command(CancelBriefing(BRIEFING, BriefingCancellation(on, reason)), principal)


def test_an_invitation_is_taken_back_with_the_reason_and_stays_on_record() -> None:
    unoct = desk_with_invitation()
    (told,) = unoct.handle(cancel())
    assert (*types([told]), told.data["occurred_on"], told.data["reason"]) == (
        "briefing.cancelled", "2024-04-08", "The Chair travels.",
    )  # fmt: skip
    row = unoct.get(BRIEFINGS, BRIEFING)
    assert (row.invited_on, row.cancelled_on, row.held_on) == (date(2024, 3, 20), date(2024, 4, 8), None)
    assert unoct.handle(cancel()) == []
    assert unoct.handle(invite(planned_for=date(2024, 4, 10), speaker="under_secretary_general")) == []


def test_what_was_cancelled_is_neither_held_nor_moved_and_what_was_held_not_cancelled() -> None:
    unoct = desk_with_invitation()
    unoct.handle(cancel())
    for said in (hold(held_on=date(2024, 4, 11)), invite(planned_for=date(2024, 5, 2)), cancel(reason="Another.")):
        with pytest.raises(BriefingOver) as refused:
            unoct.handle(said)
        assert refused.value.paragraph == "OP25"
    other = desk_with_invitation()
    other.handle(hold(held_on=date(2024, 4, 11)))
    with pytest.raises(BriefingOver):
        other.handle(cancel())


def test_only_who_may_invite_takes_an_invitation_back_and_not_before_it_nor_ahead() -> None:
    unoct = desk_with_invitation()
    for principal, refusal in ((UNOCT, OnlyTheChairInvites), (UNODC, OnlyForTheTwo)):
        with pytest.raises(refusal):
            unoct.handle(cancel(principal))
    with pytest.raises(BeforeItsInvitation) as early:
        unoct.handle(cancel(on=date(2024, 3, 19)))
    assert early.value.fields == ("invited_on", "cancelled_on")
    with pytest.raises(InTheFuture):
        unoct.handle(cancel(on=date(2024, 4, 13)))
    with pytest.raises(NotFound):
        desk().handle(cancel())
    heads = desk()
    heads.handle(invite(UNOCT, kind="heads_meeting"))
    assert types(heads.handle(cancel(UNOCT, on=date(2024, 3, 20)))) == ["briefing.cancelled"]
