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
    own_topics: str = ""
    """Begins the names of topics on which one publisher alone writes: its id follows. Empty: there are none."""
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

    def publisher_of(self, topic: str) -> str:
        """The id of the publisher whose own topic this is; empty if it is nobody's own."""
        return topic.removeprefix(self.own_topics) if self.own_topics and topic.startswith(self.own_topics) else ""

    def is_outside(self, topic: str) -> bool:
        """Whether other systems write on this topic."""
        return topic in self.outside or bool(self.publisher_of(topic))

    def rule_for(self, trigger: Trigger) -> Rule[Any] | None:
        """The rule for this trigger, or None where it has none."""
        if isinstance(trigger, Event):
            return self.reactions.get(type(trigger.data))
        if isinstance(trigger, Command):
            return self.commands.get(type(trigger.data))
        if isinstance(trigger, Due):
            return self.deadlines.get(trigger.deadline.kind)
        if isinstance(trigger, Unreadable):
            return self.unreadable if self.is_outside(trigger.message.topic) else None
        raise AssertionError(trigger)
