"""`/subscriptions`, as far as it is declared. Pure. Secrets and deliveries are in `http`."""

from __future__ import annotations

from services.exchange.subscriptions.commands.changing import (
    Cancel,
    Confirm,
    Pause,
    Resume,
    cancel,
    confirm,
    needs_of_change,
    pause,
    resume,
)
from services.exchange.subscriptions.commands.secrets import RevokeSecret, needs_of_secrets, revoke_secret
from services.exchange.subscriptions.model import SubscriptionStatus
from services.exchange.subscriptions.views import SUBSCRIPTION, ShownSecret
from shared.engine.declarations import Action, By, Listing, Resource, Single

_ONE = "/subscriptions/{subscription}"

RESOURCE = Resource(
    "subscriptions",
    (
        Listing(
            "list_subscriptions",
            "/subscriptions",
            "Your subscriptions; for the Committee's staff all of them.",
            SUBSCRIPTION,
            (By("status", SubscriptionStatus), By("owner", str)),
        ),
        Single("show_subscription", _ONE, "One subscription: whether it is sent anything, and why not.", SUBSCRIPTION),
        Action("confirm", f"{_ONE}/confirmation", Confirm, needs_of_change, confirm, SUBSCRIPTION, who="holder"),
        Action("pause", f"{_ONE}/pause", Pause, needs_of_change, pause, SUBSCRIPTION, who="holder"),
        Action("resume_sending", f"{_ONE}/resumption", Resume, needs_of_change, resume, SUBSCRIPTION, who="holder"),
        Action("cancel", f"{_ONE}/cancellation", Cancel, needs_of_change, cancel, SUBSCRIPTION, who="holder"),
        Action(
            "revoke_secret", f"{_ONE}/secrets/{{secret}}/revocation", RevokeSecret, needs_of_secrets, revoke_secret,
            SUBSCRIPTION, answers=ShownSecret, who="holder", changes=lambda command: command.subscription_id,
        ),
    ),
)  # fmt: skip
