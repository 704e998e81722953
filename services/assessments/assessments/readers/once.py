"""A property that is worked out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - a decorator, as `property` is
    """As `functools.cached_property`, which has one lock for all objects in Python 3.11.

    Whoever works in a thread would hold up the others in the loop.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: object, _: type | None = None) -> Value:
        value: Value = self._work_out(owner)
        vars(owner)[self._work_out.__name__] = value  # which is found before this
        return value
