"""The components of a visit: added, and removed where they were a mistake. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from services.assessments.visits.model import Component, Visit
from shared.engine.rules import Refusal


class NoComponentLeft(Refusal):
    """A visit that took place has a component: give the right one with it, or withdraw the visit if there was none."""

    status = 422


class TooManyComponents(Refusal):
    """A visit has at most 50 components: what comes back more often is a visit of its own."""

    status = 422


MOST_COMPONENTS = 50
"""As the event's contract has it."""


def add_component(components: Iterable[Component], one: Component) -> tuple[Component, ...]:
    """The components with this one, in order of time. It replaces one of the same days and mode."""
    others = [c for c in components if c.key != one.key]
    if len(others) >= MOST_COMPONENTS:
        raise TooManyComponents
    return tuple(sorted((*others, one), key=lambda c: (c.first, c.last, c.mode, c.start or "", c.end or "")))


def add_components(visit: Visit, more: Iterable[Component]) -> Visit:
    """The visit with these components too, even if one was recorded as a mistake before. Raises NoComponentLeft."""
    components = visit.components
    for one in more:
        components = add_component(components, one)
    if not components and visit.status == "completed":
        raise NoComponentLeft(fields=("not_components",))
    keys = {one.key for one in components}
    doubted = tuple(one for one in visit.not_components if one.key not in keys)
    return replace(visit, components=components, not_components=doubted)


def remove_components(visit: Visit, mistaken: Iterable[Component]) -> Visit:
    """The visit without components that were recorded by mistake, which it remembers."""
    keys = {one.key for one in mistaken}
    mistakes = tuple(one for one in visit.components if one.key in keys)
    rest = tuple(one for one in visit.components if one.key not in keys)
    return replace(visit, components=rest, not_components=(*visit.not_components, *mistakes))
