"""What the tests of council bring to its rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from contracts.base import EventData
from contracts.catalog import encode
from contracts.tools import example_data
from reference import Mandate, Reference
from services.council.obligations.commands import ApplyMandates
from services.council.obligations.model import OBLIGATIONS, Occurrence
from services.council.obligations.occurrences import list_occurrences
from services.council.service import SERVICE
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.rules import Command, Event
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory, Told

WHEN = datetime(2024, 3, 20, 12, tzinfo=UTC)
COMMITTEE = Principal("secretary", "committee", may_command=True)

_numbers = itertools.count(1)


def desk(today: date = date(2022, 1, 1), reference: Reference = REFERENCE) -> Memory:
    """Council on that day, with the mandates' files applied."""
    memory = Memory(SERVICE, today, reference=reference)
    memory.handle(apply_mandates(reference))
    return memory


def apply_mandates(reference: Reference = REFERENCE) -> Command[Any]:
    """The mandates' files are new or have changed."""
    return command(ApplyMandates(list_occurrences(reference)))


def command(data: Any) -> Command[Any]:
    """What somebody at the Committee asks for."""
    return Command(COMMITTEE, f"c-{next(_numbers)}", data, "cor")


def event(type_: str, id_: str = "", time: datetime = WHEN, **changes: Any) -> Event[Any]:
    """The contract's example of this type, changed so."""
    return carry_event(example_data.example(type_).model_copy(update=changes), id_, time)


def carry_event(data: EventData, id_: str = "", time: datetime = WHEN) -> Event[Any]:
    """An event as a transport brings it; the later, the greater its position."""
    number = next(_numbers)
    id_ = id_ or f"e-{number}"
    message = Message(data.topic, 3, number, "KEN", {}, encode(data))
    return Event("/services/x", id_, data.type, "KEN", time, data, "cor", causation_id="cause", message=message)


def one(memory: Memory, id_: str) -> Occurrence:
    """The occurrence as it stands."""
    return memory.get(OBLIGATIONS, id_)


def states(memory: Memory, obligation: str) -> dict[str, str]:
    """The state of each occurrence of an obligation, by id."""
    rows: dict[str, Occurrence] = memory.rows[OBLIGATIONS]
    return {id_: row.state for id_, row in sorted(rows.items()) if row.obligation == obligation}


def types_and_subjects(told: Sequence[Told]) -> list[tuple[str, str]]:
    """Short type and subject of each event."""
    return [(told_one.type.removesuffix(".v1"), told_one.subject) for told_one in told]


def successor(renews: str, begins: date, ends: date, **changes: Any) -> Mandate:
    """A synthetic mandate that takes over what recurs."""
    renewed = REFERENCE.mandate(renews)
    assert renewed is not None
    assert renewed.obligations is not None
    return replace(
        renewed,
        id=f"synthetic-{begins.year}",
        adopted=begins,
        in_force_from=begins,
        in_force_until=ends,
        renews=renews,
        synthetic=True,
        obligations=tuple(each for each in renewed.obligations if each.recurring),
        **changes,
    )


def with_mandates(*more: Mandate, reference: Reference = REFERENCE) -> Reference:
    """The reference data with further mandates."""
    mandates = tuple(sorted((*reference.mandates, *more), key=lambda mandate: mandate.adopted_by))
    return replace(reference, mandates=mandates, digest=f"with {[each.id for each in more]}")
