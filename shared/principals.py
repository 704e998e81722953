"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.audiences import Audience


@dataclass(frozen=True, slots=True)
class Principal:
    """A reader, publisher or operator, as its bearer token says."""

    name: str
    audience: Audience = "public"
    parties: frozenset[str] = frozenset()
    """Such as `state:KEN` or `body:unoct`: one reader more than the audience."""
    sources: frozenset[str] = frozenset()
    """The CloudEvents sources it may speak for; `*` is any."""
    may_command: bool = False
    may_operate: bool = False


PUBLIC = Principal("public")
"""Whoever comes without a token: the public's view, read only."""
