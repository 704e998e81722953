"""From a JWT to the principal whom it proves."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
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
        """The publisher with this account, or None. Raises AccountSuspended."""


@dataclass(frozen=True, slots=True)
class SignInAsked:
    """For what a sign-in asked: a new ID token of this issuer, which repeats this number."""

    issuer: str
    """Its short name."""
    nonce: str


@dataclass(frozen=True, slots=True)
class Jwts:
    """Checks JWTs of the trusted issuers; without any it knows none."""

    issuers: Mapping[str, IssuerKeys]
    """By the claim `iss`."""
    registered: Registered
    now: Callable[[], float] = field(default=time.time)

    async def principal_for(self, token: str) -> Principal:
        """Whom this JWT proves: a registered publisher, or who its claims say. Raises TokenUnknown with the reason."""
        issuer, claims = await self._read(token)
        _check_audience(claims, issuer.audience)
        return self._find_principal(issuer, claims, "jwt")

    async def principal_signed_in(self, id_token: str, asked: SignInAsked | None = None) -> Principal:
        """Whom this ID token proves, which came to us when somebody signed in. Raises TokenUnknown with the reason.

        `asked`: at the end of a sign-in, for what it asked.
        """
        issuer, claims = await self._read(id_token)
        if issuer.sign_in is None:
            raise JwtOfUnknownIssuer
        client_id = issuer.sign_in.client_id
        _check_audience(claims, client_id)
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else client_id) != client_id:
            raise JwtForAnother
        if asked is not None and asked != SignInAsked(issuer.name, str(claims.get("nonce"))):
            raise JwtForAnother
        return self._find_principal(issuer, claims, "sign-in")

    def find_issuer(self, token: str) -> IssuerKeys | None:
        """Whose token this says it is, which is not checked here."""
        try:
            return self.issuers.get(str(_claims_of(_read_unchecked(token)).get("iss")))
        except JwtUnreadable:
            return None

    async def _read(self, token: str) -> tuple[Issuer, Mapping[str, Any]]:
        """Claims that their issuer has signed, and whose time is now. For whom they are is not checked yet."""
        unchecked = _read_unchecked(token)
        claims = _claims_of(unchecked)
        keys = self.issuers.get(str(claims.get("iss")))
        if keys is None:
            raise JwtOfUnknownIssuer
        await _check_signature(token, unchecked, keys)
        self._check_time(claims, keys.issuer.clock_skew_seconds)
        return keys.issuer, claims

    def _check_time(self, claims: Mapping[str, Any], skew: int) -> None:
        now = self.now()
        if _instant(claims, "exp", None) <= now - skew:
            raise JwtExpired
        if max(_instant(claims, "nbf", 0), _instant(claims, "iat", 0)) > now + skew:
            raise JwtTooEarly

    def _find_principal(self, issuer: Issuer, claims: Mapping[str, Any], way: str) -> Principal:
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
            raise JwtUnreadable
        publisher = self.registered.with_identity(issuer.issuer, subject)
        principal = publisher or _build_principal(issuer, subject, claims)
        until = datetime.fromtimestamp(_instant(claims, "exp", None), UTC)
        return replace(principal, proof=f"{way} {issuer.name}", until=until, account=(issuer.issuer, subject))


def build_jwts(file: IdentityFile | None, registered: Registered) -> Jwts:
    """Those of the file; without one no JWT lets anybody in."""
    issuers: Sequence[Issuer] = file.issuers if file else ()
    return Jwts({one.issuer: IssuerKeys(one) for one in issuers}, registered)


def is_jwt(bearer: str) -> bool:
    """Whether it has the form of one. No token or key of ours has."""
    return bearer.startswith("ey") and bearer.count(".") == 2


def _read_unchecked(token: str) -> jws.CompactSignature:
    """Header and payload, of which nothing is believed yet."""
    if len(token) > LONGEST or not fullmatch(r"[A-Za-z0-9_.-]+", token):
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


def _check_audience(claims: Mapping[str, Any], wanted: str) -> None:
    audience = claims.get("aud")
    if wanted not in (audience if isinstance(audience, list) else [audience]):
        raise JwtForAnother


async def _check_signature(token: str, unchecked: jws.CompactSignature, keys: IssuerKeys) -> None:
    """Raises JwtAlgorithm, JwtSignature, or IdentityProviderAway where no key was ever fetched."""
    header = unchecked.headers()
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in keys.issuer.algorithms:
        raise JwtAlgorithm
    key = await keys.find(kid if isinstance(kid, str) else None)
    if key is None:
        raise JwtSignature if keys.configuration else IdentityProviderAway
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
    )
