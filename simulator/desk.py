"""Commands on their way to the services' doors, in the order in which they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from random import Random
from typing import Any, Final

from ctc.world import World
from services.assessments.commands.assessments import OnAssessment
from services.assessments.model import Assessment
from services.assessments.tables import ASSESSMENTS
from services.council.editions.making import correction, report
from services.council.editions.model import Asked
from shared.engine.outcomes import Done, Outcome, Refused, Repeated
from shared.engine.rules import Command, NotFound, Refusal
from shared.engine.storage import tables
from simulator.actions import DONE, NEVER, SECRET, Ask, OnReport, ReportAsked

PATIENCE: Final = timedelta(days=40)
"""How long a command may wait for its thing to become known: longer than any service stands still."""
NOTHING_OF_THE_COMMITTEE: Final = ("annual", "thematic", "schedule")
MARK: Final = SECRET.encode()
MOST_REMEMBERED: Final = 50
"""Commands that may be given again."""
REPEATED_WITHIN: Final = timedelta(days=60)
"""How old a command may be that is given again under its key: well within the inbox's horizon."""


@dataclass(frozen=True, slots=True)
class Given:
    """A command that was carried out, as it was given."""

    day: date
    service: str
    command: Command[Any]


@dataclass(slots=True)
class Desk:
    """What officers have asked for and not yet been answered."""

    world: World
    waiting: dict[str, deque[tuple[date, Ask]]] = field(default_factory=dict)
    """Of each service, commands in order, with the day since when they wait."""
    later: list[tuple[date, Ask]] = field(default_factory=list)
    """What was asked of a thing that is not yet known: asked again on another day."""
    given: deque[Given] = field(default_factory=lambda: deque(maxlen=MOST_REMEMBERED))
    violations: list[str] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=dict)
    """By code: what was refused as it should or may be."""

    def put(self, ask: Ask, since: date) -> None:
        """Somebody asks for it."""
        self.waiting.setdefault(ask.service, deque()).append((since, ask))

    def morning(self) -> None:
        """Another day: what had to wait is asked again."""
        again, self.later = self.later, []
        for since, ask in again:
            self.put(ask, since)

    def busy(self, service: str) -> bool:
        """Whether a command waits at this service's handler."""
        return bool(self.waiting.get(service))

    async def step(self, service: str, limit: int, answered: bool = True) -> None:
        """Brings the next commands to the handler, as one batch; without an answer they are brought again."""
        queue = self.waiting.get(service)
        if not queue:
            return
        if isinstance(queue[0][1].data, ReportAsked):
            await self._report(service, answered)
            return
        batch = [queue[number] for number in range(min(limit, len(queue)))]
        batch = list(takewhile(lambda one: not isinstance(one[1].data, ReportAsked), batch))
        commands = await self._commands(service, [ask for _, ask in batch])
        known = [command for command in commands if command is not None]
        outcomes = iter(await self.world.runtimes[service].handler.handle(known))
        if not answered:
            return
        for command, (since, ask) in zip(commands, batch, strict=True):
            queue.popleft()
            outcome = Refused(NotFound()) if command is None else next(outcomes)
            self._settle(ask, since, command, outcome)

    async def _report(self, service: str, answered: bool) -> None:
        """Counts, and puts the figures through the handler; or finds the edition that is there, or corrects it."""
        since, ask = self.waiting[service][0]
        assert isinstance(ask.data, ReportAsked)
        handler, asked, reason = self.world.runtimes[service].handler, ask.data.asked, ask.data.corrected_because
        outcome: Outcome = Done()
        try:
            if reason:
                correct = Command(ask.principal, ask.key, await correction(handler, asked, reason), ask.key)
                (outcome,) = await handler.handle([correct])
            else:
                self._served(ask, asked, (await report(handler, ask.principal, asked, ask.key)).document)
        except Refusal as refusal:
            outcome = Refused(refusal)
        if answered:
            self.waiting[service].popleft()
            self._settle(ask, since, None, outcome)

    def _served(self, ask: Ask, asked: Asked, document: bytes) -> None:
        """These reports say to nobody else what is for the Committee alone; steps and briefings name more."""
        if ask.principal.audience != "committee" and asked.report in NOTHING_OF_THE_COMMITTEE and MARK in document:
            self.violations.append(f"{ask.stage}, {ask.key}: {ask.principal.name} is served what is confidential")

    async def again(self, random: Random) -> None:
        """Gives a command again that was carried out, under its key: it is answered as before."""
        given = random.choice(self.given)
        (outcome,) = await self.world.runtimes[given.service].handler.handle([given.command])
        if not isinstance(outcome, Repeated) or not outcome.same_body:
            self.violations.append(f"command {given.command.id} given again was carried out again")

    def may_be_given_again(self) -> bool:
        """Whether there is such a command, not too old."""
        while self.given and self.given[0].day + REPEATED_WITHIN < self.world.today:
            self.given.popleft()
        return bool(self.given)

    def left(self) -> list[str]:
        """Commands that nobody answered, although all has settled."""
        return [f"command {ask.key} has no answer" for queue in self.waiting.values() for _, ask in queue]

    def _settle(self, ask: Ask, since: date, command: Command[Any] | None, outcome: Outcome) -> None:
        if not isinstance(outcome, Refused):
            if ask.outcomes == NEVER:
                self.violations.append(f"command {ask.key} was carried out and should be refused")
            elif command is not None:
                self.given.append(Given(self.world.today, ask.service, command))
        elif isinstance(outcome.refusal, NotFound) and ask.outcomes == DONE and self.world.today < since + PATIENCE:
            self.later.append((since, ask))
        elif ask.outcomes == DONE:
            fields = ", ".join(outcome.refusal.fields)
            self.violations.append(f"command {ask.key} was refused: {outcome.refusal.code} ({fields})")
        else:
            code = outcome.refusal.code
            self.refusals[code] = self.refusals.get(code, 0) + 1

    async def _commands(self, service: str, asks: Sequence[Ask]) -> list[Command[Any] | None]:
        """As their givers now see the things that they speak of; None where that is nowhere yet."""
        reports = await self._reports([ask.data.assessment_id for ask in asks if isinstance(ask.data, OnReport)])
        commands: list[Command[Any] | None] = []
        for ask in asks:
            data = ask.data
            if isinstance(data, OnReport):
                of = reports.get(data.assessment_id)
                data = None if of is None else OnAssessment(of, data.said)
            given = Command(ask.principal, ask.key, data, correlation_id=f"{service}/{ask.key}")
            commands.append(None if data is None else given)
        return commands

    async def _reports(self, ids: Sequence[str]) -> dict[str, Assessment]:
        if not ids:
            return {}
        at = tables.stored(ASSESSMENTS, "assessments")
        records = await self.world.pool.fetch(f"select {at.column_list} from {at.full_name} where id = any($1)", ids)
        return {row.id: row for row in map(at.build, records)}
