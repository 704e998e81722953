"""What belongs to one publisher alone: its sources, and what proves who it is. Pure.

An application owns nothing until it is approved, so nobody can occupy what is another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from hashlib import sha256
from typing import Any

from contracts.exchange import ExternalIdentity
from services.exchange.publishers.model import (
    OWNED_PROOFS,
    OWNED_SOURCES,
    PUBLISHERS,
    OwnedProof,
    OwnedSource,
    Publisher,
)
from shared.engine.rules import Change, Known, Need, Put, Refusal, Remove, Table


class SourceTaken(Refusal):
    """Another publisher speaks for this source: a source belongs to one system alone."""


class AccountTaken(Refusal):
    """Another publisher has this account at the identity provider: let each system have one of its own."""


class CertificateTaken(Refusal):
    """Another publisher has a certificate of this subject: let each system have one of its own."""


def needs_of_ownership(
    sources: Sequence[str], identity: ExternalIdentity | None, certificate: str | None
) -> Iterator[Need]:
    """Who owns these."""
    for source in sorted(set(sources)):
        yield Need(OWNED_SOURCES, source)
    for proof in sorted(filter(None, (_of_account(identity), _of_certificate(certificate)))):
        yield Need(OWNED_PROOFS, proof)


def needs_of_owner(publisher: Publisher) -> Iterator[Need]:
    """Who owns what the publisher names."""
    return needs_of_ownership(publisher.sources, publisher.identity, publisher.certificate)


def check_ownership(publisher: Publisher, known: Known) -> None:
    """Raises SourceTaken, AccountTaken or CertificateTaken."""
    for source in publisher.sources:
        owner = known.get(OWNED_SOURCES, source)
        if owner is not None and owner.publisher_id != publisher.id:
            raise SourceTaken(f"It is {source}.", ("sources",))
    if _is_of_another(_of_account(publisher.identity), publisher, known):
        raise AccountTaken(fields=("identity",))
    if _is_of_another(_of_certificate(publisher.certificate), publisher, known):
        raise CertificateTaken(fields=("certificate",))


def claim(publisher: Publisher, before: Publisher | None, known: Known) -> Iterator[Change]:
    """The publisher now owns what it names, and no longer what it named before and does not name now."""
    for source in publisher.sources:
        if known.get(OWNED_SOURCES, source) is None:
            yield Put(OWNED_SOURCES, OwnedSource(source, publisher.id))
    for proof in _proofs_of(publisher):
        if known.get(OWNED_PROOFS, proof) is None:
            yield Put(OWNED_PROOFS, OwnedProof(proof, publisher.id))
    if before is not None:
        for source in sorted({*before.sources} - {*publisher.sources}):
            yield Remove(OWNED_SOURCES, source)
        for proof in sorted({*_proofs_of(before)} - {*_proofs_of(publisher)}):
            yield Remove(OWNED_PROOFS, proof)


def leave_to_others(publishers: Mapping[str, Publisher], known: Known) -> dict[str, Publisher]:
    """The publishers, each without what is another's: nobody takes from its owner what that one did not give up."""
    owners = _find_owners(publishers, known)
    return {
        name: _without({key for table, key in _find_owned(one) if owners[table, key] != name}, one)
        for name, one in publishers.items()
    }


def hand_over(publishers: Mapping[str, Publisher], known: Known) -> Iterator[Change]:
    """Each of them owns what it names now. What they named before, and none of them names now, is nobody's."""
    owned = {each: one.id for one in publishers.values() for each in _find_owned(one)}
    for name in publishers:
        before = known.get(PUBLISHERS, name)
        for table, key in _find_owned(before) if before else ():
            if (table, key) not in owned:
                yield Remove(table, key)
    for (table, key), name in owned.items():
        yield Put(table, table.row(key, name))


def _find_owners(publishers: Mapping[str, Publisher], known: Known) -> dict[tuple[Table[Any], str], str]:
    """Whose everything is that they name: its present owner's, or the first one's if nobody has it or keeps it."""
    owners = dict[tuple[Table[Any], str], str]()
    for one in publishers.values():
        for each in _find_owned(one):
            row = known.get(*each)
            owner = publishers.get(row.publisher_id) if row else None
            if row is not None and (owner is None or each in _find_owned(owner)):
                owners[each] = row.publisher_id
            owners.setdefault(each, one.id)
    return owners


def _without(keys: Set[str], publisher: Publisher) -> Publisher:
    """Keys of sources and of proofs are never alike: a source has a colon."""
    return replace(
        publisher,
        sources=tuple(source for source in publisher.sources if source not in keys),
        identity=None if _of_account(publisher.identity) in keys else publisher.identity,
        certificate=None if _of_certificate(publisher.certificate) in keys else publisher.certificate,
    )


def _find_owned(publisher: Publisher) -> list[tuple[Table[Any], str]]:
    """What it owns if nobody else does. An application owns nothing."""
    if publisher.status not in ("approved", "suspended"):
        return []
    return [
        *((OWNED_SOURCES, source) for source in publisher.sources),
        *((OWNED_PROOFS, proof) for proof in _proofs_of(publisher)),
    ]


def _is_of_another(proof: str | None, publisher: Publisher, known: Known) -> bool:
    owner = known.get(OWNED_PROOFS, proof) if proof else None
    return owner is not None and owner.publisher_id != publisher.id


def _proofs_of(publisher: Publisher) -> list[str]:
    return [proof for proof in (_of_account(publisher.identity), _of_certificate(publisher.certificate)) if proof]


def _of_account(identity: ExternalIdentity | None) -> str | None:
    return _digest(f"account:{identity.issuer}\n{identity.subject}") if identity else None


def _of_certificate(subject: str | None) -> str | None:
    return _digest(f"certificate:{subject}") if subject else None


def _digest(proof: str) -> str:
    """PostgreSQL's index takes no text of a thousand characters."""
    return sha256(proof.encode()).hexdigest()
