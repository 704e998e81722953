"""A recommendation and its status, and how one joins a cycle. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from contracts.assessments import Recommendation as Made
from contracts.audiences import Audience
from contracts.vocabulary import Day, Id, Implementation, Line, Position, Priority, Text
from services.followup.cycles.model import Home
from shared.engine.rules import Table

Lifecycle = Literal["live", "superseded", "overtaken", "withdrawn"]


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """That a later cycle went on with a recommendation (rule 1)."""

    from_cycle: Id
    to_cycle: Id
    decided_on: Day
    decided_by: Line
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class AssessedOnDay:
    """What CTED assessed of a recommendation on one day."""

    assessed_on: Day
    implementation: Implementation
    steps: Text | None
    capacity: Text | None
    assistance_needed: bool | None


class Recommendation(NamedTuple):
    """A recommendation's status: three separate things (rule 6), each with its day."""

    id: str
    cycle_id: str
    assessment_id: str
    state: str
    reference: str
    text: str
    themes: tuple[str, ...]
    priority: Priority
    assistance_needed: bool
    assistance_requested: bool
    sequence: int
    """The follow-up in whose report it was first made; 0: the assessment itself made it."""
    due_on: date | None
    """Of its own, if the CTC set one (rule 5); None: that of the follow-up."""
    lifecycle: Lifecycle
    closed_on: date | None
    closed_by: str | None
    """Who merged or split it: an office or body; or the source of the correction that left it out."""
    closed_note: str | None
    parents: tuple[str, ...]
    """The recommendations whose place it took (rule 7)."""
    carried_over: tuple[CarriedOver, ...]
    """From which cycle to which it moved, in order; `cycle_id` is where it is now."""
    position: Position | None
    """The State's; None: none yet."""
    position_on: date | None
    reported: Implementation | None
    """As the State reports it; never counted."""
    reported_on: date | None
    reported_steps: str | None
    reported_capacity: str | None
    """What the State can do, and with which resources (OP16)."""
    reported_assistance_needed: bool | None
    """As the State sees it."""
    assessed: Implementation | None
    """As CTED assesses it; this one is counted."""
    assessed_on: date | None
    assessed_steps: str | None
    assessed_capacity: str | None
    assessed_assistance_needed: bool | None
    """As CTED sees it since; `assistance_needed` is as it was made."""
    assessed_before: tuple[AssessedOnDay, ...]
    """What CTED assessed on earlier days, in their order: one that a report gave may move behind the last."""
    disclosed_to: Audience
    """Who may have its text (OP19), as assessments last told; this row itself is for the Committee."""
    disclosed_parties: tuple[str, ...]
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    @property
    def is_live(self) -> bool:
        """Not superseded, overtaken or withdrawn (rule 6)."""
        return self.lifecycle == "live"


RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)


def build_recommendation(cycle: Home, made: Made, sequence: int, due_on: date | None = None) -> Recommendation:
    """A recommendation as it joins the cycle: live, with no position, and not assessed (rule 6)."""
    return Recommendation(
        id=made.recommendation_id,
        cycle_id=cycle.id,
        assessment_id=cycle.assessment_id,
        state=cycle.state,
        reference=made.reference,
        text=made.text,
        themes=made.themes,
        priority=made.priority,
        assistance_needed=made.assistance_needed,
        assistance_requested=made.assistance_requested,
        sequence=sequence,
        due_on=due_on,
        lifecycle="live",
        closed_on=None,
        closed_by=None,
        closed_note=None,
        parents=(),
        carried_over=(),
        position=None,
        position_on=None,
        reported=None,
        reported_on=None,
        reported_steps=None,
        reported_capacity=None,
        reported_assistance_needed=None,
        assessed=None,
        assessed_on=None,
        assessed_steps=None,
        assessed_capacity=None,
        assessed_assistance_needed=None,
        assessed_before=(),
        disclosed_to=made.audience,
        disclosed_parties=made.parties,
        synthetic=cycle.synthetic,
        audience=cycle.audience,
        parties=cycle.parties,
    )


def keep_for_committee(made: Made, state: str) -> Made:
    """As its event tells of it. Who else may have it is decided by assessments, which knows what the State decided."""
    return made.model_copy(update={"audience": "committee", "parties": (f"state:{state}",)})


def is_open(recommendation: Recommendation) -> bool:
    """Live, and not yet reported on by CTED: what keeps a cycle from closing (rule 1)."""
    return recommendation.is_live and recommendation.assessed is None


def is_left_out(recommendation: Recommendation) -> bool:
    """Withdrawn only because a corrected assessment left it out: live again once that makes it again."""
    return recommendation.lifecycle == "withdrawn" and recommendation.closed_by is not None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a State says of one recommendation."""

    recommendation_id: Id
    position: Position | None = None
    implementation: Implementation | None = None
    steps: Text | None = None
    capacity: Text | None = None
    assistance_needed: bool | None = None
