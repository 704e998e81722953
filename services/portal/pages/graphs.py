"""A trace as a drawing: each event a line below its cause, further in the deeper it lies. Pure; whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from services.portal.asking.shapes.traces import Event, Trace

ROW: Final = 34
"""Height of an event's line, in units of the drawing."""
STEP: Final = 22
"""How much further in an effect stands than its cause."""
LEFT, TOP = 14, 18
DEEPEST: Final = 10
"""Deeper ones stand as far in as these, so that the words have room."""
RADIUS: Final = 6
FAR: Final = 760
"""The drawing's width."""


@dataclass(frozen=True, slots=True)
class Node:
    """An event in the drawing."""

    event: Event
    label: str
    x: int
    y: int
    asked: bool
    """Whether it, or its thing, is what was asked for."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From a cause to its effect, as an SVG path."""

    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing."""

    width: int
    height: int
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def draw_trace(trace: Trace, name: Callable[[str], str]) -> Graph:
    """The events of this page of the trace. `name`: what a type of event is called."""
    nodes = [
        Node(
            event,
            name(event.type),
            LEFT + STEP * min(event.depth, DEEPEST),
            TOP + ROW * number,
            trace.id in (event.id, event.thing.id if event.thing else None),
        )
        for number, event in enumerate(trace.items)
    ]
    places = {node.event.id: node for node in nodes}
    edges = [
        _draw_edge(places[node.event.parent], node)
        for node in nodes
        if node.event.parent in places and node.event.parent is not None
    ]
    return Graph(FAR, TOP + ROW * len(nodes), nodes, edges)


def _draw_edge(cause: Node, effect: Node) -> Edge:
    """Down from the cause, then across."""
    down = f"M{cause.x} {cause.y + RADIUS}V{effect.y - RADIUS}"
    if effect.x == cause.x:  # both are as deep as can be drawn
        return Edge(down)
    return Edge(f"{down}Q{cause.x} {effect.y} {cause.x + RADIUS} {effect.y}H{effect.x - RADIUS}")
