"""How TLS agrees on keys: the other side must not choose what a handshake costs us.

In finite fields it may choose numbers of 8,192 bits (TLS 1.3) or 10,000 (1.2). One handshake then takes 0.2 to 1.1 s of
processor, in which a process does nothing else. On a curve it takes a millisecond or two.
"""

from __future__ import annotations

import ssl
from functools import cache
from typing import Final

_CIPHERS: Final = "@SECLEVEL=2:ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!SHA1:!AESCCM"
"""Those that Python uses by itself, but the ones with finite fields. They are of TLS 1.2."""
P_256: Final = "prime256v1"
"""The curve that every TLS 1.3 has (RFC 8446, 9.1), and all libraries for TLS 1.2 too."""
CURVES: Final = (P_256, "secp384r1", "X25519")
"""Those that servers of others have. Some have only one of the later ones."""


def bound_key_exchange(context: ssl.SSLContext, curve: str | None = P_256) -> ssl.SSLContext:
    """The same context for whom we do not know: keys are agreed on this curve alone, and once in a connection.

    Python's `ssl` takes one curve. None leaves the fields of TLS 1.3, which cost 0.2 s.
    """
    context.set_ciphers(_CIPHERS)
    if curve is not None:
        context.set_ecdh_curve(curve)
    context.options |= ssl.OP_NO_RENEGOTIATION
    return context


@cache
def trust_authorities(curve: str | None = None) -> ssl.SSLContext:
    """For calls of others: believes the usual authorities. Made once, since reading them takes a while."""
    from httpx import create_ssl_context  # noqa: PLC0415 - Kafka's gate calls nobody by HTTP

    return bound_key_exchange(create_ssl_context(), curve)


@cache
def trust_alone(authorities: str) -> ssl.SSLContext:
    """For calls of one whose certificate others vouch for: believes these (PEM), and none of the usual ones."""
    return bound_key_exchange(ssl.create_default_context(cadata=authorities), None)
