"""CTED and UNOCT: briefings, heads' meetings, and the practical steps on which they agree (OP24, OP25). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.ids import briefing_id, step_id
from contracts.vocabulary import BriefingKind, Speaker
from services.unoct.briefings.commands import (
    BriefingCancellation,
    CancelBriefing,
    HoldBriefing,
    Holding,
    RecordBriefing,
    SaidBriefing,
)
from services.unoct.briefings.correcting import CORRECTABLE as OF_BRIEFING
from services.unoct.steps.commands import AgreeOnStep, CompleteStep, Completion, SaidStep
from services.unoct.steps.correcting import CORRECTABLE as OF_STEP
from shared.engine.principals import Principal
from simulator.actions import (
    CTED_DESK,
    DONE,
    MAYBE,
    NEVER,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    a_day,
    likely,
)
from simulator.actors.correcting import put_right

WEEK: Final = timedelta(days=7)
YEARS: Final[dict[BriefingKind, int]] = {"briefing": 2, "heads_meeting": 1, "follow_up_meeting": 1}
"""How often a year each may be arranged."""
SPEAKERS: Final[tuple[Speaker, ...]] = ("under_secretary_general", "assistant_secretary_general", "director", "other")
STEPS: Final = 2
"""Practical steps a year."""
OWNERS: Final = ("CTED", "UNOCT", "both", "UNODC")
UNOCT: Final = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)


def coordinates(random: Random, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """A year of coordination between the two sides."""
    for kind, times in YEARS.items():
        for number in range(times):
            if likely(random, 0.8):
                yield from _briefing(random, kind, f"DRAFT/{kind}/{year}/{number}", year)
    for number in range(STEPS):
        yield from _step(random, f"STEP-{year}-{number}", year, states)


# ---- briefings (OP25) and heads' meetings (OP24) ----------------------------------------------


def _briefing(random: Random, kind: BriefingKind, reference: str, year: int) -> Iterator[Dated]:
    """A briefing is held with an invitation or without one; or it is never held, and perhaps cancelled."""
    invited_on = a_day(random, date(year, 1, 10), date(year, 11, 1))
    held_on = invited_on + random.choice((3, 5)) * WEEK
    way = random.choice(("invited",) * 4 + ("uninvited", "never held"))
    briefing = SaidBriefing(reference, kind, f"{SECRET}{reference}", speaker=random.choice(SPEAKERS), synthetic=True)
    record = RecordBriefing(replace(briefing, held_on=held_on))
    if way == "uninvited":
        yield held_on, _build_ask(f"{kind} recorded", reference, record, random.choice((CTED_DESK, UNOCT)))
    else:
        yield from _invitation(random, replace(briefing, invited_on=invited_on, planned_for=held_on))
        if way == "never held":
            yield from _cancellation(random, kind, reference, held_on)
            return
        holding = HoldBriefing(briefing_id(reference), Holding(held_on, random.choice((None, *SPEAKERS))))
        yield held_on, _build_ask(f"{kind} held", reference, holding, random.choice((CTED_DESK, UNOCT)))
    if likely(random, 0.3):
        right = held_on - timedelta(days=2)
        yield held_on + 2 * WEEK, put_right("unoct", OF_BRIEFING, briefing_id(reference), "held_on", right)
    if likely(random, 0.3):
        other = HoldBriefing(briefing_id(reference), Holding(held_on - timedelta(days=1)))
        yield held_on + WEEK, _build_ask("held on another day", reference, other, outcomes=NEVER)
    if likely(random, 0.3):
        again = HoldBriefing(briefing_id(reference), Holding(held_on))
        yield held_on + WEEK, _build_ask("the same holding again", reference, again)


def _cancellation(random: Random, kind: BriefingKind, reference: str, planned_for: date) -> Iterator[Dated]:
    if likely(random, 0.5):
        day, briefing = planned_for - timedelta(days=3), briefing_id(reference)
        cancellation = CancelBriefing(briefing, BriefingCancellation(day, f"{SECRET}the Chair travels"))
        yield (
            day,
            _build_ask(f"{kind} cancelled", reference, cancellation, outcomes=MAYBE),
        )  # it may have moved beyond that day
        holding = HoldBriefing(briefing, Holding(planned_for))
        yield planned_for, _build_ask("held though cancelled", reference, holding, outcomes=MAYBE)


def _invitation(random: Random, briefing: SaidBriefing) -> Iterator[Dated]:
    """An invitation of the Chair, which UNOCT cannot send itself. It may be repeated, or moved to another day.

    To a meeting of the heads nobody need invite.
    """
    day = briefing.invited_on
    assert day is not None
    if briefing.kind == "heads_meeting" and likely(random, 0.5):
        briefing = replace(briefing, invited_on=None)
    if briefing.kind != "heads_meeting" and likely(random, 0.2):
        yield (
            day,
            _build_ask("an invitation by the invited", briefing.reference, RecordBriefing(briefing), UNOCT, NEVER),
        )
    yield day, _build_ask(f"{briefing.kind} arranged", briefing.reference, RecordBriefing(briefing))
    if likely(random, 0.3):
        yield (
            day + WEEK,
            _build_ask("the same invitation again", briefing.reference, RecordBriefing(briefing)),
        )
    if likely(random, 0.3):
        postponed_briefing = replace(briefing, planned_for=day + 8 * WEEK)
        yield (
            day + 2 * WEEK,
            _build_ask("invited for another day", briefing.reference, RecordBriefing(postponed_briefing)),
        )


# ---- practical steps (OP24) -------------------------------------------------------------------


def _step(random: Random, reference: str, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """A step is agreed on, perhaps changed, and done in time, late, or never."""
    agreed_on = a_day(random, date(year, 1, 10), date(year, 10, 1))
    due_on = agreed_on + random.randint(8, 40) * WEEK
    owner, state = random.choice(OWNERS), random.choice((None, *states[:3]))
    mark = SECRET if state else ""  # reports name a step that concerns no single State
    step = SaidStep(
        reference, f"{mark}{reference}", owner, due_on, f"{mark}by what it is seen", state, agreed_on, synthetic=True
    )
    first, second = random.sample((CTED_DESK, UNOCT), 2)
    yield agreed_on, _build_ask("step proposed", reference, AgreeOnStep(step), first)
    if likely(random, 0.1):  # the other one never agrees
        completion = CompleteStep(step_id(reference), Completion())
        yield agreed_on + WEEK, _build_ask("done though only proposed", reference, completion, first, NEVER)
        return
    yield agreed_on + WEEK, _build_ask("step agreed", reference, AgreeOnStep(step), second)
    if likely(random, 0.3):
        step = replace(step, due_on=due_on + 4 * WEEK)
        yield agreed_on + 2 * WEEK, _build_ask("step proposed anew", reference, AgreeOnStep(step), second)
        yield agreed_on + 3 * WEEK, _build_ask("step agreed anew", reference, AgreeOnStep(step), first)
    if likely(random, 0.2):
        stranger = Principal("undp", "un", frozenset({"body:undp"}), may_command=True)
        completion = CompleteStep(step_id(reference), Completion())
        yield agreed_on + 4 * WEEK, _build_ask("done by a stranger", reference, completion, stranger, NEVER)
    when = random.choice((0, 0, -4, 6, None))
    if when is None:
        return
    done_on = due_on + when * WEEK
    completion = CompleteStep(step_id(reference), Completion(done_on, f"{SECRET}result"))
    yield done_on, _build_ask("step reported as done", reference, completion, _of(step.owner))
    if likely(random, 0.1):  # nobody else says so
        return
    confirmation = CompleteStep(step_id(reference), Completion())
    for side in (UNOCT, CTED_DESK):
        yield done_on, _build_ask("step done", reference, confirmation, side)
    if likely(random, 0.3):
        right = done_on - timedelta(days=random.randint(1, 20))
        yield done_on + 2 * WEEK, put_right("unoct", OF_STEP, step_id(reference), "done_on", right)
    if likely(random, 0.4):
        amendment = AgreeOnStep(replace(step, indicator=f"{SECRET}another"))
        yield done_on + WEEK, _build_ask("agreed anew though done", reference, amendment, outcomes=NEVER)
    if likely(random, 0.3):
        yield done_on + WEEK, _build_ask("the same step done again", reference, completion)


def _of(owner: str) -> Principal:
    if owner == "UNODC":
        return Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)
    return UNOCT if owner == "UNOCT" else CTED_DESK


def _build_ask(
    stage: str,
    reference: str,
    data: object,
    who: Principal = CTED_DESK,
    outcomes: frozenset[CommandOutcome] = DONE,
) -> Ask:
    return Ask(stage, "unoct", f"{stage}/{reference}", data, outcomes, who)
