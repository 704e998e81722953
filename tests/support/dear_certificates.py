"""A certificate of a few hundred bytes that takes a fifth of a second to read."""

from __future__ import annotations

import ssl
from typing import Final

_PRIME: Final = 33_031 * 2**640 + 1
"""Square roots by it take 640 * 640 / 2 multiplications (Tonelli and Shanks). A compressed point needs one."""
_GENERATOR_X, _KEY_X = 2, 3
"""Points of y² = x³ + 7 whose roots take all those steps."""
_EC_PUBLIC_KEY, _PRIME_FIELD, _ECDSA_WITH_SHA256, _COMMON_NAME = (
    bytes.fromhex(number) for number in ("2a8648ce3d0201", "2a8648ce3d0101", "2a8648ce3d040302", "550403")
)


def build_dear_certificate() -> str:
    """As PEM: nobody signed it, and nobody needs it; whoever reads a chain with it has the work."""
    size = (_PRIME.bit_length() + 7) // 8
    field = _sequence(_name(_PRIME_FIELD), _integer(_PRIME))
    coefficients = _sequence(_octets(b"\0"), _octets(b"\7"))
    generator, key = (b"\2" + x.to_bytes(size, "big") for x in (_GENERATOR_X, _KEY_X))
    curve = _sequence(_integer(1), field, coefficients, _octets(generator), _integer(3))
    public_key = _sequence(_sequence(_name(_EC_PUBLIC_KEY), curve), _bits(key))
    name = _sequence(_tag(0x31, _sequence(_name(_COMMON_NAME), _tag(0x0C, b"synthetic"))))
    algorithm = _sequence(_name(_ECDSA_WITH_SHA256))
    valid = _sequence(_tag(0x17, b"260101000000Z"), _tag(0x17, b"360101000000Z"))
    version = _tag(0xA0, _integer(2))
    content = _sequence(version, _integer(1), algorithm, name, valid, name, public_key)
    signature = _bits(_sequence(_integer(1), _integer(1)))
    return ssl.DER_cert_to_PEM_cert(_sequence(content, algorithm, signature))


def _tag(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def _sequence(*parts: bytes) -> bytes:
    return _tag(0x30, *parts)


def _integer(number: int) -> bytes:
    return _tag(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _octets(content: bytes) -> bytes:
    return _tag(0x04, content)


def _bits(content: bytes) -> bytes:
    return _tag(0x03, b"\0" + content)


def _name(number: bytes) -> bytes:
    return _tag(0x06, number)
