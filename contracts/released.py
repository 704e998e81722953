"""Released copies: what an audience may have, on the topic `ctc.released.AUDIENCE`.

Made by `contracts.redaction` only. What is not for the audience is absent, without a trace.
Nothing published can be called back: a narrowed choice sends `released.withdrawn`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.base import EventData, Part
from contracts.council import Instant
from contracts.vocabulary import (
    AnyReport,
    AssessmentKind,
    Count,
    Day,
    FindingResult,
    Id,
    Ids,
    Line,
    MadeBy,
    Mode,
    PartialDate,
    Pillar,
    Priority,
    ProductKind,
    Releasable,
    StateId,
    Text,
    Themes,
    VisitKind,
    WithdrawnBecause,
    Year,
)


class Released(EventData):
    """The fields of all released copies."""

    released_on: Day
    """The day of the decision by which this audience has it."""
    synthetic: bool = False
    """True for invented samples."""


class ReleasedFinding(Part):
    """A finding that this audience may have."""

    finding_id: Id
    provision: Line
    result: FindingResult
    text: Text | None = None
    shortfall: Text | None = None
    good_practice: Text | None = None


class ReleasedAssessment(Released):
    """A final assessment, with those findings and recommendations that this audience may have."""

    type = "released.assessment.v1"

    assessment_id: Id
    state: StateId
    kind: AssessmentKind | None = None
    report_date: Day | None = None
    submitted_to_ctc_on: Day | None = None
    visit_id: Id | None = None
    findings: Annotated[tuple[ReleasedFinding, ...], Field(max_length=500)] | None = None
    recommendation_ids: Ids | None = None


class ReleasedRecommendation(Released):
    """A recommendation; a part that this audience may not have is absent."""

    type = "released.recommendation.v1"

    recommendation_id: Id
    assessment_id: Id
    state: StateId
    text: Text | None = None
    themes: Themes | None = None
    priority: Priority | None = None
    pillar: Pillar | None = None
    made_by: MadeBy | None = None
    provision: Line | None = None
    assistance_needed: bool | None = None
    assistance_requested: bool | None = None


class ReleasedProduct(Released):
    """A survey or an analytical product."""

    type = "released.product.v1"

    product_id: Id
    kind: ProductKind
    title: Line
    summary: Text | None = None
    state: StateId | None = None
    themes: Themes | None = None
    document: Line | None = None


class ReleasedSchedule(Released):
    """A visit to which the State agreed; once it has `cancelled_on`, it does not take place."""

    type = "released.schedule.v1"

    visit_id: Id
    state: StateId
    kind: VisitKind
    body: Line
    start: PartialDate
    end: PartialDate | None = None
    mode: Mode | None = None
    cancelled_on: Day | None = None
    """The day on which it was cancelled. The entry stays on the schedule, for whoever expected the visit (OP12)."""


class ReleasedReport(Released):
    """An edition of a report, served at `path`."""

    type = "released.report.v1"

    edition_id: Id
    report: AnyReport
    title: Line
    year: Year | None = None
    state: StateId | None = None
    edition: Count
    cut_off: Day
    freeze: Instant
    path: Line
    corrects: Id | None = None
    reissue: Count | None = None
    """The number of the redacted reissue; absent: the edition as it was published."""
    digest: Line | None = None
    """SHA-256 of the bytes of its JSON as this audience gets it, as `sha-256:` and hexadecimal digits."""
    symbol: Line | None = None
    """The symbol under which it is issued, as people were given it."""


class ReleasedWithdrawn(Released):
    """The audience no longer has the thing: delete what you hold of it. `released_on` is the day of that decision."""

    type = "released.withdrawn.v1"

    of: Releasable
    id: Id
    state: StateId | None = None
    because: WithdrawnBecause


def thing_of(copy: EventData) -> str | None:
    """The id of the thing of which this is a copy, or which is withdrawn; None for what is no released copy."""
    match copy:
        case ReleasedAssessment(assessment_id=thing) | ReleasedRecommendation(recommendation_id=thing):
            return thing
        case ReleasedProduct(product_id=thing) | ReleasedReport(edition_id=thing):
            return thing
        case ReleasedSchedule(visit_id=thing) | ReleasedWithdrawn(id=thing):
            return thing
        case _:
            return None


EVENTS = (
    ReleasedAssessment,
    ReleasedRecommendation,
    ReleasedProduct,
    ReleasedSchedule,
    ReleasedReport,
    ReleasedWithdrawn,
)
