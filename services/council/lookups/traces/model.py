"""A lineage: events with what caused each of them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

Record: TypeAlias = Any
"""A row of the events, without their data: the database's own, by the names of columns."""

MOST_EVENTS: Final = 2_000
"""In one trace: a whole assessment with its follow-up has some hundreds."""


@dataclass(slots=True)
class Lineage:
    """Events, each with its cause where that is one of them."""

    events: dict[str, Record] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """Where it is not simply the event's own column."""
    complete: bool = True
    """Whether these are all: none was left out for the limits."""
    passed_over: frozenset[str] = frozenset()
    """Types of events that are not taken in, and so lead to no other event: that they do would betray them."""

    def add(self, records: Iterable[Record]) -> list[str]:
        """Takes in those that are new, up to the limit; returns their ids."""
        new: list[str] = []
        for record in records:
            if record["id"] in self.events or record["type"] in self.passed_over:
                continue
            if len(self.events) >= MOST_EVENTS:
                self.complete = False
                break
            self.events[record["id"]] = record
            new.append(record["id"])
        return new

    def parent(self, id_: str) -> str:
        """The id of its cause."""
        bridged: str = self.parents.get(id_) or self.events[id_]["parent"]
        return bridged


def put_in_order(lineage: Lineage) -> list[tuple[int, Record]]:
    """The events, causes before effects, each with its depth below the first cause that is shown."""
    children: dict[str, list[str]] = defaultdict(list)
    for id_ in lineage.events:
        children[lineage.parent(id_) if lineage.parent(id_) in lineage.events else ""].append(id_)
    ordered: list[tuple[datetime, int, str]] = []
    level = [(lineage.events[id_]["time"], 0, id_) for id_ in children[""]]
    while level:
        ordered += level
        # A cause stands before its effect even where the clocks of two machines disagree.
        level = [
            (max(time, lineage.events[id_]["time"]), depth + 1, id_)
            for time, depth, parent in level
            for id_ in children[parent]
        ]
    return [(depth, lineage.events[id_]) for _, depth, id_ in sorted(ordered)]
