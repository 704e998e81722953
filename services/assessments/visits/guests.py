"""Who takes part in a visit: invited, came, contributed (OP5, OP14, OP35, OP38). Offices, never persons. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from contracts.assessments import Guest
from contracts.vocabulary import Sector
from reference import Reference
from services.assessments.checks import check_happened
from services.assessments.visits.model import Visit
from shared.engine.rules import Context, Refusal

EXPERTS: frozenset[Sector] = frozenset({"civil_society", "academia", "private_sector"})


class NotAtTheStatesRequest(Refusal):
    """Experts from civil society, academia and the private sector take part only at the State's request: note it."""

    paragraph = "OP14"
    status = 422


class SectorNotKnown(Refusal):
    """Of this body the sector is not known by its name: name it among the visit's guests, with its sector."""

    paragraph = "OP14"
    status = 422


class TooManyGuests(Refusal):
    """A visit has at most 100 guests: name the delegation, not each of its offices."""

    status = 422


MOST_GUESTS = 100
"""As the event's contract has it."""


def _build_guests(bodies: Iterable[str], reference: Reference, field: str, **more: date | bool | None) -> list[Guest]:
    """Guests that are given by name alone, with the sector of the body of that name."""
    guests: list[Guest] = []
    for body in bodies:
        known = reference.body(body)
        if known is None or known.sector is None:
            raise SectorNotKnown(fields=(field,))
        guests.append(Guest.model_validate({"body": body, "sector": known.sector, **more}))
    return guests


def add_guests(visit: Visit, guests: Iterable[Guest], context: Context) -> Visit:
    """The visit with these guests. They replace guests of the same name."""
    known = {one.body: one for one in visit.guests}
    for guest in guests:
        one = guest.model_copy(update={"body": context.reference.name_body(guest.body)})
        if one.sector in EXPERTS and not one.at_states_request:
            raise NotAtTheStatesRequest(fields=("guests.at_states_request",))
        check_happened(context, **{"guests.invited_on": one.invited_on})
        known[one.body] = one
    return _replace_guests(visit, known)


def remove_guests(visit: Visit, bodies: Iterable[str], reference: Reference) -> Visit:
    """The visit without guests that were named by mistake."""
    names = {reference.name_body(body) for body in bodies}
    return _replace_guests(visit, {one.body: one for one in visit.guests if one.body not in names})


def add_invited(visit: Visit, bodies: Iterable[str], context: Context) -> Visit:
    """The visit with the guests that its plan names. New ones count as invited today."""
    known = {one.body for one in visit.guests}
    missing = [body for body in dict.fromkeys(map(context.reference.name_body, bodies)) if body not in known]
    return add_guests(visit, _build_guests(missing, context.reference, "invited", invited_on=context.today), context)


def add_participants(visit: Visit, bodies: Iterable[str], context: Context) -> Visit:
    """The visit with these bodies marked as having come, invited or not."""
    bodies = {context.reference.name_body(body) for body in bodies}
    known = [one.model_copy(update={"came": True}) for one in visit.guests if one.body in bodies]
    others = sorted(bodies - {one.body for one in known})
    return add_guests(visit, [*known, *_build_guests(others, context.reference, "participants", came=True)], context)


def _replace_guests(visit: Visit, guests: dict[str, Guest]) -> Visit:
    if len(guests) > MOST_GUESTS:
        raise TooManyGuests(fields=("guests",))
    return replace(visit, guests=tuple(guests[body] for body in sorted(guests)))
