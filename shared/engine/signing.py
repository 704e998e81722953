"""Signs what an installation vouches for, as a JWS with Ed25519 (RFC 7515, RFC 9864). Pure: it has no chance in it.

Keys are texts of hexadecimal digits, 64 each, which are private; behind `public:` stands one that only checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

ALGORITHM: Final = "Ed25519"
PUBLIC: Final = "public:"
"""Before a key that signs no more."""

Statement = Mapping[str, object]
"""What is signed: JSON with its names in order."""


class NoKey(Exception):
    """Something is to be signed, and this process was given no key."""


@dataclass(frozen=True)
class Signer:
    """The keys of an installation. The first one signs; all of them are believed."""

    keys: tuple[OKPKey, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, OKPKey]:
        return {key.thumbprint(): key for key in self.keys}

    @property
    def name(self) -> str:
        """The thumbprint of the key that signs (RFC 7638). Raises NoKey."""
        if not self.keys or not self.keys[0].is_private:
            raise NoKey
        return self.keys[0].thumbprint()

    def sign(self, statement: Statement) -> str:
        """The statement with its signature, as a JWS in its compact form. Raises NoKey."""
        header = {"alg": ALGORITHM, "kid": self.name}
        return jws.serialize_compact(header, _dump(statement), self.keys[0], algorithms=[ALGORITHM])

    def has_signed(self, statement: Statement, signature: str) -> bool:
        """Whether one of these keys signed this statement so."""
        try:
            name = jws.extract_compact(signature.encode()).headers().get("kid")
            key = self._by_name.get(str(name))
            if key is None:
                return False
            return jws.deserialize_compact(signature, key, algorithms=[ALGORITHM]).payload == _dump(statement)
        except (JoseError, ValueError):
            return False

    def list_public_keys(self) -> list[dict[str, Any]]:
        """The public half of each, as a JWK Set has them; the first one signs."""
        about = {"alg": ALGORITHM, "use": "sig"}
        return [{**key.as_dict(private=False), **about, "kid": name} for name, key in self._by_name.items()]


UNSIGNED: Final = Signer()
"""Where nothing is to be signed."""


def read_keys(text: str) -> Signer:
    """The keys in this text, with spaces or ends of lines between them. Raises ValueError, which repeats no key."""
    keys = tuple(_read_key(word) for word in text.split())
    if not keys or not keys[0].is_private:
        raise ValueError("the first key should be 64 hexadecimal digits, and sign")
    return Signer(keys)


def _read_key(word: str) -> OKPKey:
    digits = word.removeprefix(PUBLIC)
    if len(digits) != 64 or not set(digits.lower()) <= set("0123456789abcdef"):
        raise ValueError(f"a key should be 64 hexadecimal digits, or {PUBLIC} and 64 of them")
    raw = bytes.fromhex(digits)
    if word.startswith(PUBLIC):
        return OKPKey.import_key(Ed25519PublicKey.from_public_bytes(raw))
    return OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(raw))


def _dump(statement: Statement) -> bytes:
    return orjson.dumps(statement, option=orjson.OPT_SORT_KEYS)
