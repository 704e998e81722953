"""Why a JWT lets nobody in: enough for who builds a client, and nothing that helps to guess."""

from __future__ import annotations

from shared.web.problems import TokenUnknown, Unavailable


class JwtUnreadable(TokenUnknown):
    """This JWT cannot be read: it must be signed, compact, of 8 KiB at most, with `iss`, `sub`, `aud` and `exp`."""


class JwtOfUnknownIssuer(TokenUnknown):
    """This installation does not trust the issuer of this JWT: the claim `iss` must be one of its identity file."""


class JwtAlgorithm(TokenUnknown):
    """This JWT is signed in a way that is not allowed for its issuer: take RS256, PS256, ES256 or EdDSA."""


class JwtSignature(TokenUnknown):
    """The signature of this JWT is of none of the issuer's present keys: get a new JWT from it."""


class JwtExpired(TokenUnknown):
    """This JWT has expired: get a new one from its issuer."""


class JwtTooEarly(TokenUnknown):
    """This JWT is not valid yet: compare the clock of its issuer with the right time."""


class JwtForAnother(TokenUnknown):
    """This JWT is for another audience: ask the issuer for one whose claim `aud` names this installation."""


class AccountSuspended(TokenUnknown):
    """This publisher is suspended: an operator says why, and lets it in again."""


class KeyEnded(TokenUnknown):
    """This key has expired, or was revoked: go on with another one, or ask an operator for one."""


class IdentityProviderAway(Unavailable):
    """The keys of the JWT's issuer could not be fetched yet: try again soon."""
