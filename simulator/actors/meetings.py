"""The Chair invites States to meetings; they answer or do not; officials come or do not (OP16, OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.ids import meeting_id
from contracts.vocabulary import MeetingKind
from services.followup.meetings.commands.answering import AnswerInvitation, GivenAnswer
from services.followup.meetings.commands.outcome import CancelMeeting, GivenCancellation, GivenRecord, RecordMeeting
from services.followup.meetings.commands.planning import ChangePlan, GivenPlan, NewMeeting, PlanMeeting
from services.followup.meetings.correcting import CORRECTABLE
from shared.engine.principals import Principal
from simulator.actions import DONE, MAYBE, NEVER, SECRET, Ask, CommandOutcome, Dated, a_day, likely, mission_of
from simulator.actors.assessed import InventedAssessment
from simulator.actors.correcting import put_right

WEEK: Final = timedelta(days=7)
KINDS: Final[tuple[MeetingKind, ...]] = ("regional", "thematic", "joint", "other")


def on_an_assessment(random: Random, it: InventedAssessment, states: Sequence[str]) -> Iterator[Dated]:
    """The Chair invites the State to coordinate with CTED and UNOCT (OP16)."""
    invited_on = a_day(random, it.told_on + 5 * WEEK, it.told_on + 30 * WEEK)
    certain = it.steady and it.opens_cycle
    yield from _meeting(
        random, f"MEETING-{it.reference}", "invitation", invited_on, (it.state,), states, it.id, certain
    )


def of_the_year(random: Random, number: int, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """With a regional or thematic focus (OP17), or with other bodies."""
    invited_on = a_day(random, date(year, 1, 10), date(year, 10, 20))
    guests = tuple(random.sample(states, min(len(states), random.randint(2, 5))))
    yield from _meeting(random, f"MEETING-{year}-{number}", random.choice(KINDS), invited_on, guests, states)


def _meeting(
    random: Random,
    reference: str,
    kind: MeetingKind,
    invited_on: date,
    guests: tuple[str, ...],
    states: Sequence[str],
    about: str | None = None,
    certain: bool = True,
) -> Iterator[Dated]:
    """A meeting from the invitation to its end."""
    day = invited_on + 6 * WEEK
    sure = DONE if certain else MAYBE
    body = NewMeeting(
        title=f"{SECRET}{reference}", kind=kind, invited_on=invited_on, invited=guests, day=day,
        bodies=("UNODC",), themes=("gender",), assessment_id=about, synthetic=True, reference=reference,
    )  # fmt: skip
    yield invited_on, _build_ask("meeting planned", reference, PlanMeeting(body), sure)
    if likely(random, 0.2):
        yield invited_on + WEEK, _build_ask("the same plan again", reference, PlanMeeting(body), sure)
    if likely(random, 0.2) and certain:
        other = PlanMeeting(replace(body, kind="invitation" if kind != "invitation" else "other"))
        yield invited_on + WEEK, _build_ask("another plan of that name", reference, other, NEVER)
    for state in guests:
        yield from _answers(random, reference, state, invited_on, sure)
    others = [one for one in states if one not in guests]
    if len(others) > 1 and likely(random, 0.3):
        answer = _answer(reference, others[1], True, invited_on + 2 * WEEK)
        yield invited_on + 2 * WEEK, _build_ask("an answer uninvited", reference, answer, NEVER)
    if likely(random, 0.3):
        day += 2 * WEEK
        new_plan = _build_changed_plan(body, invited_on + 4 * WEEK, day, tuple(others[:1]))
        yield (
            invited_on + 4 * WEEK,
            _build_ask("plan changed", reference, ChangePlan(meeting_id(reference), new_plan), sure),
        )
    yield from _ends(random, reference, guests, day, sure)


def _build_changed_plan(meeting: NewMeeting, on: date, day: date, more: tuple[str, ...]) -> GivenPlan:
    return GivenPlan(
        meeting.title,
        meeting.kind,
        on,
        (*meeting.invited, *more),
        day,
        meeting.bodies,
        meeting.themes,
        meeting.assessment_id,
        True,
    )


def _answers(
    random: Random, reference: str, state: str, invited_on: date, sure: frozenset[CommandOutcome]
) -> Iterator[Dated]:
    """The State accepts, declines, or is silent, and may change its mind.

    An officer or the mission enters the answer.
    """
    day = invited_on + random.choice((2, 3)) * WEEK
    coming = random.choice((True, True, False, None))
    if coming is None:
        return
    who = mission_of(state) if likely(random, 0.5) else None
    answer = _answer(reference, state, coming, None if who else day)
    yield day, _build_ask("invitation answered", reference, answer, sure, who, state)
    if likely(random, 0.2):
        other = _answer(reference, state, not coming, None if who else day + 2 * WEEK)
        yield day + 2 * WEEK, _build_ask("answered otherwise", reference, other, sure, who, state)


def _ends(
    random: Random, reference: str, guests: tuple[str, ...], day: date, sure: frozenset[CommandOutcome]
) -> Iterator[Dated]:
    """The meeting is held, or cancelled, or nobody says."""
    meeting, end = meeting_id(reference), random.choice(("held",) * 4 + ("cancelled", ""))
    if end == "cancelled":
        body = GivenCancellation(day - WEEK, f"{SECRET}the Chair is not there")
        yield day - WEEK, _build_ask("meeting cancelled", reference, CancelMeeting(meeting, body), sure)
    if end == "held":
        participants = tuple(random.sample(guests, random.randint(0, len(guests))))
        yield day, _build_ask("meeting held", reference, RecordMeeting(meeting, GivenRecord(day, participants)), sure)
        if likely(random, 0.2):
            right = RecordMeeting(meeting, GivenRecord(day, guests))
            yield day + WEEK, _build_ask("meeting's record put right", reference, right, sure)
            on = day - timedelta(days=1)
            yield day + 2 * WEEK, put_right("followup", CORRECTABLE, meeting, "day", on, outcomes=sure)
    if end and likely(random, 0.3):
        late = _answer(reference, guests[0], likely(random, 0.5), day + 2 * WEEK)
        yield day + 2 * WEEK, _build_ask("an answer after the end", reference, late, NEVER)


def _answer(reference: str, state: str, coming: bool, on: date | None) -> AnswerInvitation:
    """`on` is None where it is dated by its arrival."""
    return AnswerInvitation(meeting_id(reference), GivenAnswer(state, coming, on, f"{SECRET}{state}"))


def _build_ask(
    stage: str,
    reference: str,
    data: Any,
    outcomes: frozenset[CommandOutcome],
    who: Principal | None = None,
    more: str = "",
) -> Ask:
    key = f"{stage}/{reference}/{more}"
    return (
        Ask(stage, "followup", key, data, outcomes) if who is None else Ask(stage, "followup", key, data, outcomes, who)
    )
