"""`/ui/reports`: the reports with their editions, languages and forms; a figure, and what is behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import REPORTS, AnyReport
from services.portal.asking.client import segment
from services.portal.asking.shapes.common import Clock, Listed
from services.portal.asking.shapes.reports import Basis, Document, Draft, Edition
from services.portal.http.page import Opened, Page, is_synthetic
from services.portal.http.routes import pages
from services.portal.languages import OWN_NAMES
from services.portal.pages.editions import group_by_series, sort_newest
from services.portal.pages.forms import list_translations
from shared.engine.refusal import NotFound

OF_YEARS: Final = tuple(name for name in REPORTS if name != "followup")
"""Reports on a year; the other one is on a cycle."""
MOST: Final = 200
"""Editions on one page."""
THINGS: Final = 50
"""Counted things on one page."""

Report = Annotated[AnyReport, Path(description="The report's name, such as `annual`.")]
About = Annotated[str, Path(description="The year that it is about, or the cycle.", max_length=200)]
FigureId = Annotated[str, Path(description="Such as `visits`.", max_length=200)]
Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]
YearOf = Annotated[int | None, Query(description="On this calendar year.", ge=1945, le=9999)]
After = Annotated[str | None, Query(description="Where the page begins: `next` of the one before.", max_length=1000)]


def build_routes() -> APIRouter:
    """Reports, an edition, a figure."""
    router = pages("reports")

    @router.get("/ui/reports")
    async def list_reports(page: Opened, year: YearOf = None, after: After = None) -> Response:
        """The reports that the reader may see, each with its editions; and those in preparation, for who makes them."""
        found, drafts = await asyncio.gather(
            page.ask("council", "/reports", Listed[Edition], year=year, after=after, limit=MOST),
            _ask_open_drafts(page, year),
        )
        editions = found.value.items if found.value else []
        return await page.render(
            "reports.html",
            "reports",
            page.words.say("reports-title"),
            found=found,
            series=group_by_series(editions),
            drafts=drafts,
            year=year,
            synthetic=is_synthetic(editions, drafts),
        )

    @router.get("/ui/reports/{report}/{about}")
    async def show_report(page: Opened, report: Report, about: About, edition: Number = None) -> Response:
        """An edition: where it can be read, in which languages and forms, and what its figures are; and its drafts."""
        path = f"/reports/{segment(report)}/{segment(about)}"
        editions, told = await asyncio.gather(
            page.ask("council", f"{path}/editions", Listed[Edition], limit=MOST),
            page.ask("council", f"{path}/drafts", Listed[Draft]),
        )
        known = sort_newest(editions.demand().items)
        drafts = sorted(told.value.items, key=lambda one: one.draft, reverse=True) if told.value else []
        if not known and not drafts:
            raise NotFound
        values: dict[str, Any] = {"about": about, "report": report, "known": known, "drafts": drafts, "path": path}
        values["by_token"] = page.right.by_token
        if known:
            values |= await _show_edition(page, path, known, edition)
        values["synthetic"] = is_synthetic(known, drafts)
        return await page.render(
            "report.html" if known else "draft.html", "reports", page.words.name("report", report), **values
        )

    @router.get("/ui/reports/{report}/{about}/figures/{figure}")
    async def show_figure(
        page: Opened, report: Report, about: About, figure: FigureId, edition: Number = None, after: After = None
    ) -> Response:
        """What a figure counted, as far as the reader may see it, with the events behind each thing."""
        path = f"/reports/{segment(report)}/{segment(about)}"
        found, editions = await asyncio.gather(
            page.ask(
                "council", f"{path}/figures/{segment(figure)}/basis", Basis, edition=edition, after=after, limit=THINGS
            ),
            page.ask("council", f"{path}/editions", Listed[Edition], limit=MOST),
        )
        basis = found.demand()
        return await page.render(
            "figure.html",
            "reports",
            basis.figure.label or figure,
            basis=basis,
            report=report,
            about=about,
            figure=figure,
            synthetic=is_synthetic(editions.value.items if editions.value else ()),
        )

    return router


async def _show_edition(page: Page, path: str, known: Sequence[Edition], edition: int | None) -> dict[str, Any]:
    """What the page says of one edition. Raises Withdrawn with the day where it does not stand any more."""
    document = await page.ask("council", path, Document, edition=edition)
    shown = document.demand()
    return {
        "document": shown,
        "totals": [one for one in shown.figures if not one.is_part],
        "breakdowns": [one for one in shown.figures if one.is_part and not one.suppressed],
        "suppressed": sum(one.suppressed for one in shown.figures if one.is_part),
        "this": next((one for one in known if one.edition == shown.edition), None),
        "translations": list_translations(document.links, path, shown.edition, shown.language, page.words.language),
        "own_names": OWN_NAMES,
    }


async def _ask_open_drafts(page: Page, year: int | None) -> list[Draft]:
    """The drafts that wait for somebody, on this year and the last; for who may make reports, and for nobody else."""
    who = (await page.who).value if page.who else None
    if who is None or (who.audience != "committee" and "body:unoct" not in who.parties):
        return []
    clock = await page.ask("council", "/clock", Clock)
    this_year = year or (clock.value.today.year if clock.value else 0)
    paths = [f"/reports/{name}/{on}/drafts" for name in OF_YEARS for on in (this_year, this_year - 1)]
    told = await asyncio.gather(*(page.ask("council", path, Listed[Draft]) for path in paths if this_year))
    return [one for part in told if part.value for one in part.value.items if one.is_open]
