"""In TLS nobody chooses what a handshake costs the other side: keys are agreed on one curve alone."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest

from ctc.tls import build_own_tls
from shared.operations.key_exchange import P_256, trust_authorities
from shared.operations.settings import Settings
from tests.support.mail_server import make_certificate

NUMBER_OF_P_256 = bytes.fromhex("0017")


def shake_hands(client: ssl.SSLContext, server: ssl.SSLContext) -> str:
    """The cipher on which both agree. Raises SSLError where they do not."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname="localhost"),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _ in range(5):
        for one in ends:
            try:
                one.do_handshake()
            except ssl.SSLWantReadError:
                continue
    agreed = ends[0].cipher()
    assert agreed is not None
    return agreed[0]


def list_groups(client: ssl.SSLContext) -> bytes:
    """What its first message offers to agree on."""
    hello = ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        client.wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost").do_handshake()
    _, _, rest = hello.read().partition(bytes.fromhex("000a"))
    while int.from_bytes(rest[:2]) != int.from_bytes(rest[2:4]) + 2:  # those two bytes stand elsewhere too
        _, found, rest = rest.partition(bytes.fromhex("000a"))
        assert found
    return rest[4 : 2 + int.from_bytes(rest[:2])]


@pytest.fixture
def caller() -> ssl.SSLContext:
    """That of webhooks, which believes the test's certificate."""
    context = trust_authorities.__wrapped__(P_256)  # not the one that is kept
    context.load_verify_locations(make_certificate()[0])
    return context


@pytest.fixture
def endpoint() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate())
    return context


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """That of services and of Kafka's gate."""
    for name, file in zip(("CTC_TLS_CERTIFICATE", "CTC_TLS_KEY"), make_certificate(), strict=True):
        monkeypatch.setenv(name, str(file))
    context = build_own_tls(Settings())
    assert context is not None
    return context


def test_a_webhook_s_endpoint_is_offered_one_curve_and_no_finite_field(caller: ssl.SSLContext) -> None:
    assert list_groups(ssl.create_default_context()) != NUMBER_OF_P_256
    assert list_groups(caller) == NUMBER_OF_P_256


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_usual_endpoints_are_reached(caller: ssl.SSLContext, endpoint: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    endpoint.minimum_version = endpoint.maximum_version = version
    assert shake_hands(caller, endpoint)


def test_an_endpoint_that_wants_numbers_of_its_own_is_not(
    caller: ssl.SSLContext, endpoint: ssl.SSLContext, tmp_path: Path
) -> None:
    numbers = str(tmp_path / "numbers.pem")
    command = ["openssl", "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:ffdhe2048", "-out", numbers]
    subprocess.run(command, check=True, capture_output=True)
    endpoint.maximum_version = ssl.TLSVersion.TLSv1_2
    endpoint.set_ciphers("DHE+AESGCM")
    endpoint.load_dh_params(numbers)
    usual = ssl.create_default_context(cafile=str(make_certificate()[0]))
    assert shake_hands(usual, endpoint).startswith("DHE-")
    with pytest.raises(ssl.SSLError):
        shake_hands(caller, endpoint)


def test_a_stranger_s_handshake_with_us_is_on_that_curve_or_ends_at_its_first_message(own: ssl.SSLContext) -> None:
    usual = ssl.create_default_context(cafile=str(make_certificate()[0]))
    assert shake_hands(usual, own)
    usual.set_ecdh_curve("X448")
    with pytest.raises(ssl.SSLError):
        shake_hands(usual, own)
