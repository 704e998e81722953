"""The reports that council makes, each with what counts, lists and composes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from reference import Reference
from services.council.reports import plain
from services.council.reports.annual import document as annual
from services.council.reports.annual.content import Content
from services.council.reports.annual.listing import listed as annual_listed
from services.council.reports.annual.reading import count as annual_count
from services.council.reports.briefing import figures as briefing
from services.council.reports.briefing.listing import listed as briefing_listed
from services.council.reports.briefing.reading import count as briefing_count
from services.council.reports.document import Document
from services.council.reports.followup import figures as followup
from services.council.reports.followup.listing import listed as followup_listed
from services.council.reports.followup.reading import count as followup_count
from services.council.reports.joint import figures as joint
from services.council.reports.joint.listing import listed as joint_listed
from services.council.reports.joint.reading import count as joint_count
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.programme import figures as programme
from services.council.reports.programme.listing import listed as programme_listed
from services.council.reports.programme.reading import count as programme_count
from services.council.reports.review import figures as review
from services.council.reports.review.listing import listed as review_listed
from services.council.reports.review.reading import count as review_count
from services.council.reports.schedule import figures as schedule
from services.council.reports.schedule.listing import listed as schedule_listed
from services.council.reports.schedule.reading import count as schedule_count
from services.council.reports.scope import Counts, Scope
from services.council.reports.thematic import figures as thematic
from services.council.reports.thematic.listing import listed as thematic_listed
from services.council.reports.thematic.reading import count as thematic_count
from shared.tables import Connection


@dataclass(frozen=True, slots=True)
class Kind:
    """A report of which editions are made."""

    name: ReportName
    audience: Audience
    shown_to: Audience
    """The level of its least privileged readers: what it breaks down and lists is what they may see."""
    title: Callable[[Scope], str]
    subtitle: str
    """From whom to whom."""
    count: Callable[[Connection, Scope, Reference], Awaitable[Counts]]
    """All that its editions state."""
    listed: Callable[[Connection, Reference, Scope, str, Asks], Awaitable[list[Counted]]]
    """What a figure counted, as far as a reader may see it now."""
    definitions: Mapping[str, str]
    """What each figure counts, by the part of its id before the first full stop."""
    compose: Callable[[Kind, Scope, Counts, int, Reference], Document] = plain.compose
    """The edition with this number; plain where the report has no form of its own yet."""
    parties: tuple[str, ...] = ()
    """Who reads it beside its audience; of a report on one State, that State does too."""
    makers: tuple[str, ...] = ()
    """Whose report it is beside the Committee's and CTED's: who has it made and published."""
    by_thing: bool = False
    """It is about one thing (a cycle), not a year; its State is among its readers."""
    unsaid: str = ""
    """What it should say by its paragraph, and of which nothing is recorded."""
    ahead: bool = False
    """It is made also before its year begins, of what is planned for it."""


def _annual(_kind: Kind, scope: Scope, counts: Counts, edition: int, reference: Reference) -> Document:
    content = Content(scope.year, scope.cut_off, scope.freeze, counts.figures, counts.withheld, counts.synthetic)
    return annual.compose(content, edition, reference)


KINDS = (
    Kind(
        name="annual",
        audience="public",
        shown_to="public",
        title=lambda scope: annual.title(scope.year),
        subtitle=annual.SUBTITLE,
        count=annual_count,
        listed=annual_listed,
        compose=_annual,
        definitions={},
    ),
    Kind(
        name="review",
        audience="committee",
        shown_to="committee",
        title=lambda scope: f"Review of the activities of CTED in {scope.year} and forecast for {scope.year + 1}",
        subtitle="From CTED to the Counter-Terrorism Committee",
        count=review_count,
        listed=review_listed,
        definitions=review.DEFINITIONS,
        unsaid="How the Committee was represented at meetings of others is not recorded: nothing is said of it here.",
    ),
    Kind(
        name="programme",
        audience="committee",
        shown_to="committee",
        title=lambda scope: f"Programme of visits to Member States in {scope.year}",
        subtitle="Of the Counter-Terrorism Committee",
        count=programme_count,
        listed=programme_listed,
        definitions=programme.DEFINITIONS,
        ahead=True,
    ),
    Kind(
        name="schedule",
        audience="public",
        shown_to="public",
        title=lambda scope: f"Schedule of visits to Member States in {scope.year}",
        subtitle="Of the Counter-Terrorism Committee",
        count=schedule_count,
        listed=schedule_listed,
        definitions=schedule.DEFINITIONS,
        ahead=True,
    ),
    Kind(
        name="followup",
        audience="committee",
        shown_to="committee",
        by_thing=True,
        title=lambda _: "Follow-up to the recommendations of an assessment",
        subtitle="From CTED to the Counter-Terrorism Committee",
        count=followup_count,
        listed=followup_listed,
        definitions=followup.DEFINITIONS,
    ),
    Kind(
        name="briefing",
        audience="committee",
        parties=("body:unoct",),
        makers=("body:unoct",),
        shown_to="un",
        title=lambda scope: f"Briefing on technical assistance in {scope.year}",
        subtitle="From the Office of Counter-Terrorism to the Counter-Terrorism Committee",
        count=briefing_count,
        listed=briefing_listed,
        definitions=briefing.DEFINITIONS,
    ),
    Kind(
        name="joint",
        audience="public",
        makers=("body:unoct",),
        shown_to="public",
        title=lambda scope: f"Practical steps of CTED and the Office of Counter-Terrorism: {scope.year}",
        subtitle="From CTED and the Office of Counter-Terrorism to the Committee and the General Assembly",
        count=joint_count,
        listed=joint_listed,
        definitions=joint.DEFINITIONS,
    ),
    Kind(
        name="thematic",
        audience="public",
        shown_to="public",
        title=lambda scope: f"Global implementation of provisions on terrorist travel, {scope.year}",
        subtitle="From CTED",
        count=thematic_count,
        listed=thematic_listed,
        definitions=thematic.DEFINITIONS,
    ),
)
"""In the order in which they are listed to users."""

NAMED: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
