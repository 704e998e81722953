"""What an assessment is, from the first draft on, with its parts; and the tables in which they are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, TypeVar

from contracts.assessments import VisitDates
from contracts.audiences import Audience
from contracts.vocabulary import (
    AssessmentKind,
    ClosedBecause,
    Day,
    DraftKind,
    FindingResult,
    Line,
    MadeBy,
    Priority,
    Text,
)
from shared.engine.bounds import DayCount
from shared.engine.rules import Table

AssessmentStatus = Literal["drafted", "completed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Extension:
    """CTED's decision that the State has more time for its observations on a draft (OP14)."""

    due_on: Day
    """The last day of the longer time."""
    decided_on: Day
    decided_by: Line
    """An office or body, never a person."""
    why: Text
    document: Line | None = None


@dataclass(frozen=True, slots=True)
class ClosedSentence:
    """Words for the UN system at most that no part of the report says any more: a sentence, or a run of six words."""

    digest: str
    """Of letters and digits alone."""
    audience: Audience


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment of one State, from the first draft on. Its parts are rows of their own."""

    id: str
    source: str
    reference: str
    state: str
    kind: AssessmentKind
    status: AssessmentStatus
    opens_cycle: bool
    """Whether a final one of this kind opens a cycle (rule 1)."""
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool = False
    draft: DraftKind | None = None
    """Which was shared last."""
    pao_shared_on: date | None = None
    draft_shared_on: date | None = None
    """The day of what was shared last: the State's time for observations runs from it."""
    observations_due_on: date | None = None
    observations_extensions: tuple[Extension, ...] = ()
    """Of the time that `draft_shared_on` began, in order: the last one gave `observations_due_on`."""
    observations_received_on: date | None = None
    observations_lapsed_on: date | None = None
    visit_id: str | None = None
    visit: VisitDates | None = None
    report_date: date | None = None
    submitted_to_ctc_on: date | None = None
    received_by_state_on: date | None = None
    noted_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = None
    recommendation_ids: tuple[str, ...] = ()
    """In the order of the report; after them those that followed from its follow-up."""
    finding_ids: tuple[str, ...] = ()
    corrections: int = 0
    """How often it was corrected; each original is kept."""
    followed_up_on: date | None = None
    """The first day on which CTED or the CTC did something in its follow-up, as far as is known here."""
    responded_on: date | None = None
    """The day of the State's first response."""
    disclosure_decided_on: date | None = None
    """The day of the latest decision on who may have it; None: none was taken since it was submitted."""
    disclosure_decided_by: str | None = None
    """The office that took it, never a person; None: none was taken, or it is not known any more."""
    left_out_audience: Audience | None = None
    """The narrowest that a part had as its own when a correction left it out; None: none had one."""
    closed_sentences: tuple[ClosedSentence, ...] = ()
    """Of former versions. A part that says one again goes no further than it did."""

    @property
    def awaits_observations(self) -> bool:
        """Whether the State's time for observations on the draft runs."""
        end = self.observations_received_on or self.observations_lapsed_on
        return self.status == "drafted" and self.observations_due_on is not None and end is None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the State should do."""

    id: str
    assessment_id: str
    state: str
    reference: str
    text: str
    themes: tuple[str, ...]
    provision: str | None
    priority: Priority
    pillar: int | None
    made_by: MadeBy
    assistance_needed: bool
    assistance_requested: bool
    """As the State asks for it now (OP39)."""
    stated_audience: Audience | None
    """As it was submitted; None: the report's."""
    own_audience: Audience | None
    """The furthest it may reach, as submitted or decided since; None: as far as the report, whatever that becomes.

    Of one that is no longer live: how far it went by a choice, and its words with it.
    """
    audience: Audience
    """Who may have it now."""
    parties: tuple[str, ...]
    synthetic: bool
    stated_assistance_requested: bool = False
    """As it was submitted."""
    made_in: Literal["report", "follow-up"] = "report"
    """In the report itself, or first made, merged or split in its follow-up (rules 5 and 7)."""
    assistance_on: date | None = None
    """The day of the State's latest word on assistance; None: what was submitted stands."""
    counts: tuple[DayCount, ...] = ()
    closed: ClosedBecause | None = None
    """Why it is no longer live. It is then the Committee's alone, whatever is decided on the report."""
    closed_on: date | None = None
    disclosure_decided_on: date | None = None
    """The day of the latest decision on this part alone."""
    disclosure_decided_by: str | None = None
    came_on: date | None = None
    """The day on which it arrived after the report was final, or took on what may be closed; None: neither."""

    @property
    def is_live(self) -> bool:
        """Not superseded, overtaken or withdrawn, as far as followup told (rule 6)."""
        return self.closed is None

    @property
    def words(self) -> tuple[str, ...]:
        """By which it is known again."""
        return (self.text,)

    @property
    def says(self) -> tuple[str, ...]:
        """What its readers read."""
        return (*self.words, self.provision or "")


@dataclass(frozen=True, slots=True)
class Finding:
    """How far the State carries out one provision."""

    id: str
    assessment_id: str
    state: str
    provision: str
    result: FindingResult
    text: str | None
    stated_audience: Audience | None
    own_audience: Audience | None
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool
    shortfall: str | None = None
    good_practice: str | None = None
    disclosure_decided_on: date | None = None
    disclosure_decided_by: str | None = None
    came_on: date | None = None
    """As with a recommendation."""

    @property
    def is_live(self) -> bool:
        """Always: what is left out is no longer there."""
        return True

    @property
    def words(self) -> tuple[str, ...]:
        """By which it is known again."""
        return tuple(one for one in (self.text, self.shortfall, self.good_practice) if one)

    @property
    def says(self) -> tuple[str, ...]:
        """What its readers read."""
        return (*self.words, self.provision)


Part: TypeAlias = Recommendation | Finding
OneKind = TypeVar("OneKind", Recommendation, Finding)
"""Either of them, where what comes out is of the kind that went in."""


@dataclass(frozen=True, slots=True)
class Report:
    """An assessment with its parts. Rules decide on it as a whole."""

    assessment: Assessment
    recommendations: tuple[Recommendation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def own_recommendations(self) -> tuple[Recommendation, ...]:
        """The recommendations that the report itself made. A correction can change these."""
        return tuple(one for one in self.recommendations if one.made_in == "report")

    @property
    def later_recommendations(self) -> tuple[Recommendation, ...]:
        """The recommendations that came from its follow-up. A correction does not mention these."""
        return tuple(one for one in self.recommendations if one.made_in == "follow-up")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that have an audience of their own."""
        return (*self.recommendations, *self.findings)


@dataclass(frozen=True, slots=True)
class Correction:
    """That a completed assessment was corrected, and the whole of it as it was before."""

    id: str
    """The assessment's id, and the number of the correction."""
    assessment_id: str
    state: str
    number: int
    corrected_on: date
    recorded_at: datetime
    changed: tuple[str, ...]
    reason: str | None
    document: str | None
    original: Report
    audience: Audience
    parties: tuple[str, ...]


ASSESSMENTS: Table[Assessment] = Table("assessments", Assessment)


RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)


FINDINGS: Table[Finding] = Table("findings", Finding)


CORRECTIONS: Table[Correction] = Table("corrections", Correction)
