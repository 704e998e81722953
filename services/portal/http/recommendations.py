"""`/ui/recommendations`: recommendations by State and theme, and one with what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import Code, Priority
from services.portal.asking.client import segment
from services.portal.asking.parts import Part
from services.portal.asking.shapes.assistance import Case, Project
from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.recommendations import Assessment, Recommendation, StateResponse, Status
from services.portal.asking.shapes.traces import Trace
from services.portal.http.page import Opened, Page, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.earlier import list_cycles, list_earlier
from services.portal.pages.following import Word, follow, gather_recommendations

ON_A_PAGE: Final = 50
STATUSES: Final = 500
"""More than a State has in ten years."""

StateOf = Annotated[str | None, Query(description="To this State.", pattern="^([A-Za-z0-9]{2,3})?$")]
ThemeOf = Annotated[Code | None, Query(description="With this theme.")]
PriorityOf = Annotated[Priority | None, Query(description="Of this priority.")]
After = Annotated[str | None, Query(description="Where the page begins.", max_length=1000)]
Id = Annotated[str, Path(description="Of the recommendation.", max_length=200)]


def build_routes() -> APIRouter:
    """Recommendations."""
    router = pages("recommendations")

    @router.get("/ui/recommendations")
    async def list_recommendations(
        page: Opened, state: StateOf = None, theme: ThemeOf = None, priority: PriorityOf = None, after: After = None
    ) -> Response:
        """Those that the reader may see. Of one State with their statuses."""
        member = page.reference.member(state.upper()) if state else None
        of_state = member.id if member else (state or "").upper()
        wanted = {"state": of_state, "theme": theme, "priority": priority, "after": after, "limit": ON_A_PAGE}
        found, statuses = await asyncio.gather(
            page.ask("assessments", "/recommendations", Listed[Recommendation], **wanted),
            _ask_statuses(page, of_state),
        )
        items = found.value.items if found.value else []
        followed = gather_recommendations(items, statuses, Part(), Part())
        return await page.render(
            "recommendations.html",
            "recommendations",
            page.words.say("recommendations-title"),
            found=found,
            followed=followed,
            statuses=statuses,
            state=of_state,
            theme=theme or "",
            priority=priority or "",
            states=sorted(((one.id, page.state_name(one.id)) for one in page.reference.states), key=lambda one: one[1]),
            themes=sorted(((one.code, page.theme_name(one.code)) for one in page.reference.themes), key=lambda x: x[1]),
            synthetic=is_synthetic(items),
        )

    @router.get("/ui/recommendations/{id}")
    async def show_recommendation(page: Opened, id: Id) -> Response:  # noqa: A002 - the parameter's name
        """One recommendation: its words, its three statuses, the need and the projects, its assessment."""
        itself, cases, projects, trace = await asyncio.gather(
            page.ask("assessments", f"/recommendations/{segment(id)}", Recommendation),
            page.ask("unoct", "/cases", Listed[Case], recommendation=id),
            page.ask("unoct", "/projects", Listed[Project], recommendation=id),
            page.ask("council", f"/trace/{segment(id)}", Trace, limit=1),
        )
        shown = itself.demand()
        of_it = shown.assessment_id
        statuses, assessment = await asyncio.gather(
            page.ask("followup", "/recommendation-statuses", Listed[Status], assessment=of_it, limit=STATUSES),
            page.ask("assessments", f"/assessments/{segment(of_it)}", Assessment),
        )
        status = next((one for one in statuses.value.items if one.id == id), None) if statuses.value else None
        earlier = await _ask_earlier(page, status) if status else Earlier()
        case = cases.value.items[0] if cases.value and cases.value.items else None
        cited = projects.value.items if projects.value else []
        return await page.render(
            "recommendation.html",
            "recommendations",
            page.words.say("recommendation-title", state=page.state_name(shown.state)),
            one=follow(shown, status, case, cited),
            assessment=assessment.value,
            statuses=statuses,
            earlier=earlier,
            cases=cases,
            projects=projects,
            may_trace=trace.value is not None,
            synthetic=shown.synthetic,
        )

    return router


async def _ask_statuses(page: Page, state: str) -> Part[Listed[Status]]:
    """Of the recommendations to this State; nothing without one."""
    if not state:
        return Part()
    return await page.ask("followup", "/recommendation-statuses", Listed[Status], state=state, limit=STATUSES)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said before, and the answers that it was read from."""

    words: Sequence[Word] = ()
    parts: Sequence[Part[Listed[StateResponse]]] = ()


async def _ask_earlier(page: Page, status: Status) -> Earlier:
    """What the State and CTED said before. One that stands alone has no follow-up, and so no responses."""
    asked = (
        page.ask("followup", f"/cycles/{segment(cycle)}/responses", Listed[StateResponse], limit=STATUSES)
        for cycle in list_cycles(status)
    )
    parts = [part for part in await asyncio.gather(*asked) if part.lack != "missing"]
    responses = [one for part in parts if part.value for one in part.value.items]
    return Earlier(list_earlier(status, responses), parts)
