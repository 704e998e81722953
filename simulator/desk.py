"""Commands on their way to the services' handlers, in the order in which they were given."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from random import Random
from typing import Any, Final

from ctc.world import World
from services.council.drafts.commands import MakeDraft
from services.council.drafts.making import count_for_draft
from services.council.drafts.transmitting import DraftOutdated
from services.council.editions.commands import CorrectEdition
from services.council.editions.making import draft_correction, find_edition
from services.council.editions.model import Asked
from shared.engine.handler import Handler
from shared.engine.outcomes import Done, Outcome, Refused, Repeated
from shared.engine.rules import Command, NotFound, Refusal
from simulator.actions import DONE, NEVER, SECRET, Ask, ReportAsked

PATIENCE: Final = timedelta(days=40)
"""How long a command may wait until its thing is known: longer than any service stands still."""
NOTHING_OF_THE_COMMITTEE: Final = ("annual", "thematic", "schedule")
MARK: Final = SECRET.encode()
MOST_REMEMBERED: Final = 50
"""Commands that may be given again."""
REPEATED_WITHIN: Final = timedelta(days=60)
"""How old a command may be when it is repeated under its key: well within the inbox's horizon."""


@dataclass(frozen=True, slots=True)
class AnsweredCommand:
    """A command that was carried out."""

    day: date
    service: str
    command: Command[Any]


@dataclass(slots=True)
class Desk:
    """The commands of officers that have no answer yet."""

    world: World
    waiting: dict[str, deque[tuple[date, Ask]]] = field(default_factory=dict)
    """The commands for each service in order, each with the day since which it waits."""
    later: list[tuple[date, Ask]] = field(default_factory=list)
    """Commands about things that are not known yet. They are given again on another day."""
    done_commands: deque[AnsweredCommand] = field(default_factory=lambda: deque(maxlen=MOST_REMEMBERED))
    violations: list[str] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=dict)
    """How many commands were rightly refused, by code."""

    def put(self, ask: Ask, since: date) -> None:
        """Adds a command."""
        self.waiting.setdefault(ask.service, deque()).append((since, ask))

    def morning(self) -> None:
        """Gives the commands again that had to wait for another day."""
        again, self.later = self.later, []
        for since, ask in again:
            self.put(ask, since)

    def busy(self, service: str) -> bool:
        """Whether a command waits at this service's handler."""
        return bool(self.waiting.get(service))

    async def step(self, service: str, limit: int, acknowledge: bool = True) -> None:
        """Brings the next commands to the handler in one batch. Without `acknowledge` they come again later."""
        queue = self.waiting.get(service)
        if not queue:
            return
        if isinstance(queue[0][1].data, ReportAsked):
            await self._report(service, acknowledge)
            return
        batch = [queue[number] for number in range(min(limit, len(queue)))]
        batch = list(takewhile(lambda one: not isinstance(one[1].data, ReportAsked), batch))
        commands = [Command(ask.principal, ask.key, ask.data, f"{service}/{ask.key}") for _, ask in batch]
        outcomes = await self.world.runtimes[service].handler.handle(commands)
        if not acknowledge:
            return
        for command, outcome, (since, ask) in zip(commands, outcomes, batch, strict=True):
            queue.popleft()
            self._settle(ask, since, command, outcome)

    async def _report(self, service: str, acknowledge: bool) -> None:
        """Makes a draft, corrects an edition, or finds the one that exists."""
        since, ask = self.waiting[service][0]
        assert isinstance(ask.data, ReportAsked)
        handler, request = self.world.runtimes[service].handler, ask.data.request
        outcome: Outcome = Done()
        try:
            if ask.data.draft or ask.data.corrected_because:
                data = await self._count(handler, ask, ask.data)
                (outcome,) = await handler.handle([Command(ask.principal, ask.key, data, ask.key)])
            else:
                edition = await find_edition(handler, ask.principal, request)
                if edition is None:
                    raise NotFound
                self._check_document(ask, request, edition.document)
        except Refusal as refusal:
            outcome = Refused(refusal)
        if acknowledge:
            self.waiting[service].popleft()
            self._settle(ask, since, None, outcome)

    async def _count(self, handler: Handler, ask: Ask, asked: ReportAsked) -> MakeDraft | CorrectEdition:
        if asked.draft:
            return await count_for_draft(handler, ask.principal, asked.request)
        return await draft_correction(handler, asked.request, asked.corrected_because)

    def _check_document(self, ask: Ask, request: Asked, document: bytes) -> None:
        """Notes a violation if somebody other than the Committee gets a confidential text in one of these reports."""
        if ask.principal.audience != "committee" and request.report in NOTHING_OF_THE_COMMITTEE and MARK in document:
            self.violations.append(f"{ask.stage}, {ask.key}: {ask.principal.name} is served what is confidential")

    async def again(self, random: Random) -> None:
        """Repeats a command under its key. It must get the same answer as before."""
        done = random.choice(self.done_commands)
        (outcome,) = await self.world.runtimes[done.service].handler.handle([done.command])
        if not isinstance(outcome, Repeated) or not outcome.same_body:
            self.violations.append(f"command {done.command.id} given again was carried out again")

    def may_be_given_again(self) -> bool:
        """Whether there is a command that can be repeated and is not too old."""
        while self.done_commands and self.done_commands[0].day + REPEATED_WITHIN < self.world.today:
            self.done_commands.popleft()
        return bool(self.done_commands)

    def find_unanswered(self) -> list[str]:
        """Commands that have no answer although everything has settled."""
        return [f"command {ask.key} has no answer" for queue in self.waiting.values() for _, ask in queue]

    def _settle(self, ask: Ask, since: date, command: Command[Any] | None, outcome: Outcome) -> None:
        if not isinstance(outcome, Refused):
            if ask.outcomes == NEVER:
                self.violations.append(f"command {ask.key} was carried out and should be refused")
            elif command is not None:
                self.done_commands.append(AnsweredCommand(self.world.today, ask.service, command))
        elif isinstance(outcome.refusal, NotFound) and ask.outcomes == DONE and self.world.today < since + PATIENCE:
            self.later.append((since, ask))
        elif ask.if_outdated and isinstance(outcome.refusal, DraftOutdated):
            for instead in ask.if_outdated:
                self.put(instead, self.world.today)
        elif ask.outcomes == DONE:
            fields = ", ".join(outcome.refusal.fields)
            self.violations.append(f"command {ask.key} was refused: {outcome.refusal.code} ({fields})")
        else:
            code = outcome.refusal.code
            self.refusals[code] = self.refusals.get(code, 0) + 1
