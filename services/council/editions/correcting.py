"""A numbered corrected edition takes the place of the last one (rule 11). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.council.documents import as_json
from services.council.editions.events import build_corrected_event
from services.council.editions.model import DOCUMENTS, EDITIONS, NEEDS_REVISION, Asked
from services.council.editions.publishing import answer_with, build_next_edition, check_draft, keep_edition
from services.council.reports.drafting import Draft, is_different
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Refusal


class NothingToCorrect(Refusal):
    """There is no edition yet of which this could be a correction: ask for the report first."""

    rule = "11"


class EditionUnchanged(Refusal):
    """Counted again, the report is unchanged: there is nothing that a corrected edition would correct."""

    rule = "11"


@dataclass(frozen=True, slots=True)
class CorrectEdition:
    """The figures were counted again: publish them in place of the last edition, if they are others."""

    asked: Asked
    """The series, whose last edition is corrected."""
    draft: Draft
    reason: str


def needs_last(command: Command[CorrectEdition]) -> Iterable[Need]:
    """The editions of the series with their documents, and whether anything was narrowed meanwhile."""
    yield NEEDS_REVISION
    yield Need(EDITIONS, command.data.asked.series, by="series", then=lambda one: (Need(DOCUMENTS, one.id),))


def correct_edition(command: Command[CorrectEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the corrected edition and tells of it; the one before stands under its number."""
    asked, draft = command.data.asked, command.data.draft
    check_draft(draft, context.now)
    standing = known.all(EDITIONS, "series", asked.series)
    last = asked.of(standing) or replace(asked, cut_off=None).of(standing)
    document_before = known.get(DOCUMENTS, last.id) if last else None
    if last is None or document_before is None:
        raise NothingToCorrect
    before = as_json.load(document_before.document)
    has_moved = (draft.scope.cut_off, draft.adjustments) != (before.cut_off, before.adjustments)
    if not has_moved and not is_different(before, draft.counts):
        raise EditionUnchanged
    edition, document = build_next_edition(asked.series, draft, standing, context, last.id, command.data.reason)
    yield build_corrected_event(edition)
    yield from keep_edition(edition, document, draft, known, context)
    yield Answer(answer_with(edition))
