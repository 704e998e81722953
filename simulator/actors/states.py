"""States: they respond in time, late, never or twice, and decide who may read their assessment. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.audiences import Audience
from contracts.notices import NoticeResponseReceived, RespondedPosition
from contracts.vocabulary import Implementation, Position
from services.assessments.assessments.commands.disclosing import DiscloseAssessment
from services.assessments.disclosure import Decision
from services.assessments.recommendations.commands import AssistanceRequest, DiscloseRecommendation, RequestAssistance
from services.followup.responses.commands import GivenPosition, GivenResponse, RecordResponse, StatePosition
from services.followup.responses.correcting import CORRECTABLE
from services.followup.responses.model import response_id
from services.followup.responses.responding import Stated
from shared.engine.time.dates import add_months
from simulator.actions import (
    ACCEPTED,
    DONE,
    EITHER,
    MAYBE,
    NEVER,
    REFUSED,
    SECRET,
    Action,
    Ask,
    CommandOutcome,
    Dated,
    Send,
    Verdict,
    a_day,
    likely,
    mission_of,
    notice,
)
from simulator.actors.assessed import CTED, InventedAssessment
from simulator.actors.correcting import put_right

POSITIONS: Final[tuple[Position | None, ...]] = ("accepted", "accepted", "partly", "not_accepted", None)
REPORTED: Final[tuple[Implementation | None, ...]] = ("in_progress", "implemented", "not_started", None)
SOURCE: Final = "urn:simulated:missions"
"""The CloudEvents source of the system through which Permanent Missions send."""
WEEK: Final = timedelta(days=7)


def responds(random: Random, it: InventedAssessment, received_on: date | None) -> Iterator[Dated]:
    """The State responds to the recommendations of its assessment."""
    if received_on is None:
        if likely(random, 0.3):  # it answers an assessment that it never received, as far as anybody says
            day = a_day(random, it.told_on + 5 * WEEK, it.told_on + 30 * WEEK)
            yield day, _response(random, it, day, "response without receipt", "first")
        return
    due_on = add_months(received_on, 6)
    when = random.choice(("in time",) * 4 + ("on the last day", "a day late", "late", "late", "never", "never"))
    if when == "never":
        return
    on = {
        "in time": a_day(random, received_on + WEEK, due_on - WEEK),
        "on the last day": due_on,
        "a day late": due_on + timedelta(days=1),
        "late": a_day(random, due_on + WEEK, due_on + 20 * WEEK),
    }[when]
    on = max(on, it.told_on + 5 * WEEK)
    first = _response(random, it, on, f"response {when}", "first")
    yield on, first
    right = on
    if likely(random, 0.2):  # a letter was misread; one that was entered is dated by its arrival
        right = on + timedelta(days=random.choice((-20, -3, 5, 30)))
        response = response_id(it.cycle, on)
        yield on + 6 * WEEK, put_right("followup", CORRECTABLE, response, "received_on", right, it.cycle)
    if again := likely(random, 0.15):
        later = a_day(random, on + WEEK, on + 10 * WEEK)
        later += timedelta(days=later == right)  # two on one day would contradict each other
        second = _response(random, it, later, "response again", "second")
        if isinstance(second, Send) and not isinstance(first, Send):  # that one has the day on which it arrives
            second = replace(second, verdicts=EITHER)
        yield later, second
    if likely(random, 0.1):
        yield on + 4 * WEEK, _contradicting(it, on)
    if not again and likely(random, 0.2):
        day = a_day(random, on + WEEK, on + 20 * WEEK)
        capacity = f"{SECRET}{it.state}: capacity" if likely(random, 0.5) else None
        need = random.choice((None, True, False))
        steps = f"{SECRET}{it.state}"
        body = GivenPosition(day, random.choice(POSITIONS), random.choice(REPORTED), steps, capacity, need)
        command = StatePosition(it.cycle, it.recommendation(0), body)
        yield day, _build_ask("position on one", "followup", it, command, MAYBE)


def _response(random: Random, it: InventedAssessment, on: date, stage: str, number: str) -> Action:
    positions = [
        RespondedPosition(
            recommendation_reference=one.reference,
            position=random.choice(POSITIONS),
            implementation=random.choice(REPORTED),
            steps=f"{SECRET}{it.state}: steps",
        )
        for one in random.sample(it.recommendations, random.randint(1, 9 if it.steady else 1))
        if it.steady or one.reference != it.recommendations[-1].reference
    ]
    if likely(random, 0.3):
        statements = tuple(
            Stated(
                one.recommendation_reference,
                one.position,
                one.implementation,
                one.steps,
                capacity=f"{SECRET}{it.state}: capacity" if one.implementation else None,
                assistance_needed=one.implementation == "not_started" or None,
            )
            for one in positions
        )
        command = RecordResponse(it.cycle, GivenResponse(positions=statements, synthetic=True))  # dated by its arrival
        certain = it.steady and it.opens_cycle
        return _build_ask(f"{stage}, entered", "followup", it, command, DONE if certain else MAYBE, number)
    data = NoticeResponseReceived(
        assessment_reference=it.reference,
        assessment_source=CTED,
        state=it.state,
        received_on=on,
        positions=tuple(positions),
        synthetic=True,
    )
    return notice(stage, SOURCE, f"response/{it.reference}/{number}", data, _verdicts(it))


def _contradicting(it: InventedAssessment, on: date) -> Action:
    """A response that contradicts another one on the same recommendation and day."""
    position = RespondedPosition(
        recommendation_reference=it.recommendations[0].reference,
        position="not_accepted",
        implementation="partly_implemented",
        steps=f"{SECRET}otherwise",
    )
    data = NoticeResponseReceived(
        assessment_reference=it.reference,
        assessment_source=CTED,
        state=it.state,
        received_on=on,
        positions=(position,),
        synthetic=True,
    )
    return notice("a response that contradicts", SOURCE, f"response/{it.reference}/other", data, EITHER)


def _verdicts(it: InventedAssessment) -> frozenset[Verdict]:
    """A response to an assessment without a cycle is refused."""
    if not it.steady:
        return EITHER
    return ACCEPTED if it.opens_cycle else REFUSED


# ---- assistance (OP39) ----------------------------------------------------------------------


def asks_for_help(random: Random, it: InventedAssessment) -> Iterator[Dated]:
    """The State withdraws its request for assistance, and perhaps renews it; or it asks for the first time."""
    number = random.choice(it.lasting)
    first = not it.recommendations[number].assistance_requested
    day = a_day(random, it.told_on + 4 * WEEK, it.told_on + 30 * WEEK)
    for requests_help, stage in ((first, "first"), (not first, "then")):
        given = AssistanceRequest(requests_help)  # dated by its arrival
        request = RequestAssistance(it.id, it.recommendation(number), given)
        name = "assistance asked for" if requests_help else "assistance no longer asked for"
        outcomes = DONE if it.steady and it.leaving_none_of((number,)) else MAYBE
        yield day, _build_ask(name, "assessments", it, request, outcomes, stage)
        if likely(random, 0.4):
            return
        day += random.choice((2, 10)) * WEEK


# ---- disclosure (OP19) ----------------------------------------------------------------------


def discloses(random: Random, it: InventedAssessment, is_asked: bool) -> Iterator[Dated]:
    """The State narrows or widens the whole, some parts, or one recommendation; sometimes against the rules.

    `is_asked`: it was asked for its consent, so that what it answers says how far the report may go.
    """
    day = a_day(random, it.told_on + 2 * WEEK, it.told_on + 40 * WEEK)
    if likely(random, 0.08):
        decision = Decision("public", _mission(it), day)
        yield day, _choose_audience("wider without consultation", it, decision, NEVER)
    if it.steady:  # nobody may cite what is narrowed, so a steady assessment is only widened
        if likely(random, 0.25):
            audience: Audience = random.choice(("partners", "public", "public"))
            decision = Decision(audience, _mission(it), day, consulted_ctc=True)
            yield day, _choose_audience("widened", it, decision, MAYBE if is_asked else DONE)
            if audience == "public" and likely(random, 0.6):
                later = a_day(random, day + 4 * WEEK, day + 40 * WEEK)
                yield later, _choose_audience("back to the United Nations", it, Decision("un", _mission(it), later))
        return
    choice = random.choice(("whole", "part", "one", "none"))
    narrow_audience: Audience = random.choice(("committee", "council"))
    if choice == "whole":
        parties = random.choice(((), ("body:unoct",)))
        yield day, _choose_audience("narrowed", it, Decision(narrow_audience, _mission(it), day, parties), MAYBE)
    parts = tuple(it.recommendation(number) for number in _open(it)[:3])
    if choice == "part" and parts:
        yield (
            day,
            _choose_audience("narrowed in part", it, Decision(narrow_audience, _mission(it), day, (), parts), MAYBE),
        )
    if choice == "one" and parts:
        decision = Decision(narrow_audience, _mission(it), day)
        disclosure = DiscloseRecommendation(it.id, parts[0], decision)
        yield day, _build_ask("one narrowed", "assessments", it, disclosure, MAYBE)
    if choice != "none" and likely(random, 0.5):
        later = a_day(random, day + 2 * WEEK, day + 30 * WEEK)
        decision = Decision("partners", _mission(it), later, consulted_ctc=True)
        yield later, _choose_audience("widened again", it, decision, MAYBE)


def _open(it: InventedAssessment) -> list[int]:
    """Recommendations that others than the Committee may read: narrowing others would widen them."""
    return [number for number, one in enumerate(it.recommendations) if one.audience != "committee"]


def _choose_audience(
    stage: str, it: InventedAssessment, decision: Decision, outcomes: frozenset[CommandOutcome] = DONE
) -> Ask:
    return _build_ask(stage, "assessments", it, DiscloseAssessment(it.id, decision), outcomes)


def _mission(it: InventedAssessment) -> str:
    return f"Permanent Mission of {it.state}"


def _build_ask(
    stage: str, service: str, it: InventedAssessment, data: object, outcomes: frozenset[CommandOutcome], more: str = ""
) -> Ask:
    return Ask(stage, service, f"{stage}/{it.reference}/{more}", data, outcomes, mission_of(it.state))
