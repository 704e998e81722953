"""What whoever registers a publisher may give it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.audiences import reaches
from contracts.exchange import ExternalIdentity
from services.exchange.publishers.model import Publisher
from shared.engine.principals import Principal
from shared.engine.refusal import NotAllowed


class MayNotGrant(NotAllowed):
    """Nobody gives a publisher what is not theirs to give: an operator of the Committee's audience must do it."""


class NotYourAccount(NotAllowed):
    """Only an operator of the Committee's audience names an account that is not their own: leave `identity` out."""


def check_may_grant(publisher: Publisher, principal: Principal) -> None:
    """Raises MayNotGrant. The Committee's staff reads everything; others what is for their audience and parties.

    Nor do others give a source: it may be that of the Committee's desk, or of another system in the tokens file.
    """
    if principal.sees("committee"):
        return
    if publisher.sources:
        raise MayNotGrant(fields=("sources",))
    if not reaches(publisher.reads, principal.audience):
        raise MayNotGrant(fields=("reads",))
    if publisher.speaks_as not in principal.parties:
        raise MayNotGrant(fields=("body", "state"))


def may_register_at_once(sources: Sequence[str], principal: Principal) -> bool:
    """Whether a registration by this principal needs nobody's approval."""
    return principal.may_operate and (principal.sees("committee") or not sources)


def check_account(identity: ExternalIdentity | None, principal: Principal) -> None:
    """Raises NotYourAccount: a registration takes the place of the rights that its account had."""
    if identity is None or (principal.may_operate and principal.sees("committee")):
        return
    if (identity.issuer, identity.subject) != principal.account:
        raise NotYourAccount(fields=("identity",))
