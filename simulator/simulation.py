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
from shared.engine.notices.receiving import ConsumerStopped, receive
from shared.engine.running.housekeeping import STEP
from shared.engine.time.dates import start_of_day
from simulator.actions import Ask, Dated, Send
from simulator.actors import plan
from simulator.desk import Desk
from simulator.external import External
from simulator.history import History
from simulator.invariants import broken, look
from simulator.invariants.shelf import Shelf
from simulator.scheduler import Scheduler

MEMBERS: Final = 193
"""Member States."""
BEGIN: Final = 2022
"""The first year, if none is named: that of the resolution's first."""
EVENING: Final = timedelta(hours=20)
"""Of the last day of a year, when all settles."""
MINUTES: Final = 23 * 60 - 1
"""Of any day, also of the shortest, on which the clocks go forward."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be simulated: the same asked twice gives the same history to the byte."""

    years: int
    seed: int
    states: int = MEMBERS
    faults: bool = False
    begin: int = BEGIN

    @property
    def command(self) -> str:
        """What replays it."""
        words = [f"ctc simulate --years {self.years} --seed {self.seed}"]
        words += ["--faults"] if self.faults else []
        words += [f"--states {self.states}"] if self.states != MEMBERS else []
        words += [f"--begin {self.begin}"] if self.begin != BEGIN else []
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of it."""

    asked: Asked
    years: int
    """Those that were lived through: fewer than asked for, if an invariant broke."""
    digest: str
    """Of the whole history."""
    events: int
    types: dict[str, int]
    """Events of each type."""
    assessments: int
    cycles: int
    stages: dict[str, int]
    """What the actors did, by kind."""
    deadlines: dict[str, int]
    """Fired, by kind and step."""
    faults: dict[str, int]
    refusals: dict[str, int]
    """Commands that a rule refused, as it may, by code."""
    violations: tuple[str, ...]

    @property
    def replay(self) -> str:
        """The command that comes to the same violations: of the years up to the one in which they were found."""
        return replace(self.asked, years=self.years).command


@dataclass(slots=True)
class Simulation:
    """One under way."""

    asked: Asked
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

    async def run(self, show: Callable[[int], None] = lambda _: None) -> Simulated:
        """All years; ends with the first that breaks an invariant."""
        year = self.asked.begin
        for year in range(self.asked.begin, self.asked.begin + self.asked.years):
            chance = Random(f"{self.asked.seed}/plan/{year}")
            self._add(plan(chance, year, self.members, self.facts, first=year == self.asked.begin))
            for last in self._looks(year):
                try:
                    await self._live(last)
                except ConsumerStopped:
                    self.violations.append("a consumer stopped: too many dead letters in a row")
                await self._look(year)
            show(year)
            if self.violations:
                break
        return self._result(year - self.asked.begin + 1)

    def _looks(self, year: int) -> list[date]:
        """The last day of the year; and a day on which nothing governs, if there is one in its middle."""
        middle = date(year, 6, 30)
        gap = [middle] if self.facts.mandate_on(middle) is None else []
        return [*gap, date(year, 12, 31)]

    def _add(self, actions: Iterable[Dated]) -> None:
        for day, action in actions:
            heapq.heappush(self.agenda, (day, next(self._numbers), action))

    # ---- from day to day --------------------------------------------------------------------

    async def _live(self, last: date) -> None:
        """From day to day on which anything is due, done or goes on again, up to the last, on which all settles."""
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
        """The clock moves; mandates become known; the month's housekeeping is done; people and systems act."""
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
        """A mandate that was adopted is a changed file: each service starts again with it."""
        known = known_on(self.facts, day)
        if len(known.mandates) == len(self.world.reference.mandates):
            return
        self.world.reference = known
        for runtime in self.world.runtimes.values():
            runtime.reference = runtime.handler.reference = known
            await runtime.apply_reference()

    async def _look(self, year: int) -> None:
        """Everything that must hold, when all has settled."""
        await self._keep_house()
        await self.history.read(self.world.pool)
        years = range(self.asked.begin, year + 1)
        found = await look(self.world, self.history, self.external.sent, self.shelf, self.looked_at, years)
        self.looked_at = found.now
        told = [*self.history.violations, *self.desk.violations, *self.desk.left(), *broken(found)]
        self.violations += [f"{found.today}: {what}" for what in told]
        self.history.internal.clear()

    def _result(self, years: int) -> Simulated:
        fired: Counter[str] = Counter()
        for runtime in self.world.runtimes.values():
            fired.update(runtime.deadlines.fired)
        return Simulated(
            asked=self.asked,
            years=years,
            digest=self.history.digest(),
            events=self.history.events,
            types=dict(sorted(self.history.types.items())),
            assessments=self.history.types["assessment.completed.v1"],
            cycles=len(self.history.followups),
            stages=dict(sorted(self.stages.items())),
            deadlines=dict(sorted(fired.items())),
            faults=dict(sorted(self.scheduler.counts.items())),
            refusals=dict(sorted(self.desk.refusals.items())),
            violations=tuple(self.violations),
        )


def known_on(facts: Reference, day: date) -> Reference:
    """The reference data with those mandates that were adopted by that day."""
    mandates = tuple(one for one in facts.mandates if one.adopted_by <= day)
    return replace(facts, mandates=mandates, digest=f"{facts.digest}/{len(mandates)}")


def simulation(asked: Asked, world: World, facts: Reference) -> Simulation:
    """A simulation on a world in which nothing has happened yet."""
    exchange = world.runtimes["exchange"]
    external = External(lambda messages: receive(exchange.handler, messages))
    desk = Desk(world)
    scheduler = Scheduler(world, external, desk, Random(f"{asked.seed}/scheduler"), asked.faults)
    history = History(tuple(world.runtimes), in_force=lambda day: facts.mandate_on(day) is not None)
    lasting = [state.id for state in facts.states if state.ended_on is None]
    members = Random(f"{asked.seed}/members").sample(lasting, min(asked.states, len(lasting)))
    before = world.clock.instant - timedelta(seconds=1)
    return Simulation(asked, world, scheduler, external, desk, history, tuple(sorted(members)), facts, before)
