"""What the service asks of itself at its start, after the reference files have changed (rule 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.followup.deadlines import look_again
from services.followup.tables import CYCLES
from shared.rules import Answer, Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look again at these cycles."""

    cycle_ids: tuple[str, ...]


def needs_of_look(command: Command[LookAgain]) -> Iterator[Need]:
    """Those cycles."""
    for cycle_id in command.data.cycle_ids:
        yield Need(CYCLES, cycle_id)


def look_at_all_again(command: Command[LookAgain], known: Known, context: Context) -> Iterable[Change]:
    """What a new mandate means to each open cycle: revived, pending, or due at last."""
    for cycle_id in command.data.cycle_ids:
        cycle = known.get(CYCLES, cycle_id)
        if cycle is not None:
            yield from look_again(cycle, context)
    yield Answer({"cycles": len(command.data.cycle_ids)})
