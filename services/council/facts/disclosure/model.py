"""A reader before the matters of one State. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    def of_the_un(self) -> bool:
        """Whether it may see cases: the UN system, UNOCT first (OP19)."""
        return reaches("un", self.principal.audience) or "body:unoct" in self.principal.parties
