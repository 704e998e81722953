"""Who may command here, beside the Committee's own staff."""

from __future__ import annotations

from typing import Final

from shared.engine.principals import Principal
from shared.web.access import of_committee

SCHEMA: Final = "assessments"


def of_committee_or_state(principal: Principal, state: str) -> Principal:
    """Raises NotAllowed for whoever is neither the Committee's own staff nor the State itself."""
    return principal if principal.insider(state) else of_committee(principal)
