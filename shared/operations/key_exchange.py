"""How TLS agrees on keys: the other side must not choose what a handshake costs us.

In finite fields it may choose numbers of 8,192 bits (TLS 1.3) or 10,000 (1.2). One handshake then takes 0.2 to 1.1 s of
processor, in which a process does nothing else. On the curve P-256 it takes a millisecond. Every TLS 1.3 has that one
(RFC 8446, 9.1), and so do all libraries for TLS 1.2.
"""

from __future__ import annotations

import ssl
from typing import Final

_CIPHERS: Final = "@SECLEVEL=2:ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!SHA1:!AESCCM"
"""Those that Python uses by itself, but the ones with finite fields. They are of TLS 1.2."""
_CURVE: Final = "prime256v1"


def bound_key_exchange(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same context for whom we do not know: keys are agreed on one curve, and once in a connection."""
    context.set_ciphers(_CIPHERS)
    context.set_ecdh_curve(_CURVE)
    context.options |= ssl.OP_NO_RENEGOTIATION
    return context
