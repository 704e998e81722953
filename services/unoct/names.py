"""The name under which this service registers what belongs to no other system. Pure."""

from __future__ import annotations

from typing import Final

OWN_SOURCE: Final = "/services/unoct"
"""The source of projects that are registered here by whoever speaks for no system."""
