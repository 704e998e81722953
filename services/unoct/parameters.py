"""Types of query parameters that several lists take. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Pillar = Annotated[int, Field(ge=1, le=4)]
"""A pillar of the Global Counter-Terrorism Strategy."""
ThingId = Annotated[str, Field(max_length=200)]
