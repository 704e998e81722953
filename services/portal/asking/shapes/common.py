"""What the pages read of others' answers: what several of them have. Fields that no page needs are passed over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Listed(BaseModel, Generic[T]):
    """A page of a list, and the cursor of the next one."""

    items: list[T] = []
    next: str | None = None


class Session(BaseModel):
    """Who reads."""

    principal: str | None = None
    proof: str = ""
    audience: str = "public"
    parties: list[str] = []
    may_command: bool = False
    may_operate: bool = False
    until: datetime | None = None


class Clock(BaseModel):
    """What day it is there."""

    today: date
    simulated: bool = False
