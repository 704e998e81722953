"""The reports that council makes, each with what counts, lists and composes it."""

from __future__ import annotations

from collections.abc import Mapping

from reference import Reference
from services.council.counting.scope import Scope
from services.council.figures.annual import ANNUAL
from services.council.figures.briefing import BRIEFING
from services.council.figures.followup import FOLLOW_UP
from services.council.figures.joint import JOINT
from services.council.figures.programme import PROGRAMME
from services.council.figures.review import REVIEW
from services.council.figures.schedule import SCHEDULED
from services.council.populations import RECOMMENDATIONS, STEPS
from services.council.reports import plain
from services.council.reports.annual import document as annual
from services.council.reports.annual.content import Content
from services.council.reports.briefing.reading import list_briefing
from services.council.reports.counts import Counts
from services.council.reports.document import Document
from services.council.reports.followup.reading import list_cycle, narrow_to_cycle
from services.council.reports.joint.reading import list_joint
from services.council.reports.kind import Kind
from services.council.reports.plan import Plan
from services.council.reports.programme.reading import list_programme
from services.council.reports.review.reading import list_review
from services.council.reports.schedule.reading import list_schedule
from services.council.reports.thematic.listing import ThematicPlan


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
        plan=Plan("annual", ANNUAL, marked=(RECOMMENDATIONS,)),
        compose=_annual,
    ),
    Kind(
        name="review",
        audience="committee",
        shown_to="committee",
        title=lambda scope: f"Review of the activities of CTED in {scope.year} and forecast for {scope.year + 1}",
        subtitle="From CTED to the Counter-Terrorism Committee",
        plan=Plan("review", REVIEW, list_more=list_review),
        compose=plain.compose,
        unsaid="How the Committee was represented at meetings of others is not recorded: nothing is said of it here.",
    ),
    Kind(
        name="programme",
        audience="committee",
        shown_to="committee",
        title=lambda scope: f"Programme of visits to Member States in {scope.year}",
        subtitle="Of the Counter-Terrorism Committee",
        plan=Plan("programme", PROGRAMME, list_more=list_programme),
        compose=plain.compose,
        ahead=True,
    ),
    Kind(
        name="schedule",
        audience="public",
        shown_to="public",
        title=lambda scope: f"Schedule of visits to Member States in {scope.year}",
        subtitle="Of the Counter-Terrorism Committee",
        plan=Plan("schedule", SCHEDULED, list_more=list_schedule),
        compose=plain.compose,
        ahead=True,
    ),
    Kind(
        name="followup",
        audience="committee",
        shown_to="committee",
        by_thing=True,
        title=lambda _: "Follow-up to the recommendations of an assessment",
        subtitle="From CTED to the Counter-Terrorism Committee",
        plan=Plan("followup", FOLLOW_UP, (RECOMMENDATIONS,), list_cycle, narrow_to_cycle),
        compose=plain.compose,
    ),
    Kind(
        name="briefing",
        audience="committee",
        parties=("body:unoct",),
        makers=("body:unoct",),
        shown_to="un",
        title=lambda scope: f"Briefing on technical assistance in {scope.year}",
        subtitle="From the Office of Counter-Terrorism to the Counter-Terrorism Committee",
        plan=Plan("briefing", BRIEFING, (RECOMMENDATIONS,), list_briefing),
        compose=plain.compose,
    ),
    Kind(
        name="joint",
        audience="public",
        makers=("body:unoct",),
        shown_to="public",
        title=lambda scope: f"Practical steps of CTED and the Office of Counter-Terrorism: {scope.year}",
        subtitle="From CTED and the Office of Counter-Terrorism to the Committee and the General Assembly",
        plan=Plan("joint", JOINT, (RECOMMENDATIONS, STEPS), list_joint),
        compose=plain.compose,
    ),
    Kind(
        name="thematic",
        audience="public",
        shown_to="public",
        title=lambda scope: f"Global implementation of provisions on terrorist travel, {scope.year}",
        subtitle="From CTED",
        plan=ThematicPlan(),
        compose=plain.compose,
    ),
)
"""In the order in which they are listed to users."""

NAMED: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
