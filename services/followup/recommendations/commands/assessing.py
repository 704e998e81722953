"""How far a recommendation is implemented, as CTED assesses it (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.vocabulary import Day, Implementation, Text
from services.followup.cycles.checks import check_day, check_not_cancelled
from services.followup.cycles.needs import needs_of_home
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.recommendations.needs import find_followed
from services.followup.recommendations.status import record_assessment
from services.followup.recommendations.views import show_recommendation
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put


@dataclass(frozen=True, slots=True)
class GivenAssessment:
    """How far a recommendation is implemented, as CTED assesses it."""

    assessed_on: Day
    implementation: Implementation
    steps: Text | None = None
    capacity: Text | None = None
    """On the State's capacity and resources (OP16)."""
    assistance_needed: bool | None = None
    """As CTED sees it now."""


@dataclass(frozen=True, slots=True)
class AssessRecommendation:
    """CTED assesses how far a recommendation is implemented: this is the status that is counted (rule 6)."""

    cycle_id: str
    recommendation_id: str
    given: GivenAssessment


def needs_of_assessment(command: Command[AssessRecommendation]) -> Iterator[Need]:
    """The cycle and its recommendation."""
    yield from needs_of_home(command.data.cycle_id)
    yield Need(RECOMMENDATIONS, command.data.recommendation_id)


def assess_recommendation(command: Command[AssessRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """The status that is counted (rule 6), also between reports."""
    about = command.data
    cycle, before = find_followed(command.principal, about.cycle_id, about.recommendation_id, known)
    given = about.given
    check_not_cancelled(cycle)
    check_day(cycle, given.assessed_on, "assessed_on", context)
    changes = list(record_assessment(cycle, before, given.assessed_on, given))
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put))
    yield Answer(show_recommendation(next(rows, before)))
