"""What happens when a day has passed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.assessments import consent, drafting
from services.assessments.reactions import TOPIC
from services.assessments.tables import ASSESSMENTS, CONSENTS
from shared.engine.notices import judging as notices
from shared.engine.rules import Change, Context, Due, Known, Need, Rule


def needs_of_observations(due: Due) -> Iterator[Need]:
    """The assessment on whose draft the State may observe."""
    yield Need(ASSESSMENTS, due.deadline.subject)


def observations_lapse(due: Due, known: Known, _context: Context) -> Iterator[Change]:
    """The day after the last on which the State's observations were awaited."""
    assessment = known.get(ASSESSMENTS, due.deadline.subject)
    if assessment is not None and due.step == "overdue":
        yield from drafting.lapse(assessment)


def needs_of_consent(due: Due) -> Iterator[Need]:
    """What was asked."""
    yield Need(CONSENTS, due.deadline.subject)


def consent_lapses(due: Due, known: Known, _context: Context) -> Iterator[Change]:
    """The list's year is over (OP12)."""
    asked = known.get(CONSENTS, due.deadline.subject)
    if asked is not None and due.step == "overdue":
        yield from consent.lapse(asked)


DEADLINES: dict[str, Rule[Any]] = {
    drafting.OBSERVATIONS: Rule(needs_of_observations, observations_lapse),
    consent.DEADLINE: Rule(needs_of_consent, consent_lapses),
    notices.DEADLINE: Rule(notices.needs_of_lapse, notices.lapse(TOPIC)),
}
