"""Whoever commands as a publisher is still let in when the command is decided. Pure.

Each process learns within a second who was shut out. In that second a revoked key must make nothing that outlives it:
no other key, no subscription, no secret (decision 108).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from services.exchange.publishers.model import PUBLISHERS, Publisher, party_of
from services.exchange.subscriptions.commands.changing import cut_off
from shared.engine.principals import Principal
from shared.engine.registrations import is_valid
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal, Rule

OF_KEY: Final = "key "
"""How `Principal.proof` begins where a key proved it; its id follows."""
OF_ACCOUNTS: Final = ("jwt ", "sign-in ")
"""How it begins where an account at an identity provider did."""


class ShutOut(Refusal):
    """Your key was revoked, your account is not the publisher's any more, or the publisher was suspended."""

    status = 401


def require_standing(rules: Mapping[type, Rule[Any]]) -> dict[type, Rule[Any]]:
    """The same rules of commands, each of which is for those alone who are let in at that moment."""
    return {command: _check_first(rule) for command, rule in rules.items()}


def _check_first(rule: Rule[Any]) -> Rule[Any]:
    def find_needs(command: Command[Any]) -> Iterator[Need]:
        if command.principal.is_publisher:
            yield Need(PUBLISHERS, command.principal.name)
        yield from rule.needs(command)

    def decide(command: Command[Any], known: Known, context: Context) -> Iterable[Change]:
        if command.principal.is_publisher:
            publisher = known.get(PUBLISHERS, command.principal.name)
            if publisher is None or not is_let_in(publisher, command.principal, context):
                raise ShutOut
        return rule.decide(command, known, context)

    return replace(rule, needs=find_needs, decide=decide)


def shut_out(publisher: Publisher, before: Publisher | None, known: Known, context: Context) -> Iterator[Change]:
    """Pauses and ends what keys set up that let nobody in any more, and what another account did before.

    Whoever stole a key may have made another one with it, which has expired since. `needs_of_all` names what is needed.
    """

    def is_gone(made_by: str) -> bool:
        if made_by.startswith(OF_KEY):
            return not _has_valid_key(publisher, made_by, context)
        return made_by.startswith(OF_ACCOUNTS) and before is not None and publisher.identity != before.identity

    yield from cut_off(is_gone, publisher.id, party_of(publisher.id), known, context.now)


def is_let_in(publisher: Publisher, principal: Principal, context: Context) -> bool:
    """Whether that by which it proved who it is still lets this publisher in."""
    if publisher.status != "approved":
        return False
    if principal.proof.startswith(OF_KEY):
        return _has_valid_key(publisher, principal.proof, context)
    if principal.account is None:
        return True
    identity = publisher.identity
    return identity is not None and principal.account == (identity.issuer, identity.subject)


def _has_valid_key(publisher: Publisher, proof: str, context: Context) -> bool:
    key_id = proof.removeprefix(OF_KEY)
    return any(one.id == key_id and is_valid(one, context.today) for one in publisher.keys)
