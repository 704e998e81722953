"""Visits that an import left apart are merged into one, or separated again, as a person decided (rule 13). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.assessments.mergers import merging, separating
from services.assessments.mergers.merging import Merger
from services.assessments.mergers.separating import Separation
from services.assessments.visits.needs import get_visit
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class MergeVisits:
    """Visits that an import left apart are components of this one: it counts once, and they no more."""

    visit_id: str
    given: Merger


@dataclass(frozen=True, slots=True)
class SeparateVisits:
    """Visits that were merged into this one by mistake count by themselves again."""

    visit_id: str
    given: Separation


def needs_of_merger(command: Command[MergeVisits]) -> Iterable[Need]:
    """All these visits, and the assessments that rest on them."""
    return merging.needs_of_merging(command.data.visit_id, command.data.given.others)


def merge_visits(command: Command[MergeVisits], known: Known, context: Context) -> Iterable[Change]:
    """The others' components become this visit's."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, merging.merge_into(visit, command.data.given, known, context))


def needs_of_separation(command: Command[SeparateVisits]) -> Iterable[Need]:
    """All these visits, and the assessments that rest on the one."""
    return separating.needs_of_separating(command.data.visit_id, command.data.given.visits)


def separate_visits(command: Command[SeparateVisits], known: Known, context: Context) -> Iterable[Change]:
    """The others have their components back."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, separating.separate_from(visit, command.data.given, known, context))
