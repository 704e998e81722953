"""`/cycles`: the follow-up of each assessment. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.followup import CycleStatus
from contracts.ids import cycle_id
from contracts.vocabulary import Day
from services.followup.cycles.commands.due_dates import DecideDueDate, decide_due_date
from services.followup.cycles.commands.further import OpenFurtherFollowUp, open_further_follow_up
from services.followup.cycles.needs import needs_of_cycle
from services.followup.cycles.views import CYCLE
from shared.engine.declarations import Action, By, Filter, Listing, Member, Resource, Single

RESOURCE = Resource(
    "cycles",
    (
        Listing(
            "list_cycles",
            "/cycles",
            "Cycles, each opened by one final assessment (OP16).",
            CYCLE,
            (
                By("state", Member),
                By(
                    "assessment",
                    Annotated[str, Field(max_length=200)],
                    means=lambda assessment, _: [Filter("id", cycle_id(assessment))],
                ),
                By("status", CycleStatus),
                By("due_before", Day, "due_on", "<", about="Due earlier than this day, `YYYY-MM-DD`."),
            ),
        ),
        Single(
            "show_cycle",
            "/cycles/{cycle}",
            "One cycle: its present follow-up, the State's response, and the follow-ups before.",
            CYCLE,
        ),
        Action("decide_due_date", "/cycles/{cycle}/due-date", DecideDueDate, needs_of_cycle, decide_due_date, CYCLE),
        Action(
            "follow_up_further",
            "/cycles/{cycle}/further-follow-up",
            OpenFurtherFollowUp,
            needs_of_cycle,
            open_further_follow_up,
            CYCLE,
        ),
    ),
)
