"""`/ui/states`: all States, and a State's page."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import STATE_OR_ALIAS, Code
from services.portal.asking.shapes.assistance import Case, Project
from services.portal.asking.shapes.common import Clock, Listed
from services.portal.asking.shapes.recommendations import Status
from services.portal.asking.shapes.states import MemberState, WholeState
from services.portal.http.page import Opened, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.following import count_assessed, gather_recommendations, group_by_assessment, list_themes
from services.portal.pages.regions import group_by_region
from services.portal.pages.timelines import build_timelines

NEWEST: Final = 100
"""Things of each kind on a State's page."""
STATUSES: Final = 500
"""More than a State has in ten years."""

StateCode = Annotated[str, Path(description="Alpha-3, or an alias of it.", pattern=STATE_OR_ALIAS)]
ThemeCode = Annotated[Code | None, Query(description="Recommendations with this theme alone.")]


def build_routes() -> APIRouter:
    """States."""
    router = pages("states")

    @router.get("/ui/states")
    async def list_states(page: Opened) -> Response:
        """All Member States by region, with their visits."""
        found = await page.ask("council", "/states", Listed[MemberState])
        members = found.value.items if found.value else []
        regions = group_by_region(members, page.state_name)
        return await page.render("states.html", "states", page.words.say("states-title"), found=found, regions=regions)

    @router.get("/ui/states/{code}")
    async def show_state(page: Opened, code: StateCode, theme: ThemeCode = None) -> Response:
        """A State: what was recommended and what came of it, cycles, visits, needs and projects, what is due."""
        member = page.reference.member(code.upper())
        state = member.id if member else code.upper()
        whole, statuses, cases, projects, clock = await asyncio.gather(
            page.ask("council", f"/states/{state}", WholeState, limit=NEWEST),
            page.ask("followup", "/recommendation-statuses", Listed[Status], state=state, limit=STATUSES),
            page.ask("unoct", "/cases", Listed[Case], state=state, limit=NEWEST),
            page.ask("unoct", "/projects", Listed[Project], state=state, limit=NEWEST),
            page.ask("council", "/clock", Clock),
        )
        shown = whole.demand()
        followed = gather_recommendations(shown.recommendations.items, statuses, cases, projects)
        chosen = [one for one in followed if theme is None or theme in one.itself.themes]
        today = clock.value.today if clock.value else None
        return await page.render(
            "state.html",
            "states",
            page.state_name(state),
            state=shown.state,
            whole=shown,
            theme=theme,
            themes=list_themes(followed, page.theme_name),
            all_of_them=len(followed),
            groups=group_by_assessment(chosen, shown.assessments.items),
            chosen=len(chosen),
            assessed=count_assessed(chosen),
            statuses=statuses,
            cases=cases,
            projects=projects,
            texts={one.id: one.text for one in shown.recommendations.items if one.text},
            timelines=build_timelines(shown.cycles.items, shown.assessments.items, today),
            today=today,
            synthetic=is_synthetic(
                shown.visits.items, shown.recommendations.items, shown.cycles.items, shown.assessments.items,
                projects.value.items if projects.value else [],
            ),
        )  # fmt: skip

    return router
