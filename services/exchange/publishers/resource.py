"""`/publishers`: who is registered, declared once. Pure. Keys are issued in `http`, since they are drawn at random."""

from __future__ import annotations

from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    ResumePublisher,
    SuspendPublisher,
    change_publisher,
    needs_of_change,
    needs_of_publisher,
    resume_publisher,
    suspend_publisher,
)
from services.exchange.publishers.commands.keys import (
    RevokeKey,
    TakeOverKey,
    needs_of_keys,
    needs_of_revocation,
    revoke_key,
    take_over_key,
)
from services.exchange.publishers.commands.refusing import (
    RejectApplication,
    WithdrawApplication,
    reject_application,
    withdraw_application,
)
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    RegisterPublisher,
    approve_publisher,
    needs_of_approval,
    needs_of_registration,
    register_publisher,
)
from services.exchange.publishers.model import PublisherStatus
from services.exchange.publishers.views import PUBLISHER, PUBLISHER_SHAPE, ShownKey
from shared.engine.declarations import Action, By, Listing, Resource, Single

RESOURCE = Resource(
    "publishers",
    (
        Listing(
            "list_publishers",
            "/publishers",
            "Registered systems: the Committee's staff sees all, others their own and those for which they applied.",
            PUBLISHER,
            (By("status", PublisherStatus), By("body", str), By("state", str)),
        ),
        Single("show_publisher", "/publishers/{publisher}", "One registered system.", PUBLISHER),
        Action(
            "register", "/publishers", RegisterPublisher, needs_of_registration, register_publisher,
            creates="/publishers", answers=PUBLISHER_SHAPE, who="holder",
        ),
        Action(
            "approve", "/publishers/{publisher}/approval", ApprovePublisher, needs_of_approval, approve_publisher,
            PUBLISHER, who="operator",
        ),
        Action(
            "reject", "/publishers/{publisher}/rejection", RejectApplication, needs_of_publisher, reject_application,
            PUBLISHER, who="operator",
        ),
        Action(
            "withdraw", "/publishers/{publisher}/withdrawal", WithdrawApplication, needs_of_publisher,
            withdraw_application, PUBLISHER, who="holder",
        ),
        Action(
            "change_registration", "/publishers/{publisher}/changes", ChangePublisher, needs_of_change,
            change_publisher, PUBLISHER, who="operator",
        ),
        Action(
            "suspend", "/publishers/{publisher}/suspension", SuspendPublisher, needs_of_publisher, suspend_publisher,
            PUBLISHER, who="operator",
        ),
        Action(
            "resume", "/publishers/{publisher}/resumption", ResumePublisher, needs_of_publisher, resume_publisher,
            PUBLISHER, who="operator",
        ),
        Action(
            "take_over_key", "/publishers/{publisher}/keys/taken-over", TakeOverKey, needs_of_keys, take_over_key,
            PUBLISHER, answers=ShownKey, who="operator", changes=lambda command: command.publisher_id,
        ),
        Action(
            "revoke_key", "/publishers/{publisher}/keys/{key}/revocation", RevokeKey, needs_of_revocation, revoke_key,
            PUBLISHER, answers=ShownKey, who="holder", changes=lambda command: command.publisher_id,
        ),
    ),
)  # fmt: skip
