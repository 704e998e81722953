"""Who asks, whichever way they prove it: a token of the file, a registered publisher's key, or a JWT."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from shared.engine.principals import Principal
from shared.web.identity.directory import Directory
from shared.web.identity.jwt.checking import Jwts, is_jwt
from shared.web.identity.sessions import Sessions
from shared.web.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Identities:
    """Asks each way in turn."""

    tokens: Tokens
    directory: Directory
    jwts: Jwts
    sessions: Sessions | None
    """Who is signed in; None where nobody can sign in."""

    @property
    def questions(self) -> Mapping[str, Callable[[], Awaitable[str | None]]]:
        """What readiness asks of it: what is wrong, in one line."""
        return {"tokens": self.tokens.find_problem}

    async def principal_for(self, bearer: str) -> Principal | None:
        """Whose bearer token this is, or None. Raises TokenUnknown with the reason for a JWT that proves nobody."""
        if is_jwt(bearer):
            return await self.jwts.principal_for(bearer)
        return await self.tokens.principal_for(bearer) or await self.directory.principal_for(bearer)

    def senders_of(self, source: str) -> tuple[Principal, ...]:
        """The principals that are registered for exactly this source: of an event on Kafka nobody showed a token.

        Without any it is the owner's, where this process printed the owner's token.
        """
        return self.directory.senders_of(source) or self.tokens.senders_of(source)

    def principal_named(self, itself: str) -> Principal | None:
        """Who is this party alone (`Principal.itself`), with its present rights; None for whoever is not let in.

        A publisher may have the name of a token's principal, and has not its rights.
        """
        kind, _, name = itself.partition(":")
        return self.directory.principal_named(name) if kind == "publisher" else self.tokens.principal_named(itself)
