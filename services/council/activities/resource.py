"""`/activities`: the log of what is no visit, report or meeting (OP17, OP18). Pure."""

from __future__ import annotations

from contracts.vocabulary import Year
from services.council.activities.commands import LogActivity, log_activity, needs_of_activity
from services.council.activities.correcting import CORRECTABLE
from services.council.activities.model import ACTIVITIES, Activity
from services.council.activities.withdrawing import WithdrawActivity, needs_of_withdrawal, withdraw_activity
from shared.engine.declarations import Action, By, Listing, Resource, Single, Theme, View, for_all, select_year
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change, shape

ACTIVITY: View[Activity] = View(ACTIVITIES, for_all(lambda row: row), shape("Activity", Activity))


RESOURCE = Resource(
    "activities",
    (
        Listing(
            "list_activities",
            "/activities",
            "Representation, outreach, workshops, advice, consultations and the like, as far as you may know of them.",
            ACTIVITY,
            (
                By("kind", about="A code of `/codes/activity-kinds`."),
                By("year", Year, means=select_year("day")),
                By("paragraph", about="Such as `OP17`."),
                By("theme", Theme, "themes", "has"),
            ),
        ),
        Single("show_activity", "/activities/{activity}", "An activity.", ACTIVITY),
        Action(
            "log_activity",
            "/activities",
            LogActivity,
            needs_of_activity,
            log_activity,
            creates="/activities",
            answers=Change,
            who="committee",
        ),
        Action(
            "withdraw_activity",
            "/activities/{activity}/withdrawal",
            WithdrawActivity,
            needs_of_withdrawal,
            withdraw_activity,
            ACTIVITY,
            answers=Change,
            who="committee",
        ),
        *corrections_of(CORRECTABLE, "/activities/{activity}", ACTIVITY),
    ),
)
