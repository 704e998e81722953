"""How drafts are shown, and what differs between two of them. Pure."""

from __future__ import annotations

from typing import Any

from services.council.documents.document import Document
from services.council.drafts.model import ReportDraft


def show_draft(draft: ReportDraft) -> dict[str, Any]:
    """A draft in a list."""
    edition = draft.edition
    return {
        "id": draft.id,
        "report": edition.report,
        "year": edition.year,
        "thing": edition.thing or None,
        "state": edition.state,
        "draft": draft.number,
        "stage": draft.stage,
        "version": draft.version,
        "title": edition.title,
        "edition": edition.edition,
        "cut_off": edition.cut_off,
        "freeze": edition.frozen_at,
        "synthetic": edition.synthetic,
        "corrects": edition.corrects,
        "reason": edition.reason,
        "drafted_on": draft.drafted_on,
        "opened_on": draft.opened_on,
        "ends_on": draft.ends_on,
        "objections": draft.objections,
        "agreed_by": draft.agreed_by,
        "adopted_on": draft.adopted_on,
        "adopted_by": draft.adopted_by,
        "adoption_document": draft.adoption_document,
        "transmitted_on": draft.transmitted_on,
        "words": draft.words,
    }


def compare_documents(earlier: Document, later: Document) -> dict[str, Any]:
    """The figures that differ between two drafts; a figure that one of them lacks has null there."""
    before, after = earlier.by_id(), later.by_id()
    figures = []
    for id_ in dict.fromkeys((*before, *after)):
        old, new = before.get(id_), after.get(id_)
        one = new or old
        numbers_before = None if old is None else (old.numerator, old.denominator, old.value)
        numbers_after = None if new is None else (new.numerator, new.denominator, new.value)
        if one is not None and numbers_before != numbers_after:
            figures.append(
                {"id": id_, "label": one.label, "before": _name(numbers_before), "after": _name(numbers_after)}
            )
    return {"figures": figures, "withheld": {"before": earlier.withheld, "after": later.withheld}}


def _name(numbers: tuple[int | None, int | None, str | None] | None) -> dict[str, Any] | None:
    return None if numbers is None else dict(zip(("numerator", "denominator", "value"), numbers, strict=True))
