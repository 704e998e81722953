"""What a notice holds where its contract has no place for it is left out before it is checked. Pure.

Whatever the check finds missing keeps a copy of the whole object where it is missing. So 25,000 values that nobody
reads were copied for each missing field, and one notice of 43 kB took a third of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from contracts.bounds import count_values
from contracts.explaining import MOST_EXPLAINED, PASSED_OVER, find_models

FEW: Final = 500
"""A notice of no more values is checked as it came: their copies take less time than this."""
MOST_ENTRIES: Final = 1_000
"""No list of a contract may have more. One more entry is kept, so that the check refuses the list."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What may stand at one place of a contract beside single values."""

    models: tuple[type[BaseModel], ...] = ()
    has_list: bool = False


def trim(data: bytes, model: type[BaseModel]) -> bytes:
    """The JSON without what the check does not need. The check says the same of it, except how much there is of it.

    Objects and lists where the contract has none stay, but empty. Unknown fields stay with nothing in them, but those
    of the sender's own go.
    """
    if count_values(data) <= FEW:
        return data
    try:
        value: object = from_json(data, allow_inf_nan=False)
    except ValueError:
        return data  # the check says what is wrong
    return to_json(_trim(value, _Place((model,))))


def _trim(value: object, place: _Place) -> object:
    if isinstance(value, dict):
        return dict(_trim_fields(value, _places_of(place.models))) if place.models else {}
    if isinstance(value, list):
        entries = value[: MOST_ENTRIES + 1] if place.has_list else []
        return [_trim(one, _Place(place.models)) for one in entries]
    return value


def _trim_fields(value: dict[str, object], places: Mapping[str, _Place]) -> Iterator[tuple[str, object]]:
    for name, one in value.items():
        if name in places:
            yield name, _trim(one, places[name])
    unknown = (name for name in value if name not in places and not name.startswith(PASSED_OVER))
    yield from ((name, None) for name in islice(unknown, MOST_EXPLAINED + 1))


@cache
def _places_of(models: tuple[type[BaseModel], ...]) -> Mapping[str, _Place]:
    """The places of all fields that one of the models has."""
    return {name: _build_place(field.annotation) for model in models for name, field in model.model_fields.items()}


def _build_place(annotation: object) -> _Place:
    return _Place(tuple(find_models(annotation)), _may_be_list(annotation))


def _may_be_list(annotation: object) -> bool:
    return get_origin(annotation) in (tuple, list) or any(map(_may_be_list, get_args(annotation)))
