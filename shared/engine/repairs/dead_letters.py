"""What operators do about dead letters: try one again, give one up, let a stopped consumer go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contracts.audiences import RELEASED_PREFIX
from shared.engine.deadline import run_again
from shared.engine.handler import Handler
from shared.engine.outcomes import DeadLettered, Done, Outcome, Passed
from shared.engine.receiving import read_message
from shared.engine.rules import Event, NotFound, Refusal, Unreadable
from shared.engine.storage import dead_letters
from shared.engine.storage import deadlines as deadline_store
from shared.engine.storage.dead_letters import DeadLetter
from shared.engine.time.dates import civil_date
from shared.operations.pools import Connection


class LaterOneFirst(Refusal):
    """A later dead letter may tell that this copy was closed: retry that one first, or discard it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One service's dead letters."""

    handler: Handler

    @property
    def schema(self) -> str:
        return self.handler.service.name

    async def list(
        self, state: Literal["open", "handled", "discarded"], after: int, limit: int
    ) -> Sequence[DeadLetter]:
        """Those in this state with a number above `after`, in order of number, without what they carry."""
        async with self.handler.pool.acquire() as connection:
            return await dead_letters.find(connection, self.schema, state, after, limit)

    async def show(self, number: int) -> DeadLetter | None:
        async with self.handler.pool.acquire() as connection:
            return await dead_letters.show(connection, self.schema, number)

    async def retry(self, number: int) -> Outcome:
        """Puts it through the same handler, on today's state. Raises NotFound unless it is open, or LaterOneFirst."""
        letter = await self.show(number)
        if letter is None or letter.state != "open":
            raise NotFound
        await self._check_order(letter)
        outcome = await (self._retry_message(letter) if letter.topic else self._retry_deadline(letter))
        async with self.handler.pool.acquire() as connection:
            await dead_letters.count_try(connection, self.schema, number, not isinstance(outcome, DeadLettered))
        return outcome

    async def _check_order(self, letter: DeadLetter) -> None:
        """Of copies the last one counts: an earlier one would open what its State closed by a later one."""
        if not letter.topic.startswith(RELEASED_PREFIX):
            return
        async with self.handler.pool.acquire() as connection:
            last = await dead_letters.find_last(connection, self.schema, letter.topic, letter.key)
        if last is not None and last > letter.number:
            raise LaterOneFirst(f"It is number {last}.")

    async def _retry_message(self, letter: DeadLetter) -> Outcome:
        trigger = read_message(self.handler, dead_letters.message_of(letter))
        if trigger is None:
            return Passed()
        if isinstance(trigger, Unreadable):
            return DeadLettered(trigger.reason)
        if isinstance(trigger, Event):  # its own id is used up, so the try has one of its own
            trigger = replace(trigger, retry_of=f"retry/{letter.number}/{letter.tries + 1}")
        (outcome,) = await self.handler.handle([trigger])
        return outcome

    async def _retry_deadline(self, letter: DeadLetter) -> Outcome:
        """Lets the deadline run again; its loop brings it to the handler."""
        key = letter.attributes["deadline"], letter.key
        async with self.handler.pool.acquire() as connection, connection.transaction():
            deadline = (await deadline_store.lock(connection, self.schema, [key])).get(key)
            if deadline is not None and deadline.state == "dead_letter":
                today = civil_date(await self.handler.clock.now(connection))
                await deadline_store.write(connection, self.schema, {key: run_again(deadline, today)})
        self.handler.committed()
        return Done()

    async def discard(self, number: int, why: str) -> bool:
        """Gives it up; it is kept, with the reason. False if there is no such open one."""
        async with self.handler.pool.acquire() as connection:
            return await dead_letters.discard(connection, self.schema, number, why)

    async def resume(self) -> bool:
        """Lets a consumer that was stopped go on. False if it was not stopped."""
        async with self.handler.pool.acquire() as connection, connection.transaction():
            stopped = await self._is_stopped(connection)
            await dead_letters.set_state(connection, self.schema, self.schema, 0, None)
        return stopped

    async def _is_stopped(self, connection: Connection) -> bool:
        state = await dead_letters.state_of(connection, self.schema, self.schema)
        return state.stopped_at is not None
