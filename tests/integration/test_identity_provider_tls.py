"""An identity provider behind TLS: whose certificates are believed, and what the log says where none is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from ctc.tls import build_own_tls
from shared.operations.settings import Settings
from shared.web.identity.jwt.checking import Jwts, build_jwts
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.jwt.mapping import IdentityFile, Issuer
from shared.web.problems import Unavailable
from tests.integration.test_identity_provider import RULES, Registered, trusting
from tests.support.logged import catch_logs
from tests.support.provider import AUDIENCE, Provider, identity_provider
from tests.support.walled_kafka import make_certificates


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An authority's certificate, and the file with the provider's own."""
    authority, both = make_certificates(tmp_path_factory.mktemp("provider") / "certificates")
    return authority.read_text(), both


@pytest.fixture
async def provider(certificates: tuple[str, Path]) -> AsyncIterator[Provider]:
    async with identity_provider(build_own_tls(Settings(tls_certificate=certificates[1]))) as one:
        yield one


async def test_a_provider_whose_authority_the_identity_file_names_is_believed(
    provider: Provider, certificates: tuple[str, Path]
) -> None:
    jwts = trusting(provider, authorities=certificates[0])
    assert (await jwts.principal_for(provider.sign())).name == "login:subject-1"
    issuer = Issuer(name="login", issuer=provider.issuer, audience=AUDIENCE, authorities=certificates[0])
    async with IssuerKeys(issuer).code_clients.lend() as client:  # as where people sign in
        assert (await client.get(f"{provider.issuer}/keys")).status_code == 200


async def test_a_provider_for_whom_nobody_vouches_is_not_and_the_log_says_why(provider: Provider) -> None:
    with catch_logs() as logged, pytest.raises(Unavailable):
        await trusting(provider).principal_for(provider.sign())
    (line,) = (line for line in logged.lines if line["event"].startswith("keys not fetched"))
    assert "SSLCertVerificationError [unable to get local issuer certificate]" in line["error"]


async def test_the_log_says_where_nobody_listens(provider: Provider) -> None:
    with catch_logs() as logged:
        with pytest.raises(Unavailable):
            await away("https://127.0.0.1:1").principal_for(provider.sign(iss="https://127.0.0.1:1"))
        with pytest.raises(Unavailable):
            await away("https://nowhere.invalid").principal_for(provider.sign(iss="https://nowhere.invalid"))
    refused, unknown = (line["error"] for line in logged.lines if line["event"].startswith("keys not fetched"))
    assert "ConnectionRefusedError [Connection refused]" in refused
    assert "gaierror [" in unknown


def away(url: str) -> Jwts:
    issuer: dict[str, Any] = {"name": "login", "issuer": url, "audience": AUDIENCE, "rules": RULES}
    return build_jwts(IdentityFile.model_validate({"issuers": [issuer]}), Registered(url))
