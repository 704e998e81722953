"""What a publisher sent takes effect only if it may still send it when it is judged, however long it waited."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from contracts.exchange import NoticeTakenIn, PublisherChange, PublisherChanged
from services.assessments.service import SERVICE as ASSESSMENTS
from services.followup.service import SERVICE as FOLLOWUP
from services.unoct.service import SERVICE as UNOCT
from shared.engine.rules import Event
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.assessments.desk import correction_notice, submission_notice
from tests.unit.services.followup.desk import CTED, completed_event, response
from tests.unit.services.unoct.desk import release_recommendation, said_of_project

SOURCE = CTED
NOTICES = {
    "assessments": NoticeTakenIn(source=SOURCE, id="n", notice=correction_notice()),
    "followup": response(date(2024, 3, 20), id_="n", source=SOURCE),
    "unoct": NoticeTakenIn(source=SOURCE, id="n", notice=said_of_project()),
}
WHAT_THEY_WAIT_FOR: dict[str, Any] = {
    "assessments": NoticeTakenIn(source=SOURCE, id="s", notice=submission_notice()),
    "followup": completed_event(),
    "unoct": release_recommendation().data,
}
numbers = itertools.count(1)


def happens(memory: Memory, data: Any) -> list[Any]:
    event = Event("/services/test", f"e-{next(numbers)}", data.type, "KEN", memory.now, data, "cor")
    return memory.handle(event)


def answers(told: list[Any]) -> list[str | None]:
    """The answers to the notice: the code of a refusal."""
    return [one.data.get("code") for one in told if one.type.startswith("notice.") and one.data["id"] == "n"]


def send(memory: Memory, publisher: str | None = "one", registration: int = 1) -> list[Any]:
    parties = () if publisher is None else (f"publisher:{publisher}", "body:unodc")
    let_in_by = {"parties": parties, "registration": registration}
    return happens(memory, NOTICES[memory.service.name].model_copy(update=let_in_by))


def register(memory: Memory, change: PublisherChange = "registered", sequence: int = 1, **changed: Any) -> None:
    said: dict[str, Any] = {
        "active": True, "sources": (SOURCE,),
        "notice_types": tuple(one.notice.notice_type for one in NOTICES.values()),
    }  # fmt: skip
    happens(memory, PublisherChanged(
        publisher_id="one", change=change, changed_by="desk", name="one", contact="the desk", audience="un",
        events_per_minute=1, bytes_per_day=1, sequence=sequence, **said | changed,
    ))  # fmt: skip


@pytest.fixture(params=[ASSESSMENTS, FOLLOWUP, UNOCT], ids=lambda one: one.name)
def memory(request: pytest.FixtureRequest) -> Memory:
    found = Memory(request.param, date(2024, 3, 21))
    register(found)
    return found


LOST = [{"active": False, "change": "suspended"}, {"sources": ("urn:un:other",)}, {"notice_types": ()}]


@pytest.mark.parametrize("lost", LOST, ids="-".join)
def test_what_waited_is_refused_once_its_sender_lost_the_right(memory: Memory, lost: dict[str, Any]) -> None:
    assert answers(send(memory)) == [None], "it waits"
    register(memory, sequence=2, **{"change": "changed"} | lost)
    assert answers(happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])) == ["no-longer-entitled"]


@pytest.mark.parametrize("of_state", [False, True])
def test_so_is_what_is_about_an_assessment_of_a_source_that_its_sender_lost(*, of_state: bool) -> None:
    """A State alone responds to whoever assessed it (OP16)."""
    memory = Memory(FOLLOWUP, date(2024, 3, 21))
    own, lost = "urn:un:own", SOURCE
    register(memory, sources=(own, lost))
    of_lost = response(date(2024, 3, 20), id_="n", source=own, assessment_source=lost)
    parties = ("publisher:one", "state:KEN" if of_state else "body:unodc")
    assert answers(happens(memory, of_lost.model_copy(update={"parties": parties, "registration": 1}))) == [None]
    register(memory, "changed", sequence=2, sources=(own,))
    code = None if of_state else "no-longer-entitled"
    assert answers(happens(memory, completed_event())) == [code]


@pytest.mark.parametrize("lost", LOST, ids="-".join)
def test_so_is_what_was_still_on_its_way_here(memory: Memory, lost: dict[str, Any]) -> None:
    happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])
    register(memory, sequence=2, **{"change": "changed"} | lost)
    assert answers(send(memory)) == ["no-longer-entitled"]


def test_so_is_what_came_in_before_a_restore_that_counts_changes_anew(memory: Memory) -> None:
    send(memory, registration=11)
    memory.turn(date(2024, 3, 22))
    register(memory, "suspended", sequence=4, active=False)
    assert answers(happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])) == ["no-longer-entitled"]


def test_what_waited_is_accepted_where_the_right_stands(memory: Memory) -> None:
    send(memory)
    register(memory, "changed", sequence=2)
    assert answers(happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])) == [None]


@pytest.mark.parametrize("sender", [None, "another"])
def test_another_s_suspension_changes_nothing(memory: Memory, sender: str | None) -> None:
    send(memory, sender)
    register(memory, "suspended", sequence=2, active=False)
    assert answers(happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])) == [None]


def test_what_was_let_in_by_a_newer_registration_than_is_known_here_is_accepted(memory: Memory) -> None:
    register(memory, "suspended", sequence=2, active=False)
    assert answers(send(memory, registration=3)) == [None]
    assert answers(happens(memory, WHAT_THEY_WAIT_FOR[memory.service.name])) == [None]


def test_of_one_publisher_so_many_wait_for_one_thing_whatever_their_sources() -> None:
    memory, most = Memory(UNOCT, date(2024, 3, 21)), REFERENCE.practice.most_waiting.notices
    register(memory, sources=(SOURCE, "urn:un:other"))

    def send_from(source: str, number: int, *parties: str) -> str | None:
        said = {"source": source, "id": f"n{number}", "parties": parties}
        (told,) = happens(memory, NOTICES["unoct"].model_copy(update=said))
        code: str | None = told.data.get("code")
        return code

    for number in range(most):
        assert send_from((SOURCE, "urn:un:other")[number % 2], number, "publisher:one") is None
    for source in (SOURCE, "urn:un:other"):
        assert send_from(source, most, "publisher:one") == "too-many-wait"
    assert send_from("urn:of:somebody-else", 0) is None
