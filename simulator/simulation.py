"""A simulation: years of the procedure, invented by chance, in the real services, with faults."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Final

from ctc.world import Standing, World
from reference import Reference
from shared.engine.receiving import ConsumerStopped, receive
from shared.engine.running.housekeeping import STEP
from shared.engine.time.dates import start_of_day
from simulator.actions import Ask, Dated, Send
from simulator.actors import plan
from simulator.desk import Desk
from simulator.external import External
from simulator.history.folds import FOLDS
from simulator.history.history import History
from simulator.invariants import find_violations, look
from simulator.invariants.shelf import Shelf
from simulator.scheduler import Scheduler

MEMBERS: Final = 193
"""Member States."""
BEGIN: Final = 2022
"""The first year if none is given: the first year of the resolution."""
EVENING: Final = timedelta(hours=20)
"""The time on the last day of a year at which everything settles."""
MINUTES: Final = 23 * 60 - 1
"""The minutes that every day has, even the shortest, on which the clocks go forward."""


@dataclass(frozen=True, slots=True)
class SimulationPlan:
    """What is to be simulated. The same plan gives the same history to the byte."""

    years: int
    seed: int
    states: int = MEMBERS
    faults: bool = False
    begin: int = BEGIN

    @property
    def command(self) -> str:
        """The command that replays it."""
        words = [f"ctc simulate --years {self.years} --seed {self.seed}"]
        words += ["--faults"] if self.faults else []
        words += [f"--states {self.states}"] if self.states != MEMBERS else []
        words += [f"--begin {self.begin}"] if self.begin != BEGIN else []
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """The result of a simulation."""

    plan: SimulationPlan
    years: int
    """The years that were simulated: fewer than planned if an invariant broke."""
    digest: str
    """The digest of the whole history."""
    events: int
    types: dict[str, int]
    """Events of each type."""
    assessments: int
    cycles: int
    stages: dict[str, int]
    """The number of actions, by kind."""
    deadlines: dict[str, int]
    """The number of deadlines that fired, by kind and step."""
    faults: dict[str, int]
    refusals: dict[str, int]
    """The number of commands that a rule rightly refused, by code."""
    violations: tuple[str, ...]

    @property
    def replay(self) -> str:
        """The command that finds the same violations: it ends with the year in which they appeared."""
        return replace(self.plan, years=self.years).command


@dataclass(slots=True)
class Simulation:
    """A running simulation."""

    plan: SimulationPlan
    world: World
    scheduler: Scheduler
    external: External
    desk: Desk
    history: History
    members: tuple[str, ...]
    facts: Reference
    """All reference data, also mandates that are not yet adopted."""
    looked_at: datetime
    """The instant of the last look at everything."""
    agenda: list[tuple[date, int, Send | Ask]] = field(default_factory=list)
    """Actions to come, by day."""
    stages: Counter[str] = field(default_factory=Counter)
    shelf: Shelf = field(default_factory=Shelf)
    """The editions that were published so far."""
    housekept: tuple[int, int] = (0, 0)
    """Year and month of the last housekeeping."""
    violations: list[str] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    async def run(self, show: Callable[[int], None] = lambda _: None) -> SimulationResult:
        """Runs all years; stops after the first that breaks an invariant."""
        year = self.plan.begin
        for year in range(self.plan.begin, self.plan.begin + self.plan.years):
            chance = Random(f"{self.plan.seed}/plan/{year}")
            self._add(plan(chance, year, self.members, self.facts, first=year == self.plan.begin))
            for last in self._looks(year):
                try:
                    await self._live(last)
                except ConsumerStopped:
                    self.violations.append("a consumer stopped: too many dead letters in a row")
                await self._look(year)
            show(year)
            if self.violations:
                break
        return self._result(year - self.plan.begin + 1)

    def _looks(self, year: int) -> list[date]:
        """The last day of the year; and a day in its middle, if no mandate is in force on it."""
        middle = date(year, 6, 30)
        gap = [middle] if self.facts.mandate_on(middle) is None else []
        return [*gap, date(year, 12, 31)]

    def _add(self, actions: Iterable[Dated]) -> None:
        for day, action in actions:
            heapq.heappush(self.agenda, (day, next(self._numbers), action))

    # ---- from day to day --------------------------------------------------------------------

    async def _live(self, last: date) -> None:
        """Goes from one day with something to do to the next; on the last day everything settles."""
        standing = await self.scheduler.settle()
        while (day := self._next_day(standing)) < last:
            minute = self.scheduler.random.randrange(MINUTES)
            await self._begin(day, start_of_day(day) + timedelta(minutes=minute))
            standing = await self.scheduler.settle()
        await self._begin(last, start_of_day(last) + EVENING)
        await self.scheduler.settle()
        self.desk.morning()
        await self.scheduler.recover()

    def _next_day(self, standing: Standing) -> date:
        tomorrow = self.world.today + timedelta(days=1)
        days = [day for name, day in standing.next_act.items() if name not in self.scheduler.away]
        days += self.scheduler.away.values()
        days += [self.agenda[0][0]] if self.agenda else []
        days += [tomorrow] if self.desk.later else []
        days += [one.adopted_by for one in self.facts.mandates if one.adopted_by >= tomorrow]
        return max(min(days, default=date.max), tomorrow)

    async def _begin(self, day: date, instant: datetime) -> None:
        """Begins a day: the clock, new mandates, the month's housekeeping, and the day's actions."""
        self.world.clock.instant = instant
        await self._follow_mandates(day)
        if (month := (day.year, day.month)) != self.housekept:
            self.housekept = month
            await self._keep_house()
        self.desk.morning()
        while self.agenda and self.agenda[0][0] <= day:
            _, _, action = heapq.heappop(self.agenda)
            self.stages[action.stage] += 1
            if isinstance(action, Send):
                self.external.put(action, instant)
            else:
                self.desk.put(action, day)

    async def _keep_house(self) -> None:
        for runtime in self.world.runtimes.values():
            while await runtime.housekeeping.step() == STEP:
                pass

    async def _follow_mandates(self, day: date) -> None:
        """Gives a new mandate to every service, as a restart with the changed file would."""
        reference = known_on(self.facts, day)
        if len(reference.mandates) == len(self.world.reference.mandates):
            return
        self.world.reference = reference
        for runtime in self.world.runtimes.values():
            runtime.handler.reference = reference
            await runtime.apply_reference()

    async def _look(self, year: int) -> None:
        """Checks all invariants after everything has settled."""
        await self._keep_house()
        await self.history.read(self.world.pool)
        years = range(self.plan.begin, year + 1)
        state = await look(self.world, self.history, self.external.sendings, self.shelf, self.looked_at, years)
        self.looked_at = state.now
        findings = [
            *self.history.violations,
            *self.desk.violations,
            *self.desk.find_unanswered(),
            *find_violations(state),
        ]
        self.violations += [f"{state.today}: {what}" for what in findings]
        self.history.internal.clear()

    def _result(self, years: int) -> SimulationResult:
        deadlines: Counter[str] = Counter()
        for runtime in self.world.runtimes.values():
            deadlines.update(runtime.deadlines.fired)
        return SimulationResult(
            plan=self.plan,
            years=years,
            digest=self.history.digest(),
            events=self.history.events,
            types=dict(sorted(self.history.types.items())),
            assessments=self.history.types["assessment.completed.v1"],
            cycles=len(self.history.followups),
            stages=dict(sorted(self.stages.items())),
            deadlines=dict(sorted(deadlines.items())),
            faults=dict(sorted(self.scheduler.counts.items())),
            refusals=dict(sorted(self.desk.refusals.items())),
            violations=tuple(self.violations),
        )


def known_on(facts: Reference, day: date) -> Reference:
    """The reference data with those mandates that were adopted by that day."""
    mandates = tuple(one for one in facts.mandates if one.adopted_by <= day)
    return replace(facts, mandates=mandates, digest=f"{facts.digest}/{len(mandates)}")


def simulation(plan: SimulationPlan, world: World, facts: Reference) -> Simulation:
    """A simulation on a world in which nothing has happened yet."""
    exchange = world.runtimes["exchange"]
    external = External(lambda messages: receive(exchange.handler, messages))
    desk = Desk(world)
    scheduler = Scheduler(world, external, desk, Random(f"{plan.seed}/scheduler"), plan.faults)
    history = History(tuple(world.runtimes), FOLDS, in_force=lambda day: facts.mandate_on(day) is not None)
    lasting = [state.id for state in facts.states if state.ended_on is None]
    members = Random(f"{plan.seed}/members").sample(lasting, min(plan.states, len(lasting)))
    before = world.clock.instant - timedelta(seconds=1)
    return Simulation(plan, world, scheduler, external, desk, history, tuple(sorted(members)), facts, before)
