"""With one rule taken out, the simulator fails within a few seeds. `make simulate` runs it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
import pytest_asyncio

from contracts.assessments import ConsentDeclined, VisitMerged
from contracts.followup import RecommendationCarriedOver
from contracts.vocabulary import CaseStatus
from services.assessments.consents import rules as consents
from services.assessments.mergers import merging
from services.assessments.recommendations import reactions as following
from services.assessments.visits import cancelling
from services.council.counting import breakdowns
from services.council.facts import projections
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
from shared.engine.notices import judging as notices
from shared.engine.rules import Change, Put
from simulator.running import Ground
from tests.simulation.taking_out import TakeOut, find_violation, make_ground
from tests.support.postgres import PostgresServer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ground(postgres_server: PostgresServer) -> AsyncIterator[Ground]:
    async with make_ground(postgres_server) as made:
        yield made


def deadlines_act_a_day_early(patch: pytest.MonkeyPatch) -> None:
    """Duties are overdue on their last day."""

    def early(deadline: deadlines.Deadline, *more: Any) -> deadlines.Deadline:
        return schedule(replace(deadline, due_on=deadline.due_on - timedelta(days=1)), *more)

    schedule = deadlines.start_deadline
    patch.setattr(deadlines, "start_deadline", early)


def mandates_never_end(patch: pytest.MonkeyPatch) -> None:
    """What no mandate governs is overdue all the same."""
    patch.setattr(mandates, "find_lapsed_since", lambda *_: None)


def notices_wait_no_longer_than_a_day(patch: pytest.MonkeyPatch) -> None:
    """A notice about something unknown is refused before its seven days are over."""
    patch.setattr(notices, "add_period", lambda day, _period: day + timedelta(days=1))


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
    deadlines_act_a_day_early,
    mandates_never_end,
    notices_wait_no_longer_than_a_day,
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
async def test_without_the_rule_the_simulator_fails_within_a_few_seeds(
    take_out: TakeOut, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out(monkeypatch)
    begin, years = 2037 if take_out is mandates_never_end else 2024, 2 if take_out in LONG else 1
    assert await find_violation(ground, begin, years, SEEN_BY.get(take_out, 1))
