"""Exchange takes back what it told of a registration and does not know any more: an older database was restored. Pure.

The event has the whole registration. What it does not tell follows from the events before it, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from contracts.exchange import PublisherChanged
from services.exchange.publishers.model import PUBLISHERS, Publisher, PublisherStatus, Quota, party_of
from services.exchange.publishers.ownership import hand_over, leave_to_others, needs_of_owner, needs_of_ownership
from services.exchange.publishers.standing import shut_out
from services.exchange.subscriptions.commands.changing import needs_of_all
from shared.engine.registrations import REGISTRATIONS, LearnRegistrations, Registration, is_suspended, list_news
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put

ENTERED: Final = ("applied", "registered")
"""Changes with which a registration begins."""


def needs_to_take_back(command: Command[LearnRegistrations]) -> Iterator[Need]:
    """The publishers with their subscriptions, and the owners of what they name and are to name."""
    for one in command.data.told:
        content = one.content
        yield Need(PUBLISHERS, content.publisher_id, then=needs_of_owner)
        yield Need(REGISTRATIONS, content.publisher_id)
        yield from needs_of_all(content.publisher_id)
        yield from needs_of_ownership(content.sources, content.identity, content.certificate)


def take_back(command: Command[LearnRegistrations], known: Known, context: Context) -> Iterable[Change]:
    """The publishers as exchange last told of them, where that is newer than its rows. Nothing is told again.

    Only what they are at last counts: nobody knows in which order different publishers were changed. What is another's
    now is left out. The rest is taken, so that whoever was shut out is.
    """
    registrations, publishers = dict[str, Registration](), dict[str, Publisher]()
    for one in list_news(command.data.told, lambda name: known.get(REGISTRATIONS, name)):
        before = publishers.get(one.id) or known.get(PUBLISHERS, one.id)
        registrations[one.id], publishers[one.id] = one, build_publisher(one.content, before)
    taken = leave_to_others(publishers, known)
    yield from hand_over(taken, known)
    for name, publisher in taken.items():
        yield from shut_out(publisher, known.get(PUBLISHERS, name), known, context)
        yield Put(PUBLISHERS, publisher)
        yield Put(REGISTRATIONS, _adapt(registrations[name], publisher))
    partly = [_name_left_out(publishers[name], one) for name, one in taken.items() if one != publishers[name]]
    whole = [name for name, one in taken.items() if one == publishers[name]]
    yield Answer({"taken_back": sorted(whole), "not_taken_back": sorted(partly)})


def _adapt(registration: Registration, publisher: Publisher) -> Registration:
    """With what the publisher has of it, since exchange knows by this who asks."""
    names = ("sources", "identity", "certificate")
    content = registration.content.model_copy(update={name: getattr(publisher, name) for name in names})
    return replace(registration, content=content)


def _name_left_out(told: Publisher, kept: Publisher) -> str:
    """For the log. An account may be a person's, so it is not named."""
    left_out = [source for source in told.sources if source not in kept.sources]
    left_out += ["its account"] if told.identity != kept.identity else []
    left_out += ["its certificate"] if told.certificate != kept.certificate else []
    return f"{told.id}: without {', '.join(left_out)}"


def build_publisher(told: PublisherChanged, before: Publisher | None) -> Publisher:
    """The row as it was when this was told. `before`: as it was until then."""
    if told.change in ENTERED:
        before = None
    status = _find_status(told, before)
    return Publisher(
        id=told.publisher_id,
        name=told.name,
        status=status,
        contact=told.contact,
        body=told.bodies[0] if told.bodies else None,
        state=next((one.removeprefix("state:") for one in told.parties if one.startswith("state:")), None),
        reads=told.audience,
        sources=told.sources,
        notice_types=told.notice_types,
        quota=Quota(told.events_per_minute, told.bytes_per_day),
        identity=told.identity,
        keys=told.keys,
        certificate=told.certificate,
        applied_by=before.applied_by if before else told.changed_by,
        suspended_because=_find_reason(told, before) if status == "suspended" else None,
        rejected_because=told.reason if status == "rejected" else None,
        audience="committee",
        parties=_find_parties(told, before),
    )


def _find_status(told: PublisherChanged, before: Publisher | None) -> PublisherStatus:
    if told.active:
        return "approved"
    if is_suspended(told):
        return "suspended"
    if told.change in ("rejected", "withdrawn"):
        return told.change
    return before.status if before else "applied"


def _find_reason(told: PublisherChanged, before: Publisher | None) -> str | None:
    """Why it is suspended. What is changed of it meanwhile has no reason."""
    if told.change == "suspended":
        return told.reason
    return before.suspended_because if before else None


def _find_parties(told: PublisherChanged, before: Publisher | None) -> tuple[str, ...]:
    """Events from before `applicant` was told do not say who applied."""
    if told.applicant is None and before is not None:
        return before.parties
    return (party_of(told.publisher_id), *((told.applicant,) if told.applicant else ()))
