"""`/ui/reports`: the reports with their editions, languages and forms; a figure, and what is behind it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import AnyReport
from services.portal.asking.client import segment
from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.reports import Basis, Document, Edition
from services.portal.http.page import Opened, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.editions import group_by_series, sort_newest
from services.portal.pages.forms import find_forms
from shared.engine.refusal import NotFound

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


def routes() -> APIRouter:
    """Reports, an edition, a figure."""
    router = pages("reports")

    @router.get("/ui/reports")
    async def list_reports(page: Opened, year: YearOf = None, after: After = None) -> Response:
        """The reports that the reader may see, each with its editions."""
        found = await page.ask("council", "/reports", Listed[Edition], year=year, after=after, limit=MOST)
        editions = found.value.items if found.value else []
        return await page.render(
            "reports.html",
            "reports",
            page.words.say("reports-title"),
            found=found,
            series=group_by_series(editions),
            year=year,
            synthetic=is_synthetic(editions),
        )

    @router.get("/ui/reports/{report}/{about}")
    async def show_report(page: Opened, report: Report, about: About, edition: Number = None) -> Response:
        """An edition: where it can be read, in which languages and forms, and what its figures are."""
        path = f"/reports/{segment(report)}/{segment(about)}"
        editions = await page.ask("council", f"{path}/editions", Listed[Edition], limit=MOST)
        known = sort_newest(editions.demand().items)
        if not known:  # so nothing is asked for that does not exist yet
            raise NotFound
        document = await page.ask("council", path, Document, edition=edition)
        shown: Document = document.demand()
        return await page.render(
            "report.html",
            "reports",
            page.words.name("report", report),
            document=shown,
            totals=[one for one in shown.figures if not one.is_part],
            breakdowns=[one for one in shown.figures if one.is_part and not one.suppressed],
            suppressed=sum(one.suppressed for one in shown.figures if one.is_part),
            about=about,
            known=known,
            this=next((one for one in known if one.edition == shown.edition), None),
            forms=find_forms(document.links, path, shown.edition),
            by_token=page.right.by_token,
            synthetic=shown.synthetic,
        )

    @router.get("/ui/reports/{report}/{about}/figures/{figure}")
    async def show_figure(
        page: Opened, report: Report, about: About, figure: FigureId, edition: Number = None, after: After = None
    ) -> Response:
        """What a figure counted, as far as the reader may see it, with the events behind each thing."""
        path = f"/reports/{segment(report)}/{segment(about)}/figures/{segment(figure)}/basis"
        found = await page.ask("council", path, Basis, edition=edition, after=after, limit=THINGS)
        basis: Basis = found.demand()
        return await page.render(
            "figure.html",
            "reports",
            basis.figure.label or figure,
            basis=basis,
            report=report,
            about=about,
            figure=figure,
            synthetic=False,
        )

    return router
