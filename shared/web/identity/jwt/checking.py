"""From a JWT to the principal whom it proves."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from re import fullmatch
from typing import Any, Final, Protocol

import orjson
from joserfc import jws
from joserfc.errors import JoseError

from shared.engine.principals import Principal
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.jwt.mapping import IdentityFile, Issuer
from shared.web.identity.jwt.problems import (
    IdentityProviderAway,
    JwtAlgorithm,
    JwtExpired,
    JwtForAnother,
    JwtOfUnknownIssuer,
    JwtSignature,
    JwtTooEarly,
    JwtUnreadable,
)

LONGEST: Final = 8192
"""Characters of a JWT."""
LONGEST_SUBJECT: Final = 255
LARGEST_INSTANT: Final = 253402300800
"""The year 10000, in seconds."""


class Registered(Protocol):
    """Who is registered with an account at an identity provider."""

    def with_identity(self, issuer: str, subject: str) -> Principal | None:
        """The publisher with this account, or None."""


@dataclass(frozen=True, slots=True)
class Jwts:
    """Checks JWTs of the trusted issuers; without any it knows none."""

    issuers: Mapping[str, IssuerKeys]
    """By the claim `iss`."""
    registered: Registered
    now: Callable[[], float] = field(default=time.time)

    async def principal_for(self, token: str) -> Principal:
        """Whom this JWT proves: a registered publisher, or who its claims say. Raises TokenUnknown with the reason."""
        unchecked = _read_unchecked(token)
        claims = _claims_of(unchecked)
        keys = self.issuers.get(str(claims.get("iss")))
        if keys is None:
            raise JwtOfUnknownIssuer
        await _check_signature(token, unchecked, keys)
        self._check_claims(claims, keys.issuer)
        issuer, subject = keys.issuer, str(claims["sub"])
        publisher = self.registered.with_identity(issuer.issuer, subject)
        if publisher is not None:
            return replace(publisher, proof=f"jwt {issuer.name}")
        return _build_principal(issuer, subject, claims)

    def _check_claims(self, claims: Mapping[str, Any], issuer: Issuer) -> None:
        now, skew = self.now(), issuer.clock_skew_seconds
        if _instant(claims, "exp", None) <= now - skew:
            raise JwtExpired
        if max(_instant(claims, "nbf", 0), _instant(claims, "iat", 0)) > now + skew:
            raise JwtTooEarly
        audience = claims.get("aud")
        if issuer.audience not in (audience if isinstance(audience, list) else [audience]):
            raise JwtForAnother
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
            raise JwtUnreadable


def build_jwts(file: IdentityFile | None, registered: Registered) -> Jwts:
    """Those of the file; without one no JWT lets anybody in."""
    issuers: Sequence[Issuer] = file.issuers if file else ()
    return Jwts({one.issuer: IssuerKeys(one) for one in issuers}, registered)


def is_jwt(bearer: str) -> bool:
    """Whether it has the form of one. No token or key of ours has."""
    return bearer.startswith("ey") and bearer.count(".") == 2


def _read_unchecked(token: str) -> jws.CompactSignature:
    """Header and payload, of which nothing is believed yet."""
    if len(token) > LONGEST or not token.isascii():
        raise JwtUnreadable
    try:
        return jws.extract_compact(token.encode())
    except (JoseError, ValueError, TypeError):
        raise JwtUnreadable from None


def _claims_of(read: jws.CompactSignature) -> Mapping[str, Any]:
    try:
        claims = orjson.loads(read.payload)
    except ValueError:
        raise JwtUnreadable from None
    if not isinstance(claims, dict):
        raise JwtUnreadable
    return claims


async def _check_signature(token: str, unchecked: jws.CompactSignature, keys: IssuerKeys) -> None:
    """Raises JwtAlgorithm, JwtSignature, or IdentityProviderAway where no key was ever fetched."""
    header = unchecked.headers()
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in keys.issuer.algorithms:
        raise JwtAlgorithm
    key = await keys.find(kid if isinstance(kid, str) else None)
    if key is None:
        raise JwtSignature if keys.fetched else IdentityProviderAway
    try:
        checked = jws.deserialize_compact(token, key, algorithms=[str(algorithm)])
    except (JoseError, ValueError, TypeError):
        raise JwtSignature from None
    if checked.payload != unchecked.payload:  # a header that changes how it is read
        raise JwtSignature


def _instant(claims: Mapping[str, Any], name: str, usual: int | None) -> float:
    """Seconds since 1970. Raises JwtUnreadable where it is none."""
    value = claims.get(name, usual)
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < LARGEST_INSTANT:
        raise JwtUnreadable
    return float(value)


def _build_principal(issuer: Issuer, subject: str, claims: Mapping[str, Any]) -> Principal:
    """Called `ISSUER:SUBJECT`: the colon keeps it from the names of tokens and publishers."""
    plain = fullmatch(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,62}", subject)
    name = subject if plain else sha256(subject.encode()).hexdigest()
    rights = issuer.find_rights(claims)
    return Principal(
        f"{issuer.name}:{name}",
        rights.audience,
        frozenset(rights.parties),
        may_command=rights.may_command,
        may_operate=rights.may_operate,
        proof=f"jwt {issuer.name}",
    )
