"""Somebody asks for events at an address. Pure: whoever receives the command draws the secret and the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from contracts.audiences import ReleasedTo, reaches
from contracts.exchange import Names
from contracts.vocabulary import FormName, ReportName, States, Themes
from reference import Language
from services.exchange.subscriptions.checks import ALL_RELEASED, OWN, RECEIPTS, REPORT, check_types
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Channel, Secret, Subscription
from services.exchange.subscriptions.views import show_subscription
from shared.engine.notices.known_codes import check_themes, state_id
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal
from shared.engine.time.dates import civil_date

MOST: Final = 20
"""Subscriptions of one principal. A cancelled one counts until its day ends, so that nobody makes us call at will."""

Url = Annotated[str, Field(max_length=2000)]
Reports = Annotated[tuple[ReportName, ...], Field(max_length=20)]


class AudienceNotYours(Refusal):
    """You cannot subscribe to what you may not read: take the audience of your token, or a wider one."""

    status = 403


class NoSourceOfYours(Refusal):
    """Receipts are for whoever speaks for a source: your token names none."""

    status = 403


class ReportsAlone(Refusal):
    """By e-mail come reports, and word of your subscriptions: leave `types` out, or take a webhook."""

    status = 422


class TooManySubscriptions(Refusal):
    """You have as many subscriptions as one may have: cancel one, and make a new one tomorrow."""

    status = 429


@dataclass(frozen=True, slots=True)
class GivenSubscription:
    """Which events, and where to."""

    url: Url
    """Where to send them: `https://HOST/PATH`; for e-mail `mailto:NAME@HOST`."""
    channel: Channel = "webhook"
    """By `email` come reports alone: each edition as a link."""
    types: Names = (ALL_RELEASED,)
    """Such as `released.recommendation` or `receipt.refused`; `released.*` and `receipt.*` are all of them.

    `subscription.*`: word alone, when another subscription of yours is paused or has ended.
    """
    states: States = ()
    """Only what concerns one of these; absent: of all States. Receipts have no State."""
    themes: Themes = ()
    """Only what has one of these themes; absent: all. Withdrawals have none, and are sent in any case."""
    reports: Reports = ()
    """Of reports, only editions of these, such as `annual`; absent: of all."""
    language: Language = "en"
    """Of e-mail, and of the document to which it leads."""
    form: FormName = "html"
    """Of that document."""
    audience: ReleasedTo = "public"
    """Whose copies, as in `GET /released`."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """A subscription, with what was drawn for it."""

    subscription_id: str
    code: str
    secret_id: str
    secret: str
    after_released: int
    after_receipts: int
    given: GivenSubscription


def needs_of_owner(command: Command[Subscribe]) -> Iterator[Need]:
    """What else the principal has subscribed to."""
    yield Need(SUBSCRIPTIONS, command.principal.name, by="owner")


def subscribe(command: Command[Subscribe], known: Known, context: Context) -> Iterable[Change]:
    """It is unconfirmed: nothing but a code is sent until the owner of the address gives that back."""
    principal, given = command.principal, command.data.given
    types = choose_types(given)
    if not reaches(given.audience, principal.audience):
        raise AudienceNotYours(fields=("audience",))
    if not RECEIPTS.isdisjoint(given.types) and not principal.sources:
        raise NoSourceOfYours(fields=("types",))
    check_themes(context.reference, given.themes)
    others = [one for one in known.all(SUBSCRIPTIONS, "owner", principal.name) if principal.itself in one.parties]
    if sum(_counts(one, context.today) for one in others) >= MOST:
        raise TooManySubscriptions
    subscription = _build_subscription(principal, command.data, types, context)
    yield Put(SUBSCRIPTIONS, subscription)
    yield Answer(show_subscription(subscription))


def _build_subscription(
    principal: Principal, asked: Subscribe, types: tuple[str, ...], context: Context
) -> Subscription:
    given = asked.given
    return Subscription(
        id=asked.subscription_id,
        owner=principal.name,
        channel=given.channel,
        url=given.url,
        types=types,
        states=tuple(sorted({state_id(context.reference, code, "states") for code in given.states})),
        themes=tuple(sorted(set(given.themes))),
        reports=tuple(sorted(set(given.reports))),
        language=given.language,
        form=given.form,
        reads=given.audience,
        status="unconfirmed",
        paused_because=None,
        failing_since=None,
        ended_because=None,
        code=asked.code,
        secrets=(Secret(asked.secret_id, asked.secret, context.now, made_by=principal.proof),),
        made_at=context.now,
        made_by=principal.proof,
        confirmed_at=None,
        resumed_at=None,
        after_released=asked.after_released,
        after_receipts=asked.after_receipts,
        audience="committee",
        parties=(principal.itself,),
    )


def choose_types(given: GivenSubscription) -> tuple[str, ...]:
    """The types that are asked for. Raises UnknownEventType or ReportsAlone."""
    check_types(given.types)
    types = tuple(sorted(set(given.types))) or (ALL_RELEASED,)
    if given.channel == "webhook":
        return types
    if not {ALL_RELEASED, REPORT, OWN}.issuperset(types):
        raise ReportsAlone(fields=("types",))
    return tuple(sorted({REPORT if one == ALL_RELEASED else one for one in types}))


def _counts(subscription: Subscription, today: date) -> bool:
    return subscription.status != "cancelled" or civil_date(subscription.made_at) == today
