"""What happens when the time for observations on a draft has passed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.assessments.assessments.drafting import OBSERVATIONS, lapse_observations
from services.assessments.assessments.model import ASSESSMENTS
from shared.engine.rules import Change, Context, Due, Known, Need, Rule


def needs_of_observations(due: Due) -> Iterator[Need]:
    """The assessment on whose draft the State may observe."""
    yield Need(ASSESSMENTS, due.deadline.subject)


def handle_observations_due(due: Due, known: Known, _context: Context) -> Iterator[Change]:
    """The day after the last on which the State's observations were awaited."""
    assessment = known.get(ASSESSMENTS, due.deadline.subject)
    if assessment is not None and due.step == "overdue":
        yield from lapse_observations(assessment)


DEADLINES: dict[str, Rule[Any]] = {OBSERVATIONS: Rule(needs_of_observations, handle_observations_due)}
