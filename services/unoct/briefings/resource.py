"""`/briefings`: UNOCT's briefings and what follows them (OP25), and meetings of the heads (OP24). Pure."""

from __future__ import annotations

from contracts.vocabulary import BriefingKind, Year
from services.unoct.briefings.commands import (
    CancelBriefing,
    HoldBriefing,
    RecordBriefing,
    cancel_briefing,
    hold_briefing,
    needs_of_briefing,
    needs_of_record,
    record_briefing,
)
from services.unoct.briefings.correcting import CORRECTABLE
from services.unoct.briefings.model import BRIEFINGS, Briefing
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import Action, By, Listing, Resource, Single, View, for_all
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change, shape

BRIEFING: View[Briefing] = View(BRIEFINGS, for_all(show_row), shape("Briefing", Briefing, hidden=INTERNAL))

RESOURCE = Resource(
    "briefings",
    (
        Listing(
            "list_briefings",
            "/briefings",
            "Briefings and meetings, invited to or held.",
            BRIEFING,
            (
                By("kind", BriefingKind),
                By("year", Year, about="In which it was held, or is planned."),
            ),
        ),
        Single("show_briefing", "/briefings/{id}", "A briefing or meeting.", BRIEFING),
        Action(
            "record_briefing", "/briefings", RecordBriefing, needs_of_record, record_briefing, creates="/briefings",
            answers=Change,
        ),
        Action(
            "holding", "/briefings/{id}/holding", HoldBriefing, needs_of_briefing, hold_briefing, BRIEFING,
            answers=Change,
        ),
        Action(
            "cancellation", "/briefings/{id}/cancellation", CancelBriefing, needs_of_briefing, cancel_briefing,
            BRIEFING, answers=Change,
        ),
        *corrections_of(CORRECTABLE, "/briefings/{id}", BRIEFING),
    ),
)  # fmt: skip
