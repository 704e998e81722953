"""JWTs of a real Keycloak: client credentials, discovery, its keys. `KEYCLOAK_FROM=maven pytest …` runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.web.identity.jwt.checking import build_jwts
from shared.web.identity.jwt.mapping import IdentityFile
from shared.web.problems import TokenUnknown
from tests.integration.test_identity_provider import Registered
from tests.support.keycloak import is_allowed, keycloak
from tests.support.provider import AUDIENCE


@pytest.mark.slow
@pytest.mark.skipif(not is_allowed(), reason="Keycloak is 160 MB: KEYCLOAK_FROM=maven allows it")
async def test_a_service_account_of_keycloak_is_let_in_and_one_for_another_audience_is_not(tmp_path: Path) -> None:
    with keycloak(tmp_path) as provider:
        rules = [{"when": {"azp": "unodc-cases"}, "audience": "un"}]
        issuer = {"name": "keycloak", "issuer": provider.issuer, "audience": AUDIENCE, "rules": rules}
        jwts = build_jwts(IdentityFile.model_validate({"issuers": [issuer]}), Registered(provider.issuer))
        found = await jwts.principal_for(provider.token("unodc-cases"))
        assert (found.audience, found.proof) == ("un", "jwt keycloak")
        with pytest.raises(TokenUnknown) as raised:
            await jwts.principal_for(provider.token("elsewhere"))
        assert raised.value.code == "jwt-for-another"
