"""How much of a publisher's quota is used, and when it has room again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shared.engine.refusal import Refusal

MINUTE: Final = 60
DAY: Final = 86_400
"""Seconds. A day is one of UTC, since both are counted from 1970."""


class QuotaPassed(Refusal):
    """You have sent as much as your quota allows for now. Nothing of this request was taken in: send it later."""

    status = 429


@dataclass(frozen=True, slots=True)
class Window:
    """One part of a quota: what was used of it in the present minute or day."""

    name: str
    most: int
    used: int
    """More than `most` where more came over Kafka. What is too much counts for the next windows too."""
    seconds: int
    """The length of the window."""
    left: int
    """Seconds until the next one."""

    @property
    def remaining(self) -> int:
        return max(0, self.most - self.used)

    def wait_for(self, amount: int) -> int:
        """Seconds until this amount fits; 0 if it does now. What is more than a whole quota waits for an empty one."""
        too_many = self.used + min(amount, self.most) - self.most
        if too_many <= 0 and amount <= self.most:
            return 0
        further = max(0, -(-too_many // self.most) - 1)
        return self.left + further * self.seconds


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """What a publisher has used of its quota."""

    events: Window
    bytes: Window

    @property
    def headers(self) -> Mapping[str, str]:
        """As `RateLimit` and `RateLimit-Policy` tell it (draft-ietf-httpapi-ratelimit-headers)."""
        events, size = self.events, self.bytes
        policy = f'"events";q={events.most};w={MINUTE}, "bytes";q={size.most};w={DAY};qu="content-bytes"'
        limit = f'"events";r={events.remaining};t={events.left}, "bytes";r={size.remaining};t={size.left}'
        return {"RateLimit-Policy": policy, "RateLimit": limit}

    def wait_for(self, events: int, size: int) -> int:
        """Seconds until so many events of so many bytes fit; 0 if they do now."""
        return max(self.events.wait_for(events), self.bytes.wait_for(size))

    def refuse(self, events: int, size: int) -> QuotaPassed:
        """The refusal of so many events of so many bytes, with what there is room for, and when there is more."""
        if events > self.events.most or size > self.bytes.most:
            most = f"{self.events.most} events a minute and {self.bytes.most} bytes a day"
            return QuotaPassed(f"one request cannot hold more than the whole quota, {most}: send it in parts")
        return QuotaPassed(
            f"this request holds {events} events of {size} bytes together; there is room for "
            f"{self.events.remaining} events until the end of this minute, and for {self.bytes.remaining} bytes until "
            f"the end of this day (UTC). This request fits in {self.wait_for(events, size)} seconds"
        )
