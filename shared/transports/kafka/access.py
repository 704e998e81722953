"""Kafka's users and rights: reading and changing them. aiokafka cannot do it, so this is confluent-kafka's client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialAlteration,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from shared.engine.port import TransportAway
from shared.transports.kafka.security import Security

PATIENCE: Final = 30.0
"""Seconds in which Kafka must have answered."""
ITERATIONS: Final = 8192
"""Of SCRAM's hash. The passwords have 256 random bits, so more would protect nothing."""
ANY_HOST: Final = "*"
NO_CREDENTIALS: Final = 91
"""Kafka's number of the error that there is nothing to delete."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """That a user may do something with a topic, a group or whatever else Kafka has; or may not."""

    user: str
    operation: str
    """Such as `read` or `write`."""
    resource: str
    """`topic`, `group` or another kind."""
    name: str
    pattern: Literal["literal", "prefixed"] = "literal"
    """Whether the name is whole, or the beginning of names."""
    permission: Literal["allow", "deny"] = "allow"
    host: str = ANY_HOST

    def __str__(self) -> str:
        may = "may" if self.permission == "allow" else "may not"
        name = self.name if self.pattern == "literal" else f"{self.name}*"
        return f"{self.user} {may} {self.operation} {self.resource} {name}"


@dataclass(slots=True)
class UsersOfKafka:
    """A connection for these tasks. Everything raises TransportAway if Kafka cannot be reached or refuses."""

    bootstrap: str
    security: Security
    _client: AdminClient = field(init=False)
    _trouble: str = ""
    """What the client last said about the connection."""

    def __post_init__(self) -> None:
        settings: dict[str, Any] = {
            "bootstrap.servers": self.bootstrap,
            "client.id": "ctc-access",
            "error_cb": self._note,
            **self.security.for_confluent(),
        }
        silent = logging.getLogger("confluent_kafka")
        silent.addHandler(logging.NullHandler())
        silent.propagate = False  # what it would say is raised
        self._client = AdminClient(settings, logger=silent)

    async def read_rights(self) -> frozenset[Right]:
        """Every right of every user."""
        everything = AclBindingFilter(
            ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY
        )
        bindings = await self._wait(lambda: self._client.describe_acls(everything, request_timeout=PATIENCE))
        return frozenset(map(_right_of, bindings))

    async def grant(self, rights: Iterable[Right]) -> None:
        """Adds these rights."""
        bindings = [AclBinding(*_words_of(right)) for right in rights]
        if bindings:
            await self._wait_all(lambda: self._client.create_acls(bindings, request_timeout=PATIENCE))

    async def revoke(self, rights: Iterable[Right]) -> None:
        """Takes these rights away. They end at once, on connections that are open too."""
        filters = [AclBindingFilter(*_words_of(right)) for right in rights]
        if filters:
            await self._wait_all(lambda: self._client.delete_acls(filters, request_timeout=PATIENCE))

    async def users(self) -> frozenset[str]:
        """Who has a password here."""
        found: Mapping[str, object] = await self._wait(
            lambda: self._client.describe_user_scram_credentials(request_timeout=PATIENCE)
        )
        return frozenset(found)

    async def set_passwords(self, passwords: Mapping[str, str]) -> None:
        """Gives these users these passwords. Kafka gets a salted hash of each, and never the password."""
        info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS)
        await self._alter([UserScramCredentialUpsertion(user, info, new.encode()) for user, new in passwords.items()])

    async def remove_passwords(self, users: Iterable[str]) -> None:
        """These users can log in no more. Connections that are open stay, without their rights."""
        for mechanism in (ScramMechanism.SCRAM_SHA_512, ScramMechanism.SCRAM_SHA_256):
            await self._alter([UserScramCredentialDeletion(user, mechanism) for user in users])

    async def _alter(self, alterations: list[UserScramCredentialAlteration]) -> None:
        if alterations:
            await self._wait_all(
                lambda: self._client.alter_user_scram_credentials(alterations, request_timeout=PATIENCE)
            )

    async def _wait_all(self, ask: Callable[[], Mapping[Any, Future[Any]]]) -> None:
        futures = await self._guard(asyncio.to_thread(ask))
        for future in futures.values():
            with suppress(NothingThere):
                await self._guard(asyncio.wrap_future(future))

    async def _wait(self, ask: Callable[[], Future[Answer]]) -> Answer:
        future = await self._guard(asyncio.to_thread(ask))
        return await self._guard(asyncio.wrap_future(future))

    async def _guard(self, asking: Awaitable[Answer]) -> Answer:
        try:
            return await asking
        except KafkaException as error:
            raise self._explain(error.args[0]) from error

    def _explain(self, error: KafkaError) -> TransportAway:
        code = error.code()
        if code == NO_CREDENTIALS:
            return NothingThere(str(error.str()))
        if code == KafkaError.SECURITY_DISABLED:
            return TransportAway(f"Kafka at {self.bootstrap} asks nobody for rights: set its authorizer.class.name")
        return TransportAway(f"Kafka at {self.bootstrap} did not do it: {error.str()}{self._trouble}")

    def _note(self, error: KafkaError) -> None:
        self._trouble = f" ({error.str()})"


class NothingThere(TransportAway):
    """What should be removed is not there."""


def _right_of(binding: AclBinding) -> Right:
    return Right(
        binding.principal.removeprefix("User:"),
        binding.operation.name.lower(),
        binding.restype.name.lower(),
        binding.name,
        "prefixed" if binding.resource_pattern_type == ResourcePatternType.PREFIXED else "literal",
        "allow" if binding.permission_type == AclPermissionType.ALLOW else "deny",
        binding.host,
    )


def _words_of(
    right: Right,
) -> tuple[ResourceType, str, ResourcePatternType, str, str, AclOperation, AclPermissionType]:
    return (
        ResourceType[right.resource.upper()],
        right.name,
        ResourcePatternType[right.pattern.upper()],
        f"User:{right.user}",
        right.host,
        AclOperation[right.operation.upper()],
        AclPermissionType[right.permission.upper()],
    )
