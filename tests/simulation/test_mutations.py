"""The simulator sees what it is there to see: with one piece taken out, it fails within a few seeds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
import pytest_asyncio

import contracts.redaction
from contracts.assessments import ConsentDeclined, VisitMerged
from contracts.followup import RecommendationCarriedOver
from contracts.vocabulary import CaseStatus
from services.assessments.consents import rules as consents
from services.assessments.mergers import merging
from services.assessments.recommendations import reactions as following
from services.assessments.visits import cancelling
from services.council.counting import breakdowns
from services.council.facts import EVENTS, projections
from services.followup.assessments import correcting
from services.followup.cycles import dates, events, mandates
from services.followup.cycles import deadlines as cycle_deadlines
from services.followup.cycles.commands import further
from services.followup.cycles.model import Cycle, with_status
from services.followup.recommendations import status
from services.followup.recommendations.commands import carrying
from services.unoct.cases import settling
from services.unoct.cases.model import Part
from services.unoct.cases.parts import find_status
from shared.engine import deadline as deadlines
from shared.engine.handler import Handler
from shared.engine.notices import judging as notices
from shared.engine.rules import Change, Known, Put
from shared.engine.storage import inbox
from shared.transports.loopback import LoopbackConsumer
from simulator.running import Ground, open_ground
from simulator.simulation import SimulationPlan
from tests.support.postgres import PostgresServer

SEEDS = range(1, 6)

TakeOut = Callable[[pytest.MonkeyPatch], None]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(postgres_server: PostgresServer) -> AsyncIterator[Ground]:
    """One for all: each simulation begins by emptying it."""
    async with postgres_server.database() as dsn, open_ground(dsn) as ground:
        yield ground


def no_inbox(patch: pytest.MonkeyPatch) -> None:
    """Every trigger is taken for new."""

    async def take(connection: Any, schema: str, identities: Any, now: Any) -> set[tuple[str, str]]:
        await inbox_take(connection, schema, identities, now)
        return set(identities)

    inbox_take = inbox.take
    patch.setattr(inbox, "take", take)


def no_second_look_at_deadlines(patch: pytest.MonkeyPatch) -> None:
    """What was read as due acts, whatever became of it since."""

    async def still_due(_door: Handler, _connection: Any, deadlines: Any, _context: Any) -> Any:
        return deadlines

    patch.setattr(Handler, "_drop_not_due", still_due)


def acknowledged_first(patch: pytest.MonkeyPatch) -> None:
    """What is acknowledged before it is handled gets lost in a crash."""

    async def step(consumer: LoopbackConsumer, acknowledge: bool = True, limit: int = 2_000) -> int:
        batch = await consumer.poll(limit)
        if batch.positions:
            await consumer.acknowledge(batch.positions)
        if batch.messages:
            await consumer.handler(batch.messages)
        return sum(batch.positions.values())

    patch.setattr(LoopbackConsumer, "step", step)


def everybody_may_see(patch: pytest.MonkeyPatch) -> None:
    """What is confidential is released."""
    patch.setattr(contracts.redaction, "may_see", lambda *_: True)


def nobody_may_see(patch: pytest.MonkeyPatch) -> None:
    """What is released does not arrive."""
    patch.setattr(contracts.redaction, "may_see", lambda *_: False)


def deadlines_act_a_day_early(patch: pytest.MonkeyPatch) -> None:
    """Duties are overdue on their last day."""

    def early(deadline: deadlines.Deadline, *more: Any) -> deadlines.Deadline:
        return schedule(replace(deadline, due_on=deadline.due_on - timedelta(days=1)), *more)

    schedule = deadlines.start_deadline
    patch.setattr(deadlines, "start_deadline", early)


def mandates_never_end(patch: pytest.MonkeyPatch) -> None:
    """What no mandate governs is overdue all the same."""
    patch.setattr(mandates, "lapsed_on", lambda *_: None)


def notices_wait_no_longer_than_a_day(patch: pytest.MonkeyPatch) -> None:
    """A notice about something unknown is refused before its seven days are over."""
    patch.setattr(notices, "add_period", lambda day, _period: day + timedelta(days=1))


def no_natural_key(patch: pytest.MonkeyPatch) -> None:
    """What the inbox has forgotten is kept again."""
    get = Known.get
    patch.setattr(Known, "get", lambda rows, table, key: None if table is EVENTS else get(rows, table, key))


def merged_visits_count_twice(patch: pytest.MonkeyPatch) -> None:
    """Council does not hear that what it knows as two visits is one (rule 13)."""
    patch.delitem(cast(dict[Any, Any], projections.PROJECTIONS), VisitMerged)


def a_carried_recommendation_stays_where_it_was(patch: pytest.MonkeyPatch) -> None:
    """Two cycles have it: one by its events, and one by its row (rule 1)."""

    def left_there(cycle: Cycle, *more: Any) -> list[Change]:
        changes = list(move_to_cycle(cycle, *more))
        return [Put(one.table, one.row._replace(cycle_id=cycle.id)) if isinstance(one, Put) else one for one in changes]

    move_to_cycle = status.move_to_cycle
    patch.setattr(carrying, "move_to_cycle", left_there)


def what_is_superseded_stays_released(patch: pytest.MonkeyPatch) -> None:
    """Parents are shown beside their successors (rule 7)."""
    patch.setattr(following, "_close", lambda standing, *_: standing)


def consents_lapse_before_the_year_is_over(patch: pytest.MonkeyPatch) -> None:
    """A State that has another month is told to be silent (OP12)."""
    patch.setattr(consents, "find_last_day", lambda consent_: date(consent_.year, 11, 30))


def cancelled_visits_stay_on_the_schedule(patch: pytest.MonkeyPatch) -> None:
    """The public is told of what does not take place (OP12)."""
    patch.setattr(cancelling, "mark_cancelled_on_schedule", lambda *_: ())
    for module in (cancelling, merging):
        patch.setattr(module, "take_off_schedule", lambda *_: ())


def declined_consents_count_as_silent(patch: pytest.MonkeyPatch) -> None:
    """Council does not hear that a State declined (OP12, OP17)."""
    patch.delitem(cast(dict[Any, Any], projections.PROJECTIONS), ConsentDeclined)


def what_is_carried_over_is_reported_on_where_it_was(patch: pytest.MonkeyPatch) -> None:
    """A follow-up report lacks what came into its cycle (rule 1, OP16)."""
    patch.delitem(cast(dict[Any, Any], projections.PROJECTIONS), RecommendationCarriedOver)


def small_groups_are_shown(patch: pytest.MonkeyPatch) -> None:
    """A group of one or two tells of its members (rule 12)."""
    for piece in ("hidden_cells", "find_telling"):
        patch.setattr(breakdowns, piece, lambda *_: frozenset())


def a_further_follow_up_is_counted_from_the_day_of_its_report(patch: pytest.MonkeyPatch) -> None:
    """From when somebody got round to it, not from the day intended (rule 5)."""

    def counted_from_report(cycle: Cycle, report: Any, body: Any, anchor_on: date, context: Any) -> Cycle:
        return open_further(cycle, report, body, body.anchor_on or cycle.reported_on or anchor_on, context)

    open_further = further._build_further
    patch.setattr(further, "_build_further", counted_from_report)


def a_corrected_day_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Nobody can tell that it was another one (rule 4)."""

    def forgetting(*of: Any) -> Cycle:
        return dates.move_anchor(*of)._replace(original_anchor_on=None)

    patch.setattr(correcting, "move_anchor", forgetting)


def a_delivery_ends_a_case_for_all(patch: pytest.MonkeyPatch) -> None:
    """Whoever else still helps (OP15)."""

    def first(parts: Collection[Part]) -> CaseStatus:
        return "delivered" if any(part.status == "delivered" for part in parts) else find_status(parts)

    patch.setattr(settling, "find_status", first)


def an_overdue_cycle_is_told_as_it_was_before(patch: pytest.MonkeyPatch) -> None:
    """So that council does not have it as its owner has it."""

    def before(cycle: Cycle, on: date) -> events.CycleFields:
        return events.cycle_fields(with_status(cycle._replace(overdue_since=None)), on)

    patch.setattr(cycle_deadlines, "cycle_fields", before)


PIECES: list[TakeOut] = [
    no_inbox,
    no_second_look_at_deadlines,
    acknowledged_first,
    everybody_may_see,
    nobody_may_see,
    deadlines_act_a_day_early,
    mandates_never_end,
    notices_wait_no_longer_than_a_day,
    no_natural_key,
    merged_visits_count_twice,
    a_carried_recommendation_stays_where_it_was,
    what_is_superseded_stays_released,
    consents_lapse_before_the_year_is_over,
    cancelled_visits_stay_on_the_schedule,
    declined_consents_count_as_silent,
    what_is_carried_over_is_reported_on_where_it_was,
    small_groups_are_shown,
    a_further_follow_up_is_counted_from_the_day_of_its_report,
    a_corrected_day_is_forgotten,
    a_delivery_ends_a_case_for_all,
    an_overdue_cycle_is_told_as_it_was_before,
]


LONG = (small_groups_are_shown, a_delivery_ends_a_case_for_all)
"""A year is reported on in the next one, and a delivery may come in it."""
SEEN_BY: dict[TakeOut, int] = {a_carried_recommendation_stays_where_it_was: 3, a_corrected_day_is_forgotten: 3}
"""The seed that sees it, where the first does not. It comes first, and then all others."""


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("take_out", PIECES, ids=lambda piece: piece.__name__)
async def test_without_it_the_simulator_fails_within_a_few_seeds(
    take_out: TakeOut, database: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out(monkeypatch)
    years = 2 if take_out in LONG else 1
    first = SEEN_BY.get(take_out, 1)
    assert await violation(database, 2037 if take_out is mandates_never_end else 2024, years, first)


async def violation(database: Ground, begin: int, years: int, first: int) -> str:
    """The first one that is found; empty if all holds."""
    for seed in sorted(SEEDS, key=lambda seed: seed != first):
        result = await database.run(SimulationPlan(years, seed, 10, True, begin))
        if result.violations:
            return result.violations[0]
    return ""
