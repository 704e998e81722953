"""Events of the unoct service: cases, projects, duplication, briefings, joint steps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Fact, Part, StateFact
from contracts.vocabulary import (
    BriefingKind,
    Budget,
    CaseStatus,
    Day,
    Id,
    Ids,
    Line,
    PartialDate,
    PartStatus,
    Pillar,
    Priority,
    ProjectKind,
    ProjectStatus,
    Reference,
    Source,
    Speaker,
    StateId,
    States,
    Text,
    Themes,
)

TOPIC = "ctc.unoct"


# ---- cases (OP4, OP15) ----------------------------------------------------------------------


class CaseFact(StateFact):
    """The fields of all events about a case: a released recommendation with a need and a request."""

    topic = TOPIC

    case_id: Id
    recommendation_id: Id
    assessment_id: Id


class CaseOpened(CaseFact):
    """A recommendation was released that needs assistance which the State requested (OP39)."""

    type = "case.opened.v1"

    themes: Themes = ()
    priority: Priority | None = None
    pillar: Pillar | None = None


class CaseOffered(CaseFact):
    """A body offered assistance."""

    type = "case.offered.v1"

    body: Line
    project_id: Id | None = None
    note: Text | None = None


class CaseTakenUp(CaseFact):
    """The need was taken up in a project or programme."""

    type = "case.taken_up.v1"

    project_id: Id
    body: Line | None = None
    note: Text | None = None


class CaseDelivered(CaseFact):
    """The assistance was delivered."""

    type = "case.delivered.v1"

    project_id: Id | None = None
    body: Line | None = None
    note: Text | None = None


class CaseDeclined(CaseFact):
    """Assistance was declined."""

    type = "case.declined.v1"

    body: Line | None = None
    reason: Text


class CaseCancelled(CaseFact):
    """Its recommendation is withdrawn or no longer released to the UN."""

    type = "case.cancelled.v1"

    reason: Text


class CasePart(Part):
    """What one body does about the need, in one project where there is one; each day where it is known."""

    body: Line | None = None
    project_id: Id | None = None
    status: PartStatus
    offered_on: Day | None = None
    taken_up_on: Day | None = None
    delivered_on: Day | None = None
    ended_on: Day | None = None
    """The day on which it ended without being delivered."""
    reason: Text | None = None
    note: Text | None = None
    replaced_by: Id | None = None
    """The project that goes on in its place."""


class CasePartsChanged(CaseFact):
    """Several bodies or projects serve the need, and the part of one changed (OP15): all parts as they now are.

    Of help in one part the other events tell everything. The case is delivered when all parts are that did not end.
    """

    type = "case.parts_changed.v1"

    status: CaseStatus
    """That of the case, as its last other event says."""
    parts: tuple[CasePart, ...] = ()


# ---- projects -------------------------------------------------------------------------------


class ProjectRegistered(Fact):
    """A Compact entity registered a project, or changed it: the whole present state."""

    type = "project.registered.v1"
    topic = TOPIC

    project_id: Id
    source: Source
    reference: Reference
    kind: ProjectKind = "project"
    title: Line
    lead_body: Line
    states: States
    themes: Themes = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    budget_usd: Budget | None = None
    recommendations: Ids = ()
    """Ids of released recommendations that it serves."""
    products: Ids = ()
    """Ids of products that it cites."""
    status: ProjectStatus


class DuplicationFlagged(StateFact):
    """Two projects serve the same need of the same State."""

    type = "duplication.flagged.v1"
    topic = TOPIC

    duplication_id: Id
    recommendation_id: Id
    case_id: Id
    project_ids: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]


class DuplicationResolved(DuplicationFlagged):
    """A decision says how the two projects go together."""

    type = "duplication.resolved.v1"

    resolution: Literal["merged", "divided", "one_withdrawn", "no_duplication"]
    kept_project_id: Id | None = None
    note: Text | None = None


# ---- briefings and joint steps (OP24, OP25) -------------------------------------------------


class BriefingInvited(Fact):
    """The Chair invited UNOCT to brief the CTC (OP25), or a meeting of heads was called (OP24), on `occurred_on`."""

    type = "briefing.invited.v1"
    topic = TOPIC

    briefing_id: Id
    kind: BriefingKind = "briefing"
    invited_on: Day | None = None
    planned_for: Day | None = None
    speaker: Speaker | None = None
    title: Line | None = None


class BriefingHeld(BriefingInvited):
    """UNOCT briefed the CTC, or the heads of CTED and UNOCT met."""

    type = "briefing.held.v1"


class BriefingCancelled(BriefingInvited):
    """A briefing or meeting that was planned does not take place, as was decided on `occurred_on`."""

    type = "briefing.cancelled.v1"

    reason: Text


class StepAgreed(Fact):
    """CTED and UNOCT agreed on a practical step (OP24)."""

    type = "step.agreed.v1"
    topic = TOPIC

    step_id: Id
    title: Line
    owner: Line
    due_on: Day
    indicator: Line
    state: StateId | None = None


class StepDone(StepAgreed):
    """The step was done, on `occurred_on`."""

    type = "step.done.v1"

    result: Text | None = None


EVENTS = (
    CaseOpened,
    CaseOffered,
    CaseTakenUp,
    CaseDelivered,
    CaseDeclined,
    CaseCancelled,
    CasePartsChanged,
    ProjectRegistered,
    DuplicationFlagged,
    DuplicationResolved,
    BriefingInvited,
    BriefingHeld,
    BriefingCancelled,
    StepAgreed,
    StepDone,
)
