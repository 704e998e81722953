"""What a rule sees and what it may answer: the vocabulary of every pure file.

A rule is two pure functions. `needs` names the rows it must know; `decide` takes the
trigger, those rows and the context, and yields changes. It has no I/O, no clock and no
randomness, so the whole business can be read, and tested, without a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

from contracts.audiences import Audience
from contracts.base import EventData
from reference import Reference
from shared.deadlines import Deadline
from shared.principals import Principal
from shared.refusal import NotFound, Refusal, Stale
from shared.transport import Message

Row = TypeVar("Row")
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


# ---- triggers ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
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
    """Of another system's: which sending of it this is, since one that comes twice is answered twice."""
    senders: tuple[Principal, ...] = ()
    """Of another system's: the principals of whom one must be entitled to send it."""
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
    """Of the body: the same key with another digest is refused."""
    precondition: Callable[[Known], bool] | None = None
    """`If-Match`, asked under the lock; false gives 412."""

    @property
    def source(self) -> str:
        return f"principal/{self.principal.name}"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that has reached one of its steps: a reminder, or the day after it."""

    deadline: Deadline
    step: Literal["reminder", "overdue"]
    days_before: int | None = None
    """Of a reminder: which one (60, 30, 7, ...)."""

    @property
    def source(self) -> str:
        return f"deadline/{self.deadline.kind}"

    @property
    def id(self) -> str:
        deadline = self.deadline
        return f"{deadline.subject}/{deadline.due_on}/{self.step}/{self.days_before}/{deadline.scheduled_by}"

    @property
    def correlation_id(self) -> str:
        return self.deadline.correlation_id or self.id

    traceparent: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that no contract could read. Only exchange has a rule for it: an answer."""

    message: Message
    reason: str
    code: str = ""
    """Of what is wrong, for programs."""
    fields: tuple[str, ...] = ()
    """What to correct."""

    @property
    def source(self) -> str:
        return f"unreadable/{self.message.topic}/{self.message.partition}"

    @property
    def id(self) -> str:
        return str(self.message.offset)

    @property
    def correlation_id(self) -> str:
        return self.message.attributes.get("correlationid") or f"{self.source}/{self.id}"

    @property
    def traceparent(self) -> str | None:
        return self.message.attributes.get("traceparent")


Trigger = Event[Any] | Command[Any] | Due | Unreadable


# ---- what a rule knows ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Table(Generic[Row]):
    """One kind of entity: a frozen dataclass, kept in the table of this name.

    The columns are the dataclass's fields. A row is known by `key`.
    """

    name: str
    row: type[Row]
    key: str = "id"
    schema: str = ""
    """Where it is kept, if not in the service's own schema (council's projected facts)."""
    gate: str = ""
    """A column by which rows are asked for that may not be there yet: of two that ask for one value at once, the later
    one waits, and then sees what the earlier one left. Such a table comes first in the lock order.
    """


@dataclass(frozen=True, slots=True)
class Need:
    """Rows a trigger must know: those of `table` whose column `by` (default: key) is `value`."""

    table: Table[Any]
    value: str
    by: str = ""
    then: Callable[[Any], Iterable[Need]] | None = None
    """What must be known of each row found, in turn: of tables that come later in the service's order."""

    @property
    def column(self) -> str:
        return self.by or self.table.key


@dataclass(slots=True)
class Known:
    """The working set of a batch: the rows loaded, with earlier triggers' changes folded in."""

    rows: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    _keys: dict[tuple[Table[Any], str], dict[str, set[str]]] = field(default_factory=dict, repr=False, compare=False)
    """By table and column that was asked for: the keys of the rows with each value, so that no rule reads all rows."""

    def get(self, table: Table[Row], key: str) -> Row | None:
        """The row with this key, or None; it must have been needed."""
        found: Row | None = self.rows.get(table, {}).get(key)
        return found

    def all(self, table: Table[Row], by: str, value: str) -> list[Row]:
        """The rows whose column `by` is `value`, in order of key."""
        rows: dict[str, Row] = self.rows.get(table, {})
        return [rows[key] for key in sorted(self._index(table, by).get(value, ()))]

    def _index(self, table: Table[Any], by: str) -> dict[str, set[str]]:
        found = self._keys.get((table, by))
        if found is None:
            found = self._keys[table, by] = {}
            for key, row in self.rows.get(table, {}).items():
                found.setdefault(getattr(row, by), set()).add(key)
        return found

    def fold(self, changes: Iterable[Change]) -> Known:
        """Makes this working set show the changes, and returns it."""
        for change in changes:
            if isinstance(change, Put):
                self._set(change.table, getattr(change.row, change.table.key), change.row)
            elif isinstance(change, Remove):
                self._set(change.table, change.key, None)
        return self

    def _set(self, table: Table[Any], key: str, row: Any) -> None:
        rows = self.rows.setdefault(table, {})
        before = rows.pop(key, None) if row is None else rows.get(key)
        if row is not None:
            rows[key] = row
        for (indexed, by), keys in self._keys.items():
            if indexed is table and before is not None:
                keys[getattr(before, by)].discard(key)
            if indexed is table and row is not None:
                keys.setdefault(getattr(row, by), set()).add(key)

    def copy(self) -> Known:
        """A working set of its own, for a rule that decides in several steps."""
        return Known({table: dict(rows) for table, rows in self.rows.items()})


# ---- changes ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Put:
    """This row, new or changed, is now the one with its key."""

    table: Table[Any]
    row: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """The row with this key is no more (a notice that no longer waits)."""

    table: Table[Any]
    key: str


@dataclass(frozen=True, slots=True)
class Emit:
    """An event for the journal. Its id, time and lineage are the door's to set."""

    data: EventData
    subject: str
    """The State's id, or the thing's where there is no State or several; also the Kafka key."""
    audience: Audience = "committee"
    topic: str = ""
    """Where it goes, if not to the topic of its type (released copies)."""


@dataclass(frozen=True, slots=True)
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
class Answer:
    """What a command's caller is told: names and values ready for JSON."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule failed on what another system sent; its sender is answered, and the operators are told."""

    trigger: Event[Any]
    error: Exception


Change = Put | Remove | Emit | Schedule | Settle | Answer | Fault


# ---- rules ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule(Generic[Trigger_]):
    """What happens on one kind of trigger."""

    needs: Callable[[Trigger_], Iterable[Need]]
    decide: Callable[[Trigger_, Known, Context], Iterable[Change]]
    answer_failure: Callable[[Trigger_, Exception], Iterable[Change]] | None = None
    """What the sender of a notice is answered if the rule fails on it. None: the trigger becomes a dead letter."""


def nothing(_trigger: object) -> tuple[Need, ...]:
    """The needs of a rule that must know nothing."""
    return ()


__all__ = [
    "Answer", "Change", "Command", "Context", "Due", "Emit", "Event", "Fault", "Known", "Need",
    "NotFound", "Put", "Refusal", "Remove", "Rule", "Schedule", "Settle", "Stale", "Table",
    "Trigger", "Unreadable", "nothing",
]  # fmt: skip
