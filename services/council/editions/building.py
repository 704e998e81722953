"""Builds an edition with its documents, and keeps and releases it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from reference import Language
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.editions.events import release_to_all
from services.council.editions.model import DOCUMENTS, EDITIONS, Edition, EditionDocument, document_key, revision_of
from services.council.editions.signatures.signing import sign_edition
from services.council.reports.drafting import Draft
from shared.engine.rules import Change, Context, Known, Put

Documents = Mapping[Language, Document]


def build_edition(
    series: str, draft: Draft, standing: Sequence[Edition], context: Context, corrects: str, reason: str
) -> tuple[Edition, Documents]:
    """The next edition after those that stand, and after those that a restore lost, with its documents."""
    number = 1 + max((draft.last_lost, *(one.edition for one in standing)))
    kind, scope = draft.kind, draft.scope
    documents = draft.documents(number, context.reference, corrects)
    edition = Edition(
        id=f"{series.replace('/', '-')}-{number}",
        series=series,
        report=kind.name,
        year=scope.year,
        edition=number,
        title=draft.title(context.reference),
        cut_off=scope.cut_off,
        frozen_at=scope.freeze,
        positions=draft.positions,
        synthetic=draft.counts.synthetic,
        published_on=context.today,
        digest="",
        audience=kind.audience,
        parties=(*kind.parties, *((f"state:{draft.state}",) if draft.state else ())),
        thing=scope.thing,
        state=draft.state,
        assessment_id=draft.assessment_id,
        shown_to=scope.audience,
        corrects=corrects or None,
        reason=reason or None,
        drafted_on=context.today,
        marks=draft.counts.marks,
    )
    return digest_documents(edition, documents), documents


def digest_documents(edition: Edition, documents: Documents) -> Edition:
    """The edition with the digests of these documents."""
    digests = {document_key(edition.id, language): digest_of(one) for language, one in documents.items()}
    return replace(edition, digest=digests.pop(edition.id), digests={**edition.digests, **digests})


def digest_of(document: Document) -> str:
    """SHA-256 of its bytes, in hexadecimal digits."""
    return sha256(as_json.dump(document)).hexdigest()


def put_documents(id_: str, documents: Documents) -> Iterator[Put]:
    """Keeps them, below this id."""
    for language, document in documents.items():
        yield Put(DOCUMENTS, EditionDocument(document_key(id_, language), as_json.dump(document)))


def publish_edition(
    edition: Edition, documents: Documents, revision: int, known: Known, context: Context
) -> Iterator[Change]:
    """Signs and keeps the edition, and releases it to its readers, unless something of theirs was narrowed meanwhile.

    Then it is counted again first, when one of them asks for it (`reissue_edition`).
    """
    if revision != revision_of(known, edition.shown_to):
        edition = replace(edition, narrowings=1)
    edition = sign_edition(edition, edition.id, context.signer)
    yield Put(EDITIONS, edition)
    yield from put_documents(edition.id, documents)
    if not edition.pending:
        yield from release_to_all(edition, context.today)
