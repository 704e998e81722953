"""A reader before the matters of one State. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contracts.audiences import Audience, may_see, reaches
from shared.engine.principals import Principal


@dataclass(frozen=True, slots=True)
class Reader:
    """A principal before the matters of one State."""

    principal: Principal
    state: str

    @property
    def insider(self) -> bool:
        """Whether it may see what is the Committee's and the State's own: cycles, status, who may have what."""
        return self.principal.insider(self.state)

    def sees(self, audience: Audience, parties: Sequence[str]) -> bool:
        """Whether it may see a part of the State's for this audience and these parties."""
        return self.insider or may_see(self.principal.audience, self.principal.parties, audience, tuple(parties))

    @property
    def in_the_un(self) -> Principal | None:
        """The principal as `find_in_the_un` finds it."""
        return find_in_the_un(self.principal)


def find_in_the_un(principal: Principal) -> Principal | None:
    """The principal as one of the UN system, UNOCT first, which may see cases (OP19). None: it is not of it.

    States are beyond the UN system. One that is named beside a recommendation may have that, and not its case.
    """
    if not reaches("un", principal.audience) and "body:unoct" not in principal.parties:
        return None
    return replace(principal, parties=frozenset(one for one in principal.parties if not one.startswith("state:")))
