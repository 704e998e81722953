"""The day of what a State sends itself (rule 4). Pure."""

from __future__ import annotations

from datetime import date

from contracts.exchange import NoticeTakenIn
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal


class DatedByItsArrival(Refusal):
    """What a State sends itself is dated by its arrival: an earlier day is the Committee's to record."""

    rule = "4"
    status = 422


def check_arrival(principal: Principal, today: date, paragraph: str, /, **days: date) -> None:
    """Raises DatedByItsArrival if anybody but the Committee dates by an earlier day what is new here."""
    early = tuple(name for name, day in days.items() if day < today)
    if early and not principal.sees("committee"):
        raise DatedByItsArrival(fields=early, paragraph=paragraph)


def check_arrival_of_notice(taken_in: NoticeTakenIn, state: str, paragraph: str, /, **days: date) -> None:
    """The same of a notice that this State sent itself, by the day on which it first came in."""
    sender = Principal(taken_in.source, taken_in.reads or "un", frozenset(taken_in.parties))
    if taken_in.arrived_on is not None and f"state:{state}" in sender.parties:
        check_arrival(sender, taken_in.arrived_on, paragraph, **days)
