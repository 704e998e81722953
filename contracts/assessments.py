"""Events of the assessments service: programme, consent, visits, assessments, disclosure, products.

Every event carries the whole present state of its thing, so that a reader needs no other event.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from contracts.audiences import Audience
from contracts.base import Fact, Part, StateFact
from contracts.vocabulary import (
    AssessmentKind,
    Bodies,
    Code,
    Day,
    Disclosable,
    DraftKind,
    FieldNames,
    FindingResult,
    Id,
    Ids,
    Line,
    MadeBy,
    Mode,
    PartialDate,
    Parties,
    Pillar,
    Priority,
    ProductKind,
    Reference,
    Source,
    StateId,
    States,
    Text,
    Themes,
    VisitKind,
    Year,
)

TOPIC = "ctc.assessments"

# ---- programme and consent (OP12) -----------------------------------------------------------


class Reason(Part):
    """Why a State is on the list: a code from the reference data, and what it rests on."""

    code: Code
    evidence: Text | None = None


class Listed(Part):
    """One State on the year's list."""

    state: StateId
    reasons: Annotated[tuple[Reason, ...], Field(max_length=20)] = ()


class ProgrammeAdopted(Fact):
    """The CTC adopted the list of States to ask for consent to a visit."""

    type = "programme.adopted.v1"
    topic = TOPIC

    programme_id: Id
    year: Year
    entries: Annotated[tuple[Listed, ...], Field(max_length=193)]
    document: Line | None = None


class ProgrammeChanged(ProgrammeAdopted):
    """The list changed after adoption; the entries are those after the change."""

    type = "programme.changed.v1"

    added: States = ()
    removed: States = ()
    reason: Text


class ConsentAsked(StateFact):
    """A State was asked for consent to a visit."""

    type = "consent.asked.v1"
    topic = TOPIC

    consent_id: Id
    year: Year
    programme_id: Id | None = None
    kind: VisitKind | None = None
    """Of the visit that is meant."""


class ConsentGiven(ConsentAsked):
    """The State consents to the visit."""

    type = "consent.given.v1"

    asked_on: Day | None = None


class ConsentDeclined(ConsentGiven):
    """The State declines the visit."""

    type = "consent.declined.v1"

    reason: Text | None = None


class ConsentLapsed(ConsentGiven):
    """The State did not answer by the end of the list's year: a candidate for the next."""

    type = "consent.lapsed.v1"


# ---- visits ---------------------------------------------------------------------------------


class VisitFact(StateFact):
    """What all events about a visit say. A mission to several States is one visit each."""

    topic = TOPIC

    visit_id: Id
    mission_id: Id | None = None
    source: Source
    reference: Reference
    kind: VisitKind = "not stated"
    body: Line = "CTED"
    """Whose visit it is: CTED's, or another body's (OP35)."""
    purpose: Text | None = None
    invited: Bodies = ()
    """Bodies and experts asked to take part (OP5, OP14, OP35, OP38): offices, never persons."""


class VisitPlanned(VisitFact):
    """A visit is planned; audience `committee` until the State agrees."""

    type = "visit.planned.v1"

    start: PartialDate
    end: PartialDate | None = None
    mode: Mode | None = None


class VisitAgreed(VisitPlanned):
    """The State agreed to the visit: it belongs to the public schedule from now on."""

    type = "visit.agreed.v1"

    agreed_on: Day


class VisitOverlapFlagged(StateFact):
    """Two bodies plan to visit the same State within 90 days (OP35)."""

    type = "visit.overlap_flagged.v1"
    topic = TOPIC

    visit_id: Id
    body: Line
    start: PartialDate
    other_visit_id: Id
    other_body: Line
    other_start: PartialDate


class VisitComponent(Part):
    """A part of a visit. An end without a start is a day known only by its end."""

    mode: Mode
    start: PartialDate | None = None
    end: PartialDate | None = None

    @model_validator(mode="after")
    def _has_a_date(self) -> VisitComponent:
        if self.start is None and self.end is None:
            raise ValueError("a component needs a start or an end")
        return self


class VisitCompleted(VisitFact):
    """A visit took place. Sent again, whole, when a component is added or corrected.

    `occurred_on` is the last day of the last component: the visit counts in that year, once.
    """

    type = "visit.completed.v1"

    mode: Mode
    components: Annotated[tuple[VisitComponent, ...], Field(min_length=1, max_length=50)]
    participants: Bodies = ()
    """Bodies and experts that came."""
    note: Text | None = None
    source_url: Line | None = None


# ---- assessments ----------------------------------------------------------------------------


class VisitDates(Part):
    """When and how the State was visited for an assessment."""

    start: PartialDate
    end: PartialDate
    mode: Mode


class Finding(Part):
    """How far the State carries out one provision."""

    finding_id: Id
    provision: Line
    result: FindingResult
    text: Text | None = None
    audience: Audience
    parties: Parties = ()


class Recommendation(Part):
    """What the State should do, and who may know it."""

    recommendation_id: Id
    reference: Reference
    text: Text
    themes: Themes
    provision: Line | None = None
    """The provision it rests on."""
    priority: Priority
    pillar: Pillar | None = None
    made_by: MadeBy
    assistance_needed: bool
    assistance_requested: bool = False
    """By the State (OP39: "upon their request")."""
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
    """Anchors the twelve months of OP16 (rule 2)."""
    received_by_state_on: Day | None = None
    """Anchors the State's six months."""
    opens_cycle: bool
    """Whether its kind is an "initial assessment report" of OP16 (rule 1)."""
    recommendations: Recommendations = ()
    findings: Findings = ()
    audience: Audience
    parties: Parties = ()


class AssessmentCompleted(AssessmentFact):
    """A final report was submitted to the CTC, which is its `occurred_on`."""

    type = "assessment.completed.v1"


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
    """What the shorter events about an assessment say."""

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


class ObservationsLapsed(AboutAssessment):
    """The time for observations ended without any; `occurred_on` is the day after."""

    type = "observations.lapsed.v1"

    observations_due_on: Day


class AssessmentReceived(AboutAssessment):
    """The State received the final report on `occurred_on`: its six months to respond begin."""

    type = "assessment.received.v1"

    received_by_state_on: Day


class AssessmentNoted(AboutAssessment):
    """The CTC took note of the report on `occurred_on`. Moves no deadline (rule 2)."""

    type = "assessment.noted.v1"


class AssessmentWithdrawn(AboutAssessment):
    """Withdrawn on `occurred_on`: cancels its deadlines and cases, leaves the counts from the next cut-off (rule 8)."""

    type = "assessment.withdrawn.v1"

    recommendation_ids: Ids = ()
    reason: Text


# ---- disclosure and products (OP19) ---------------------------------------------------------


class Disclosed(Part):
    """Who may have one part of an assessment from now on."""

    id: Id
    audience: Audience
    parties: Parties = ()


class DisclosureChanged(Fact):
    """Who may have a thing was narrowed or widened, on `occurred_on`."""

    type = "disclosure.changed.v1"
    topic = TOPIC

    of: Disclosable
    id: Id
    state: StateId | None = None
    """Absent for a product about no single State."""
    assessment_id: Id | None = None
    """The assessment that this is, or is a part of."""
    audience: Audience
    parties: Parties = ()
    in_part: Ids = ()
    """The findings and recommendations to which the decision is limited; none: it holds for the whole."""
    parts: Annotated[tuple[Disclosed, ...], Field(max_length=1_000)] = ()
    """The state after the change of every finding and recommendation of the assessment."""
    decided_by: Line
    decided_on: Day
    consulted_ctc: bool | None = None
    """Wider than the UN needs the State's consent and consultation with the CTC."""


class ProductAdopted(Fact):
    """The CTC adopted a survey or an analytical product (OP19, OP20, OP23), on `occurred_on`."""

    type = "product.adopted.v1"
    topic = TOPIC

    product_id: Id
    source: Source
    reference: Reference
    kind: ProductKind
    title: Line
    summary: Text | None = None
    state: StateId | None = None
    themes: Themes = ()
    document: Line | None = None
    audience: Audience
    parties: Parties = ()


EVENTS = (
    ProgrammeAdopted,
    ProgrammeChanged,
    ConsentAsked,
    ConsentGiven,
    ConsentDeclined,
    ConsentLapsed,
    VisitPlanned,
    VisitAgreed,
    VisitCompleted,
    VisitOverlapFlagged,
    AssessmentDrafted,
    AssessmentCompleted,
    AssessmentReceived,
    AssessmentNoted,
    AssessmentCorrected,
    AssessmentWithdrawn,
    ObservationsReceived,
    ObservationsLapsed,
    DisclosureChanged,
    ProductAdopted,
)
