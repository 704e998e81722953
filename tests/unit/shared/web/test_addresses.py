"""From where a request comes."""

from __future__ import annotations

import pytest
from starlette.types import Scope

from shared.web.server.addresses import find_address, find_network


def scope(forwarded: str, client: str | None = "127.0.0.1") -> Scope:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return {"type": "http", "headers": headers, "client": (client, 1) if client else None}


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::7, 192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::8", "2001:db8:1:2::/64"),
        ("", "127.0.0.1"),
        ("unknown", "unknown"),
    ],
)
def test_a_network_is_an_address_or_the_64_bits_that_one_has_all_of(forwarded: str, network: str) -> None:
    assert find_network(scope(forwarded)) == network


def test_the_address_is_the_last_one_that_the_gateway_names() -> None:
    assert find_address(scope("192.0.2.9, 2001:db8::7")) == "2001:db8::7"
    assert find_address(scope("", None)) == ""
