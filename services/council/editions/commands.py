"""The commands on editions: another takes an edition's place, or it is counted again and reissued, or withdrawn. Pure.

How one comes to be is in `services/council/drafts/`. A command brings the figures, which were counted on one snapshot
of the facts; the rule gives the edition its number and makes the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.council.counting.shown_before import is_near
from services.council.documents import as_json
from services.council.editions.building import (
    Documents,
    build_edition,
    digest_documents,
    digest_of,
    publish_edition,
    put_documents,
)
from services.council.editions.checks import check_draft
from services.council.editions.events import build_corrected_event, build_reissued_event, release_to_all
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition, document_key, needs_revision
from services.council.editions.signatures.earlier import SignEarlier, needs_of_earlier, sign_earlier
from services.council.editions.signatures.signing import sign_edition
from services.council.editions.withdrawing import WithdrawEdition, needs_of_withdrawal, withdraw_edition
from services.council.editions.words import finish
from services.council.reports.drafting import Draft, is_different
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal, Rule


def answer_with(edition: Edition) -> Mapping[str, object]:
    """What the one who asked for an edition is answered."""
    return {"id": edition.id, "edition": edition.edition}


# ---- a corrected edition -------------------------------------------------------------------


class NothingToCorrect(Refusal):
    """There is no edition yet of which this could be a correction: make a draft first."""

    rule = "11"


class EditionUnchanged(Refusal):
    """Counted again, the report is unchanged: there is nothing that a corrected edition would correct."""

    rule = "11"


class CorrectedByBoth(Refusal):
    """CTED and UNOCT publish this report together: a draft with the reason corrects it, once both agree to it."""

    paragraph = "OP24"


class PublishedMeanwhile(Refusal):
    """Another edition was published while this one was counted. Ask again: it must be compared with that one too."""

    rule = "11"


@dataclass(frozen=True, slots=True)
class CorrectEdition:
    """The figures were counted again: publish them in place of the last edition, if they are others."""

    asked: Asked
    """The series, whose last edition is corrected."""
    draft: Draft
    reason: str


def needs_last(command: Command[CorrectEdition]) -> Iterable[Need]:
    """The editions of the series with their documents, and whether anything was narrowed meanwhile.

    And the editions that show numbers to the same readers.
    """
    yield Need(EDITIONS, command.data.draft.scope.audience, by="shown_to")
    yield from needs_revision(command.data.draft.scope.audience)
    yield Need(EDITIONS, command.data.asked.series, by="series", then=lambda one: (Need(DOCUMENTS, one.id),))


def correct_edition(command: Command[CorrectEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the corrected edition and announces it. The earlier one stays under its number."""
    asked, draft = command.data.asked, command.data.draft
    if draft.kind.of_both:
        raise CorrectedByBoth
    check_draft(draft, context.now)
    _check_compared(draft, known)
    standing = known.all(EDITIONS, "series", asked.series)
    last = asked.of(standing) or replace(asked, cut_off=None).of(standing)
    document_before = known.get(DOCUMENTS, last.id) if last else None
    if last is None or document_before is None:
        raise NothingToCorrect
    before = as_json.load(document_before.document)
    has_moved = (draft.scope.cut_off, draft.adjustments) != (before.cut_off, before.adjustments)
    if not has_moved and not is_different(before, draft.counts):
        raise EditionUnchanged
    edition, documents = build_edition(asked.series, draft, standing, context, last.id, command.data.reason)
    edition = replace(edition, transmitted_to=last.transmitted_to, symbol=last.symbol, words=last.words)
    documents = _finish_all(documents, edition)
    edition = digest_documents(edition, documents)
    yield build_corrected_event(edition)
    yield from publish_edition(edition, documents, draft.revision, known, context)
    yield Answer(answer_with(edition))


def _check_compared(draft: Draft, known: Known) -> None:
    """Raises PublishedMeanwhile, if it was not compared with all that is shown by now (rule 12)."""
    scope = draft.scope
    shown = known.all(EDITIONS, "shown_to", scope.audience)
    if {one.id for one in shown if is_near(one.cut_off, scope.cut_off)} != set(scope.shown.editions):
        raise PublishedMeanwhile


def _finish_all(documents: Documents, edition: Edition) -> Documents:
    return {language: finish(one, edition, edition.words) for language, one in documents.items()}


# ---- a reissue -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReissueEdition:
    """What an edition's readers may see was narrowed so often; its figures were counted again since.

    Content is as of the freeze, disclosure is as of serving. The Committee keeps the edition as it was published. The
    others get a redacted reissue, if what they may see made it another document.
    """

    edition_id: str
    narrowings: int
    draft: Draft
    last_lost: int = 0
    """The highest number of a reissue of it that a restore lost."""


def needs_documents(command: Command[ReissueEdition]) -> Iterable[Need]:
    """The edition, and its document in the form that is served now."""

    def documents(edition: Edition) -> Iterable[Need]:
        return Need(DOCUMENTS, edition.id), Need(DOCUMENTS, edition.served_id)

    return (Need(EDITIONS, command.data.edition_id, then=documents),)


def reissue_edition(command: Command[ReissueEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the reissue, if there is a difference to what is served; released again once it takes in all."""
    edition = known.get(EDITIONS, command.data.edition_id)
    if edition is None:
        raise NotFound
    if edition.settled < command.data.narrowings:
        edition = replace(edition, settled=command.data.narrowings)
        served = known.get(DOCUMENTS, edition.served_id)
        assert served is not None, "an edition has its document"
        if is_different(as_json.load(served.document), command.data.draft.counts):
            edition, documents = _build_reissue(edition, command.data, known, context)
            yield from put_documents(edition.served_id, documents)
            yield build_reissued_event(edition, context.today)
        yield Put(EDITIONS, edition)
        if not edition.pending and edition.withdrawn_on is None:
            yield from release_to_all(edition, context.today)
    yield Answer(answer_with(edition))


def _build_reissue(
    edition: Edition, counted: ReissueEdition, known: Known, context: Context
) -> tuple[Edition, Documents]:
    """The next reissue. Adjustments are totals, which count what is withheld: they stay as they were published."""
    original = known.get(DOCUMENTS, edition.id)
    assert original is not None, "an edition has its document"
    published = as_json.load(original.document)
    draft = replace(
        counted.draft, adjustments=published.adjustments, state=edition.state, assessment_id=edition.assessment_id
    )
    edition = replace(edition, reissue=1 + max(edition.reissue, counted.last_lost))
    documents = draft.documents(edition.edition, context.reference, edition.corrects or "", edition.reissue)
    documents = _finish_all(documents, edition)
    digests = {document_key(edition.served_id, language): digest_of(one) for language, one in documents.items()}
    digest = digests.pop(edition.served_id)
    edition = replace(edition, reissue_digest=digest, digests={**edition.digests, **digests})
    return sign_edition(edition, edition.served_id, context.signer), documents


COMMANDS: Mapping[type, Rule[Any]] = {
    CorrectEdition: Rule(needs_last, correct_edition),
    ReissueEdition: Rule(needs_documents, reissue_edition),
    SignEarlier: Rule(needs_of_earlier, sign_earlier),
    WithdrawEdition: Rule(needs_of_withdrawal, withdraw_edition),
}
