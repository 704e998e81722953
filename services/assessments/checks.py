"""What every rule may refuse: days that cannot be right, and what is known differently. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol

from shared.engine.rules import Context, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early


class DatesContradict(Refusal):
    """These dates cannot all be right; correct them and send it again."""

    rule = "2"
    paragraph = "OP14"
    status = 422


class KnownDifferently(Refusal):
    """Something else is known under this source and reference: if that is wrong, send a correction."""


def check_happened(context: Context, **days: date | None) -> None:
    """Raises InTheFuture or BeforeTheUnitedNations, naming those of these days on which it cannot have happened."""
    check_not_too_early(**days)
    check_not_ahead(context.today, **days)


def check_order(paragraph: str = DatesContradict.paragraph, /, **days: date | None) -> None:
    """Raises DatesContradict, by this paragraph, if one of these days, where known, lies before one named earlier."""
    known = [(name, day) for name, day in days.items() if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise DatesContradict(f"`{later}` lies before `{earlier}`.", (earlier, later), paragraph)


def check_same(refusal: type[Refusal], **same: bool) -> None:
    """Raises this refusal if something is sent again with other content. It names the fields that differ."""
    differing = tuple(name for name, is_same in same.items() if not is_same)
    if differing:
        raise refusal(fields=differing)


class _Answer(Protocol):
    @property
    def answered_on(self) -> date: ...


def is_last_of_its_day(answer: _Answer, answers: Sequence[_Answer]) -> bool:
    """Whether nothing new is said by it. An answer after which another came on that day takes that one back."""
    of_its_day = [one for one in answers if one.answered_on == answer.answered_on]
    return of_its_day[-1:] == [answer]
