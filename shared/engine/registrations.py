"""Who is registered with the system, as every service keeps it: the last `publisher.changed` of each. Pure.

Exchange owns the registrations. The other services keep a copy, so that each knows who asks while exchange is away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from contracts.base import EventData
from contracts.exchange import PublisherChanged, PublisherKey
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Event, Known, Need, Put, Rule, Table


@dataclass(frozen=True, slots=True)
class Registration:
    """One publisher as the last event told of it."""

    id: str
    version: int
    """The sequence of the event: it grows with each change."""
    content: PublisherChanged
    told_at: datetime | None = None
    """When exchange told it. None: exchange itself changed it, or the row is from before this was kept."""

    def is_newer_than(self, sequence: int, told_at: datetime) -> bool:
        """By its number, since a clock may go back; or by its time, since a restored exchange counts from its dump."""
        return self.version > sequence or (self.told_at is not None and self.told_at > told_at)


REGISTRATIONS: Table[Registration] = Table("registrations", Registration)
"""Each service has it; the handler's migrations create it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What exchange told of a publisher, and when."""

    content: PublisherChanged
    told_at: datetime


@dataclass(frozen=True, slots=True)
class LearnRegistrations:
    """What exchange told, read on Kafka before the service lets anybody in; of each publisher in the order there."""

    told: tuple[Told, ...]


def keep_last(kept: dict[tuple[str, str], Told], one: Told) -> None:
    """Of each publisher the last of each kind of change, in order: what an event does not tell follows from these.

    So what is kept does not grow with how often a publisher was changed.
    """
    key = (one.content.publisher_id, one.content.change)
    kept.pop(key, None)
    kept[key] = one


def list_news(told: Iterable[Told], find: Callable[[str], Registration | None]) -> Iterator[Registration]:
    """Each that is newer than what was known until then. An older one may come again, and is none."""
    known = dict[str, Registration]()
    for one in told:
        name = one.content.publisher_id
        before = known.get(name) or find(name)
        registration = Registration(name, one.content.sequence, one.content, one.told_at)
        if before is None or registration.is_newer_than(before.version, before.told_at or one.told_at):
            known[name] = registration
            yield registration


def needs_of_registration(event: Event[PublisherChanged]) -> Iterable[Need]:
    """What is known of this publisher."""
    yield Need(REGISTRATIONS, event.data.publisher_id)


def keep_registration(event: Event[PublisherChanged], known: Known, _context: Context) -> Iterable[Change]:
    """The newest event holds: it tells the whole registration."""
    return _keep_news((Told(event.data, event.time),), known)


def needs_to_learn(command: Command[LearnRegistrations]) -> Iterable[Need]:
    """What is known of these publishers."""
    return (Need(REGISTRATIONS, one.content.publisher_id) for one in command.data.told)


def learn_registrations(command: Command[LearnRegistrations], known: Known, _context: Context) -> Iterable[Change]:
    """As when the consumer brings them."""
    return _keep_news(command.data.told, known)


def _keep_news(told: Iterable[Told], known: Known) -> Iterator[Change]:
    news = {one.id: one for one in list_news(told, lambda name: known.get(REGISTRATIONS, name))}
    return (Put(REGISTRATIONS, one) for one in news.values())


def put_registration(content: PublisherChanged) -> Put:
    """This is now the registration of the publisher, in exchange itself."""
    return Put(REGISTRATIONS, Registration(content.publisher_id, content.sequence, content))


def next_sequence(publisher_id: str, known: Known) -> int:
    """The number of the next change of this registration."""
    before = known.get(REGISTRATIONS, publisher_id)
    return before.version + 1 if before else 1


def principal_of(content: PublisherChanged) -> Principal:
    """Who the publisher is, and what it may do. It never commands or operates: people do, in their own name."""
    return Principal(
        content.publisher_id,
        content.audience,
        frozenset((*content.parties, f"publisher:{content.publisher_id}")),
        frozenset(content.sources),
        notice_types=frozenset(content.notice_types),
        bodies=frozenset(content.bodies),
    )


def is_suspended(content: PublisherChanged) -> bool:
    """Whether it was let in, and is shut out now. Older events say so by the change alone."""
    return content.suspended or (content.change == "suspended" and not content.active)


def is_valid(key: PublisherKey, today: date) -> bool:
    """Whether the key lets its holder in on this day.

    One that was revoked never does: the clock may have been ahead on that day.
    """
    return key.revoked_on is None and today <= key.expires_on


REACTIONS: Final[dict[type[EventData], Rule[Any]]] = {PublisherChanged: Rule(needs_of_registration, keep_registration)}
COMMANDS: Final[dict[type, Rule[Any]]] = {LearnRegistrations: Rule(needs_to_learn, learn_registrations)}
"""Each service but exchange has both beside its own. Exchange learns more than the copy: it takes its own rows back."""
