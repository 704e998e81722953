"""Events that touch editions already published: an assessment is withdrawn, a choice is narrowed. Pure.

The edition stands as it was published. What was withdrawn is said beside it (rule 8); where its readers
could see what they no longer may, they are served only what it says when counted again (rule 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from contracts.assessments import (
    AssessmentCorrected,
    AssessmentWithdrawn,
    DisclosureChanged,
    ProductAdopted,
    ProductWithdrawn,
)
from services.council.editions.corrigenda import corrigendum
from services.council.editions.model import (
    ALL,
    EDITIONS,
    NEEDS_REVISION,
    REVISIONS,
    Edition,
    Revision,
    needs_editions,
    revision,
)
from services.council.editions.narrowing import Narrowed, narrowed, needs_of_narrowed, showed
from services.council.editions.telling import withdraw
from services.council.facts import EVENTS
from shared.engine.rules import Change, Context, Event, Known, Need, Put

REVISES: Final = (AssessmentCorrected, AssessmentWithdrawn, DisclosureChanged, ProductAdopted, ProductWithdrawn)
"""Events that may say that somebody no longer has what he had."""


def needs_revised(event: Event[Any]) -> Iterable[Need]:
    """The editions; and if there are any, what was known of the things that the event is about."""
    return (NEEDS_REVISION, *needs_editions(then=lambda _: needs_of_narrowed(event)))


def revise_editions(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
    """Adds corrigenda, and marks what must be counted again before others than the Committee are served it.

    Of a thing that is not known here no edition can have counted anything.
    """
    if known.get(EVENTS, event.id) is not None:
        return
    yield Put(REVISIONS, Revision(ALL, revision(known) + 1))
    things = narrowed(event, known)
    for edition in known.rows.get(EDITIONS, {}).values():
        revised = _revised(edition, event, things, known)
        if revised == edition:
            continue
        yield Put(EDITIONS, revised)
        if revised.pending and not edition.pending:
            yield from withdraw(revised, context.today)


def _revised(edition: Edition, event: Event[Any], things: tuple[Narrowed, ...], known: Known) -> Edition:
    said = corrigendum(edition, event.data, known) if isinstance(event.data, AssessmentWithdrawn) else None
    if said is not None:
        edition = replace(edition, corrigenda=(*edition.corrigenda, said))
    if any(showed(edition, thing) for thing in things):
        edition = replace(edition, narrowings=edition.narrowings + 1)
    return edition
