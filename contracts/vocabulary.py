"""The words that events are made of: closed lists, and text with its limits.

A limit keeps one sender from filling everybody's storage; each is several times what real reports
need. Whether a State, theme or mandate exists is not decided here but by the services' rules.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contracts.dates import PARTIAL, FullDate, check_partial

# ---- text and numbers -----------------------------------------------------------------------

# PostgreSQL cannot hold U+0000, and an id with a line break would break `contracts.ids`.
ONE_LINE = r"^[^\x00-\x1f\x7f]+$"
ANY_LINES = r"^[^\x00]*$"
STATE = r"^[A-Z]{3}$"
STATE_OR_ALIAS = r"^[A-Za-z0-9]{2,3}$"
CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PARTY = r"^[a-z]+:[A-Za-z0-9-]+$"

Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=ONE_LINE)]
"""Our ids are UUIDs; those of others are whatever they use."""
Reference = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=ONE_LINE)]
"""The sender's name of the thing. Together with the sender's `source` it identifies the thing for good."""
Source = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=ONE_LINE)]
"""A CloudEvents source: the URI of a system, not of a person."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=ONE_LINE)]
"""A title, an office, a provision, a document's symbol."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=ANY_LINES)]
"""Some paragraphs: three to four pages."""
MOST_MARKS: Final = 30
"""Combining marks on one sign that count: no writing has more (Unicode's Stream-Safe Text Format, UAX #15).

Whoever sorts more, or sets them in type, takes time or memory by the square.
"""
StateId = Annotated[str, StringConstraints(pattern=STATE)]
"""Alpha-3 code at admission. A rule checks that it is a Member State."""
Code = Annotated[str, StringConstraints(max_length=60, pattern=CODE)]
"""The code of a theme or a reason, as in the reference data."""
Party = Annotated[str, StringConstraints(max_length=100, pattern=PARTY)]
"""One reader more than the audience: `state:KEN`, `body:unoct`."""
Year = Annotated[int, Field(ge=1945, le=9999)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Sequence = Annotated[int, Field(ge=1, le=1_000)]
Budget = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
"""Whole United States dollars."""

Day = Annotated[date, FullDate]
"""A civil date in New York, `YYYY-MM-DD`."""
PartialDate = Annotated[str, StringConstraints(pattern=PARTIAL), AfterValidator(check_partial)]
"""A date as precise as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

It counts in its year; no deadline counts from it.
"""

# ---- lists ----------------------------------------------------------------------------------

Ids = Annotated[tuple[Id, ...], Field(max_length=1_000)]
Parties = Annotated[tuple[Party, ...], Field(max_length=50)]
Themes = Annotated[tuple[Code, ...], Field(max_length=40)]
States = Annotated[tuple[StateId, ...], Field(max_length=193)]
Bodies = Annotated[tuple[Line, ...], Field(max_length=100)]
FieldNames = Annotated[tuple[Line, ...], Field(max_length=100)]

# ---- closed lists ---------------------------------------------------------------------------

AssessmentKind = Literal["comprehensive", "focused", "desk", "regional", "follow-up", "advocacy"]
VisitKind = Literal["comprehensive", "focused", "regional", "follow-up", "advocacy", "not stated"]
DraftKind = Literal["pao", "draft"]
"""Preliminary assessment and observations, or the draft of the report."""
Priority = Literal["high", "medium", "low"]
MadeBy = Literal["CTED", "CTC"]
FindingResult = Literal["full", "partial", "none"]
Position = Literal["accepted", "partly", "not_accepted"]
Implementation = Literal["not_started", "in_progress", "partly_implemented", "implemented"]
"""The scale of this system, since none is published."""
ClosedBecause = Literal["superseded", "overtaken", "withdrawn"]
Sector = Literal[
    "compact", "council_body", "regional_organization", "partner", "civil_society", "academia", "private_sector"
]
"""The sector of a participant of a visit (OP5, OP14, OP35, OP38)."""
When = Literal["before", "during", "after"]
"""A visit: when experts contribute to it (OP14)."""
MeetingKind = Literal["invitation", "regional", "thematic", "joint", "other"]
"""To which the Chair invites a State's officials (OP16), regional or thematic (OP17), with other bodies (OP35)."""
ReportAnswer = Literal["full", "part", "refused", "none"]
"""What a State answered when it was asked for consent to release its report (OP19); `none`: no answer came."""
SignalKind = Literal["fatf", "terrorism_index", "treaty"]
ProductKind = Literal["edis", "oia", "gis", "trends", "alert", "advice", "analysis"]
ProjectKind = Literal["project", "programme"]
ProjectStatus = Literal["planned", "active", "completed", "cancelled"]
CaseStatus = Literal["open", "offered", "taken_up", "delivered", "declined", "cancelled"]
PartStatus = Literal["offered", "taken_up", "delivered", "declined", "cancelled", "replaced"]
"""How one body's part of a case stands. `replaced`: another project goes on in its place (OP24)."""
Disclosable = Literal["assessment", "recommendation", "product"]
Releasable = Literal["assessment", "recommendation", "product", "schedule", "report"]
WithdrawnBecause = Literal["withdrawn", "narrowed", "superseded"]
"""The thing itself was withdrawn; this audience may no longer have it; another took its place."""
Outcome = Literal["accepted", "unchanged"]
BriefingKind = Literal["briefing", "heads_meeting", "follow_up_meeting"]
"""UNOCT briefs the CTC, or its Chair meets UNOCT to follow that up (OP25); the heads of CTED and UNOCT meet (OP24)."""
Speaker = Literal["under_secretary_general", "assistant_secretary_general", "director", "other"]
ReportName = Literal["annual", "followup", "review", "briefing", "joint", "thematic", "programme", "schedule"]
"""The reports that there are so far; events say `AnyReport`, so that a new one breaks no reader."""
FormName = Literal["json", "html", "pdf", "docx", "xlsx", "csv"]
"""The forms in which a report is set."""


# ---- open lists -----------------------------------------------------------------------------

KNOWN_SO_FAR: Final = "x-extensible-enum"
"""The schema's keyword for an open list: the values there are so far. Its readers know that others may come."""
REPORTS: Final[tuple[ReportName, ...]] = get_args(ReportName)
AnyReport = Annotated[
    str, StringConstraints(max_length=60, pattern=CODE), Field(json_schema_extra={KNOWN_SO_FAR: list(REPORTS)})
]
"""Which report it is. More may come: whoever reads an event passes over a report that is new to them."""


def _one_word_for_on_site(value: object) -> object:
    return "onsite" if value in ("physical", "on-site") else value


Mode = Annotated[Literal["onsite", "virtual", "hybrid"], BeforeValidator(_one_word_for_on_site)]
"""`physical` and `on-site`, as many write it, are read as `onsite`."""

_PILLARS = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _pillar_number(value: object) -> object:
    return _PILLARS.get(value, value) if isinstance(value, str) else value


Pillar = Annotated[int, Field(ge=1, le=4), BeforeValidator(_pillar_number)]
"""Of the United Nations Global Counter-Terrorism Strategy, 1 to 4; Roman numerals are read as numbers."""
