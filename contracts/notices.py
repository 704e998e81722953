"""Notices: what other systems tell us, on `ctc.external` or by `POST /events`.

Each model carries its own `notice_type`, which a sender may leave out: it is there so that
`notice.taken_in` can hand any of them on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contracts.assessments import FindingContent, RecommendationContent, VisitDates, WiderRelease
from contracts.audiences import Audience
from contracts.base import EventData, Part
from contracts.vocabulary import (
    AssessmentKind,
    Budget,
    Day,
    FieldNames,
    Id,
    Ids,
    Implementation,
    Line,
    Outcome,
    PartialDate,
    Position,
    ProjectKind,
    ProjectStatus,
    Reference,
    Source,
    StateId,
    States,
    Text,
    Themes,
    VisitKind,
)

TOPIC = "ctc.external"


class NoticeData(EventData):
    """The common fields of all notices."""

    topic = TOPIC

    synthetic: bool = False
    """True for invented samples."""


# ---- assessments ----------------------------------------------------------------------------


class NoticedRecommendation(RecommendationContent):
    """A recommendation as the sender knows it. Its id is made here."""

    assistance_requested: bool = False
    audience: Audience | None = None
    """Absent: the default of the practice, `un`."""


class NoticedFinding(FindingContent):
    """A finding as the sender knows it."""

    audience: Audience | None = None


class AssessmentContent(NoticeData):
    """A whole final assessment."""

    reference: Reference
    state: StateId
    kind: AssessmentKind
    visit: VisitDates | None = None
    report_date: Day
    submitted_to_ctc_on: Day
    received_by_state_on: Day | None = None
    recommendations: Annotated[tuple[NoticedRecommendation, ...], Field(max_length=500)]
    findings: Annotated[tuple[NoticedFinding, ...], Field(max_length=500)] = ()
    wider_release: WiderRelease | None = None
    """Needed where a part submitted has an audience wider than `un`. A correction widens nothing, whatever it says."""


class NoticeAssessmentSubmitted(AssessmentContent):
    """A final assessment was submitted to the CTC."""

    type = "notice.assessment.submitted.v1"

    notice_type: Literal["notice.assessment.submitted"] = "notice.assessment.submitted"


class NoticeAssessmentCorrected(AssessmentContent):
    """The whole assessment as it should have been submitted."""

    type = "notice.assessment.corrected.v1"

    notice_type: Literal["notice.assessment.corrected"] = "notice.assessment.corrected"
    corrected_on: Day | None = None
    """Absent: the day it arrives."""
    reason: Text | None = None
    document: Line | None = None


class NoticeAssessmentReceived(NoticeData):
    """The State received the final report."""

    type = "notice.assessment.received.v1"

    notice_type: Literal["notice.assessment.received"] = "notice.assessment.received"
    reference: Reference
    assessment_source: Source | None = None
    """The source that submitted the assessment; absent: the sender of this notice."""
    state: StateId
    received_by_state_on: Day


class NoticeAssessmentWithdrawn(NoticeData):
    """A submitted assessment is withdrawn."""

    type = "notice.assessment.withdrawn.v1"

    notice_type: Literal["notice.assessment.withdrawn"] = "notice.assessment.withdrawn"
    reference: Reference
    assessment_source: Source | None = None
    state: StateId
    withdrawn_on: Day
    reason: Text


# ---- visits, projects, responses ------------------------------------------------------------


class NoticeVisitPlanned(NoticeData):
    """Another body plans to visit a State (OP35); sent again with the same reference it is the plan as it now is."""

    type = "notice.visit.planned.v1"

    notice_type: Literal["notice.visit.planned"] = "notice.visit.planned"
    reference: Reference
    body: Line
    state: StateId
    kind: VisitKind = "not stated"
    start: PartialDate
    end: PartialDate | None = None
    purpose: Text | None = None
    cancelled_on: Day | None = None
    """The visit does not take place, as was decided on that day."""
    reason: Text | None = None
    """The reason for the cancellation."""


class NoticeProjectRegistered(NoticeData):
    """A Compact entity registers a project or programme."""

    type = "notice.project.registered.v1"

    notice_type: Literal["notice.project.registered"] = "notice.project.registered"
    reference: Reference
    kind: ProjectKind = "project"
    title: Line
    lead_body: Line
    states: States
    themes: Themes
    start: PartialDate | None = None
    end: PartialDate | None = None
    budget_usd: Budget | None = None
    recommendations: Ids = ()
    """Ids of released recommendations that it serves."""
    products: Ids = ()
    """Ids of released products that it cites."""
    status: ProjectStatus


class RespondedPosition(Part):
    """The State's position on one recommendation."""

    recommendation_reference: Reference
    position: Position | None = None
    implementation: Implementation | None = None
    steps: Text | None = None
    capacity: Text | None = None
    """What the State can do, and with which resources (OP16)."""
    assistance_needed: bool | None = None
    """As the State sees it."""


class NoticeResponseReceived(NoticeData):
    """A State's response to an assessment's recommendations arrived (OP16)."""

    type = "notice.response.received.v1"

    notice_type: Literal["notice.response.received"] = "notice.response.received"
    assessment_reference: Reference
    assessment_source: Source | None = None
    """The source that submitted the assessment; absent: the sender of this notice."""
    state: StateId
    received_on: Day
    positions: Annotated[tuple[RespondedPosition, ...], Field(max_length=500)]


Notice = Annotated[
    NoticeAssessmentSubmitted
    | NoticeAssessmentCorrected
    | NoticeAssessmentReceived
    | NoticeAssessmentWithdrawn
    | NoticeVisitPlanned
    | NoticeProjectRegistered
    | NoticeResponseReceived,
    Field(discriminator="notice_type"),
]

# ---- the owner's answer, in the owner's topic ------------------------------------------------


class AnsweredNotice(EventData):
    """The notice that is answered. The owner names its own topic when it emits this."""

    source: Source
    id: Id
    """The notice's CloudEvents id."""
    notice_type: Line
    """Such as `notice.assessment.submitted`."""


class NoticeWaiting(AnsweredNotice):
    """Its owner put the notice aside: something that it names is not known yet. The answer comes later."""

    type = "notice.waiting.v1"

    refused_on: Day
    """The day on which it is refused, if that is still not known."""


class NoticeAccepted(AnsweredNotice):
    """The notice took effect, or had done so before."""

    type = "notice.accepted.v1"

    outcome: Outcome
    caused: Ids = ()
    """Ids of the things that it made or changed: an assessment, a project."""


class NoticeRefused(AnsweredNotice):
    """A rule said no. Never holds a value that somebody may not see."""

    type = "notice.refused.v1"

    reason: Text
    """The reason, as a sentence for the sender."""
    code: Line | None = None
    """The code of the problem: the last part of its `type`."""
    rule: Line | None = None
    paragraph: Line | None = None
    fields: FieldNames = ()
    """Names of the fields that contradict what is known."""


EVENTS = (
    NoticeAssessmentSubmitted,
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentWithdrawn,
    NoticeVisitPlanned,
    NoticeProjectRegistered,
    NoticeResponseReceived,
    NoticeAccepted,
    NoticeRefused,
    NoticeWaiting,
)
