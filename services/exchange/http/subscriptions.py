"""What of `/subscriptions` is no plain declaration: secrets, which are drawn at random, and deliveries."""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel

from services.exchange.deliveries import resending
from services.exchange.deliveries.model import DeliveryStatus, Try
from services.exchange.deliveries.resending import GivenResend
from services.exchange.deliveries.resolving import NewNames, find_address
from services.exchange.subscriptions.addresses import (
    NoEmailFromHere,
    read_mailbox,
    read_url,
)
from services.exchange.subscriptions.checks import may_change
from services.exchange.subscriptions.commands.resending import AskToResend
from services.exchange.subscriptions.commands.secrets import RotateSecret
from services.exchange.subscriptions.commands.subscribing import GivenSubscription, Subscribe
from services.exchange.subscriptions.model import SUBSCRIPTIONS
from services.exchange.subscriptions.views import SUBSCRIPTION_SHAPE, ShownSecret
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound, Refusal
from shared.engine.running.outside import Outside
from shared.engine.storage import journal
from shared.web.access import Holder
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import FromHolder, run
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, cursor, read_one
from shared.web.routes import build_router
from shared.web.server.identifiers import fresh_id

SIGNS: Final = "whsec_"
SECRET_BYTES: Final = 32
SubscriptionId = Annotated[str, Path(max_length=100)]


class SecretShownBefore(Refusal):
    """This request was answered before, and its secret was shown then. If it is lost, ask for another secret."""


class NotRegistered(Refusal):
    """A subscription needs an owner whose rights can be looked up at any time: a registered publisher, or a token."""

    status = 403


class NewSubscription(SUBSCRIPTION_SHAPE):  # type: ignore[misc, valid-type]
    """A subscription, with its secret this once."""

    secret: str
    """Each delivery is signed with it, as Standard Webhooks says."""


class NewSecret(ShownSecret):
    """A secret, this once."""

    secret: str


class Delivery(BaseModel):
    """One event on its way to the endpoint."""

    id: str
    event_id: str
    """The header `webhook-id`."""
    type: str
    status: DeliveryStatus
    """`superseded`: the audience has another copy of the thing by now, which was sent in its place.

    `unsure`: nobody knows whether the mail server took it. It is sent again only if you say so.
    """
    made_at: datetime
    next_try_at: datetime | None = None
    ended_at: datetime | None = None
    link: str | None = None
    """Where an e-mail led."""
    digest: str | None = None
    """Of an edition that went out: the SHA-256 of its JSON in English, as it was announced then."""
    tries: list[Try]


class Resent(BaseModel):
    """What will be sent again."""

    deliveries: int | None = None
    """Absent for all since a time: they are found little by little."""


def build_routes(handler: Handler, outside: Outside) -> APIRouter:
    """The resource of subscriptions, as far as it is written by hand."""
    router, names = build_router("subscriptions"), NewNames()

    @router.post("/subscriptions", status_code=201, response_model=NewSubscription, responses=may_refuse(403, 409, 429))
    async def subscribe(envelope: FromHolder, body: Annotated[GivenSubscription, AsJson]) -> Response:
        """Asks for events at an address, and shows the secret with which they are signed this once.

        At first a signed event with a code is sent there, or a letter by e-mail. Nothing else is, until
        `POST .../confirmation` gives it back.
        """
        if outside.principal_named(envelope.principal.itself) is None:
            raise NotRegistered
        await check_address(body, envelope.principal.itself, outside, names)
        subscription_id, secret = secrets.token_hex(8), draw_secret()
        released, receipts = await _ends(handler, body.audience)
        command = Subscribe(
            subscription_id, secrets.token_urlsafe(16), secrets.token_hex(4), secret, released, receipts, body
        )
        made = await run(handler, envelope, command, created="/subscriptions")
        return _with_secret(made, subscription_id, secret)

    @router.post(
        "/subscriptions/{subscription}/secrets", status_code=201, response_model=NewSecret,
        responses=may_refuse(404, 409),
    )  # fmt: skip
    async def rotate_secret(envelope: FromHolder, subscription: SubscriptionId) -> Response:
        """Makes a further secret, and shows it this once. For a week deliveries are signed with both."""
        await read_one(handler.pool, handler.service.name, SUBSCRIPTIONS, subscription, envelope.principal)
        secret_id, secret = secrets.token_hex(4), draw_secret()
        made = await run(handler, envelope, RotateSecret(subscription, secret_id, secret))
        made.status_code = 201
        return _with_secret(made, secret_id, secret)

    _add_deliveries(router, handler)
    return router


def _add_deliveries(router: APIRouter, handler: Handler) -> None:
    @router.get("/subscriptions/{subscription}/deliveries", response_model=list_of(Delivery), responses=may_refuse(404))
    async def list_deliveries(
        principal: Holder,
        subscription: SubscriptionId,
        page: Paged,
        status: Annotated[DeliveryStatus | None, Query(description="Only those of this status.")] = None,
    ) -> Response:
        """The deliveries of a subscription with their tries, newest first. They are kept for 90 days."""
        await _require_own(handler, subscription, principal)
        found = await resending.list_deliveries(handler.reads, subscription, status, page.after, page.limit + 1)
        shown, more = found[: page.limit], len(found) > page.limit
        next_ = cursor(shown[-1]["id"]) if more else None
        return answer({"items": list(map(resending.view_delivery, shown)), "next": next_})

    @router.post("/subscriptions/{subscription}/resend", response_model=Resent, responses=may_refuse(404, 409))
    async def resend(
        envelope: FromHolder, subscription: SubscriptionId, body: Annotated[GivenResend, AsJson]
    ) -> Response:
        """Sends one delivery again, or everything since a time, also what was there before the subscription.

        Each has the `webhook-id` that it had. What the audience has no longer is not sent.
        """
        resending.check_given(body)
        # Asked anew each time, whatever `Idempotency-Key` says: it may be a key that was revoked meanwhile.
        await run(handler, replace(envelope, key=fresh_id(), can_repeat=False), AskToResend(subscription))
        count = await resending.resend(handler, subscription, body)
        return answer({} if count is None else {"deliveries": count})


async def _require_own(handler: Handler, subscription: str, principal: Principal) -> None:
    """Raises NotFound unless it is the owner or an operator who asks."""
    found = await read_one(handler.pool, handler.service.name, SUBSCRIPTIONS, subscription, principal)
    if not may_change(found, principal):
        raise NotFound


async def check_address(given: GivenSubscription, owner: str, outside: Outside, names: NewNames) -> None:
    """Raises a refusal unless something can be sent there from here. A webhook is checked again at each call."""
    if given.channel == "webhook":
        await find_address(read_url(given.url), outside.allowed, partial(names.look_up, owner))
        return
    read_mailbox(given.url)
    if outside.mail is None:
        raise NoEmailFromHere(fields=("channel",))


def draw_secret() -> str:
    """A new secret in the form of Standard Webhooks."""
    return SIGNS + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


async def _ends(handler: Handler, audience: str) -> tuple[int, int]:
    """Where feed and journal end now: the subscription begins behind that."""
    async with handler.pool.acquire() as connection:
        number = await connection.fetchval("select number from exchange.feed_ends where audience = $1", audience)
        return number or 0, await journal.end(connection, handler.service.name)


def _with_secret(response: Response, id_: str, secret: str) -> Response:
    """The answer with the secret. Raises SecretShownBefore for a repeated request."""
    made: dict[str, Any] = orjson.loads(response.body)
    if made["id"] != id_:
        raise SecretShownBefore
    shown = answer(made | {"secret": secret}, 201)
    shown.headers["Cache-Control"] = "no-store"
    del shown.headers["ETag"]
    if "location" in response.headers:
        shown.headers["Location"] = response.headers["location"]
    return shown
