"""What an event still lacks in the contracts, each gap as one sentence: `make check` says it before anything fails."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping

import contracts
from contracts.base import EventData
from contracts.catalog import EVENTS, TOPICS, Unreadable
from contracts.participants import MEETS, PARTICIPANTS, Participant
from contracts.tools.example_data import example

Events = Mapping[str, type[EventData]]


def gaps() -> list[str]:
    """All of them; none if every event is complete."""
    return [
        *find_unlisted(_models(), EVENTS),
        *find_without_topic(EVENTS),
        *find_unknown(PARTICIPANTS, EVENTS),
        *find_without_participant(PARTICIPANTS, EVENTS),
        *find_without_example(EVENTS),
    ]


def _models() -> Iterator[type[EventData]]:
    """Every model of an event that any file of the contracts has."""
    for module in pkgutil.walk_packages(contracts.__path__, "contracts."):
        importlib.import_module(module.name)
    return (one for one in _list_subclasses(EventData) if one.__module__.startswith("contracts."))


def _list_subclasses(model: type[EventData]) -> Iterator[type[EventData]]:
    for one in model.__subclasses__():
        yield one
        yield from _list_subclasses(one)


def find_unlisted(models: Iterable[type[EventData]], events: Events) -> Iterator[str]:
    """A model with a type of its own is an event."""
    for model in models:
        if "type" in vars(model) and events.get(model.type) is not model:
            package = ".".join(model.__module__.split(".")[:2])
            yield f"{package}: {model.__name__} ({model.type}) is not in EVENTS at its end: add it"


def find_without_topic(events: Events) -> Iterator[str]:
    """An event goes to a topic that there is, or its sender names one."""
    for name, model in events.items():
        if model.topic and model.topic not in TOPICS:
            yield f"{name}: its topic {model.topic} is not in TOPICS of contracts/catalog.py: add it"


def find_unknown(participants: Iterable[Participant], events: Events) -> Iterator[str]:
    """What a participant reads or sends is an event."""
    for one in participants:
        for does, types in (("consumes", one.consumes), ("publishes", one.publishes)):
            for name in sorted({name for names in types.values() for name in names} - events.keys()):
                yield f"contracts/participants.py: {one.name} {does} {name}, which is no event: correct its name"
    for name in MEETS:
        if name not in events:
            yield f"contracts/participants.py: MEETS has {name}, which is no event: correct its name"


def find_without_participant(participants: Iterable[Participant], events: Events) -> Iterator[str]:
    """Somebody sends each event, and somebody reads it."""
    all_ = tuple(participants)
    for does, per_topic in (
        ("publishes", [one.publishes for one in all_]),
        ("consumes", [one.consumes for one in all_]),
    ):
        all_names = {name for types in per_topic for names in types.values() for name in names}
        for name in sorted(events.keys() - all_names):
            yield f"{name}: nobody {does} it in contracts/participants.py: add who does"


def find_without_example(events: Events) -> Iterator[str]:
    """Each has an example, with all its fields."""
    for name in events:
        try:
            example(name)
        except KeyError as field:
            yield f"{name}: its field {field} has no example: add one to COMMON in contracts/tools/example_values.py"
        except Unreadable as unreadable:
            yield f"{name}: its example in contracts/tools/example_data.py breaks its contract: {unreadable.reason}"
