"""What a service is: the sum of what its `service.py` wires."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reference import Reference
from shared.engine.rules import Command, Due, Event, Rule, Table, Trigger, Unreadable


@dataclass(frozen=True, slots=True)
class Service:
    """One service, as data. `name` is also its schema and its consumer group."""

    name: str
    number: int
    """Distinct and for ever: second half of its advisory locks' keys."""
    tables: tuple[Table[Any], ...]
    """In lock order: what children hang on comes first."""
    reactions: Mapping[type, Rule[Any]]
    commands: Mapping[type, Rule[Any]]
    deadlines: Mapping[str, Rule[Any]]
    topics: tuple[str, ...]
    """What it consumes."""
    migrations: Sequence[Path] = ()
    further_schemas: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    """Schemas beside the one of its name, with their migrations (council's projected facts)."""
    outside: frozenset[str] = field(default_factory=frozenset)
    """Those of its topics on which other systems write."""
    unreadable: Rule[Any] | None = None
    """What it answers to what nobody can read there; anywhere else that is a dead letter."""
    dead_letter_limit: int | None = 20
    """Stop after so many in a row: by then it is our fault, not the messages'."""
    at_start: Callable[[Reference], object] | None = None
    """The command that brings what it keeps up to the reference data; given once for each digest of that."""
    declared: frozenset[str] = field(default_factory=frozenset)
    """Short types it declares; a consumer passes over all others."""

    @property
    def source(self) -> str:
        """The CloudEvents source of what it emits."""
        return f"/services/{self.name}"

    def rule_for(self, trigger: Trigger) -> Rule[Any] | None:
        """The rule for this trigger, or None where it has none."""
        if isinstance(trigger, Event):
            return self.reactions.get(type(trigger.data))
        if isinstance(trigger, Command):
            return self.commands.get(type(trigger.data))
        if isinstance(trigger, Due):
            return self.deadlines.get(trigger.deadline.kind)
        if isinstance(trigger, Unreadable):
            return self.unreadable if trigger.message.topic in self.outside else None
        raise AssertionError(trigger)
