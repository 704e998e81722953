"""What can go wrong in a simulation, how often, and how a process dies.

The faults are those that the architecture promises to survive. A crash before the commit: all of the
batch is rolled back. A crash after it: the batch comes again. A delivery repeated from further back,
or of long ago, when the inbox has forgotten it. One journal held back while others go on, or the
messages of a batch in another order, since nothing is ordered across topics and keys. A deadline that
reaches the handler late, or twice since another copy of the loop brought it too. A command repeated
under its key. A service that stands still for days.
"""

from __future__ import annotations

from typing import Any, Final

from shared.engine.handler import Handler

STEPS: Final = {
    "journals": (
        "crash before commit", "crash before acknowledgement", "repeated delivery", "delivery of long ago",
        "held back", "other keys first",
    ),
    "external": ("crash before commit", "crash before acknowledgement", "repeated delivery"),
    "commands": ("crash before commit", "crash before acknowledgement", "command given again"),
    "deadlines": ("crash before commit", "late deadline", "deadline brought twice"),
    "own loops": ("crash before commit",),
}  # fmt: skip
"""What a service does in a step, and what can go wrong with it."""
FAULTS: Final = tuple(dict.fromkeys(fault for faults in STEPS.values() for fault in faults))
STILL, ASLEEP = "service stands still", "service sleeps for a day"
"""Two more faults, which last for days and not for a step."""
RATE: Final = 0.25
"""The share of steps with which something goes wrong."""
NAPS: Final = {"exchange": 0.4, "assessments": 0.4, "followup": 0.4, "unoct": 0.6, "council": 0.8}
"""The share of days that each service sleeps through. Council sleeps most, since nobody waits for it."""
STANDSTILL: Final = 0.004
"""The share of steps after which the service stands still for days: some weeks a year in all."""
LONGEST_STANDSTILL: Final = 6
"""Days. It is less than the time after which a notice about something unknown is refused."""
FURTHEST_BACK: Final = 200
"""The most positions that a repeated delivery goes back."""
LONG_AGO: Final = 40
"""The number of messages in a delivery of long ago."""
LONGEST_SLEEP: Final = 4
"""The most days of sleep without a break.

They span about two weeks; actors leave three weeks between ordered actions.
"""
SLOW: Final = 0.4
"""The share of moves that a service leaves to the next round."""
BATCHES: Final = (5, 50, 500, 500)
WHOLE: Final = 2_000
"""The sizes of batches: with faults one of several, without faults this one."""


class Crash(Exception):
    """The process dies before its transaction commits."""


class CrashingHandler(Handler):
    """A handler whose process can die after everything is written and before the commit."""

    crashes: bool = False

    async def _write(self, *arguments: Any, **named: Any) -> None:
        await super()._write(*arguments, **named)
        if self.crashes:
            raise Crash
