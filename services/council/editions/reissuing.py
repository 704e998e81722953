"""After a narrowed choice an edition is counted again with what its readers may see now (rule 11). Pure.

Content is as of the freeze, disclosure is as of serving. The Committee keeps the edition as it was
published; the others get a redacted reissue, if what they may see made it another document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from services.council.documents import as_json
from services.council.editions.events import build_reissued_event, release_to_all
from services.council.editions.model import DOCUMENTS, EDITIONS, Edition, EditionDocument
from services.council.editions.publishing import answer_with
from services.council.reports.drafting import Draft, is_different
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put


@dataclass(frozen=True, slots=True)
class ReissueEdition:
    """What an edition's readers may see was narrowed so often; its figures were counted again since."""

    edition_id: str
    narrowings: int
    draft: Draft


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
            edition, document = _build_reissue(edition, command.data.draft, known, context)
            yield Put(DOCUMENTS, document)
            yield build_reissued_event(edition, context.today)
        yield Put(EDITIONS, edition)
        if not edition.pending:
            yield from release_to_all(edition, context.today)
    yield Answer(answer_with(edition))


def _build_reissue(edition: Edition, draft: Draft, known: Known, context: Context) -> tuple[Edition, EditionDocument]:
    """The next reissue. Adjustments are totals, which count what is withheld: they stay as they were published."""
    original = known.get(DOCUMENTS, edition.id)
    assert original is not None, "an edition has its document"
    published = as_json.load(original.document)
    draft = replace(draft, adjustments=published.adjustments, state=edition.state, assessment_id=edition.assessment_id)
    number = edition.reissue + 1
    document = as_json.dump(draft.document(edition.edition, context.reference, edition.corrects or "", number))
    edition = replace(edition, reissue=number, reissue_digest=sha256(document).hexdigest())
    return edition, EditionDocument(edition.served_id, document)
