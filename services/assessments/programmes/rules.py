"""The year's list of States to ask for consent to a visit (OP12): adopted once, changed only with a reason. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.assessments import Listed, ProgrammeAdopted, ProgrammeChanged, Reason
from contracts.catalog import LARGEST_NOTICE, encode
from reference import Reference
from services.assessments.checks import check_happened, check_order
from services.assessments.programmes.model import PROGRAMMES, AdoptedList, Entry, Programme, ProgrammeChange
from shared.engine.bounds import check_has_room
from shared.engine.rules import Change, Context, Emit, Put, Refusal


class OnlyMembersAreListed(Refusal):
    """Only Member States of the United Nations are asked for consent to a visit."""

    paragraph = "OP12"
    status = 422


class ListedTwice(Refusal):
    """This State stands here twice: give all its reasons in one entry."""

    paragraph = "OP12"
    status = 422


class NoReasonGiven(Refusal):
    """A State is listed for at least one reason: give its code, and what it rests on."""

    paragraph = "OP12"
    status = 422


class UnknownReason(Refusal):
    """There is no such reason to list a State: take a code from the reference data, or have one added there."""

    paragraph = "OP12"
    status = 422


class ListTooLong(Refusal):
    """The list with its evidence is too long for one event: shorten the evidence, and name the document that has it."""

    paragraph = "OP12"
    status = 413


class AdoptedOtherwise(Refusal):
    """This year's list was adopted with other content: what is new since is a change, with its reason."""

    paragraph = "OP12"


class AdoptedTooEarly(Refusal):
    """A year's list is adopted in that year, or in the year before it."""

    paragraph = "OP12"
    status = 422


class ListsYearIsOver(Refusal):
    """The year of this list was over by that day: what comes later belongs to the next list."""

    paragraph = "OP12"


class AlreadyListed(Refusal):
    """This State is on the year's list already: its reasons are changed under `revised`."""

    paragraph = "OP12"


class NotOnTheList(Refusal):
    """This State is not on the year's list: it must be added first, with a reason."""

    paragraph = "OP12"


class ListChangedSince(Refusal):
    """A later change of the list names this State: changes to one State are entered in the order of their days."""

    paragraph = "OP12"


class ChangesNothing(Refusal):
    """This changes nothing of the list: add a State, remove one, or revise the reasons for one."""

    paragraph = "OP12"
    status = 422


def programme_id(year: int) -> str:
    """The id of the list of this year."""
    return f"programme-{year}"


def check_in_year(year: int, field: str, on: date) -> None:
    """Raises ListsYearIsOver for a day after the list's year."""
    if on.year > year:
        raise ListsYearIsOver(fields=(field,))


def adopt_list(before: Programme | None, given: AdoptedList, context: Context) -> Iterator[Change]:
    """The CTC adopted the list of a year. It does so once: the same list again changes nothing."""
    listed = _check_entries("entries", given.entries, given.adopted_on, context)
    after = Programme(
        id=programme_id(given.year),
        year=given.year,
        entries=listed,
        adopted=listed,
        adopted_on=given.adopted_on,
        document=given.document,
        changes=(),
        audience=context.reference.practice.default_audiences["programme"],
        parties=(),
        synthetic=given.synthetic,
    )
    if before is not None:
        differing = tuple(name for name in _ADOPTED if getattr(before, name) != getattr(after, name))
        if differing:
            raise AdoptedOtherwise(fields=tuple(_ADOPTED[name] for name in differing))
        return
    check_happened(context, adopted_on=given.adopted_on)
    check_adopted_in_time(given.year, given.adopted_on)
    yield Put(PROGRAMMES, after)
    yield from _tell_adoption(after)


def check_adopted_in_time(year: int, adopted_on: date) -> None:
    """Raises ListsYearIsOver or AdoptedTooEarly."""
    check_in_year(year, "adopted_on", adopted_on)
    if adopted_on.year < year - 1:
        raise AdoptedTooEarly(fields=("year", "adopted_on"))


def tell_programme(programme: Programme) -> Iterator[Change]:
    """The list as adopted and each change of it, in order, as events."""
    current = replace(programme, entries=programme.adopted, changes=())
    yield from _tell_adoption(current)
    for change in programme.changes:
        current = replace(current, entries=_apply(current, change))
        yield from _tell_change(current, change)


def _tell_adoption(programme: Programme) -> Iterator[Change]:
    on, document = programme.adopted_on, programme.document
    yield from _emit(ProgrammeAdopted(**_list_fields(programme), occurred_on=on, document=document), programme)


_ADOPTED = {"adopted": "entries", "adopted_on": "adopted_on", "document": "document", "synthetic": "synthetic"}
"""The fields of an adopted list, with the names under which they are sent."""


def change_list(programme: Programme, change: ProgrammeChange, context: Context) -> Iterator[Change]:
    """The list changes after adoption, with a reason. The same change again changes nothing."""
    change = _normalise(change, context)
    if change in programme.changes:
        return
    check_happened(context, changed_on=change.changed_on)
    check_order("OP12", adopted_on=programme.adopted_on, changed_on=change.changed_on)
    check_in_year(programme.year, "changed_on", change.changed_on)
    entries = _apply(programme, change)
    if entries == programme.entries:
        return
    _check_in_turn(programme, change)
    check_has_room(programme.changes, context, "changed_on", "OP12")
    after = replace(programme, entries=entries, changes=(*programme.changes, change))
    yield Put(PROGRAMMES, after)
    yield from _tell_change(after, change)


def _tell_change(programme: Programme, change: ProgrammeChange) -> Iterator[Change]:
    event = ProgrammeChanged(
        **_list_fields(programme),
        occurred_on=change.changed_on,
        document=change.document,
        added=tuple(entry.state for entry in change.added),
        removed=change.removed,
        reason=change.reason,
    )
    yield from _emit(event, programme)


def _normalise(change: ProgrammeChange, context: Context) -> ProgrammeChange:
    """The change with ids of States, in order. Raises what is wrong with the change itself."""
    on = change.changed_on
    removed = tuple(sorted(_find_member(f"removed.{n}", code, on, context) for n, code in enumerate(change.removed)))
    normal = replace(
        change,
        added=_check_entries("added", change.added, on, context),
        removed=removed,
        revised=_check_entries("revised", change.revised, on, context),
    )
    if not normal.states:
        raise ChangesNothing(fields=("added", "removed", "revised"))
    if len(normal.states) < len(normal.added) + len(normal.removed) + len(normal.revised):
        raise ListedTwice(fields=("added", "removed", "revised"))
    return normal


def _apply(programme: Programme, change: ProgrammeChange) -> tuple[Entry, ...]:
    """The entries after the change. Raises AlreadyListed or NotOnTheList."""
    if not programme.states.isdisjoint(entry.state for entry in change.added):
        raise AlreadyListed(fields=("added",))
    if not programme.states.issuperset(change.removed):
        raise NotOnTheList(fields=("removed",))
    if not programme.states.issuperset(entry.state for entry in change.revised):
        raise NotOnTheList(fields=("revised",))
    by_state = {entry.state: entry for entry in (*programme.entries, *change.added, *change.revised)}
    return tuple(by_state[state] for state in sorted(by_state) if state not in change.removed)


def _check_in_turn(programme: Programme, change: ProgrammeChange) -> None:
    """Raises ListChangedSince. What is decided last, by its day, holds; so it must also be what is entered last."""
    for earlier in programme.changes:
        if earlier.changed_on > change.changed_on and not earlier.states.isdisjoint(change.states):
            raise ListChangedSince(fields=("changed_on",))


def _check_entries(field: str, entries: Iterable[Entry], on: date, context: Context) -> tuple[Entry, ...]:
    """The entries in order of State. Raises what is wrong with a State or a reason."""
    listed: dict[str, Entry] = {}
    for number, entry in enumerate(entries):
        state = _find_member(f"{field}.{number}.state", entry.state, on, context)
        if state in listed:
            raise ListedTwice(fields=(f"{field}.{number}.state",))
        if not entry.reasons:
            raise NoReasonGiven(fields=(f"{field}.{number}.reasons",))
        if not all(context.reference.practice.knows_reason(reason.code) for reason in entry.reasons):
            raise UnknownReason(fields=(f"{field}.{number}.reasons",))
        listed[state] = replace(entry, state=state)
    return tuple(listed[state] for state in sorted(listed))


def _find_member(field: str, code: str, on: date, context: Context) -> str:
    member = context.reference.member(code, on)
    if member is None:
        raise OnlyMembersAreListed(context.reference.reason_not_member(code), (field,))
    return member.id


def _list_fields(programme: Programme) -> dict[str, Any]:
    """The fields that both events have."""
    entries = tuple(
        Listed(state=entry.state, reasons=tuple(Reason(code=one.code, evidence=one.evidence) for one in entry.reasons))
        for entry in programme.entries
    )
    return {
        "synthetic": programme.synthetic,
        "programme_id": programme.id,
        "year": programme.year,
        "entries": entries,
    }


def _emit(event: ProgrammeAdopted, programme: Programme) -> Iterator[Change]:
    if len(encode(event)) > LARGEST_NOTICE:
        raise ListTooLong(fields=("entries",))
    yield Emit(event, programme.id, programme.audience)


def check_member(state: str, on: date, context: Context) -> None:
    """Raises OnlyMembersAreListed for a State that was no Member on that day."""
    if context.reference.member(state, on) is None:
        raise OnlyMembersAreListed(context.reference.reason_not_member(state), ("state",))


def id_of_state(code: str, reference: Reference) -> str:
    """The id of the State with this code or alias. An unknown code is returned unchanged, and the rule refuses it."""
    state = reference.member(code)
    return state.id if state else code
