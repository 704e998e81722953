"""Recommendations that are merged, split, closed, and carried over to a later cycle (rules 1, 6 and 7). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from contracts.ids import recommendation_id
from contracts.vocabulary import ClosedBecause
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.carrying import CarryOver, GivenCarryOver
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.recommendations.commands.succession import GivenSuccession, NewSuccessor, Succeed
from simulator.actions import MAYBE, NEVER, OPEN, SECRET, Ask, CommandOutcome, Dated, a_day, likely
from simulator.actors.assessed import InventedAssessment, build_ask, if_certain
from simulator.actors.following import SCALE

WEEK: Final = timedelta(days=7)
REASONS: Final[tuple[ClosedBecause, ...]] = ("overtaken", "overtaken", "superseded", "withdrawn")


def leaves(random: Random, it: InventedAssessment) -> Iterator[Dated]:
    """Perhaps two are merged, one is split, and one is closed; and some of the results are assessed."""
    if not it.leaving:
        return
    first, second, third, fourth, _ = it.leaving
    day = a_day(random, it.told_on + 5 * WEEK, it.told_on + 45 * WEEK)
    if likely(random, 0.7):
        yield from _merges(random, it, (first, second), day)
    if likely(random, 0.5):
        yield from _split(random, it, third, a_day(random, day, day + 8 * WEEK))
    if likely(random, 0.5):
        yield from _closes(random, it, fourth, a_day(random, day, day + 20 * WEEK))


# ---- merged and split (rule 7) ----------------------------------------------------------------


def _merges(random: Random, it: InventedAssessment, parents: Sequence[int], day: date) -> Iterator[Dated]:
    merger = _succession(it, "merge", parents, ("M1",), day)
    yield day, _build_ask("recommendations merged", it, merger)
    if likely(random, 0.3):
        yield day + WEEK, _build_ask("the same merger again", it, merger)
    if likely(random, 0.3):  # a recommendation that was merged cannot be merged again
        again = _succession(it, "merge", (parents[0], it.lasting[0]), ("M2",), day + WEEK)
        yield day + WEEK, _build_ask("merged though superseded", it, again, NEVER if _is_certain(it) else MAYBE)
    if likely(random, 0.7):
        yield day + 2 * WEEK, _assess(random, it, "M1", day + 2 * WEEK)
    if likely(random, 0.3):  # the successor is split in its turn
        later = day + 5 * WEEK
        split = _succession(it, "split", parents, ("M1/1", "M1/2"), later)
        split = replace(split, given=replace(split.given, parents=(recommendation_id(it.id, "M1"),)))
        yield later, _build_ask("a merged one split", it, split)
        yield later + WEEK, _assess(random, it, "M1/1", later + WEEK)


def _split(random: Random, it: InventedAssessment, parent: int, day: date) -> Iterator[Dated]:
    if likely(random, 0.5):  # then its successors inherit the status
        body = GivenAssessment(day, random.choice(SCALE))
        before = AssessRecommendation(it.cycle, it.recommendation(parent), body)
        yield day, _build_ask("assessed before its split", it, before)
    if likely(random, 0.2):
        itself = _succession(it, "split", (parent,), (f"R{parent}", "S9"), day)
        yield day, _build_ask("split into itself", it, itself, NEVER)
    split = _succession(it, "split", (parent,), ("S1", "S2", "S3")[: random.choice((2, 3))], day)
    yield day, _build_ask("recommendation split", it, split)
    if likely(random, 0.6):
        yield day + 2 * WEEK, _assess(random, it, "S2", day + 2 * WEEK)


def _succession(
    it: InventedAssessment,
    change: Literal["merge", "split"],
    parents: Sequence[int],
    references: Sequence[str],
    day: date,
) -> Succeed:
    ids = tuple(it.recommendation(number) for number in parents)
    successors = tuple(_successor(it, parents, reference) for reference in references)
    return Succeed(it.cycle, GivenSuccession(change, ids, successors, day, "CTED"))


def _successor(it: InventedAssessment, parents: Sequence[int], reference: str) -> NewSuccessor:
    """A successor. It is as confidential as the most confidential of its parents."""
    parts = [it.recommendations[number] for number in parents]
    mark = SECRET if any(one.audience == "committee" for one in parts) else OPEN
    return NewSuccessor(
        reference=reference,
        text=f"{mark}{it.reference}/{reference}: take the step that others asked for before.",
        themes=parts[0].themes,
        priority=parts[0].priority,
        made_by="CTED",
        assistance_needed=any(one.assistance_needed for one in parts),
        pillar=parts[0].pillar,
    )


def _assess(random: Random, it: InventedAssessment, reference: str, day: date) -> Ask:
    body = GivenAssessment(day, random.choice(SCALE), capacity=f"{SECRET}{it.reference}: capacity")
    command = AssessRecommendation(it.cycle, recommendation_id(it.id, reference), body)
    return _build_ask("successor assessed", it, command, MAYBE, reference)


# ---- closed (rules 1 and 6) -------------------------------------------------------------------


def _closes(random: Random, it: InventedAssessment, number: int, day: date) -> Iterator[Dated]:
    """A recommendation is closed once. Then it can neither be closed for another reason nor be assessed."""
    reason = random.choice(REASONS)
    body = GivenEnd(reason, day, f"{SECRET}{it.reference}")
    one = it.recommendation(number)
    yield (
        day,
        _build_ask(f"recommendation {reason}", it, EndRecommendation(it.cycle, one, body), if_certain(_is_certain(it))),
    )
    if not _is_certain(it):
        return
    if likely(random, 0.3):
        other = replace(body, reason="withdrawn" if reason != "withdrawn" else "overtaken")
        yield day + WEEK, _build_ask("closed for another reason", it, EndRecommendation(it.cycle, one, other), NEVER)
    if likely(random, 0.3):
        assessment = GivenAssessment(day + WEEK, "implemented")
        yield (
            day + WEEK,
            _build_ask("assessed though closed", it, AssessRecommendation(it.cycle, one, assessment), NEVER),
        )


# ---- carried over (rule 1) --------------------------------------------------------------------


def carries(random: Random, all_: Sequence[InventedAssessment]) -> Iterator[Dated]:
    """One is carried over to a later cycle of the same State. A cycle of another State must be refused."""
    for number, it in enumerate(all_):
        later = [one for one in all_ if one.told_on >= it.told_on and one is not it and one.opens_cycle]
        own = [one for one in later if one.state == it.state]
        if not it.opens_cycle or not it.leaving or not own or not likely(random, 0.7):
            continue
        to = random.choice(own)
        day = a_day(random, to.told_on + 5 * WEEK, to.told_on + 30 * WEEK)
        yield from _carries_over(random, it, to, day)
        strangers = [one for one in later if one.state != it.state]
        if strangers and number % 2:
            over = CarryOver(it.cycle, it.recommendation(it.leaving[0]), _build_carry_over(strangers[0], day))
            yield day, _build_ask("carried over to another State", it, over, NEVER)


def _carries_over(random: Random, it: InventedAssessment, to: InventedAssessment, day: date) -> Iterator[Dated]:
    one = it.recommendation(random.choice((it.leaving[2], it.leaving[4])))
    over = CarryOver(it.cycle, one, _build_carry_over(to, day))
    yield day, _build_ask("carried over", it, over)
    if likely(random, 0.3):
        yield day + WEEK, _build_ask("the same carry-over again", it, over)
    if likely(random, 0.6):  # the cycle that goes on with it reports on it
        body = GivenAssessment(day + 2 * WEEK, random.choice(SCALE))
        yield day + 2 * WEEK, _build_ask("a carried one assessed", it, AssessRecommendation(to.cycle, one, body))
    if likely(random, 0.2):
        back = CarryOver(to.cycle, one, _build_carry_over(it, day + 4 * WEEK))
        yield day + 4 * WEEK, _build_ask("carried back", it, back)


def _build_carry_over(to: InventedAssessment, day: date) -> GivenCarryOver:
    return GivenCarryOver(to.cycle, day, "CTC", f"{SECRET}goes on in another cycle")


# ---- joined to a running cycle (rule 1) -------------------------------------------------------


def follows_what_joined(random: Random, all_: Sequence[InventedAssessment]) -> Iterator[Dated]:
    """What an assessment without a cycle recommends is assessed and merged in the cycle that it follows up."""
    for it in all_:
        earlier = [one for one in all_ if one.opens_cycle and one.state == it.state and one.told_on <= it.told_on]
        if it.opens_cycle or not earlier:
            continue
        host = max(earlier, key=lambda one: (one.submitted_on, one.cycle))
        day = a_day(random, it.told_on + WEEK, it.told_on + 20 * WEEK)
        body = GivenAssessment(day, random.choice(SCALE))
        one = AssessRecommendation(host.cycle, it.recommendation(it.lasting[0]), body)
        yield day, _build_ask("a joined one assessed", it, one)
        if host.leaving:
            yield day + WEEK, _build_ask("a joined one merged", it, _merge_into(host, it, day + WEEK))


def _merge_into(host: InventedAssessment, it: InventedAssessment, day: date) -> Succeed:
    """One of the follow-up's recommendations and one of the cycle's become one of the cycle's."""
    parents = host.recommendation(host.leaving[0]), it.recommendation(it.lasting[1])
    text = f"{SECRET}{host.reference}/J1: take both steps at once."
    successor = replace(_successor(host, (host.leaving[0],), "J1"), text=text, audience="committee")
    return Succeed(host.cycle, GivenSuccession("merge", parents, (successor,), day, "CTED"))


# ---- what may come of it ----------------------------------------------------------------------


def _is_certain(it: InventedAssessment) -> bool:
    return it.steady and it.opens_cycle


def _build_ask(
    stage: str, it: InventedAssessment, data: object, outcomes: frozenset[CommandOutcome] = MAYBE, more: str = ""
) -> Ask:
    """Whether the cycle still runs by then depends on its reports and closure."""
    return build_ask(stage, "followup", it, data, outcomes, more)
