"""What a figure of the annual review counted, thing by thing, with the events behind: for the Committee."""

from __future__ import annotations

from typing import Any, Final

from reference import Reference
from services.council.queries import query
from services.council.reports.annual import listing as annual
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.programme.reading import PROGRAMME, values_of
from services.council.reports.reading import CONSENTS, MEETINGS, rows
from services.council.reports.review.reading import FORECAST, OVERDUE, STAGES, last_forecast
from services.council.reports.scope import Scope
from shared.tables import Connection

FILES: Final = {
    "visits_done": (*PROGRAMME, "programme_listed"),
    "consents_given": (*CONSENTS, "consents_listed"),
    "consents_declined": (*CONSENTS, "consents_listed"),
    "consents_silent": (*CONSENTS, "consents_listed"),
    "median_days_visit_to_draft": (*STAGES, "stages_listed"),
    "median_days_draft_to_final": (*STAGES, "stages_listed"),
    "median_days_final_to_ctc": (*STAGES, "stages_listed"),
    "overdue_0_3_months": (*OVERDUE, "overdue_listed"),
    "overdue_3_6_months": (*OVERDUE, "overdue_listed"),
    "overdue_6_12_months": (*OVERDUE, "overdue_listed"),
    "overdue_over_12_months": (*OVERDUE, "overdue_listed"),
    "forecast_done": (*FORECAST, "forecast_listed"),
    "meetings_held": (*MEETINGS, "meetings_listed"),
}
"""By which files each is listed; the others are listed as the annual report lists them."""


async def listed(connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    if figure not in FILES:
        return await annual.listed(connection, reference, scope, figure, asks)
    more: dict[str, Any] = {"figure": figure, "answer": figure.removeprefix("consents_")} | last_forecast(scope)
    values = values_of(scope, reference) | asks.values() | more
    return [annual.counted(one) for one in await rows(connection, query(*FILES[figure], "listed"), values)]
