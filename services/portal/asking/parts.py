"""What a service answered, or why it did not: a page shows what there is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from shared.engine.refusal import NotAllowed, NotFound, Refusal

T = TypeVar("T")

Lack = Literal["away", "denied", "elsewhere", "missing", "no_such_form", "too_much", "withdrawn"]


class PartAway(Refusal):
    """The service that has this does not answer just now: try again in a moment."""

    status = 503


class NoSuchForm(Refusal):
    """There is no such form of this, or not in this language: ask for another one."""

    status = 406


class TooMuch(Refusal):
    """This is more than a page can show: ask for less of it."""

    status = 502


class Withdrawn(Refusal):
    """This was withdrawn."""

    status = 410


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a page: what was answered, or what is lacking."""

    value: T | None = None
    lack: Lack | None = None
    links: str = ""
    """The answer's `Link` header."""

    def demand(self) -> T:
        """What was answered. Raises the refusal that the whole page then is."""
        if self.value is None:
            raise _REFUSALS[self.lack or "away"]
        return self.value


_REFUSALS: dict[Lack, type[Refusal]] = {
    "away": PartAway,
    "denied": NotAllowed,
    "elsewhere": NotFound,
    "missing": NotFound,
    "no_such_form": NoSuchForm,
    "too_much": TooMuch,
    "withdrawn": Withdrawn,
}


def lack_of(status: int) -> Lack | None:
    """What is lacking by this status; None: nothing."""
    if status in (401, 403):
        return "denied"
    if status in (404, 422):  # a code or number of a form that no thing has
        return "missing"
    if status == 406:
        return "no_such_form"
    if status == 410:
        return "withdrawn"
    if 300 <= status < 400:
        return "elsewhere"
    return None if status == 200 else "away"
