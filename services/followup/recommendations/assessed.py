"""What CTED assessed of a recommendation, day by day: the last day counts, the others stay on record (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.followup.recommendations.model import AssessedOnDay, Recommendation


def list_assessed(one: Recommendation) -> tuple[AssessedOnDay, ...]:
    """All of it, in order of day."""
    if one.assessed is None or one.assessed_on is None:
        return one.assessed_before
    need = one.assessed_assistance_needed
    last = AssessedOnDay(one.assessed_on, one.assessed, one.assessed_steps, one.assessed_capacity, need)
    return (*one.assessed_before, last)


def find_assessed(one: Recommendation, on: date) -> AssessedOnDay | None:
    """What it was assessed as on that day, if it was."""
    return next((said for said in list_assessed(one) if said.assessed_on == on), None)


def add_assessed(one: Recommendation, said: AssessedOnDay) -> Recommendation:
    """The recommendation with this in the place of what was said on that day before."""
    others = (other for other in list_assessed(one) if other.assessed_on != said.assessed_on)
    return _with_assessed(one, (*others, said))


def move_assessed(one: Recommendation, said: AssessedOnDay, to: date) -> Recommendation:
    """The recommendation with this said on another day, on which nothing else was."""
    others = (other for other in list_assessed(one) if other != said)
    return _with_assessed(one, (*others, replace(said, assessed_on=to)))


def _with_assessed(one: Recommendation, assessed: Iterable[AssessedOnDay]) -> Recommendation:
    *before, last = sorted(assessed, key=lambda said: said.assessed_on)
    return one._replace(
        assessed=last.implementation,
        assessed_on=last.assessed_on,
        assessed_steps=last.steps,
        assessed_capacity=last.capacity,
        assessed_assistance_needed=last.assistance_needed,
        assessed_before=tuple(before),
    )
