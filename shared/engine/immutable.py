"""Dataclasses that each event makes by the dozen, and that nobody changes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def immutable(cls: type[Class]) -> type[Class]:
    """A frozen dataclass to the type checker, with the equality and the hash of one.

    Nothing guards it while the program runs: Python takes three times as long to make a guarded one.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
