"""What every command is answered, and in whose name it speaks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.assessments.model import OWN_SOURCE
from shared.principals import Principal
from shared.rules import Answer, Change, Refusal


class NotYourSource(Refusal):
    """Your token does not speak for this source: leave it out, or ask who issued the token."""

    status = 403


def source_of(principal: Principal, said: str | None) -> str:
    """The source that a thing is known by: the one said, else the principal's only one, else our own.

    Raises NotYourSource if the principal does not speak for the one said.
    """
    own = principal.sources - {"*"}
    if said is None:
        return next(iter(own)) if len(own) == 1 else OWN_SOURCE
    if said != OWN_SOURCE and "*" not in principal.sources and said not in own:
        raise NotYourSource(fields=("source",))
    return said


def answered(thing: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, and the answer: the thing's id, and whether there was anything to change."""
    anything = False
    for change in changes:
        anything = True
        yield change
    yield Answer({"id": thing, "outcome": "accepted" if anything else "unchanged"})
