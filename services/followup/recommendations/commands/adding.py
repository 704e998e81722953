"""A recommendation first made in a follow-up report (rule 5). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.assessments import Recommendation as Made
from contracts.assessments import RecommendationContent
from contracts.audiences import Audience, reaches
from contracts.followup import RecommendationAdded
from contracts.ids import recommendation_id
from contracts.vocabulary import Day, Line, MadeBy, Pillar, Priority, Reference, Text, Themes
from services.followup.cycles.checks import check_day, check_due_day, check_running
from services.followup.cycles.model import Cycle, Home
from services.followup.cycles.needs import find_cycle_for_committee, needs_of_home
from services.followup.recommendations.model import (
    RECOMMENDATIONS,
    Recommendation,
    build_recommendation,
    keep_for_committee,
)
from services.followup.recommendations.views import show_recommendation
from shared.engine.notices.known_codes import check_themes
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal


class WiderFromTheStart(Refusal):
    """Nothing is added as wider than the UN system: that takes a decision on its disclosure, once it is there."""

    paragraph = "OP19"
    status = 422


class OtherContent(Refusal):
    """The cycle has a recommendation with this reference that says something else; give the new one its own."""

    rule = "7"


@dataclass(frozen=True, slots=True)
class NewRecommendation:
    """A recommendation first made in a follow-up report."""

    reference: Reference
    text: Text
    themes: Themes
    priority: Priority
    made_by: MadeBy
    assistance_needed: bool
    made_on: Day
    assistance_requested: bool = False
    provision: Line | None = None
    pillar: Pillar | None = None
    due_on: Day | None = None
    """Only if the CTC sets a date (rule 5)."""
    audience: Audience | None = None
    """Absent: the default of the practice, `un`. Wider takes a decision on its disclosure (OP19)."""


@dataclass(frozen=True, slots=True)
class AddRecommendation:
    """A follow-up report makes a new recommendation (rule 5)."""

    cycle_id: str
    given: NewRecommendation


def needs_of_addition(command: Command[AddRecommendation]) -> Iterator[Need]:
    """The cycle, and whether its assessment has one of this reference, wherever that is now."""
    yield from needs_of_references(command.data.cycle_id, (command.data.given.reference,))


def needs_of_references(cycle_id: str, references: Iterable[str]) -> Iterator[Need]:
    """Where they are followed, and what its assessment has under these references."""
    named = tuple(references)

    def needs_of_named(home: Home) -> Iterable[Need]:
        return [Need(RECOMMENDATIONS, recommendation_id(home.assessment_id, one)) for one in named]

    return needs_of_home(cycle_id, needs_of_named)


def add_recommendation(command: Command[AddRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """It joins the cycle, and falls due only if the CTC sets a date (rule 5)."""
    cycle = find_cycle_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    check_running(cycle)
    check_day(cycle, given.made_on, "made_on", context)
    if given.due_on is not None:
        check_due_day(given.due_on, given.made_on, "due_on", context)
    check_themes(context.reference, given.themes)
    if given.audience is not None and not reaches("un", given.audience):
        raise WiderFromTheStart(fields=("audience",))
    made = _build_content(cycle, given, context)
    row = build_recommendation(cycle, made, cycle.sequence, given.due_on)
    before = known.get(RECOMMENDATIONS, row.id)
    if before is not None:
        _check_same(before, row)
        yield Answer(show_recommendation(before))
        return
    yield Put(RECOMMENDATIONS, row)
    yield Emit(_build_event(cycle, made, given), cycle.state)
    yield Answer(show_recommendation(row))


def _build_content(cycle: Cycle, given: NewRecommendation, context: Context) -> Made:
    return Made(
        recommendation_id=recommendation_id(cycle.assessment_id, given.reference),
        **RecommendationContent.fields_of(given),
        assistance_requested=given.assistance_requested,
        audience=given.audience or context.reference.practice.default_audiences["recommendation"],
        parties=cycle.parties,
    )


def _build_event(cycle: Cycle, made: Made, given: NewRecommendation) -> RecommendationAdded:
    return RecommendationAdded(
        occurred_on=given.made_on,
        synthetic=cycle.synthetic,
        state=cycle.state,
        assessment_id=cycle.assessment_id,
        followup_id=cycle.id,
        sequence=cycle.sequence,
        recommendation=keep_for_committee(made, cycle.state),
        meant_for=made.audience,
        due_on=given.due_on,
    )


def _check_same(before: Recommendation, row: Recommendation) -> None:
    """Raises OtherContent, naming the fields that differ."""
    names = ("text", "themes", "priority", "assistance_needed", "assistance_requested", "due_on")
    differing = tuple(name for name in names if getattr(before, name) != getattr(row, name))
    if differing:
        raise OtherContent(fields=differing)
