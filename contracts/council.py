"""Events of the council service: obligations and report editions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from contracts.audiences import Audience
from contracts.base import EventData, Fact, StateFact
from contracts.vocabulary import (
    AnyReport,
    Bodies,
    Code,
    Count,
    Day,
    Id,
    Line,
    PartialDate,
    Parties,
    SignalKind,
    StateId,
    Text,
    Themes,
    Year,
)

TOPIC = "ctc.council"

Instant = Annotated[AwareDatetime, Field(description="An instant, RFC 3339 in UTC.")]


# ---- obligations ----------------------------------------------------------------------------


class ObligationFact(EventData):
    """The fields of all events about an obligation: who owes what to whom, under which paragraph."""

    topic = TOPIC

    obligation_id: Id
    """The id of this occurrence: from mandate, obligation and period."""
    mandate: Line
    paragraph: Line
    title: Line
    owner: Line
    recipient: Line | None = None
    """Absent if the resolution names nobody."""
    period: Line | None = None
    """The period of a recurring obligation, such as `2024`."""
    due_on: Day | None = None
    """Absent if it has no fixed day."""
    count: Count = 1
    """How often it must be met in the period: "twice a year" is one obligation with count two."""
    occurred_on: Day
    synthetic: bool = False
    """True under an invented mandate, such as the simulator's."""


class ObligationDue(ObligationFact):
    """The obligation now stands in the calendar, or its due date moved."""

    type = "obligation.due.v1"


class ObligationMet(ObligationFact):
    """It was met, on `occurred_on`."""

    type = "obligation.met.v1"

    met_by: Id | None = None
    """The thing that met it: an edition, a meeting, a briefing."""


class ObligationOverdue(ObligationFact):
    """Its due date passed; `occurred_on` is the day after."""

    type = "obligation.overdue.v1"


class ObligationPending(ObligationFact):
    """Its mandate ended with no successor: listed for decision (rule 9)."""

    type = "obligation.pending.v1"

    reason: Text


# ---- reports --------------------------------------------------------------------------------


class ReportDrafted(Fact):
    """The figures of a report were frozen as a draft, on `occurred_on`. It is not published."""

    type = "report_draft.made.v1"
    topic = TOPIC

    draft_id: Id
    report: AnyReport
    title: Line
    year: Year | None = None
    thing: Id | None = None
    """What it is about, if not a year: the cycle of a follow-up report."""
    state: StateId | None = None
    draft: Count
    """Its number among the drafts of this report."""
    audience: Audience
    parties: Parties = ()
    """Those who make it beside the Committee."""
    cut_off: Day
    freeze: Instant


class ReportConsidered(ReportDrafted):
    """The no-objection period for the draft began on `occurred_on`."""

    type = "report_draft.considered.v1"

    ends_on: Day
    """Its last day."""


class ReportConsiderationEnded(ReportDrafted):
    """The no-objection period ended; the secretariat decides now. `occurred_on` is the day after its last one."""

    type = "report_draft.consideration_ended.v1"

    objections: Annotated[int, Field(ge=0)]
    """How many stand."""


class ReportObjection(ReportDrafted):
    """A member of the Committee objected to the draft, asked for a change, or lifted what it had said."""

    type = "report_draft.objection.v1"

    member: Line
    kind: Literal["objection", "change_requested", "lifted"]


class ReportAgreed(ReportDrafted):
    """CTED or UNOCT agreed to the draft of the report that the two publish together (OP24)."""

    type = "report_draft.agreed.v1"

    side: Literal["CTED", "UNOCT"]


class ReportAdopted(ReportDrafted):
    """The draft was adopted, on `occurred_on`. It is not published yet."""

    type = "report_draft.adopted.v1"

    by: Literal["no_objection", "meeting"]
    document: Line | None = None


class ReportPublished(Fact):
    """An edition of a report was transmitted to whom it is for, and so published, on `occurred_on`."""

    type = "report.published.v1"
    topic = TOPIC

    edition_id: Id
    report: AnyReport
    title: Line
    year: Year | None = None
    state: StateId | None = None
    thing: Id | None = None
    """What it is about, if not a year: the cycle of a follow-up report."""
    edition: Count
    audience: Audience
    parties: Parties = ()
    cut_off: Day
    freeze: Instant
    path: Line
    """The path at which it is served, without a host."""
    digest: Line | None = None
    """SHA-256 of the bytes of its JSON as they were published, as `sha-256:` and hexadecimal digits."""
    transmitted_to: Line | None = None
    """The addressee. Absent of an edition from before there were drafts."""
    symbol: Line | None = None
    """The symbol under which it is issued, as people were given it."""


class ReportCorrected(ReportPublished):
    """A numbered corrected edition takes the place of an earlier one."""

    type = "report.corrected.v1"

    corrects: Id
    """The edition that it corrects."""
    reason: Text


class ReportReissued(ReportPublished):
    """After a State narrowed its choice, all but the Committee get the edition in this form (rule 11)."""

    type = "report.reissued.v1"

    reissue: Count
    """1 for the first reissue of the edition."""


class ReportWithdrawn(ReportPublished):
    """An edition was withdrawn, on `occurred_on`: it is served to nobody but the Committee."""

    type = "report.withdrawn.v1"

    reason: Text
    document: Line


# ---- risk signals (OP12) --------------------------------------------------------------------


class SignalRecorded(StateFact):
    """A figure about a State that somebody else published, as it was imported. It is a reason to list the State."""

    type = "signal.recorded.v1"
    topic = TOPIC

    signal_id: Id
    kind: SignalKind
    period: PartialDate
    """What it is about: the day of a rating, the year of an index."""
    measure: Line
    """What is measured: `R6`, `rank`, the treaty's name."""
    value: Line


# ---- activities (OP17, OP18) ----------------------------------------------------------------


class ActivityRecorded(Fact):
    """Work that is no visit, report or meeting of its own was done, on `occurred_on`."""

    type = "activity.recorded.v1"
    topic = TOPIC

    activity_id: Id
    kind: Code
    """A code from the reference data, such as `workshop`."""
    with_whom: Bodies
    """Bodies, offices and groups, never persons."""
    subject: Line
    paragraph: Line
    """The operative paragraph under which it was done, such as `OP17`."""
    themes: Themes = ()
    document: Line | None = None
    audience: Audience
    """Who may know of it by name."""


class ActivityWithdrawn(Fact):
    """An activity was taken off the log on `occurred_on`: it leaves the counts from then on (rule 8)."""

    type = "activity.withdrawn.v1"
    topic = TOPIC

    activity_id: Id
    reason: Text
    document: Line
    """What shows it."""


EVENTS = (
    ObligationDue,
    ObligationMet,
    ObligationOverdue,
    ObligationPending,
    ReportDrafted,
    ReportConsidered,
    ReportConsiderationEnded,
    ReportObjection,
    ReportAgreed,
    ReportAdopted,
    ReportPublished,
    ReportCorrected,
    ReportReissued,
    ReportWithdrawn,
    SignalRecorded,
    ActivityRecorded,
    ActivityWithdrawn,
)
