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
from services.council.editions.corrigenda import find_corrigendum
from services.council.editions.events import withdraw_from_all
from services.council.editions.model import (
    ALL,
    EDITIONS,
    NEEDS_REVISION,
    REVISIONS,
    Edition,
    Revision,
    needs_editions,
    revision_of,
)
from services.council.editions.narrowing import Narrowed, find_narrowed, has_shown, needs_of_narrowed
from services.council.facts import EVENTS
from shared.engine.rules import Change, Context, Event, Known, Need, Put

REVISES: Final = (AssessmentCorrected, AssessmentWithdrawn, DisclosureChanged, ProductAdopted, ProductWithdrawn)
"""Events that may take something from a reader."""


def needs_of_revision(event: Event[Any]) -> Iterable[Need]:
    """The editions; and if there are any, what was known of the things that the event is about."""
    return (NEEDS_REVISION, *needs_editions(then=lambda _: needs_of_narrowed(event)))


def revise_editions(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
    """Adds corrigenda, and marks what must be counted again before others than the Committee are served it.

    Of a thing that is not known here no edition can have counted anything.
    """
    if known.get(EVENTS, event.id) is not None:
        return
    yield Put(REVISIONS, Revision(ALL, revision_of(known) + 1))
    things = find_narrowed(event, known)
    for edition in known.rows.get(EDITIONS, {}).values():
        revised = _revise(edition, event, things, known)
        if revised == edition:
            continue
        yield Put(EDITIONS, revised)
        if revised.pending and not edition.pending:
            yield from withdraw_from_all(revised, context.today)


def _revise(edition: Edition, event: Event[Any], things: tuple[Narrowed, ...], known: Known) -> Edition:
    corrigendum = find_corrigendum(edition, event.data, known) if isinstance(event.data, AssessmentWithdrawn) else None
    if corrigendum is not None:
        edition = replace(edition, corrigenda=(*edition.corrigenda, corrigendum))
    if any(has_shown(edition, thing) for thing in things):
        edition = replace(edition, narrowings=edition.narrowings + 1)
    return edition
