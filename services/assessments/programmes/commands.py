"""Commands on a year's list (OP12): adopted, changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from services.assessments.programmes.model import PROGRAMMES, AdoptedList, ProgrammeChange
from services.assessments.programmes.rules import adopt_list, change_list, programme_id
from shared.engine.answering import answered
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Rule


@dataclass(frozen=True, slots=True)
class ChangeList:
    """A year's list changes."""

    year: int
    said: ProgrammeChange


def needs_of_list(command: Command[AdoptedList] | Command[ChangeList]) -> Iterator[Need]:
    """The list of that year."""
    yield Need(PROGRAMMES, programme_id(command.data.year))


def adopt_programme(command: Command[AdoptedList], known: Known, context: Context) -> Iterable[Change]:
    """A year's list is adopted."""
    id_ = programme_id(command.data.year)
    return answered(id_, adopt_list(known.get(PROGRAMMES, id_), command.data, context))


def change_programme(command: Command[ChangeList], known: Known, context: Context) -> Iterable[Change]:
    """A year's list changes."""
    standing = known.get(PROGRAMMES, programme_id(command.data.year))
    if standing is None:
        raise NotFound
    return answered(standing.id, change_list(standing, command.data.said, context))


COMMANDS: dict[type, Rule[Any]] = {
    AdoptedList: Rule(needs_of_list, adopt_programme),
    ChangeList: Rule(needs_of_list, change_programme),
}
