"""States are asked about the release of their reports, and answer; or want them kept confidential (OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.vocabulary import ReportAnswer
from services.assessments.report_consents.commands import (
    AskedOrAnsweredConsent,
    RecordReportConsent,
    RequestConfidentiality,
    RequestedConfidentiality,
)
from services.assessments.report_consents.correcting import CORRECTABLE
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.principals import Principal
from simulator.actions import CTED_DESK, MAYBE, NEVER, SECRET, Ask, CommandOutcome, Dated, a_day, likely, mission_of
from simulator.actors.assessed import InventedAssessment, if_certain

WEEK: Final = timedelta(days=7)
ASKED: Final = 0.4
"""The share of assessments about whose release the State is asked."""
ANSWERS: Final[tuple[ReportAnswer | None, ...]] = ("full", "part", "part", "refused", "none", None)
"""The first answer; None: nobody says anything."""


def plan_consent(random: Random, it: InventedAssessment) -> tuple[bool, list[Dated]]:
    """Whether the State is asked, and what is said. A word for confidentiality needs no question."""
    actions = [*_ask_for_confidentiality(random, it)]
    if not likely(random, ASKED):
        return False, actions
    asked_on = a_day(random, it.told_on + 6 * WEEK, it.told_on + 12 * WEEK)
    question = AskedOrAnsweredConsent(asked_on=asked_on)
    actions.append((asked_on, _tell("asked about the release", it, question, if_certain(it.steady))))
    return True, [*actions, *_answer(random, it, asked_on)]


def _answer(random: Random, it: InventedAssessment, asked_on: date) -> Iterator[Dated]:
    answer = random.choice(ANSWERS)
    if answer is None:
        return
    day = a_day(random, asked_on + 7 * WEEK, asked_on + 20 * WEEK)
    given = _build_answer(random, it, answer, day)
    if answer == "none":
        yield day, _tell("no answer on the release", it, given, if_certain(it.steady))
    elif likely(random, 0.5):  # what it sends itself is refused where it arrives on another day
        yield day, _tell(f"release: {answer}", it, given, MAYBE, mission_of(it.state))
    else:
        outcomes = if_certain(it.steady and answer != "part")
        yield day, _tell(f"release: {answer}, by letter", it, _by_letter(it, given), outcomes)
    yield from _mistake(random, it, given, day)
    if likely(random, 0.2):
        yield day + WEEK, _correct(it, (asked_on - timedelta(days=random.randint(1, 9))).isoformat())
    if likely(random, 0.5):  # it changes its mind
        later = a_day(random, day + 4 * WEEK, day + 30 * WEEK)
        other = random.choice([one for one in ("full", "part", "refused") if one != answer])
        changed = _build_answer(random, it, other, later)  # type: ignore[arg-type]
        yield later, _tell(f"release: {other} after {answer}", it, _by_letter(it, changed), MAYBE)


def _mistake(random: Random, it: InventedAssessment, given: AskedOrAnsweredConsent, day: date) -> Iterator[Dated]:
    """Somebody answers for another State, or an officer without the State's letter."""
    if likely(random, 0.2):
        stranger = mission_of("FJI" if it.state != "FJI" else "PER")
        yield day + WEEK, _tell("release: for another State", it, given, NEVER, stranger)
    elif given.answer != "none" and likely(random, 0.2):
        yield day + WEEK, _tell("release: without a letter", it, given, NEVER)


def _ask_for_confidentiality(random: Random, it: InventedAssessment) -> Iterator[Dated]:
    """Nobody may cite what is narrowed, so no State wants a steady assessment kept confidential."""
    if it.steady or likely(random, 0.7):
        return
    day = a_day(random, it.told_on + 2 * WEEK, it.told_on + 40 * WEEK)
    parts = (it.recommendation(random.choice(it.lasting)),) if likely(random, 0.5) else ()
    request = RequestConfidentiality(it.id, RequestedConfidentiality(day, f"DRAFT/{it.reference}/letter", parts))
    stage = "part to be confidential" if parts else "to be confidential"
    yield day, Ask(stage, "assessments", f"{stage}/{it.reference}", request, MAYBE)


def _correct(it: InventedAssessment, day: str) -> Ask:
    """The day of the question was misread."""
    stage = "day of the question put right"
    correction = GivenCorrection("asked_on", day, f"{SECRET}It was misread.", f"DRAFT/{it.reference}/question")
    command = CorrectRecord(CORRECTABLE, it.id, "", correction)
    return Ask(stage, "assessments", f"{stage}/{it.reference}", command, MAYBE)


def _build_answer(random: Random, it: InventedAssessment, answer: ReportAnswer, day: date) -> AskedOrAnsweredConsent:
    numbers = sorted(random.sample(it.lasting, 2)) if answer == "part" else ()
    parts = tuple(it.recommendation(number) for number in numbers)
    return AskedOrAnsweredConsent(answer=answer, answered_on=day, parts=parts)


def _by_letter(it: InventedAssessment, given: AskedOrAnsweredConsent) -> AskedOrAnsweredConsent:
    document = f"DRAFT/{it.reference}/{given.answer}"
    return AskedOrAnsweredConsent(None, given.answer, given.answered_on, document, given.parts)


def _tell(
    stage: str,
    it: InventedAssessment,
    given: AskedOrAnsweredConsent,
    outcomes: frozenset[CommandOutcome],
    principal: Principal = CTED_DESK,
) -> Ask:
    command = RecordReportConsent(it.id, given)
    return Ask(stage, "assessments", f"{stage}/{it.reference}", command, outcomes, principal)
