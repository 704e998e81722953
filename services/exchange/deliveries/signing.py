"""The headers of Standard Webhooks, and the one place that knows their library. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from standardwebhooks import Webhook

MEDIA_TYPE: Final = "application/cloudevents+json"


def sign(event_id: str, body: bytes, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """The headers of a delivery, signed with each of these secrets. `now` is in UTC, and of the real clock.

    Receivers refuse a time that is five minutes from theirs, also where this system lives by a simulated clock.
    """
    text = body.decode()  # the library takes no bytes
    return {
        "content-type": MEDIA_TYPE,
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(event_id, now, text) for secret in secrets),
    }
