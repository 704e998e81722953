"""What whoever registers a publisher may give it. Pure."""

from __future__ import annotations

from contracts.audiences import reaches
from contracts.exchange import ExternalIdentity
from services.exchange.publishers.model import Publisher
from shared.engine.principals import Principal
from shared.engine.refusal import NotAllowed


class MayNotGrant(NotAllowed):
    """Nobody lets a publisher read what they may not read themselves: an operator who sees it must register it."""


class NotYourAccount(NotAllowed):
    """Only an operator of the Committee's audience names an account that is not their own: leave `identity` out."""


def check_may_grant(publisher: Publisher, principal: Principal) -> None:
    """Raises MayNotGrant. The Committee's staff reads everything; others what is for their audience and parties."""
    if principal.sees("committee"):
        return
    if not reaches(publisher.reads, principal.audience):
        raise MayNotGrant(fields=("reads",))
    if publisher.speaks_as not in principal.parties:
        raise MayNotGrant(fields=("body", "state"))


def check_account(identity: ExternalIdentity | None, principal: Principal) -> None:
    """Raises NotYourAccount: a registration takes the place of the rights that its account had."""
    if identity is None or (principal.may_operate and principal.sees("committee")):
        return
    if (identity.issuer, identity.subject) != principal.account:
        raise NotYourAccount(fields=("identity",))
