"""How a subscription looks to its owner and to the Committee's staff. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from contracts.audiences import ReleasedTo
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Secret, Subscription
from shared.engine.declarations import View
from shared.web.documents.shapes import shape


class ShownSecret(BaseModel):
    """A secret, without what signs."""

    id: str
    made_at: datetime
    ends_at: datetime | None = None
    made_by: str = ""
    """By which key it was drawn, where a key did so: it ends with that key where another secret can sign."""


def show_secret(secret: Secret) -> dict[str, object]:
    """The secret as its owner sees it later."""
    return {"id": secret.id, "made_at": secret.made_at, "ends_at": secret.ends_at, "made_by": secret.made_by}


def show_subscription(subscription: Subscription) -> Mapping[str, Any]:
    """The subscription. Neither its secrets nor its code are shown."""
    return {
        "id": subscription.id,
        "owner": subscription.owner,
        "channel": subscription.channel,
        "url": subscription.url,
        "types": subscription.types,
        "states": subscription.states,
        "themes": subscription.themes,
        "reports": subscription.reports,
        "language": subscription.language,
        "form": subscription.form,
        "audience": subscription.reads,
        "status": subscription.status,
        "paused_because": subscription.paused_because,
        "failing_since": subscription.failing_since,
        "ended_because": subscription.ended_because,
        "secrets": [show_secret(one) for one in subscription.secrets],
        "made_at": subscription.made_at,
        "made_by": subscription.made_by,
        "confirmed_at": subscription.confirmed_at,
        "resumed_at": subscription.resumed_at,
    }


SUBSCRIPTION_SHAPE = shape(
    "Subscription",
    Subscription,
    hidden={"parties", "code", "reads", "after_released", "after_receipts"},
    always=("id", "owner", "url", "status"),
    also={"secrets": list[ShownSecret], "audience": ReleasedTo},
)
SUBSCRIPTION: View[Subscription] = View(
    SUBSCRIPTIONS, lambda subscription, _viewer: show_subscription(subscription), SUBSCRIPTION_SHAPE
)
