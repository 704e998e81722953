"""A year's list is adopted, and changes (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.assessments.programmes.model import PROGRAMMES, AdoptedList, ProgrammeChange
from services.assessments.programmes.rules import adopt_list, change_list, programme_id
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class AdoptProgramme:
    """The CTC adopted the list of a year."""

    given: AdoptedList


@dataclass(frozen=True, slots=True)
class ChangeProgramme:
    """The list changed after adoption: States added, removed or listed for other reasons, and why."""

    year: int
    given: ProgrammeChange


def needs_of_adoption(command: Command[AdoptProgramme]) -> Iterator[Need]:
    """The list of that year."""
    yield Need(PROGRAMMES, programme_id(command.data.given.year))


def adopt_programme(command: Command[AdoptProgramme], known: Known, context: Context) -> Iterable[Change]:
    """The list of a year is adopted once."""
    id_ = programme_id(command.data.given.year)
    return add_answer(id_, adopt_list(known.get(PROGRAMMES, id_), command.data.given, context))


def needs_of_change(command: Command[ChangeProgramme]) -> Iterator[Need]:
    """The list of that year."""
    yield Need(PROGRAMMES, programme_id(command.data.year))


def change_programme(command: Command[ChangeProgramme], known: Known, context: Context) -> Iterable[Change]:
    """Each change stays on record."""
    programme = find_row(PROGRAMMES, programme_id(command.data.year), known)
    return add_answer(programme.id, change_list(programme, command.data.given, context))
