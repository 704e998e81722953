"""What of an edition is signed, and whether what is kept of it is still that. Pure.

The signature is over the digests of its documents, so a document that was changed together with its digest is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from reference import Language
from services.council.editions.model import MAIN, Edition, document_key
from services.council.reports.drafting import DOCUMENT_LANGUAGES
from shared.engine.refusal import Refusal
from shared.engine.signing import Signer, Statement


class EditionAltered(Refusal):
    """What is kept of this edition is not what was published, so it is not served. Its operators are told."""

    status = 503


def find_digest(edition: Edition, id_: str) -> str:
    """SHA-256 of the document in English of the edition, or of its reissue, with this id."""
    return edition.digest if id_ == edition.id else edition.served_digest


def list_digests(edition: Edition, id_: str) -> Mapping[Language, str]:
    """The same in each language in which it is kept."""
    digests = {document_key(id_, MAIN): find_digest(edition, id_), **edition.digests}
    keys = {language: document_key(id_, language) for language in DOCUMENT_LANGUAGES}
    return {language: digests[key] for language, key in keys.items() if key in digests}


def build_statement(edition: Edition, id_: str) -> Statement:
    """What is signed of the edition, or of its reissue, with this id: nothing of it that its readers may not see."""
    return {
        "edition": id_,
        "report": edition.report,
        "about": str(edition.of),
        "number": edition.edition,
        "audience": edition.audience,
        "cut_off": edition.cut_off,
        "freeze": edition.frozen_at,
        "transmitted_on": edition.published_on,
        "symbol": edition.symbol,
        "sha-256": list_digests(edition, id_),
    }


def sign_edition(edition: Edition, id_: str, signer: Signer) -> Edition:
    """The edition with a signature of it, or of its reissue, with this id."""
    return replace(edition, signatures={**edition.signatures, id_: signer.sign(build_statement(edition, id_))})


def is_signed(edition: Edition, id_: str, signer: Signer) -> bool:
    """Whether the edition, or its reissue, with this id is what was signed."""
    return signer.has_signed(build_statement(edition, id_), edition.signatures.get(id_, ""))


def check_bytes(document: bytes, digest: str) -> None:
    """Raises EditionAltered if the document's bytes have another digest."""
    if sha256(document).hexdigest() != digest:
        raise EditionAltered
