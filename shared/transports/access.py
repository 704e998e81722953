"""Who may do what on Kafka, as it follows from the registrations and the contracts; and bringing Kafka to it.

A publisher is a user of its own name, or of the subject of its client certificate. It writes to its own topic, and
reads what was released to it. Each of our services is a user that begins with `ctc.`, which no publisher's name can.
Kafka itself proves who sent what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from contracts.audiences import RELEASED_PREFIX, RELEASED_TO, name_released_topic, reaches
from contracts.catalog import INSTALLATION, TOPICS, Topic
from contracts.exchange import PublisherChanged
from contracts.participants import PARTICIPANTS, Participant
from shared.transports.kafka.access import Right, UsersOfKafka

EXTERNAL: Final = "ctc.external"
DAYS_KEPT: Final = 3
"""So many days of what a publisher may send are kept until exchange has read them."""
OUR_TOPICS: Final = ("ctc.external.", RELEASED_PREFIX)
"""Where publishers have rights."""
GROUPS: Final = ("reader", "reader-2", "reader-3")
"""The groups in which a publisher reads, behind its name. Kafka keeps each in memory for a year, so they are few."""
OTHERS: Final = "others"
"""The participant that is everybody outside."""


def topic_of(publisher: PublisherChanged) -> Topic:
    """The topic that only this publisher writes to. It is bounded, so that no publisher fills the disk of all."""
    name = f"{EXTERNAL}.{publisher.publisher_id}"
    return replace(TOPICS[EXTERNAL], name=name, most_bytes=DAYS_KEPT * publisher.bytes_per_day)


def users_of_publisher(publisher: PublisherChanged) -> tuple[str, ...]:
    """As whom Kafka knows it: by its password, and by its certificate."""
    return (publisher.publisher_id, *((publisher.certificate,) if publisher.certificate else ()))


def is_certificate(user: str) -> bool:
    """Whether Kafka knows this user by the subject of a certificate. No name that we give has an equals sign."""
    return "=" in user


def user_of(service: str) -> str:
    """The name of one of our services among Kafka's users."""
    return f"ctc.{service}"


@dataclass(frozen=True, slots=True)
class Access:
    """All users that we know, and what they may do."""

    publishers: Mapping[str, PublisherChanged]
    services: tuple[Participant, ...] = field(
        default_factory=lambda: tuple(one for one in PARTICIPANTS if one.name != OTHERS)
    )

    def is_ours(self, user: str) -> bool:
        """Whether these rules say what the user may do; another's rights are another's matter."""
        return user in self.publishers or user in {user_of(one.name) for one in self.services}

    def is_about_ours(self, right: Right) -> bool:
        """Whether these rules say who has this right: it is of a user of ours, or of a certificate to what is ours.

        So a certificate that a registration names no more loses its rights.
        """
        if self.is_ours(right.user):
            return True
        of_publisher = right.resource == "group" and right.name.partition(".")[0] in self.publishers
        return is_certificate(right.user) and (of_publisher or right.name.startswith(OUR_TOPICS))

    def may_log_in(self, user: str) -> bool:
        """Whether a user of ours keeps its password: a publisher does as long as it is let in."""
        return user not in self.publishers or self.publishers[user].active

    def topics(self) -> list[Topic]:
        """The topics of those who are let in."""
        return [topic_of(one) for one in self.publishers.values() if one.active]

    def rights(self) -> frozenset[Right]:
        """What all of them may do."""
        of_publishers = (right for one in self.publishers.values() if one.active for right in rights_of_publisher(one))
        return frozenset((*of_publishers, *(right for one in self.services for right in rights_of_service(one))))


def rights_of_publisher(publisher: PublisherChanged) -> Iterator[Right]:
    """It writes to its own topic, and reads the releases of its audience and of wider ones, in groups of its own."""
    own, audiences = topic_of(publisher).name, [one for one in RELEASED_TO if reaches(one, publisher.audience)]
    for user in users_of_publisher(publisher):
        yield Right(user, "write", "topic", own)
        yield Right(user, "describe", "topic", own)
        for audience in audiences:
            yield Right(user, "read", "topic", name_released_topic(audience))
        for group in GROUPS:
            yield Right(user, "read", "group", f"{publisher.publisher_id}.{group}")


def rights_of_service(service: Participant) -> Iterator[Right]:
    """It reads and writes what the contracts say, and knows by a topic of all to which installation Kafka belongs.

    What it writes it may read: so it can compare Kafka with its journal.
    """
    user = user_of(service.name)
    for topic in {*service.consumes, *service.publishes, INSTALLATION.name}:
        yield Right(user, "read", "topic", topic)
    for topic in (*service.publishes, INSTALLATION.name):
        yield Right(user, "write", "topic", topic)
    if EXTERNAL in service.consumes:
        yield Right(user, "read", "topic", f"{EXTERNAL}.", "prefixed")
    yield Right(user, "read", "group", service.name)


@dataclass(frozen=True, slots=True)
class Differences:
    """Where Kafka differs from what follows from the registrations."""

    missing: frozenset[Right]
    excess: frozenset[Right]
    """Of users of ours."""
    locked_out: frozenset[str]
    """Users of ours who still have a password, and may not come in."""
    foreign_rights: frozenset[Right]
    foreign_users: frozenset[str]
    """Neither of a registration nor of a service. They are left alone unless somebody asks for their removal."""

    def lines(self) -> list[str]:
        """A line each."""
        mends = "`ctc access apply` mends it"
        removes = "of no registration; `ctc access apply --prune` removes it"
        return [
            *(f"missing: {right}; {mends}" for right in sorted(self.missing)),
            *(f"too much: {right}; {mends}" for right in sorted(self.excess)),
            *(f"too much: {user} has a password; {mends}" for user in sorted(self.locked_out)),
            *(f"{right}: {removes}" for right in sorted(self.foreign_rights)),
            *(f"{user} has a password: {removes}" for user in sorted(self.foreign_users)),
        ]


async def compare(kafka: UsersOfKafka, access: Access) -> Differences:
    """What differs now. The user as whom we ask is left out: it must keep its own. Raises TransportAway."""
    us = {kafka.security.user}
    actual, users, wanted = await kafka.read_rights(), await kafka.users() - us, access.rights()
    actual = frozenset(right for right in actual if right.user not in us)
    ours = _of_ours(actual, access)
    return Differences(
        missing=wanted - actual,
        excess=ours - wanted,
        locked_out=frozenset(user for user in users if access.is_ours(user) and not access.may_log_in(user)),
        foreign_rights=actual - ours,
        foreign_users=frozenset(user for user in users if not access.is_ours(user)),
    )


def _of_ours(rights: Iterable[Right], access: Access) -> frozenset[Right]:
    return frozenset(right for right in rights if access.is_about_ours(right))


async def bring_to(kafka: UsersOfKafka, access: Access, prune: bool) -> list[str]:
    """Makes Kafka's users and rights what they should be, and says what it changed. Raises TransportAway.

    What is too much goes first, so that no failure in between leaves it.
    """
    found = await compare(kafka, access)
    excess = found.excess | (found.foreign_rights if prune else frozenset())
    users = found.locked_out | (found.foreign_users if prune else frozenset())
    await kafka.revoke(sorted(excess))
    await kafka.remove_passwords(sorted(users))
    await kafka.grant(sorted(found.missing))
    return [
        *(f"no longer: {right}" for right in sorted(excess)),
        *(f"no longer: {user} has a password" for user in sorted(users)),
        *(f"now: {right}" for right in sorted(found.missing)),
    ]
