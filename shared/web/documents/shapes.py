"""What answers look like, for the OpenAPI documents: made from the rows that views show, so that both stay the same.

Nothing is checked or changed by a shape when a request is answered. The integration tests hold every answer
against the documents (`tests/support/documented.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

Shape = type[BaseModel]

ALWAYS = ("id",)
FOR_DOCUMENTS: Final = ConfigDict(defer_build=True)
"""No start waits for what only the documents need."""


class Change(BaseModel):
    """What a command did."""

    id: str
    """Of the thing that it made or changed."""
    outcome: str
    """`accepted`, or `unchanged` where there was nothing to change."""


class Made(BaseModel):
    """A thing that a command made or changed."""

    id: str


def shape(
    name: str,
    row: type,
    *,
    hidden: Collection[str] = (),
    always: Collection[str] = ALWAYS,
    also: Mapping[str, Any] | None = None,
) -> Shape:
    """The row's fields by their names and types, without the hidden ones, and with what its view adds.

    Only the fields in `always` are in every answer: who may see less gets less.
    """
    types = {field: type_ for field, type_ in types_of(row).items() if field not in hidden}
    fields: dict[str, Any] = {
        field: (type_, ...) if field in always else (type_, Field(default_factory=_absent))
        for field, type_ in (types | dict(also or {})).items()
    }
    made: Shape = create_model(name, __config__=FOR_DOCUMENTS, __doc__=_first_line(row), **fields)
    return made


def types_of(row: type) -> dict[str, Any]:
    """The row's fields with their types."""
    return get_type_hints(row, include_extras=True)


def list_of(one: Shape) -> Shape:
    """A page of these."""
    fields: dict[str, Any] = {"items": (list[one], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
    made: Shape = create_model(
        f"{one.__name__}List", __config__=FOR_DOCUMENTS, __doc__="One page: ask again with `after=next`.", **fields
    )
    return made


def _absent() -> None:
    """Stands for a field that may be left out: a factory, so that no default is documented."""


def _first_line(row: type) -> str:
    return (row.__doc__ or "").partition("\n")[0]
