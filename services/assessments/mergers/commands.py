"""Commands that make one visit of several, as a person decided, or take that back (rule 13). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from services.assessments.mergers.merging import Merger, merge_into, needs_of_merging
from services.assessments.mergers.separating import Separation, needs_of_separating, separate_from
from services.assessments.visits.model import VISITS
from shared.engine.answering import answered
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Rule


@dataclass(frozen=True, slots=True)
class MergeVisits:
    """Visits are merged into this one."""

    visit_id: str
    said: Merger


@dataclass(frozen=True, slots=True)
class SeparateVisits:
    """Visits are taken out of this one."""

    visit_id: str
    said: Separation


def needs_of_merger(command: Command[MergeVisits]) -> Iterable[Need]:
    """All of them, and the assessments that rest on them."""
    return needs_of_merging(command.data.visit_id, command.data.said.others)


def merge_visits(command: Command[MergeVisits], known: Known, context: Context) -> Iterable[Change]:
    """What an import left apart becomes one."""
    visit = known.get(VISITS, command.data.visit_id)
    if visit is None:
        raise NotFound
    return answered(visit.id, merge_into(visit, command.data.said, known, context))


def needs_of_separation(command: Command[SeparateVisits]) -> Iterable[Need]:
    """All of them, and the assessments that rest on the one."""
    return needs_of_separating(command.data.visit_id, command.data.said.visits)


def separate_visits(command: Command[SeparateVisits], known: Known, context: Context) -> Iterable[Change]:
    """What was merged by mistake is apart again."""
    visit = known.get(VISITS, command.data.visit_id)
    if visit is None:
        raise NotFound
    return answered(visit.id, separate_from(visit, command.data.said, known, context))


COMMANDS: dict[type, Rule[Any]] = {
    MergeVisits: Rule(needs_of_merger, merge_visits),
    SeparateVisits: Rule(needs_of_separation, separate_visits),
}
