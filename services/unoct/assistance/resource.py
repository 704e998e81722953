"""What bodies of the UN system do about `/cases`. A State sees its cases, and acts in none. Pure."""

from __future__ import annotations

from pydantic import BaseModel

from contracts.vocabulary import CaseStatus
from services.unoct.assistance.commands import (
    DeclineAssistance,
    Deliver,
    OfferAssistance,
    TakeUp,
    decline_assistance,
    deliver_assistance,
    needs_of_case,
    needs_of_offer,
    needs_of_uptake,
    offer_assistance,
    take_up_need,
)
from services.unoct.cases.views import CASE
from shared.engine.declarations import Action, Resource


class CaseChange(BaseModel):
    """How the case stands now."""

    id: str
    status: CaseStatus


RESOURCE = Resource(
    "cases",
    (
        Action(
            "offer", "/cases/{id}/offer", OfferAssistance, needs_of_offer, offer_assistance, CASE,
            answers=CaseChange, who="un",
        ),
        Action(
            "uptake", "/cases/{id}/uptake", TakeUp, needs_of_uptake, take_up_need, CASE,
            answers=CaseChange, who="un",
        ),
        Action(
            "delivery", "/cases/{id}/delivery", Deliver, needs_of_case, deliver_assistance, CASE,
            answers=CaseChange, who="un",
        ),
        Action(
            "decline", "/cases/{id}/decline", DeclineAssistance, needs_of_case, decline_assistance, CASE,
            answers=CaseChange, who="un",
        ),
    ),
)  # fmt: skip
