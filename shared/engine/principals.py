"""Who asks, and what they may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal, get_args

from contracts.audiences import Audience, may_see

ANY: Final = "*"
"""Among sources, types of notice or bodies: all of them."""


Side = Literal["CTED", "UNOCT"]
"""Of the two that do some things together (OP24)."""
BOTH_SIDES: Final[frozenset[str]] = frozenset(get_args(Side))


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
    notice_types: frozenset[str] = frozenset()
    """Which notices it may send, such as `notice.visit.planned`; `*` is any."""
    bodies: frozenset[str] = frozenset()
    """Ids of the bodies in whose name it may send them; `*` is any. For a State it speaks by its parties."""
    number: int = 1
    """The how-manieth of this name in the tokens file: whoever had it before was shut out, and owns what it owned."""
    proof: str = field(default="", compare=False)
    """By what it proved who it is, for the access log: `token`, `key ID`, `jwt ISSUER` or `sign-in ISSUER`."""
    until: datetime | None = field(default=None, compare=False)
    """When that proof ends; None: it does not end by itself."""
    account: tuple[str, str] | None = field(default=None, compare=False)
    """Issuer and subject of the JWT that proved it."""

    @property
    def is_publisher(self) -> bool:
        """Whether it is registered here as a publisher; its name is then the publisher's id."""
        return f"publisher:{self.name}" in self.parties

    @property
    def has_rights(self) -> bool:
        """Whether it may do or see more than everybody may. An account that no rule knows has a name and no right."""
        return self.audience != "public" or bool(self.parties) or self.may_command or self.may_operate

    @property
    def itself(self) -> str:
        """The party that is this principal alone: of what nobody else of its body or State sees."""
        if self.is_publisher:
            return f"publisher:{self.name}"
        return f"principal:{self.name}" if self.number == 1 else f"principal:{self.name}#{self.number}"

    @property
    def desk(self) -> str:
        """Its State or body, which may have any number of accounts; itself if it has none."""
        return ",".join(sorted(self.parties)) or self.itself

    @property
    def all_parties(self) -> frozenset[str]:
        """Its parties, and itself."""
        return self.parties | {self.itself}

    def sees(self, audience: Audience, parties: Iterable[str] = ()) -> bool:
        """Whether a thing for this audience and these parties is for this principal."""
        return may_see(self.audience, self.all_parties, audience, tuple(parties))

    @property
    def states(self) -> list[str]:
        """The States in whose name it reads, in order."""
        return sorted(party.removeprefix("state:") for party in self.parties if party.startswith("state:"))

    def insider(self, state: str | None) -> bool:
        """Whether it is of the Committee, or the State itself: what is internal to a State's matter is for these."""
        return self.sees("committee", () if state is None else (f"state:{state}",))

    def speaks_for(self, source: str) -> bool:
        """Whether it may send events with this CloudEvents source."""
        return not self.sources.isdisjoint((ANY, source))

    @property
    def is_officer(self) -> bool:
        """Whether it acts for the Committee: what a State consented to is recorded by these, and by the State."""
        return self.audience == "committee" and self.may_command

    @property
    def is_staff(self) -> bool:
        """Whether it is of the Committee or operates the system, and is no publisher: a program of somebody else."""
        return (self.audience == "committee" or self.may_operate) and not self.is_publisher

    @property
    def side(self) -> Side | None:
        """The side for which it speaks in what CTED and UNOCT do together: the Committee's staff for CTED alone."""
        if self.audience == "committee":
            return "CTED"
        return "UNOCT" if "body:unoct" in self.parties else None

    @property
    def speaks_for_everybody(self) -> bool:
        """An officer's token for any source, such as the one that `ctc up` prints: no right need be named."""
        return self.is_officer and ANY in self.sources

    def may_send(self, notice_type: str) -> bool:
        """Whether it may send notices of this type."""
        return self.speaks_for_everybody or not self.notice_types.isdisjoint((ANY, notice_type))

    def speaks_for_body(self, body: str) -> bool:
        """Whether it may send notices in the name of the body with this id."""
        return self.speaks_for_everybody or not self.bodies.isdisjoint((ANY, body))


PUBLIC = Principal("public")
"""A caller without a token: the public's view, read only."""

RESERVED = frozenset({"public", "reference", "council-service", "exchange-lanes", "exchange-webhooks"})
"""Names in which the system itself acts; no token bears one, or its holder's commands would count as the system's."""

OWNER = Principal("owner", "committee", sources=frozenset({ANY}), may_command=True, may_operate=True)
"""The person who started `ctc up` and has the token that it printed."""


def register_owner(source: str) -> Principal:
    """The owner as if registered for exactly this source: on a laptop every source that nobody else has is theirs."""
    return replace(OWNER, sources=frozenset({source}), notice_types=frozenset({ANY}), bodies=frozenset({ANY}))


SendersOf = Callable[[str], tuple[Principal, ...]]
"""The principals that are registered for a source: of an event on Kafka nothing else says who sent it."""


def nobody(_source: str) -> tuple[Principal, ...]:
    """Where nobody is registered."""
    return ()


PrincipalNamed = Callable[[str], Principal | None]
"""Who has this name now, with its present rights; None: nobody, or nobody who is let in."""


def nobody_named(_name: str) -> Principal | None:
    """Where nobody is known by name."""
    return None
