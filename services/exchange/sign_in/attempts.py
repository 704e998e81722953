"""A sign-in that was begun: what must come back, kept by the browser that began it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import urlencode

import orjson

from shared.engine.refusal import Refusal
from shared.web.identity.ways_back import is_way_back

COOKIE: Final = "ctc-sign-in"
SECONDS: Final = 600
"""For which the browser keeps it: a person has so long at the provider."""


class SignInNotBegun(Refusal):
    """This browser has not begun this sign-in, or has ended it: begin again at `/sign-in`, and allow cookies."""

    status = 403


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sign-in. All but the way back is drawn at random."""

    issuer: str
    """The provider's short name."""
    state: str
    """By which the answer is known to be to this browser's question."""
    nonce: str
    """Which the ID token repeats."""
    verifier: str
    """Whoever redeems the code must know it (PKCE)."""
    back: str
    """A path of ours: where the person goes then."""


def write_attempt(attempt: Attempt) -> str:
    """As a cookie's value."""
    return urlsafe_b64encode(orjson.dumps(asdict(attempt))).decode().rstrip("=")


def read_attempt(cookie: str | None, state: str) -> Attempt:
    """The sign-in to which this `state` belongs. Raises SignInNotBegun where the browser has begun no such one."""
    try:
        attempt = Attempt(**orjson.loads(urlsafe_b64decode(f"{cookie}===")))
    except (ValueError, TypeError):
        raise SignInNotBegun from None
    texts = all(isinstance(one, str) and one for one in asdict(attempt).values())
    if not texts or attempt.state != state or not is_way_back(attempt.back):
        raise SignInNotBegun
    return attempt


def write_question(attempt: Attempt, client_id: str, scopes: tuple[str, ...], redirect_uri: str) -> str:
    """The parameters with which the browser comes to the provider."""
    challenge = urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).decode().rstrip("=")
    return urlencode(
        {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": redirect_uri,
            "scope": " ".join(("openid", *scopes)),
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
    )


def add_question(address: str, question: str) -> str:
    """The provider's address with the question behind it."""
    return f"{address}{'&' if '?' in address else '?'}{question}"
