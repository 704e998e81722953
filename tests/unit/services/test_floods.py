"""A flood about one thing, by one sender: the thousandth notice costs what an early one does. Counted in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import orjson
import pytest

from contracts.assessments import VisitDates
from contracts.base import EventData
from contracts.catalog import decode, encode
from contracts.exchange import NoticeTakenIn
from contracts.ids import assessment_id, overlap_id, recommendation_id, visit_id
from contracts.notices import (
    NoticeAssessmentReceived,
    NoticeProjectRegistered,
    NoticeResponseReceived,
    NoticeVisitPlanned,
    RespondedPosition,
)
from contracts.released import ReleasedRecommendation
from reference.model import Room
from services.assessments.assessments import visits as resting
from services.assessments.service import SERVICE as ASSESSMENTS
from services.assessments.visits.model import OVERLAPS, VISITS
from services.followup.service import SERVICE as FOLLOWUP
from services.unoct.service import SERVICE as UNOCT
from shared.engine.notices import size
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Event
from shared.engine.service import Service
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory, Told
from tests.unit.services.assessments.desk import correction_notice, submission_notice

pytestmark = pytest.mark.thorough

DAY = date(2024, 7, 1)
SMALL = replace(
    REFERENCE.practice, visits_compared=5, most_overlaps=4, most_overlaps_with_body=2, most_waiting=Room(5, 15),
    most_projects_for_need=5, most_changes_of_plan=1_000, most_duplications=4, most_duplications_with_body=2,
)  # fmt: skip
"""Bounds that a small flood passes."""
FLOOD = 60
VISITED = VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")
SOURCE = "urn:example:sender"
NUMBERS = count(1)
RECOMMENDED = recommendation_id(assessment_id(SOURCE, "R"), "R1")


@pytest.fixture(autouse=True)
def _few_reports_on_a_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "MOST_REPORTS", 3)


def memory(service: Service) -> Memory:
    return Memory(service, DAY, reference=replace(REFERENCE, practice=SMALL))


def event(data: EventData, subject: str = "KEN", time: Any = None, topic_of: str = "exchange") -> Event[Any]:
    number = next(NUMBERS)
    return Event(f"/services/{topic_of}", f"e{number}", data.type, subject, time, data, f"c{number}")


def send(to: Memory, notice: Any, source: str = SOURCE) -> list[Told]:
    return to.handle(event(NoticeTakenIn(source=source, id=f"n{next(NUMBERS)}", notice=notice), time=to.now))


BODIES = [one.name for one in REFERENCE.bodies if one.sector]


def plan(body: str, number: int, start: str = "2024-09-02", **more: Any) -> NoticeVisitPlanned:
    return NoticeVisitPlanned(reference=f"{body}/{number}", body=body, state="KEN", start=start, **more)


def plans_of_one_body() -> Iterator[Memory]:
    to = memory(ASSESSMENTS)
    for number in range(3):
        send(to, plan("UNODC", number))
    for number in range(FLOOD):
        send(to, plan("ICAO", number))
        yield to


def plans_of_another_after_a_flood() -> Iterator[Memory]:
    *_, to = plans_of_one_body()
    for number in range(FLOOD):
        send(to, plan("IOM", number))
        yield to


def a_plan_that_moves_to_and_fro() -> Iterator[Memory]:
    """Each time beside another visit: what was resolved is not read again."""
    to = memory(ASSESSMENTS)
    for number in range(FLOOD):
        send(to, plan("UNODC", number, start="2024-09-02"))
        send(to, plan("ICAO", 1, start="2024-09-02"))
        send(to, plan("ICAO", 1, start="2026-09-02"))
        send(to, plan("UNODC", number, cancelled_on=DAY))
        yield to


def reports_on_one_visit() -> Iterator[Memory]:
    to = memory(ASSESSMENTS)
    for number in range(FLOOD):
        send(to, submission_notice(reference=f"A{number}", visit=VISITED))
        yield to


def receipts_of_an_unknown_report() -> Iterator[Memory]:
    to = memory(ASSESSMENTS)
    for _ in range(FLOOD):
        send(to, NoticeAssessmentReceived(reference="X", state="KEN", received_by_state_on=DAY))
        yield to


def complete_assessment(reference: str) -> Event[Any]:
    to = memory(ASSESSMENTS)
    send(to, submission_notice(reference=reference, received_by_state_on=date(2024, 4, 1)))
    (told,) = [one for one in to.journal if one.type == "assessment.completed.v1"]
    return event(decode(told.type, orjson.dumps(told.data)), topic_of="assessments", time=to.now)


def response(on: date, **more: Any) -> NoticeResponseReceived:
    positions = (RespondedPosition(recommendation_reference="R1", position="accepted"),)
    return NoticeResponseReceived(assessment_reference="A", state="KEN", received_on=on, positions=positions, **more)


def responses_of_many_days() -> Iterator[Memory]:
    to = memory(FOLLOWUP)
    to.handle(complete_assessment("A"))
    for number in range(FLOOD):
        send(to, response(DAY - timedelta(days=number)))
        yield to


def responses_to_an_unknown_report() -> Iterator[Memory]:
    to = memory(FOLLOWUP)
    for number in range(FLOOD):
        send(to, response(DAY - timedelta(days=number)))
        yield to


def cycles_of_one_state() -> Iterator[Memory]:
    to = memory(FOLLOWUP)
    for number in range(FLOOD):
        to.handle(complete_assessment(f"A{number}"))
        yield to


def project(number: int) -> NoticeProjectRegistered:
    return NoticeProjectRegistered(
        reference=f"P{number}", title="Example", lead_body="UNODC", states=("KEN",), themes=("cft",),
        recommendations=(RECOMMENDED,), status="planned",
    )  # fmt: skip


def projects_for_one_need() -> Iterator[Memory]:
    to = memory(UNOCT)
    to.handle(event(release(), topic_of="assessments", time=to.now))
    for number in range(FLOOD):
        send(to, project(number))
        yield to


def projects_that_come_and_go() -> Iterator[Memory]:
    """What ended keeps its place: a case and its events do not grow without end."""
    to = memory(UNOCT)
    to.handle(event(release(), topic_of="assessments", time=to.now))
    for number in range(FLOOD):
        send(to, project(number))
        send(to, project(number).model_copy(update={"status": "cancelled"}))
        yield to


def release() -> ReleasedRecommendation:
    return ReleasedRecommendation(
        released_on=DAY, recommendation_id=RECOMMENDED, assessment_id="a", state="KEN", text="Example", themes=("cft",),
        assistance_needed=True, assistance_requested=True,
    )  # fmt: skip


def projects_for_an_unknown_need() -> Iterator[Memory]:
    to = memory(UNOCT)
    for number in range(FLOOD):
        send(to, project(number))
        yield to


FLOODS = [
    plans_of_one_body, plans_of_another_after_a_flood, a_plan_that_moves_to_and_fro, reports_on_one_visit,
    receipts_of_an_unknown_report, responses_of_many_days, responses_to_an_unknown_report, cycles_of_one_state,
    projects_for_one_need, projects_that_come_and_go, projects_for_an_unknown_need,
]  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.__name__)
def test_the_last_notice_of_a_flood_needs_no_more_rows_than_an_early_one(flood: Callable[[], Iterator[Memory]]) -> None:
    loaded = [(len(to.loaded_rows), len(repr(to.loaded_rows))) for to in flood()]
    for of_all in zip(*loaded, strict=True):  # rows, and how large they are together
        early, late = max(of_all[: FLOOD // 2]), max(of_all[FLOOD // 2 :])
        assert late <= early * 1.1, of_all


def test_a_project_that_waits_is_kept_with_each_thing_that_it_cites_once() -> None:
    to = memory(UNOCT)
    (told,) = send(to, project(1).model_copy(update={"recommendations": ("unknown",) * 900, "products": ("p",) * 900}))
    (kept,) = to.rows[WAITING].values()
    assert told.type == "notice.waiting.v1"
    assert isinstance(kept.taken_in.notice, NoticeProjectRegistered)
    assert (kept.taken_in.notice.recommendations, kept.taken_in.notice.products) == (("unknown",), ("p",))


def test_a_notice_that_is_too_long_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that wait for a thing are judged at once when it appears, and whoever comes next waits for that."""
    to, notice = memory(FOLLOWUP), response(DAY - timedelta(days=1))
    monkeypatch.setattr(size, "BYTES_FOR_A_PLACE", len(encode(notice)) // (SMALL.most_waiting.places - 1) + 1)
    longer = response(DAY).model_copy(
        update={"positions": (notice.positions[0].model_copy(update={"steps": "x" * 999}),)}
    )
    assert code_of_refusal(send(to, longer)) == "too-long-to-wait"
    assert [one.type for one in send(to, notice)] == ["notice.waiting.v1"]
    assert code_of_refusal(send(to, response(DAY))) == "too-many-wait", "together they are as long"
    to.handle(complete_assessment("A"))
    answer = send(to, longer)[-1]
    assert answer.type == "notice.accepted.v1", answer.data


def code_of_refusal(told: list[Told]) -> Any:
    (answer,) = told
    assert answer.type == "notice.refused.v1"
    return answer.data["code"]


def test_few_corrections_wait_for_a_report() -> None:
    """Twenty long ones of six short reports, judged with these, kept everybody's visits waiting for three minutes."""
    to, most = Memory(ASSESSMENTS, DAY), REFERENCE.practice.most_waiting_for_report.notices
    answers = [send(to, correction_notice(reason=f"Reason {number}."))[-1] for number in range(most + 1)]
    assert [one.type for one in answers] == ["notice.waiting.v1"] * most + ["notice.refused.v1"]
    assert answers[-1].data["code"] == "too-many-wait"


def test_a_thousand_plans_of_one_body_and_twenty_five_of_another_are_all_answered() -> None:
    to = Memory(ASSESSMENTS, DAY)
    to.handle(*[taken_in(plan("ICAO", number)) for number in range(1_000)])
    told = to.handle(*[taken_in(plan("UNODC", number)) for number in range(25)])
    assert sum(one.type == "notice.accepted.v1" for one in told) == 25
    assert sum(one.type == "notice.accepted.v1" for one in to.journal) == 1_025


def taken_in(notice: NoticeVisitPlanned) -> Event[Any]:
    data = NoticeTakenIn(source=SOURCE, id=f"n{next(NUMBERS)}", notice=notice)
    return event(data, time=Memory(ASSESSMENTS, DAY).now)


def test_two_hundred_plans_of_two_hundred_bodies_are_a_few_overlaps_each() -> None:
    to = Memory(ASSESSMENTS, DAY)
    to.handle(*[taken_in(plan(BODIES[number % len(BODIES)], number)) for number in range(200)])
    most = REFERENCE.practice.most_overlaps
    assert 0 < len(to.rows[OVERLAPS]) <= 200 * most // 2
    of_visits = [id_ for one in to.rows[OVERLAPS].values() for id_ in (one.visit_id, one.other_visit_id)]
    assert max(map(of_visits.count, of_visits)) <= most


def test_a_flood_of_one_body_leaves_room_for_the_overlaps_of_others() -> None:
    to = memory(ASSESSMENTS)
    send(to, plan("UNODC", 1))
    for number in range(FLOOD):
        send(to, plan("ICAO", number))
    send(to, plan("IOM", 1))
    ours, theirs = visit_id(SOURCE, "UNODC/1"), visit_id(SOURCE, "IOM/1")
    assert to.rows[OVERLAPS][overlap_id(ours, theirs)].status == "flagged"


def test_the_nearest_visits_are_flagged_first() -> None:
    to = memory(ASSESSMENTS)
    for number, start in enumerate(("2024-11-20", "2024-09-10", "2024-10-10", "2024-09-03")):
        send(to, plan("ICAO", number, start))
    send(to, plan("UNODC", 1))
    flagged = {to.rows[VISITS][one.other_visit_id].planned_start for one in to.rows[OVERLAPS].values()}
    assert flagged == {"2024-09-03", "2024-09-10"}
