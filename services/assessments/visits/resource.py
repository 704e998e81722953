"""`/visits`: planned, agreed to, taken place, cancelled; and what was recorded of them by mistake. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Annotated

from pydantic import Field

from contracts.vocabulary import VisitKind
from services.assessments.names import OWN_SOURCE
from services.assessments.visits.commands.cancelling import (
    CancelVisit,
    WithdrawVisit,
    cancel_visit,
    needs_of_cancellation,
    withdraw_visit,
)
from services.assessments.visits.commands.completing import (
    AddComponent,
    CompleteVisit,
    add_component,
    complete_visit,
    needs_of_completion,
)
from services.assessments.visits.commands.guests import ChangeGuests, change_guests, needs_of_guests
from services.assessments.visits.commands.missions import SetMission, needs_of_mission, set_mission
from services.assessments.visits.commands.planning import (
    AgreeToVisit,
    ChangePlan,
    PlanVisit,
    agree_to_visit,
    needs_of_agreement,
    needs_of_plan,
    plan_visit,
)
from services.assessments.visits.model import VisitStatus
from services.assessments.visits.views import LISTED_VISIT, VISIT
from services.assessments.visits.waiting import find_last_late_day
from shared.engine.declarations import Action, By, Filter, Listing, Member, Resource, Single, Viewer
from shared.engine.notices.sources import source_of
from shared.engine.refusal import NotAllowed
from shared.web.documents.shapes import Change


def _without_report(only_late: bool, viewer: Viewer) -> Iterable[Filter]:
    """Raises NotAllowed for whoever is not of the Committee: which report is late is internal to it."""
    if not only_late:
        return
    if not viewer.principal.sees("committee"):
        raise NotAllowed
    yield Filter("awaits_report_since", find_last_late_day(viewer.today, viewer.reference), "<=")


_command = partial(Action, on=VISIT, answers=Change, who="committee")
"""On a visit: the Committee's own staff gives it."""

RESOURCE = Resource(
    "visits",
    (
        Listing(
            "list_visits",
            "/visits",
            "Visits that you may see.",
            LISTED_VISIT,
            (
                By("state", Member),
                By("kind", VisitKind),
                By("status", VisitStatus),
                By("body", Annotated[str, Field(max_length=500)], about="Whose visit it is, such as CTED."),
                By("year", Annotated[int, Field(ge=1, le=9999)], about="In which it counts."),
                By("mission", Annotated[str, Field(max_length=200)], "mission_id", about="Id of the mission."),
                By(
                    "without_report",
                    bool,
                    about="Only those without a report after the usual time.",
                    default=False,
                    means=_without_report,
                ),
            ),
            refuses=(403,),
        ),
        Single("show_visit", "/visits/{visit}", "A visit.", VISIT),
        Action(
            "plan_visit",
            "/visits",
            PlanVisit,
            needs_of_plan,
            plan_visit,
            creates="/visits",
            answers=Change,
            who="committee",
            make=lambda viewer, _, given: PlanVisit(source_of(viewer.principal, given.source, OWN_SOURCE), given),
        ),
        _command(
            "changed_plan",
            "/visits/{visit}/plan",
            ChangePlan,
            needs_of_plan,
            plan_visit,
            make_of=lambda _, visit, given: ChangePlan(visit, given),
        ),
        _command("agreement", "/visits/{visit}/agreement", AgreeToVisit, needs_of_agreement, agree_to_visit),
        _command("component", "/visits/{visit}/components", AddComponent, needs_of_completion, add_component),
        _command("completion", "/visits/{visit}/completion", CompleteVisit, needs_of_completion, complete_visit),
        _command("mission", "/visits/{visit}/mission", SetMission, needs_of_mission, set_mission),
        _command("guests", "/visits/{visit}/guests", ChangeGuests, needs_of_guests, change_guests),
        _command("cancellation", "/visits/{visit}/cancellation", CancelVisit, needs_of_cancellation, cancel_visit),
        _command("withdrawal", "/visits/{visit}/withdrawal", WithdrawVisit, needs_of_cancellation, withdraw_visit),
    ),
)
