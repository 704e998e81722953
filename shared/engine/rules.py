"""What a rule sees and what it may answer: the vocabulary of every pure file. Its rows are in `shared.engine.known`.

A rule is two pure functions. `needs` names the rows it must know; `decide` takes the
trigger, those rows and the context, and yields changes. It has no I/O, no clock and no
randomness, so the whole business can be read, and tested, without a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar, Generic, Literal, TypeVar

from contracts.audiences import Audience
from contracts.base import EventData
from contracts.cloudevents import LONGEST, is_usable
from reference import Reference
from shared.engine.deadline import Deadline, step_on
from shared.engine.due_ids import write_due_id
from shared.engine.immutable import immutable
from shared.engine.known import Known, Need, Put, Remove, Table
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound, Refusal, Stale
from shared.engine.signing import UNSIGNED, Signer

Data = TypeVar("Data", covariant=True)
Trigger_ = TypeVar("Trigger_", contravariant=True)


@dataclass(frozen=True, slots=True)
class Context:
    """When and under which reference data a rule decides."""

    now: datetime
    """The instant of the decision, in UTC; what it changes is recorded at this time."""
    today: date
    """The civil date in New York at that instant, in which duties are counted."""
    reference: Reference
    signer: Signer = UNSIGNED
    """The keys of this installation; without one nothing can be signed."""


# ---- triggers ---------------------------------------------------------------------------


@immutable
class Event(Generic[Data]):
    """An event from another service, or a notice from another system."""

    source: str
    id: str
    type: str
    """Short name with version, such as `assessment.completed.v1`."""
    subject: str
    time: datetime
    data: Data
    correlation_id: str
    traceparent: str | None = None
    audience: Audience = "committee"
    causation_id: str = ""
    message: Message | None = None
    """As the transport brought it; kept with the dead letter if no rule can handle it."""
    sending: str = ""
    """For an event of another system: which sending of it this is, since each sending is answered."""
    senders: tuple[Principal, ...] = ()
    """For an event of another system: the principals that may have sent it; one of them must have the right."""
    retry_of: str = ""
    """The dead letter that is tried again, as `retry/NUMBER/TIME`: then that is its identity."""


@dataclass(frozen=True, slots=True)
class Command(Generic[Data]):
    """What a person or a program asks for, already authenticated and well formed."""

    principal: Principal
    id: str
    """The `Idempotency-Key`; with the principal's name it is the trigger's identity."""
    data: Data
    correlation_id: str
    traceparent: str | None = None
    digest: str = ""
    """The digest of the body: the same key with another digest is refused."""
    precondition: Callable[[Known], bool] | None = None
    """`If-Match`, asked under the lock; false gives 412."""
    can_repeat: bool = True
    """Whether it can come again under this id. It cannot where the id was made for this request alone."""

    @property
    def source(self) -> str:
        return self.principal.itself.replace(":", "/", 1)  # a publisher may have the name of a token's principal


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that has reached one of its steps: a reminder, or the day after it."""

    deadline: Deadline
    step: Literal["reminder", "overdue"]
    days_before: int | None = None
    """For a reminder: which one (60, 30, 7, ...)."""

    @property
    def source(self) -> str:
        return f"deadline/{self.deadline.kind}"

    @property
    def id(self) -> str:
        return write_due_id(self.deadline, self.step, self.days_before)

    @property
    def correlation_id(self) -> str:
        return self.deadline.correlation_id or self.id

    traceparent: ClassVar[None] = None


def due_today(deadline: Deadline, today: date) -> Due | None:
    """The trigger that the deadline is today, or None."""
    step = step_on(deadline, today)
    return Due(deadline, *step) if step else None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that no contract could read. Only exchange has a rule for it: an answer."""

    message: Message
    reason: str
    code: str = ""
    """The code of the fault, for programs."""
    fields: tuple[str, ...] = ()
    """What to correct."""
    proved: tuple[Principal, ...] = ()
    """Who sent it, if it came over HTTP or on a publisher's own topic."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """The event's own, as far as they can be read: in structured mode they are in the data."""

    @property
    def source(self) -> str:
        return f"unreadable/{self.message.topic}/{self.message.partition}"

    @property
    def id(self) -> str:
        """Its offset and its bytes: after a lost Kafka volume another message has the same offset."""
        digest = sha256(self.message.data or b"")
        digest.update(repr((self.message.key, sorted(self.message.attributes.items()))).encode())
        return f"{self.message.offset}/{digest.hexdigest()[:12]}"

    @property
    def correlation_id(self) -> str:
        """What it said, if that may stand in its receipt."""
        said = self.message.attributes.get("correlationid", "")
        return said if said and is_usable(said, LONGEST["correlationid"]) else f"{self.source}/{self.message.offset}"

    @property
    def traceparent(self) -> str | None:
        return self.message.attributes.get("traceparent")


Trigger = Event[Any] | Command[Any] | Due | Unreadable
Identity = tuple[str, str]
"""Source and id by which the inbox knows a trigger."""


def identity_of(trigger: Trigger) -> Identity:
    """Source and id by which the inbox knows the trigger."""
    if isinstance(trigger, Event) and trigger.retry_of:
        return trigger.retry_of, trigger.id
    if isinstance(trigger, Event) and trigger.sending:
        return trigger.source, f"{trigger.id}@{trigger.sending}"
    return trigger.source, trigger.id


def is_remembered(trigger: Trigger) -> bool:
    """Whether the inbox keeps it. A deadline is read again instead; of what cannot repeat, nothing need be known."""
    return trigger.can_repeat if isinstance(trigger, Command) else not isinstance(trigger, Due)


# ---- changes ----------------------------------------------------------------------------


@immutable
class Cause:
    """What an event follows from, where that is not the trigger by which it is sent."""

    id: str
    correlation_id: str
    traceparent: str | None
    principal: str | None
    """Who sent it, if that is known of one alone."""


@immutable
class Emit:
    """An event for the journal. Its id, time and lineage are the handler's to set."""

    data: EventData
    subject: str
    """The State's id, or the thing's where there is no State or several; also the Kafka key."""
    audience: Audience = "committee"
    topic: str = ""
    """Where it goes, if not to the topic of its type (released copies)."""
    cause: Cause | None = None
    """None: the trigger."""


@immutable
class Schedule:
    """This deadline now stands, in place of any with the same kind and subject."""

    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Settle:
    """The deadline of this kind and subject no longer runs, and why."""

    kind: str
    subject: str
    state: Literal["met", "cancelled", "pending_mandate"]


@dataclass(frozen=True, slots=True)
class Remind:
    """The deadline of this kind and subject, if it still runs, has these reminders from now on."""

    kind: str
    subject: str
    reminders: tuple[int, ...]
    """Days before it is due."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command's caller is told: names and values ready for JSON."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule failed on what another system sent; its sender is answered, and the operators are told."""

    trigger: Event[Any]
    error: Exception


Change = Put | Remove | Emit | Schedule | Settle | Remind | Answer | Fault


# ---- rules ------------------------------------------------------------------------------


def nothing(_trigger: object) -> tuple[Need, ...]:
    """The needs of a rule that must know nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[Trigger_]):
    """What happens on one kind of trigger."""

    needs: Callable[[Trigger_], Iterable[Need]]
    decide: Callable[[Trigger_, Known, Context], Iterable[Change]]
    answer_failure: Callable[[Trigger_, Exception, Known, Context], Iterable[Change]] | None = None
    """What the sender of a notice is answered if the rule fails on it. None: the trigger becomes a dead letter."""
    needs_of_failure: Callable[[Trigger_], Iterable[Need]] = nothing
    """What that answer must know, which is among the needs of the rule."""
    is_alone: bool = False
    """Whether each deadline of this kind is handled by itself: others need not wait for a hundred of them."""


__all__ = [
    "Answer", "Cause", "Change", "Command", "Context", "Due", "Emit", "Event", "Fault", "Identity", "Known", "Need",
    "NotFound", "Put", "Refusal", "Remind", "Remove", "Rule", "Schedule", "Settle", "Stale", "Table",
    "Trigger", "Unreadable", "due_today", "identity_of", "is_remembered",
    "nothing",
]  # fmt: skip
