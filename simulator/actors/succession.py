"""Recommendations that are merged, split, closed, and carried over to a later cycle (rules 1, 6 and 7). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from contracts.ids import recommendation_id
from contracts.vocabulary import ClosedBecause
from services.followup.commands.carrying import CarryOver, GivenCarryOver
from services.followup.commands.ending import EndRecommendation, GivenEnd
from services.followup.commands.status import AssessRecommendation, GivenAssessment
from services.followup.commands.succession import GivenSuccession, NewSuccessor, Succeed
from simulator.actions import MAYBE, NEVER, OPEN, SECRET, Ask, CommandOutcome, Dated, a_day, likely
from simulator.actors.assessed import Assessed, asked, if_certain
from simulator.actors.following import SCALE

WEEK: Final = timedelta(days=7)
REASONS: Final[tuple[ClosedBecause, ...]] = ("overtaken", "overtaken", "superseded", "withdrawn")


def leaves(random: Random, it: Assessed) -> Iterator[Dated]:
    """Two are merged, one is split, one is closed: each of these, or not; and what is said of them afterwards."""
    if not it.leaving:
        return
    first, second, third, fourth, _ = it.leaving
    day = a_day(random, it.told_on + 5 * WEEK, it.told_on + 45 * WEEK)
    if likely(random, 0.7):
        yield from _merged(random, it, (first, second), day)
    if likely(random, 0.5):
        yield from _split(random, it, third, a_day(random, day, day + 8 * WEEK))
    if likely(random, 0.5):
        yield from _closed(random, it, fourth, a_day(random, day, day + 20 * WEEK))


# ---- merged and split (rule 7) ----------------------------------------------------------------


def _merged(random: Random, it: Assessed, parents: Sequence[int], day: date) -> Iterator[Dated]:
    merger = _succession(it, "merge", parents, ("M1",), day)
    yield day, _asked("recommendations merged", it, merger)
    if likely(random, 0.3):
        yield day + WEEK, _asked("the same merger again", it, merger)
    if likely(random, 0.3):  # what a parent has become is not for a second merger to say
        again = _succession(it, "merge", (parents[0], it.lasting[0]), ("M2",), day + WEEK)
        yield day + WEEK, _asked("merged though superseded", it, again, NEVER if _certain(it) else MAYBE)
    if likely(random, 0.7):
        yield day + 2 * WEEK, _assessed(random, it, "M1", day + 2 * WEEK)
    if likely(random, 0.3):  # the successor is split in its turn
        later = day + 5 * WEEK
        split = _succession(it, "split", parents, ("M1/1", "M1/2"), later)
        split = replace(split, given=replace(split.given, parents=(recommendation_id(it.id, "M1"),)))
        yield later, _asked("a merged one split", it, split)
        yield later + WEEK, _assessed(random, it, "M1/1", later + WEEK)


def _split(random: Random, it: Assessed, parent: int, day: date) -> Iterator[Dated]:
    if likely(random, 0.5):  # then they inherit what it was assessed as
        given = GivenAssessment(day, random.choice(SCALE))
        before = AssessRecommendation(it.cycle, it.recommendation(parent), given)
        yield day, _asked("assessed before its split", it, before)
    if likely(random, 0.2):
        itself = _succession(it, "split", (parent,), (f"R{parent}", "S9"), day)
        yield day, _asked("split into itself", it, itself, NEVER)
    split = _succession(it, "split", (parent,), ("S1", "S2", "S3")[: random.choice((2, 3))], day)
    yield day, _asked("recommendation split", it, split)
    if likely(random, 0.6):
        yield day + 2 * WEEK, _assessed(random, it, "S2", day + 2 * WEEK)


def _succession(
    it: Assessed, change: Literal["merge", "split"], parents: Sequence[int], references: Sequence[str], day: date
) -> Succeed:
    ids = tuple(it.recommendation(number) for number in parents)
    successors = tuple(_successor(it, parents, reference) for reference in references)
    return Succeed(it.cycle, GivenSuccession(change, ids, successors, day, "CTED"))


def _successor(it: Assessed, parents: Sequence[int], reference: str) -> NewSuccessor:
    """Its text is as confidential as the most confidential of those whose place it takes."""
    made = [it.recommendations[number] for number in parents]
    mark = SECRET if any(one.audience == "committee" for one in made) else OPEN
    return NewSuccessor(
        reference=reference,
        text=f"{mark}{it.reference}/{reference}: take the step that others asked for before.",
        themes=made[0].themes,
        priority=made[0].priority,
        made_by="CTED",
        assistance_needed=any(one.assistance_needed for one in made),
        pillar=made[0].pillar,
    )


def _assessed(random: Random, it: Assessed, reference: str, day: date) -> Ask:
    given = GivenAssessment(day, random.choice(SCALE), capacity=f"{SECRET}{it.reference}: capacity")
    command = AssessRecommendation(it.cycle, recommendation_id(it.id, reference), given)
    return _asked("successor assessed", it, command, MAYBE, reference)


# ---- closed (rules 1 and 6) -------------------------------------------------------------------


def _closed(random: Random, it: Assessed, number: int, day: date) -> Iterator[Dated]:
    """Once, for one reason: then it is neither closed for another one nor assessed."""
    reason = random.choice(REASONS)
    given = GivenEnd(reason, day, f"{SECRET}{it.reference}")
    one = it.recommendation(number)
    yield day, _asked(f"recommendation {reason}", it, EndRecommendation(it.cycle, one, given), if_certain(_certain(it)))
    if not _certain(it):
        return
    if likely(random, 0.3):
        other = replace(given, reason="withdrawn" if reason != "withdrawn" else "overtaken")
        yield day + WEEK, _asked("closed for another reason", it, EndRecommendation(it.cycle, one, other), NEVER)
    if likely(random, 0.3):
        said = GivenAssessment(day + WEEK, "implemented")
        yield day + WEEK, _asked("assessed though closed", it, AssessRecommendation(it.cycle, one, said), NEVER)


# ---- carried over (rule 1) --------------------------------------------------------------------


def carries(random: Random, all_: Sequence[Assessed]) -> Iterator[Dated]:
    """A later cycle of the same State goes on with one; sometimes one of another State is to, which it cannot."""
    for number, it in enumerate(all_):
        later = [one for one in all_ if one.told_on >= it.told_on and one is not it and one.opens_cycle]
        own = [one for one in later if one.state == it.state]
        if not it.opens_cycle or not it.leaving or not own or not likely(random, 0.7):
            continue
        to = random.choice(own)
        day = a_day(random, to.told_on + 5 * WEEK, to.told_on + 30 * WEEK)
        yield from _carried(random, it, to, day)
        strangers = [one for one in later if one.state != it.state]
        if strangers and number % 2:
            over = CarryOver(it.cycle, it.recommendation(it.leaving[0]), _over(strangers[0], day))
            yield day, _asked("carried over to another State", it, over, NEVER)


def _carried(random: Random, it: Assessed, to: Assessed, day: date) -> Iterator[Dated]:
    one = it.recommendation(random.choice((it.leaving[2], it.leaving[4])))
    over = CarryOver(it.cycle, one, _over(to, day))
    yield day, _asked("carried over", it, over)
    if likely(random, 0.3):
        yield day + WEEK, _asked("the same carry-over again", it, over)
    if likely(random, 0.6):  # the cycle that goes on with it reports on it
        given = GivenAssessment(day + 2 * WEEK, random.choice(SCALE))
        yield day + 2 * WEEK, _asked("a carried one assessed", it, AssessRecommendation(to.cycle, one, given))
    if likely(random, 0.2):
        back = CarryOver(to.cycle, one, _over(it, day + 4 * WEEK))
        yield day + 4 * WEEK, _asked("carried back", it, back)


def _over(to: Assessed, day: date) -> GivenCarryOver:
    return GivenCarryOver(to.cycle, day, "CTC", f"{SECRET}goes on in another cycle")


# ---- what may come of it ----------------------------------------------------------------------


def _certain(it: Assessed) -> bool:
    return it.steady and it.opens_cycle


def _asked(stage: str, it: Assessed, data: object, outcomes: frozenset[CommandOutcome] = MAYBE, more: str = "") -> Ask:
    """Whether the cycle still runs by then depends on its reports and closure."""
    return asked(stage, "followup", it, data, outcomes, more)
