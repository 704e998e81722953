"""An application that comes to nothing: an operator rejects it, or whoever applied withdraws it. Pure.

Its name is then free for others, and its applicant may apply for another system.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.exchange.publishers.checks import find_publisher
from services.exchange.publishers.commands.changing import GivenReason
from services.exchange.publishers.events import keep_publisher
from services.exchange.publishers.model import Publisher
from shared.engine.rules import Change, Command, Context, Known, NotFound, Refusal


class NothingToDecide(Refusal):
    """This registration does not wait for approval any more. To shut out a publisher that is let in, suspend it."""


@dataclass(frozen=True, slots=True)
class RejectApplication:
    """Refuses a registration that waits for approval. Its applicant sees why, and its name is free again."""

    publisher_id: str
    given: GivenReason


@dataclass(frozen=True, slots=True)
class WithdrawApplication:
    """Takes back a registration that waits for approval. Whoever applied may do it, and its name is free again."""

    publisher_id: str


def reject_application(command: Command[RejectApplication], known: Known, _context: Context) -> Iterable[Change]:
    """It owned nothing, so nothing is given back but the name."""
    reason = command.data.given.reason
    rejected = replace(_find_waiting(command.data.publisher_id, known), status="rejected", rejected_because=reason)
    yield from keep_publisher(rejected, "rejected", command.principal, known, reason)


def withdraw_application(command: Command[WithdrawApplication], known: Known, _context: Context) -> Iterable[Change]:
    """Operators reject; they withdraw nothing that others entered."""
    publisher = find_publisher(command.data.publisher_id, known)
    if command.principal.itself not in publisher.parties:
        raise NotFound
    withdrawn = replace(_find_waiting(publisher.id, known), status="withdrawn")
    yield from keep_publisher(withdrawn, "withdrawn", command.principal, known)


def _find_waiting(publisher_id: str, known: Known) -> Publisher:
    publisher = find_publisher(publisher_id, known)
    if publisher.status != "applied":
        raise NothingToDecide
    return publisher
