"""Who may command here, beside the Committee's own staff."""

from __future__ import annotations

from typing import Final

from shared.http.access import of_committee
from shared.principals import Principal

SCHEMA: Final = "assessments"


def of_committee_or_state(principal: Principal, state: str) -> Principal:
    """Raises NotAllowed for whoever is neither the Committee's own staff nor the State itself."""
    return principal if principal.insider(state) else of_committee(principal)
