"""Fields of a record by their paths: names and places, such as `answers.0.answered_on`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any


def read_field(record: Any, path: str) -> Any:
    """The value at this path."""
    for part in path.split("."):
        record = record[int(part)] if part.isdigit() else getattr(record, part)
    return record


def replace_field(record: Any, path: str, value: Any) -> Any:
    """The record with this value at the path. Nothing else of it changes."""
    part, _, rest = path.partition(".")
    inner = replace_field(read_field(record, part), rest, value) if rest else value
    if part.isdigit():
        place = int(part)
        return (*record[:place], inner, *record[place + 1 :])
    if hasattr(record, "_replace"):  # a named tuple
        return record._replace(**{part: inner})
    return replace(record, **{part: inner})


def list_paths(record: Any, pattern: str) -> Iterator[str]:
    """The paths of this pattern that the record has. `*` stands for each place of a list."""
    part, _, rest = pattern.partition(".")
    if record is None:
        return
    names = [str(place) for place in range(len(record))] if part == "*" else [part]
    for name in names:
        if rest:
            yield from (f"{name}.{further}" for further in list_paths(read_field(record, name), rest))
        else:
            yield name
