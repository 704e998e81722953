"""The outcome of a trigger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.engine.immutable import immutable
from shared.engine.refusal import Refusal


@immutable
class Done:
    """Decided, and written. Without events or answer: it changed nothing."""

    events: tuple[str, ...] = ()
    """Ids of what was appended to the journal."""
    answer: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """Seen before. A command has the answer that it got then, and whether the body is the same."""

    answer: Mapping[str, Any] | None = None
    same_body: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule says no."""

    refusal: Refusal


@dataclass(frozen=True, slots=True)
class DeadLettered:
    """It could not be read or decided, and is kept where an operator finds it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing to do: no rule for it, or a deadline that is no longer due."""


@dataclass(frozen=True, slots=True)
class NotReached:
    """The consumer stopped before this one: too many dead letters in a row. It comes again."""


Outcome = Done | Repeated | Refused | DeadLettered | Passed | NotReached
