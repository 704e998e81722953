"""CTED: it follows up on assessments, in time, late or never; the CTC decides what goes on (OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.ids import recommendation_id
from contracts.vocabulary import Implementation
from services.council.drafts.deciding import AdoptDraft, Adoption
from services.council.drafts.transmitting import Transmission, TransmitDraft
from services.council.editions.model import Asked
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.cycles.model import Decision
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.own_days import SetOwnDay
from services.followup.reports.commands import AssessedStatus, CloseCycle, FileReport, GivenClosure, GivenReport
from services.followup.reports.correcting import CORRECTABLE
from shared.engine.principals import Principal
from simulator.actions import (
    CTED_DESK,
    MAYBE,
    NEVER,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    ReportAsked,
    a_day,
    likely,
    mission_of,
)
from simulator.actors.assessed import InventedAssessment, build_ask, if_certain
from simulator.actors.correcting import put_right

SCALE: Final[tuple[Implementation, ...]] = ("not_started", "in_progress", "partly_implemented", "implemented")
WEEK: Final = timedelta(days=7)
OTHERS: Final = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)
"""A reader who may not see the reports on a State's steps."""


def follows_up(random: Random, it: InventedAssessment) -> Iterator[Dated]:
    """Reports in time, on the last day, late, or never; may decide a due date, go on, or close the cycle."""
    earliest = it.told_on + 3 * WEEK
    if likely(random, 0.2):
        yield from _assesses(random, it, earliest)
    if likely(random, 0.12):
        yield from _decides(random, it, earliest)
    when = random.choice(("in time",) * 4 + ("on the last day", "a day late", "late", "late", "never"))
    if when == "never":
        return
    on = {
        "in time": a_day(random, it.due_on - 20 * WEEK, it.due_on - WEEK),
        "on the last day": it.due_on,
        "a day late": it.due_on + timedelta(days=1),
        "late": a_day(random, it.due_on + WEEK, it.due_on + 40 * WEEK),
    }[when]
    on = max(on, earliest)
    report = _report(random, it, on)
    yield on, build_ask(f"report {when}", "followup", it, FileReport(it.cycle, report), if_certain(_is_certain(it)))
    if likely(random, 0.1):
        yield on + WEEK, build_ask("the same report again", "followup", it, FileReport(it.cycle, report), MAYBE)
    if likely(random, 0.1):
        other = replace(report, capacity=f"{SECRET}and more")
        yield on + WEEK, build_ask("another report", "followup", it, FileReport(it.cycle, other), MAYBE)
    if likely(random, 0.15):
        right = on + timedelta(days=random.choice((-3, -1, 2)))
        yield on + timedelta(days=5), put_right("followup", CORRECTABLE, it.cycle, "report.submitted_on", right)
    if likely(random, 0.15):
        yield from _moves_behind_another(random, it, on)
    yield from _tells(random, it, on)
    yield from _after_the_report(random, it, on)


def _moves_behind_another(random: Random, it: InventedAssessment, on: date) -> Iterator[Dated]:
    """CTED assesses again what its report assessed. Then the report proves to be of a later day: its status counts."""
    number, again = it.lasting[0], on + 2 * WEEK
    body = GivenAssessment(again, random.choice(SCALE), f"{SECRET}after the report", None, None)
    command = AssessRecommendation(it.cycle, it.recommendation(number), body)
    yield again, build_ask("assessed after the report", "followup", it, command, MAYBE, f"{number}")
    for weeks in (3, 1):
        right = on + weeks * WEEK
        yield on + 4 * WEEK, put_right("followup", CORRECTABLE, it.cycle, "report.submitted_on", right)


def _tells(random: Random, it: InventedAssessment, on: date) -> Iterator[Dated]:
    """The follow-up report, which only the Committee and the State may read; perhaps corrected (OP16)."""
    if likely(random, 0.75):
        return
    asked, certain = Asked(0, report="followup", thing=it.cycle), if_certain(_is_certain(it))
    read, key = ReportAsked(asked), f"followup/{it.reference}"
    day = a_day(random, on + WEEK, on + 9 * WEEK)
    yield day, _ask_for_report(it, "follow-up report drafted", ReportAsked(asked, draft=True), certain)
    for stage, command in (
        ("adopted", AdoptDraft(asked, Adoption("meeting", document=f"DRAFT/{it.reference}/adopted"))),
        ("transmitted", TransmitDraft(asked, Transmission("Chair of the Committee"))),
    ):
        yield day, Ask(f"follow-up report {stage}", "council", f"{key}/{stage}", command, certain)
    later = day + 6 * WEEK
    yield later, _ask_for_report(it, "follow-up report read by the State", read, certain, mission_of(it.state))
    if likely(random, 0.5):
        yield later, _ask_for_report(it, "follow-up report read by others", read, NEVER, OTHERS)
    if likely(random, 0.3):
        correction = ReportAsked(asked, corrected_because=f"{SECRET}a status was wrong")
        yield day + 12 * WEEK, _ask_for_report(it, "follow-up report corrected", correction, MAYBE)


def _ask_for_report(
    it: InventedAssessment,
    stage: str,
    report: ReportAsked,
    outcomes: frozenset[CommandOutcome],
    who: Principal = CTED_DESK,
) -> Ask:
    return Ask(stage, "council", f"{stage}/{it.reference}", report, outcomes, who)


def _report(random: Random, it: InventedAssessment, on: date) -> GivenReport:
    mark = f"{SECRET}{it.reference}"
    return GivenReport(
        submitted_on=on,
        document=f"DRAFT/{it.reference}/report",
        capacity=f"{mark}: capacity",
        assistance=f"{mark}: assistance",
        cross_cutting=f"{mark}: gender, children, rights",
        proposal=f"{mark}: proposal",
        recommendations=tuple(
            AssessedStatus(
                it.recommendation(number),
                random.choice(SCALE),
                f"{mark}: steps",
                capacity=f"{mark}: capacity" if likely(random, 0.3) else None,
                assistance_needed=random.choice((None, None, True, False)),
            )
            for number in it.lasting
            if it.steady or number == 0
        ),
    )


def _assesses(random: Random, it: InventedAssessment, earliest: date) -> Iterator[Dated]:
    for number in random.sample(it.lasting, 2):
        day = a_day(random, earliest, earliest + 20 * WEEK)
        body = GivenAssessment(
            day, random.choice(SCALE), f"{SECRET}between reports", f"{SECRET}capacity", likely(random, 0.5)
        )
        command = AssessRecommendation(it.cycle, it.recommendation(number), body)
        outcomes = if_certain(_is_certain(it))
        yield day, build_ask("assessed between reports", "followup", it, command, outcomes, f"{number}")


def _decides(random: Random, it: InventedAssessment, earliest: date) -> Iterator[Dated]:
    """A due date is decided, and perhaps decided again."""
    day = a_day(random, earliest, it.due_on - WEEK)
    duty = random.choice(("report", "report", "response"))
    for number in range(random.choice((1, 1, 2))):
        due = it.due_on + timedelta(days=random.randint(-40, 120))
        why = f"{SECRET}decision {number}"
        body = GivenDueDate(due, day, "CTC", why, f"DRAFT/{it.reference}", duty)  # type: ignore[arg-type]
        command = DecideDueDate(it.cycle, body)
        yield day, build_ask("due date decided", "followup", it, command, MAYBE, f"{number}")
        day = a_day(random, day + WEEK, day + 6 * WEEK)


def _after_the_report(random: Random, it: InventedAssessment, reported_on: date) -> Iterator[Dated]:
    if likely(random, 0.2):
        yield from _adds(random, it, reported_on)
    if likely(random, 0.4):
        yield from _goes_on(random, it, reported_on)
        return
    if likely(random, 0.5):
        day = a_day(random, reported_on + WEEK, reported_on + 20 * WEEK)
        command = CloseCycle(it.cycle, GivenClosure(day, f"{SECRET}all is reported on"))
        yield day, build_ask("closed", "followup", it, command, MAYBE)


def _adds(random: Random, it: InventedAssessment, reported_on: date) -> Iterator[Dated]:
    """A recommendation first made in the follow-up report. The CTC sets its day at once, later, or never (rule 5)."""
    due = reported_on + 30 * WEEK if likely(random, 0.5) else None
    text = f"{SECRET}{it.reference}/added"
    new = NewRecommendation(
        "A1", text, ("gender",), "high", "CTED", True, reported_on, due_on=due, audience="committee"
    )
    yield reported_on + WEEK, build_ask("added by a report", "followup", it, AddRecommendation(it.cycle, new), MAYBE)
    day = reported_on + 2 * WEEK
    body = GivenAssessment(day, random.choice(SCALE))
    recommendation = recommendation_id(it.id, "A1")
    yield (
        day,
        build_ask(
            "added one assessed", "followup", it, AssessRecommendation(it.cycle, recommendation, body), MAYBE, "A1"
        ),
    )
    if likely(random, 0.5):
        decision = Decision(day + 50 * WEEK, day, "CTC", f"{SECRET}not before a year has passed")
        command = SetOwnDay(it.cycle, recommendation, decision)
        yield day + WEEK, build_ask("day of its own set", "followup", it, command, MAYBE, "A1")


def _goes_on(random: Random, it: InventedAssessment, reported_on: date) -> Iterator[Dated]:
    """A further follow-up, counted from the intended day or from one that the CTC sets; perhaps with a report."""
    day = a_day(random, reported_on + WEEK, reported_on + 10 * WEEK)
    anchor = day if likely(random, 0.25) else None
    months = random.choice((6, 12))
    body = GivenFollowUp(day, "CTC", f"{SECRET}more is to be done", f"P{months}M", anchor, f"DRAFT/{it.reference}")
    yield day, build_ask("further follow-up", "followup", it, OpenFurtherFollowUp(it.cycle, body), MAYBE)
    if likely(random, 0.7):
        on = a_day(random, day + 10 * WEEK, day + 60 * WEEK)
        report = _report(random, it, on)
        yield on, build_ask("report on a further one", "followup", it, FileReport(it.cycle, report), MAYBE, "2")
        if likely(random, 0.4):
            closed_on = on + 2 * WEEK
            command = CloseCycle(it.cycle, GivenClosure(closed_on, f"{SECRET}done"))
            yield closed_on, build_ask("closed", "followup", it, command, MAYBE, "2")


def _is_certain(it: InventedAssessment) -> bool:
    return it.steady and it.opens_cycle
