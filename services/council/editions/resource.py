"""`/reports`: the list of all editions. Pure; `http.py` has what is below it, the same for each kind of report."""

from __future__ import annotations

from contracts.vocabulary import Year
from services.council.editions.views import VIEW
from shared.engine.declarations import By, Listing, Resource

RESOURCE = Resource(
    "reports",
    (
        Listing(
            "list_editions",
            "/reports",
            "The editions that were published, of all reports or of one year's.",
            VIEW,
            (By("year", Year, about="On this calendar year."),),
        ),
    ),
)
