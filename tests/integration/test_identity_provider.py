"""JWTs of an identity provider: real signed tokens, real HTTP. Whom they let in, and why others stay out."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from joserfc import jwk

from shared.engine.principals import Principal
from shared.web.identity.jwt import keys as fetching
from shared.web.identity.jwt.checking import Jwts, build_jwts
from shared.web.identity.jwt.discovery import NotFetched
from shared.web.identity.jwt.mapping import IdentityFile
from shared.web.problems import TokenUnknown, Unavailable
from tests.support.provider import AUDIENCE, Provider, identity_provider

RULES = [
    {"when": {"groups": "ctc-officers"}, "audience": "committee", "may_command": True},
    {"when": {"groups": "mission-kenya"}, "parties": ["state:KEN"]},
    {"when": {"realm_access.roles": "operator"}, "may_operate": True},
]
PUBLISHER = Principal("unodc-cases", "un", frozenset({"publisher:unodc-cases"}))


class Registered:
    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def with_identity(self, issuer: str, subject: str) -> Principal | None:
        return PUBLISHER if (issuer, subject) == (self.issuer, "cases-client") else None


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with identity_provider() as one:
        yield one


@pytest.fixture
def jwts(provider: Provider) -> Jwts:
    return trusting(provider)


def trusting(provider: Provider, **more: Any) -> Jwts:
    issuer = {"name": "login", "issuer": provider.issuer, "audience": AUDIENCE, "rules": RULES, **more}
    return build_jwts(IdentityFile.model_validate({"issuers": [issuer]}), Registered(provider.issuer))


async def refusal(jwts: Jwts, token: str) -> str:
    with pytest.raises(TokenUnknown) as raised:
        await jwts.principal_for(token)
    return raised.value.code


def write_unsigned(**parts: Any) -> str:
    header, claims = (
        base64.urlsafe_b64encode(json.dumps(parts[name]).encode()).rstrip(b"=").decode()
        for name in ("header", "claims")
    )
    return f"{header}.{claims}."


# ---- who is let in ------------------------------------------------------------------------------


async def test_an_account_that_no_rule_maps_is_somebody_without_rights(provider: Provider, jwts: Jwts) -> None:
    found = await jwts.principal_for(provider.sign())
    assert (found.name, found.audience, found.parties) == ("login:subject-1", "public", frozenset())
    assert (found.may_command, found.may_operate, found.proof) == (False, False, "jwt login")


async def test_rights_follow_from_claims_and_add_up(provider: Provider, jwts: Jwts) -> None:
    groups = ["mission-kenya", "ctc-officers", "others"]
    found = await jwts.principal_for(provider.sign(groups=groups, realm_access={"roles": ["operator"]}))
    assert (found.audience, found.parties) == ("committee", frozenset({"state:KEN"}))
    assert (found.may_command, found.may_operate) == (True, True)
    found = await jwts.principal_for(provider.sign(groups="ctc-officers-not"))
    assert (found.audience, found.may_command) == ("public", False)


async def test_the_account_of_a_registered_publisher_is_that_publisher(provider: Provider, jwts: Jwts) -> None:
    found = await jwts.principal_for(provider.sign(sub="cases-client", groups=["ctc-officers"]))
    assert (found, found.proof) == (PUBLISHER, "jwt login")


@pytest.mark.parametrize("subject", ["a b", "../x", "Ünï", "x" * 255])
async def test_a_subject_that_could_not_stand_in_a_log_gets_a_name(
    provider: Provider, jwts: Jwts, subject: str
) -> None:
    found = await jwts.principal_for(provider.sign(sub=subject))
    assert found.name.removeprefix("login:").isalnum()
    assert len(found.name) == len("login:") + 64


# ---- who is not ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"aud": "another"}, "jwt-for-another"),
        ({"aud": ["another", "third"]}, "jwt-for-another"),
        ({"aud": None}, "jwt-for-another"),
        ({"exp": 1_700_000_000}, "jwt-expired"),
        ({"exp": None}, "jwt-unreadable"),
        ({"exp": "soon"}, "jwt-unreadable"),
        ({"exp": True}, "jwt-unreadable"),
        ({"exp": 10**30}, "jwt-unreadable"),
        ({"nbf": 4_000_000_000}, "jwt-too-early"),
        ({"iss": "https://elsewhere.example"}, "jwt-of-unknown-issuer"),
        ({"iss": None}, "jwt-of-unknown-issuer"),
        ({"sub": None}, "jwt-unreadable"),
        ({"sub": ""}, "jwt-unreadable"),
        ({"sub": "x" * 256}, "jwt-unreadable"),
        ({"padding": "x" * 9000}, "jwt-unreadable"),
    ],
)
async def test_a_claim_that_does_not_fit_gets_one_clear_answer(
    provider: Provider, jwts: Jwts, claims: dict[str, Any], code: str
) -> None:
    assert await refusal(jwts, provider.sign(**claims)) == code


async def test_a_clock_five_minutes_off_is_not_believed_and_half_a_minute_is(provider: Provider, jwts: Jwts) -> None:
    now = int(time.time())
    assert await refusal(jwts, provider.sign(iat=now + 300, exp=now + 600)) == "jwt-too-early"
    assert await refusal(jwts, provider.sign(iat=now - 600, exp=now - 300)) == "jwt-expired"
    assert (await jwts.principal_for(provider.sign(iat=now + 30, exp=now + 300))).name
    assert (await jwts.principal_for(provider.sign(exp=now - 30))).name


async def test_no_signature_is_none(provider: Provider, jwts: Jwts) -> None:
    claims = {"iss": provider.issuer, "aud": AUDIENCE, "sub": "x", "exp": int(time.time()) + 300}
    for algorithm in ("none", "None", "NONE"):
        assert await refusal(jwts, write_unsigned(header={"alg": algorithm}, claims=claims)) == "jwt-algorithm"
    assert (
        await refusal(jwts, write_unsigned(header={"alg": "RS256", "kid": "first"}, claims=claims)) == "jwt-signature"
    )


async def test_the_public_key_is_no_shared_secret(provider: Provider, jwts: Jwts) -> None:
    claims = {"iss": provider.issuer, "aud": AUDIENCE, "sub": "x", "exp": int(time.time()) + 300}
    text = write_unsigned(header={"alg": "HS256", "kid": "first"}, claims=claims).removesuffix(".")
    signature = hmac.digest(provider.keys["first"].as_pem(private=False), text.encode(), "sha256")
    token = f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
    assert await refusal(jwts, token) == "jwt-algorithm"


async def test_another_key_under_a_known_name_signs_nothing(provider: Provider, jwts: Jwts) -> None:
    assert await refusal(jwts, provider.sign(key=jwk.RSAKey.generate_key(2048))) == "jwt-signature"
    token = provider.sign()
    assert await refusal(jwts, token[:-8] + "AAAAAAAA") == "jwt-signature"
    header, _, signature = token.split(".")
    forged = base64.urlsafe_b64encode(b'{"iss": "%b", "sub": "me"}' % provider.issuer.encode()).rstrip(b"=").decode()
    assert await refusal(jwts, f"{header}.{forged}.{signature}") == "jwt-signature"


async def test_an_algorithm_that_the_issuer_does_not_use_is_refused(provider: Provider) -> None:
    assert await refusal(trusting(provider, algorithms=["ES256"]), provider.sign()) == "jwt-algorithm"


@pytest.mark.parametrize("junk", ["ey..", "eyJ.e.e", "ey\udcff.a.b", "eyJhbGciOiJSUzI1NiJ9.W10.e", "ey" + "." * 2])
async def test_junk_in_the_form_of_a_jwt_is_unreadable(jwts: Jwts, junk: str) -> None:
    assert await refusal(jwts, junk) == "jwt-unreadable"


async def test_other_kinds_of_keys_check_signatures_too(provider: Provider, jwts: Jwts) -> None:
    for kid, algorithm, key in (
        ("ec", "ES256", jwk.ECKey.generate_key("P-256", {"kid": "ec"})),
        ("ed", "EdDSA", jwk.OKPKey.generate_key("Ed25519", {"kid": "ed"})),
    ):
        provider.keys[kid] = key  # type: ignore[assignment]
        token = provider.sign(algorithm=algorithm, kid=kid)
        assert (await trusting(provider).principal_for(token)).name == "login:subject-1", algorithm
    assert (
        await refusal(jwts, provider.sign(algorithm="PS256", kid="ec", key=provider.keys["first"])) == "jwt-signature"
    )


# ---- keys that rotate ---------------------------------------------------------------------------


async def test_keys_rotate_without_a_restart(provider: Provider, jwts: Jwts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SHORTEST_GAP", 0.05)
    old = provider.sign()
    await jwts.principal_for(old)
    provider.rotate("second")
    await asyncio.sleep(0.1)
    assert (await jwts.principal_for(provider.sign())).name == "login:subject-1"
    assert await refusal(jwts, old) == "jwt-signature"


async def test_a_flood_of_unknown_keys_fetches_once_and_delays_nobody(provider: Provider, jwts: Jwts) -> None:
    good, key = provider.sign(), jwk.RSAKey.generate_key(2048)
    await jwts.principal_for(good)
    invented = [provider.sign(kid=f"invented-{number}", key=key) for number in range(50)]
    codes = await asyncio.gather(*(refusal(jwts, token) for token in invented))
    await jwts.principal_for(good)
    assert set(codes) == {"jwt-signature"}
    assert provider.asked == 1


async def test_a_known_key_never_waits_for_a_provider_that_hangs(
    provider: Provider, jwts: Jwts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SHORTEST_GAP", 0.0)
    monkeypatch.setattr(fetching, "PATIENCE", 2.0)
    good = provider.sign()
    await jwts.principal_for(good)
    provider.hangs = True
    waiting = asyncio.create_task(refusal(jwts, provider.sign(kid="invented")))
    await asyncio.sleep(0.05)
    await jwts.principal_for(good)
    assert not waiting.done()
    assert await waiting == "jwt-signature"


async def test_a_provider_that_is_away_leaves_the_known_keys_in_use(
    provider: Provider, jwts: Jwts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SHORTEST_GAP", 0.0)
    good = provider.sign()
    await jwts.principal_for(good)
    provider.away = True
    assert await refusal(jwts, provider.sign(kid="invented")) == "jwt-signature"
    assert (await jwts.principal_for(good)).name == "login:subject-1"


async def test_without_any_keys_yet_it_is_unavailable_and_not_wrong(provider: Provider, jwts: Jwts) -> None:
    provider.away = True
    with pytest.raises(Unavailable) as raised:
        await jwts.principal_for(provider.sign())
    assert raised.value.code == "identity-provider-away"


async def test_keys_that_are_too_weak_or_secret_are_not_used(provider: Provider) -> None:
    weak = jwk.RSAKey.generate_key(1024, {"kid": "weak"}).as_dict(private=False)
    secret = jwk.OctKey.generate_key(256, {"kid": "secret"}).as_dict(private=True)
    good = provider.keys["first"].as_dict(private=False)
    assert set(fetching.read_keys({"keys": [weak, secret, good, "junk", {"kty": "EC"}]})) == {"first", None}
    with pytest.raises(NotFetched):
        fetching.read_keys({"keys": [weak, secret]})
