"""What a notice holds where its contract has no place for it is left out before it is checked. Pure.

Whatever the check finds missing keeps a copy of the whole object where it is missing. So 25,000 values that nobody
reads were copied for each missing field, and one notice of 43 kB took a third of a second. Of a notice that is not
small, what is missing is therefore found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import isinf
from typing import Final, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from contracts.bounds import count_values
from contracts.explaining import MOST_EXPLAINED, PASSED_OVER, TOO_MUCH, Broken, Location, explain_missing, find_models

FEW: Final = 500
"""A notice of no more values is checked as it came: their copies take less time than this."""
MOST_ENTRIES: Final = 1_000
"""No list of a contract may have more. One more entry is kept, so that the check refuses the list."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What may stand at one place of a contract beside single values."""

    models: tuple[type[BaseModel], ...] = ()
    has_list: bool = False
    is_required: bool = False


@dataclass(slots=True)
class _Found:
    """What is wrong so far."""

    missing: list[Location] = field(default_factory=list)
    unknown: int = 0

    def check(self) -> None:
        """Raises _TooMuch where so much is wrong that nobody is told of it one by one."""
        if len(self.missing) + self.unknown > MOST_EXPLAINED:
            raise _TooMuch


class _TooMuch(Exception):
    """More is wrong than is told."""


def trim(data: bytes, model: type[BaseModel]) -> bytes | Broken:
    """The JSON without what the check does not need, of which the check says the same; or what is missing in it.

    Objects and lists where the contract has none stay, but empty. Unknown fields stay with nothing in them, but those
    of the sender's own go.
    """
    if count_values(data) <= FEW:
        return data
    try:
        value: object = from_json(data, allow_inf_nan=False)
    except ValueError:
        return data  # the check says what is wrong
    found = _Found()
    try:
        trimmed = _trim(value, _Place((model,)), (), found)
    except _TooMuch:
        return TOO_MUCH
    return explain_missing(found.missing) if found.missing else to_json(trimmed)


def _trim(value: object, place: _Place, at: Location, found: _Found) -> object:
    if isinstance(value, dict) and place.models and not place.has_list:
        return dict(_trim_fields(value, _places_of(place.models), at, found))
    if isinstance(value, list) and place.has_list:
        entries, entry = value[: MOST_ENTRIES + 1], _Place(place.models)
        if not place.models:
            return [_empty(one) for one in entries]
        return [_trim(one, entry, (*at, number), found) for number, one in enumerate(entries)]
    return _empty(value)


def _empty(value: object) -> object:
    if isinstance(value, dict):
        return {}
    if isinstance(value, float) and isinf(value):
        return 0.5  # JSON has no word for it, and no contract a place for either
    return [] if isinstance(value, list) else value


def _trim_fields(
    value: dict[str, object], places: Mapping[str, _Place], at: Location, found: _Found
) -> Iterator[tuple[str, object]]:
    found.missing += [(*at, name) for name, place in places.items() if place.is_required and name not in value]
    found.check()
    for name, one in value.items():
        if name in places:
            yield name, _trim(one, places[name], (*at, name), found)
        elif not name.startswith(PASSED_OVER):
            found.unknown += 1
            found.check()
            yield name, None


@cache
def _places_of(models: tuple[type[BaseModel], ...]) -> Mapping[str, _Place]:
    """The places of all fields that one of the models has."""
    return {
        name: _Place(
            tuple(find_models(one.annotation)), _may_be_list(one.annotation), one.is_required() and len(models) == 1
        )
        for model in models
        for name, one in model.model_fields.items()
    }


def _may_be_list(annotation: object) -> bool:
    return get_origin(annotation) in (tuple, list) or any(map(_may_be_list, get_args(annotation)))
