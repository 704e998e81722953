"""Assessments: drafted, completed, received, noted, corrected, withdrawn."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.assessments.content import FindingContent, RecommendationContent
from contracts.audiences import Audience
from contracts.base import Part, StateFact
from contracts.vocabulary import (
    AssessmentKind,
    Day,
    DraftKind,
    FieldNames,
    Id,
    Ids,
    Line,
    Mode,
    PartialDate,
    Parties,
    Reference,
    ReportAnswer,
    Source,
    Text,
)

TOPIC = "ctc.assessments"


class VisitDates(Part):
    """When and how the State was visited for an assessment."""

    start: PartialDate
    end: PartialDate
    mode: Mode


class _KnownFinding(Part):
    finding_id: Id


class Finding(FindingContent, _KnownFinding):
    """How far the State carries out one provision."""

    audience: Audience
    parties: Parties = ()


class _KnownRecommendation(Part):
    recommendation_id: Id


class Recommendation(RecommendationContent, _KnownRecommendation):
    """What the State should do, and who may read it."""

    assistance_requested: bool = False
    """Whether the State requested it (OP39: "upon their request")."""
    audience: Audience
    parties: Parties = ()


Recommendations = Annotated[tuple[Recommendation, ...], Field(max_length=500)]
Findings = Annotated[tuple[Finding, ...], Field(max_length=500)]


class AssessmentFact(StateFact):
    """The whole present state of a final assessment, with the ids of its parts."""

    topic = TOPIC

    assessment_id: Id
    source: Source
    reference: Reference
    kind: AssessmentKind
    visit_id: Id | None = None
    visit: VisitDates | None = None
    report_date: Day
    submitted_to_ctc_on: Day
    """The twelve months of OP16 count from this day (rule 2)."""
    received_by_state_on: Day | None = None
    """The State's six months count from this day."""
    opens_cycle: bool
    """Whether its kind is an "initial assessment report" of OP16 (rule 1)."""
    recommendations: Recommendations = ()
    findings: Findings = ()
    audience: Audience
    parties: Parties = ()


class WiderRelease(Part):
    """Consent and consultation, which allow parts of a report to go wider than the UN system from the start (OP19)."""

    decided_by: Line
    """The office of the State that consents, such as its Permanent Mission."""
    decided_on: Day
    consulted_ctc: bool


class AssessmentCompleted(AssessmentFact):
    """A final report was submitted to the CTC, on `occurred_on`."""

    type = "assessment.completed.v1"

    wider_release: WiderRelease | None = None
    """Absent if no part was submitted as wider than the UN system."""


class AssessmentCorrected(AssessmentFact):
    """Fields of a completed assessment were corrected on `occurred_on`; all others are as before.

    A changed anchor re-anchors what hangs on it (rule 4).
    """

    type = "assessment.corrected.v1"

    changed: FieldNames
    """Names of the fields that differ from before, such as `submitted_to_ctc_on`."""
    reason: Text | None = None
    document: Line | None = None


class AboutAssessment(StateFact):
    """The fields of the shorter events about an assessment."""

    topic = TOPIC

    assessment_id: Id
    source: Source
    reference: Reference


class AssessmentDrafted(AboutAssessment):
    """A draft was shared with the State on `occurred_on`, which may comment for 30 days."""

    type = "assessment.drafted.v1"

    kind: AssessmentKind
    draft: DraftKind
    visit_id: Id | None = None
    observations_due_on: Day | None = None
    mandate: Line | None = None
    paragraph: Line | None = None


class ObservationsReceived(AboutAssessment):
    """The State's factual observations on the draft arrived on `occurred_on`."""

    type = "observations.received.v1"

    observations_due_on: Day | None = None


class ObservationsExtended(AboutAssessment):
    """CTED decided on `occurred_on` that the State has more time for its observations on the draft (OP14)."""

    type = "observations.extended.v1"

    observations_due_on: Day
    """The last day from now on."""
    previous_observations_due_on: Day
    decided_by: Line
    reason: Text
    document: Line | None = None


class ObservationsLapsed(AboutAssessment):
    """The time for observations ended without any; `occurred_on` is the day after."""

    type = "observations.lapsed.v1"

    observations_due_on: Day


class ReportConsentAsked(AboutAssessment):
    """The State was asked on `occurred_on` whether its report may go wider than the UN system (OP18, OP19)."""

    type = "report_consent.asked.v1"


class ReportConsentAnswered(ReportConsentAsked):
    """The State answered on `occurred_on`, or it was noted that no answer came. The last answer stands."""

    type = "report_consent.answered.v1"

    asked_on: Day
    answer: ReportAnswer
    parts: Ids = ()
    """The findings and recommendations to which a consent in part is limited."""
    document: Line | None = None
    """The State's letter; absent where the State itself answered in this system."""


class ConfidentialityRequested(AboutAssessment):
    """The State asked on `occurred_on` that its report, or parts of it, be kept confidential (OP19)."""

    type = "confidentiality.requested.v1"

    parts: Ids = ()
    """The findings and recommendations that it named; empty: the whole report."""
    document: Line | None = None


class AssessmentReceived(AboutAssessment):
    """The State received the final report on `occurred_on`. Its six months to respond begin."""

    type = "assessment.received.v1"

    received_by_state_on: Day


class AssessmentNoted(AboutAssessment):
    """The CTC took note of the report on `occurred_on`. That moves no deadline (rule 2)."""

    type = "assessment.noted.v1"


class AssistanceRequested(AboutAssessment):
    """The State asked for assistance with a recommendation, or took its request back, on `occurred_on` (OP39)."""

    type = "assistance.requested.v1"

    recommendation: Recommendation
    """The recommendation as it now is."""
    requested: bool
    """False: the request was taken back."""


class AssessmentWithdrawn(AboutAssessment):
    """It was withdrawn on `occurred_on`. Its deadlines and cases are cancelled, and it no longer counts (rule 8)."""

    type = "assessment.withdrawn.v1"

    recommendation_ids: Ids = ()
    reason: Text
