"""What the address of keys answers, for the OpenAPI document."""

from __future__ import annotations

from pydantic import BaseModel


class PublicKey(BaseModel):
    """A key as RFC 8037 writes it."""

    kty: str
    crv: str
    x: str
    alg: str
    use: str
    kid: str
    """Its thumbprint (RFC 7638): the header of each signature names it."""


class KeysOfEditions(BaseModel):
    """The keys that are believed."""

    keys: list[PublicKey]
