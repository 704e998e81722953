"""What a command on a thing is answered: whether there was anything to change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shared.engine.rules import Answer, Change


def add_answer(thing: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, and the answer: the thing's id, and whether there was anything to change."""
    anything = False
    for change in changes:
        anything = True
        yield change
    yield Answer({"id": thing, "outcome": "accepted" if anything else "unchanged"})
