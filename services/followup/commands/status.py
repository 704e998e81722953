"""The status of one recommendation, and a recommendation first made in a follow-up report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.assessments import Recommendation as Made
from contracts.audiences import Audience, reaches
from contracts.followup import RecommendationAdded
from contracts.ids import recommendation_id
from contracts.vocabulary import Day, Implementation, Line, MadeBy, Pillar, Position, Priority, Reference, Text, Themes
from services.followup.commands.principals import committees_cycle, recommendation_of, seen_cycle
from services.followup.model import Cycle, Recommendation, Said
from services.followup.recommendations import assessed, new_recommendation
from services.followup.refusals import due_in_its_time, in_its_time, not_cancelled, running
from services.followup.responses import needs_of_response, respond
from services.followup.showing import shown_recommendation
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.notices.known_codes import check_themes
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal

# ---- what the State says, what CTED assesses --------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenPosition:
    """What the State says of one recommendation: its position, what it reports, or both."""

    stated_on: Day
    position: Position | None = None
    implementation: Implementation | None = None
    steps: Text | None = None
    capacity: Text | None = None
    """What the State can do, and with which resources (OP16)."""
    assistance_needed: bool | None = None
    """As the State sees it."""


@dataclass(frozen=True, slots=True)
class StatePosition:
    """The State speaks of one recommendation: its position, what it reports, or both."""

    cycle_id: str
    recommendation_id: str
    given: GivenPosition


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


def needs_of_position(command: Command[StatePosition]) -> Iterator[Need]:
    """The cycle, its recommendations, and what is known of that day's response."""
    yield from needs_of_response(command.data.cycle_id, command.data.given.stated_on)


def state_position(command: Command[StatePosition], known: Known, context: Context) -> Iterable[Change]:
    """A response to one recommendation; the Committee may so correct what it has on record for that day."""
    cycle = seen_cycle(command.principal, command.data.cycle_id, known)
    before = recommendation_of(cycle, command.data.recommendation_id, known)
    given = command.data.given
    said = Said(before.id, given.position, given.implementation, given.steps, given.capacity, given.assistance_needed)
    replaces = command.principal.sees("committee")
    changes = respond(cycle, given.stated_on, (said,), cycle.synthetic, known, context, replaces)
    yield from _answered(before, changes)


def needs_of_assessment(command: Command[AssessRecommendation]) -> Iterator[Need]:
    """The cycle and its recommendation."""
    yield Need(CYCLES, command.data.cycle_id)
    yield Need(RECOMMENDATIONS, command.data.recommendation_id)


def assess_recommendation(command: Command[AssessRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """The status that is counted (rule 6), also between reports."""
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    before = recommendation_of(cycle, command.data.recommendation_id, known)
    given = command.data.given
    not_cancelled(cycle)
    in_its_time(cycle, given.assessed_on, "assessed_on", context)
    changes = list(assessed(cycle, before, given.assessed_on, given))
    yield from _answered(before, changes)


def _answered(before: Recommendation, changes: list[Change]) -> Iterator[Change]:
    """The changes, and the recommendation as it then is."""
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is RECOMMENDATIONS)
    yield Answer(shown_recommendation(next(rows, before)))


# ---- first made in a follow-up report (rule 5) ------------------------------------------


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
    yield needs_of_references(command.data.cycle_id, (command.data.given.reference,))


def needs_of_references(cycle_id: str, references: Iterable[str]) -> Need:
    """The cycle, and what its assessment has under these references."""

    def named(cycle: Cycle) -> Iterable[Need]:
        return [Need(RECOMMENDATIONS, recommendation_id(cycle.assessment_id, one)) for one in references]

    return Need(CYCLES, cycle_id, then=named)


def add_recommendation(command: Command[AddRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """It joins the cycle, and falls due only if the CTC sets a date (rule 5)."""
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    given = command.data.given
    running(cycle)
    in_its_time(cycle, given.made_on, "made_on", context)
    if given.due_on is not None:
        due_in_its_time(given.due_on, given.made_on, "due_on", context)
    check_themes(context.reference, given.themes)
    if given.audience is not None and not reaches("un", given.audience):
        raise WiderFromTheStart(fields=("audience",))
    made = _made(cycle, given, context)
    row = new_recommendation(cycle, made, cycle.sequence, given.due_on)
    before = known.get(RECOMMENDATIONS, row.id)
    if before is not None:
        _check_same(before, row)
        yield Answer(shown_recommendation(before))
        return
    yield Put(RECOMMENDATIONS, row)
    yield Emit(_added(cycle, made, given), cycle.state)
    yield Answer(shown_recommendation(row))


def _made(cycle: Cycle, given: NewRecommendation, context: Context) -> Made:
    return Made(
        recommendation_id=recommendation_id(cycle.assessment_id, given.reference),
        reference=given.reference,
        text=given.text,
        themes=given.themes,
        provision=given.provision,
        priority=given.priority,
        pillar=given.pillar,
        made_by=given.made_by,
        assistance_needed=given.assistance_needed,
        assistance_requested=given.assistance_requested,
        audience=given.audience or context.reference.practice.default_audiences["recommendation"],
        parties=cycle.parties,
    )


def _added(cycle: Cycle, made: Made, given: NewRecommendation) -> RecommendationAdded:
    return RecommendationAdded(
        occurred_on=given.made_on,
        synthetic=cycle.synthetic,
        state=cycle.state,
        assessment_id=cycle.assessment_id,
        followup_id=cycle.id,
        sequence=cycle.sequence,
        recommendation=made,
        due_on=given.due_on,
    )


def _check_same(before: Recommendation, row: Recommendation) -> None:
    """Raises OtherContent, naming the fields that differ."""
    names = ("text", "themes", "priority", "assistance_needed", "assistance_requested", "due_on")
    differing = tuple(name for name in names if getattr(before, name) != getattr(row, name))
    if differing:
        raise OtherContent(fields=differing)
